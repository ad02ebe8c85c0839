# shutdown(): what is in the queue may still be had, nothing more may be put.
import asyncio


async def attempt(what):
    try:
        return await what
    except asyncio.QueueShutDown as error:
        return repr(error)


async def main():
    queue = asyncio.Queue(2)
    queue.put_nowait("a")
    queue.put_nowait("b")
    putter = asyncio.create_task(attempt(queue.put("c")))
    await asyncio.sleep(0)
    queue.shutdown()
    print(queue)
    print(await putter)
    for act in (queue.put_nowait, queue.put):
        try:
            result = act("x")
            if result is not None:
                await result
        except asyncio.QueueShutDown as error:
            print(type(error).__name__, error.args)
    print(await queue.get(), queue.get_nowait())
    print(await attempt(queue.get()))
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown:
        print("shut down, not empty")
    queue.task_done()
    queue.task_done()
    await queue.join()
    queue.shutdown()

    empty = asyncio.LifoQueue()
    getters = [asyncio.create_task(attempt(empty.get())) for _ in range(3)]
    await asyncio.sleep(0)
    empty.shutdown()
    print(await asyncio.gather(*getters), empty)


asyncio.run(main())
