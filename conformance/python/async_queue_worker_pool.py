# Workers, errors of some jobs, and an orderly end.
import asyncio


async def worker(name, queue, results):
    while True:
        job = await queue.get()
        try:
            if job % 4 == 3:
                raise ValueError(f"job {job}")
            await asyncio.sleep(0.01 * job)
            results.append((job, name))
        except ValueError as error:
            results.append((job, str(error)))
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=3)
    results = []
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker(f"w{i}", queue, results)) for i in range(3)]
        for job in range(1, 8):
            await queue.put(job)
        await queue.join()
        for task in workers:
            task.cancel()
    print(sorted(results))
    print([task.cancelled() for task in workers], queue.empty(), queue._unfinished_tasks)

    # 3.13: the same by shutting the queue down.
    queue = asyncio.Queue()

    async def until_shut():
        done = []
        try:
            while True:
                done.append(await queue.get())
                queue.task_done()
        except asyncio.QueueShutDown:
            return done

    task = asyncio.create_task(until_shut())
    for job in range(4):
        queue.put_nowait(job)
    queue.shutdown()
    print(await task)


asyncio.run(main())
