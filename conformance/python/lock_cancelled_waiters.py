# A waiter that is cancelled leaves the row; one whose turn had come passes it on.
import asyncio


async def holds(lock, name, log):
    try:
        async with lock:
            log.append(name)
    except asyncio.CancelledError:
        log.append(name + " cancelled")
        raise


async def main():
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(holds(lock, f"w{i}", log)) for i in range(4)]
    await asyncio.sleep(0)
    print(lock._locked, len(lock._waiters))

    tasks[1].cancel()
    await asyncio.sleep(0)
    print(log, len(lock._waiters))

    # w0 is woken and cancelled before it runs: w2 is next.
    lock.release()
    tasks[0].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(log)
    print([type(result).__name__ for result in results])
    print(lock.locked(), len(lock._waiters))

    # All that wait are cancelled: a newcomer takes it at once.
    await lock.acquire()
    late = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    late.cancel()
    print(await lock.acquire(), lock.locked())


asyncio.run(main())
