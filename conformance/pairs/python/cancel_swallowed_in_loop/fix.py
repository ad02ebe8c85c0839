# pair: `except Exception` lets the cancellation through.
# expect: clean
import asyncio


async def poll():
    while True:
        try:
            await asyncio.sleep(0.01)
        except Exception:
            pass


async def main():
    polling = asyncio.create_task(poll())
    await asyncio.sleep(0)
    polling.cancel()
    await asyncio.wait([polling])
    print("stopped")


asyncio.run(main())
