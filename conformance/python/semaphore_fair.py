# Nobody overtakes those who wait, even while the value is above zero.
import asyncio


async def takes(semaphore, name, log):
    await semaphore.acquire()
    log.append(name)


async def main():
    semaphore = asyncio.Semaphore(0)
    log = []
    tasks = [asyncio.create_task(takes(semaphore, f"t{i}", log)) for i in range(4)]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    print(semaphore._value, semaphore.locked(), len(semaphore._waiters))
    late = asyncio.create_task(takes(semaphore, "late", log))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log, semaphore._value)

    # The next in the row are cancelled in the turn in which they are woken.
    semaphore.release()
    tasks[2].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log, semaphore._value)
    tasks[3].cancel()
    semaphore.release()
    await asyncio.gather(*tasks, late, return_exceptions=True)
    print(log, semaphore._value, semaphore.locked())

    # More than one release at once, with newcomers in between.
    for _ in range(3):
        semaphore.release()
    more = [asyncio.create_task(takes(semaphore, f"m{i}", log)) for i in range(4)]
    await asyncio.sleep(0)
    print(log[-3:], semaphore._value, semaphore.locked())
    semaphore.release()
    await asyncio.gather(*more)
    print(log[-1])


asyncio.run(main())
