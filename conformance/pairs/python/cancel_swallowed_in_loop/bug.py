# pair: `except BaseException` in a loop also catches the cancellation: the task polls on for ever.
# expect: livelock
import asyncio


async def poll():
    while True:
        try:
            await asyncio.sleep(0.01)
        except BaseException:
            pass


async def main():
    polling = asyncio.create_task(poll())
    await asyncio.sleep(0)
    polling.cancel()
    await asyncio.wait([polling])
    print("stopped")


asyncio.run(main())
