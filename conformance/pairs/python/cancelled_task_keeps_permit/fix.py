# pair: async with gives the permit back also when the task is cancelled.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


printer = asyncio.Semaphore(1)


async def export():
    async with printer:
        await fetch("/export", 0.05)


async def main():
    try:
        await asyncio.wait_for(export(), 0.01)
    except TimeoutError:
        pass
    await export()
    print("exported")


asyncio.run(main())
