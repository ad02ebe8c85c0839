# What locks say of themselves.
import asyncio


def show(thing):
    before, _, after = repr(thing).partition(" at 0x")
    print(before, after.partition(" ")[2])


async def main():
    lock = asyncio.Lock()
    show(lock)
    await lock.acquire()
    show(lock)
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    show(lock)
    lock.release()
    await waiter
    show(lock)

    event = asyncio.Event()
    show(event)
    waiters = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    show(event)
    event.set()
    show(event)
    await asyncio.gather(*waiters)
    show(event)

    for semaphore in (asyncio.Semaphore(3), asyncio.Semaphore(), asyncio.BoundedSemaphore(2)):
        show(semaphore)
        await semaphore.acquire()
        show(semaphore)

    condition = asyncio.Condition()
    show(condition)
    async with condition:
        show(condition)

    class MyLock(asyncio.Lock):
        pass

    show(MyLock())
    show(asyncio.Barrier(3))


asyncio.run(main())
