# profile: cpython-3.11
"""Up to 3.12 a handle's text has its arguments."""
import asyncio


def boom(*args):
    raise ValueError(args)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.call_soon(print, 1, "two"))
    handle = loop.call_soon(boom, 3)
    print(str(handle).split(" at ")[0])
    errors = []
    loop.set_exception_handler(lambda loop, context: errors.append(context["message"].split(" at ")[0]))
    await asyncio.sleep(0)
    print(errors)


asyncio.run(main())
