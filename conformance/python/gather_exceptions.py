# With return_exceptions the exceptions are results; without, the first one comes out at once and
# the others keep running.
import asyncio


async def fail(delay, text):
    await asyncio.sleep(delay)
    raise RuntimeError(text)


async def fine(delay, text):
    await asyncio.sleep(delay)
    print(text, "finished")
    return text


async def main():
    print(await asyncio.gather(fine(0.02, "a"), fail(0.01, "b"), fine(0, "c"), return_exceptions=True))
    try:
        await asyncio.gather(fail(0.01, "first"), fine(0.03, "sibling"))
    except RuntimeError as error:
        print("caught", error)
    await asyncio.sleep(0.05)


asyncio.run(main())
