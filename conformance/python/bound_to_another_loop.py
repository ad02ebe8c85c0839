# A lock belongs to the loop in which somebody first had to wait for it.
import asyncio

lock = asyncio.Lock()
event = asyncio.Event()
queue = asyncio.Queue(1)
semaphore = asyncio.Semaphore(1)


async def uses(waits):
    async with lock, semaphore:
        pass
    queue.put_nowait(1)
    queue.get_nowait()
    if not waits:
        return "no wait"
    async with lock:
        for what in (lock.acquire(), event.wait(), queue.get()):
            task = asyncio.create_task(what)
            await asyncio.sleep(0)
            if task.done():
                before, _, after = str(task.exception()).partition(" at 0x")
                print(before, after.partition(" ")[2])
            task.cancel()
            try:
                await task
            except (asyncio.CancelledError, RuntimeError) as error:
                print(type(error).__name__)
    return "waited"


for waits in (False, True, False, True):
    print(asyncio.run(uses(waits)))
