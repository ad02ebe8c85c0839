# The first exception comes out of gather; the program ends with it.
import asyncio


async def fail():
    await asyncio.sleep(0)
    raise ValueError("no luck")


async def fine():
    await asyncio.sleep(0)
    print("fine")


async def main():
    await asyncio.gather(fail(), fine())


asyncio.run(main())
