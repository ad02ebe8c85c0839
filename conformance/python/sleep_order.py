# Sleeping tasks wake in the order of their deadlines, not of their creation.
import asyncio


async def nap(seconds):
    await asyncio.sleep(seconds)
    print("woke after", seconds)
    return seconds


async def main():
    print(await asyncio.gather(nap(0.06), nap(0.02), nap(0.04)))


asyncio.run(main())
