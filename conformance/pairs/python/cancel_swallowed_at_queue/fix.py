# pair: The worker does what has to be done and raises the cancellation again.
# expect: clean
import asyncio


async def work(jobs):
    while True:
        try:
            await jobs.get()
        except asyncio.CancelledError:
            print("goes home")
            raise


async def main():
    worker = asyncio.create_task(work(asyncio.Queue()))
    await asyncio.sleep(0)
    worker.cancel()
    await asyncio.wait([worker])
    print("stopped")


asyncio.run(main())
