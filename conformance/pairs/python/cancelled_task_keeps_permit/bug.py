# pair: The timeout ends the export between acquire and release: the permit is gone, and the next export waits for ever.
# expect: deadlock
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


printer = asyncio.Semaphore(1)


async def export():
    await printer.acquire()
    await fetch("/export", 0.05)
    printer.release()


async def main():
    try:
        await asyncio.wait_for(export(), 0.01)
    except TimeoutError:
        pass
    await export()
    print("exported")


asyncio.run(main())
