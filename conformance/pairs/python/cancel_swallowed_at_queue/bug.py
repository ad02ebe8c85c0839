# pair: The worker takes its cancellation for an error and waits for the next job, which never comes.
# expect: deadlock
import asyncio


async def work(jobs):
    while True:
        try:
            await jobs.get()
        except asyncio.CancelledError:
            print("try again")


async def main():
    worker = asyncio.create_task(work(asyncio.Queue()))
    await asyncio.sleep(0)
    worker.cancel()
    await asyncio.wait([worker])
    print("stopped")


asyncio.run(main())
