# In debug mode the warning of a coroutine that was never awaited says where it was made.
import asyncio
import warnings


async def never():
    pass


def makes():
    return never()


async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        makes()
        coroutine = never()
        del coroutine
    for warning in caught:
        lines = str(warning.message).splitlines()
        print(warning.category.__name__, lines[0])
        print(len(lines) > 1, *lines[1:2])
        if len(lines) > 1:
            print(lines[-2].partition('", ')[2], lines[-1])


asyncio.run(main())
asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)
