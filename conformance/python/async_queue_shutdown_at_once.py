# shutdown(immediate=True) throws away what is in the queue and calls it done.
import asyncio


async def consumer(queue, log):
    try:
        while True:
            log.append(await queue.get())
            await asyncio.sleep(0)
            queue.task_done()
    except asyncio.QueueShutDown:
        log.append("shut down")


async def main():
    for kind in (asyncio.Queue, asyncio.PriorityQueue):
        queue = kind()
        log = []
        task = asyncio.create_task(consumer(queue, log))
        for item in range(5):
            queue.put_nowait(item)
        joined = asyncio.create_task(queue.join())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(kind.__name__, queue.qsize(), queue._unfinished_tasks, log)
        queue.shutdown(immediate=True)
        print(queue, joined.done())
        await asyncio.gather(task, joined)
        print(log, queue._unfinished_tasks)


asyncio.run(main())
