# While somebody waits, a lock that is free for a moment is not for whoever comes by.
import asyncio

log = []


async def waits(lock, name):
    await lock.acquire()
    log.append(name)
    lock.release()


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    first = asyncio.create_task(waits(lock, "first"))
    await asyncio.sleep(0)
    lock.release()
    print("free for a moment:", lock.locked(), len(lock._waiters))
    await lock.acquire()
    log.append("main")
    print(log, first.done())
    lock.release()
    await first

    # Acquire and release without anybody: the loop has no turn in between.
    other = asyncio.create_task(asyncio.sleep(0))
    for _ in range(5):
        async with lock:
            pass
    print("other has run:", other.done())
    await other


asyncio.run(main())
