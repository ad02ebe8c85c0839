# join() comes back when every item put has been called done.
import asyncio


async def worker(name, queue, log):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        log.append((name, item))
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    await queue.join()
    print("nothing to wait for")
    log = []
    for item in (0.03, 0.01, 0.02, 0.01):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker(name, queue, log)) for name in "ab"]
    joined = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    print(queue._unfinished_tasks, joined.done())
    await queue.join()
    print(log)
    print(queue)
    for one in workers:
        one.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True), joined.done())
    try:
        queue.task_done()
    except ValueError as error:
        print("ValueError:", error)
    queue.put_nowait(1)
    queue.task_done()
    await queue.join()
    print(queue, "the item is still in")


asyncio.run(main())
