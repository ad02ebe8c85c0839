# A cancelled wait takes the lock back first, and hands a notification on.
import asyncio


async def waits(condition, name, log):
    async with condition:
        try:
            await condition.wait()
            log.append(f"{name} notified")
        except asyncio.CancelledError as error:
            log.append(f"{name} cancelled {error} with the lock: {condition.locked()}")
            raise


async def main():
    condition = asyncio.Condition()
    log = []
    a, b, c = (asyncio.create_task(waits(condition, name, log)) for name in "abc")
    await asyncio.sleep(0)

    a.cancel("enough")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log)

    # b is notified and cancelled in the same turn: c gets the notification.
    async with condition:
        condition.notify(1)
        b.cancel()
    print(await asyncio.gather(a, b, c, return_exceptions=True))
    print(log)
    print(condition.locked(), len(condition._waiters))

    # Cancelled while it waits for the lock again: it comes back with the lock all the same.
    d = asyncio.create_task(waits(condition, "d", log))
    await asyncio.sleep(0)
    await condition.acquire()
    condition.notify()
    await asyncio.sleep(0)
    d.cancel("late")
    await asyncio.sleep(0)
    print("done while the lock is taken:", d.done())
    condition.release()
    try:
        await d
    except asyncio.CancelledError as error:
        print("CancelledError", error)
    print(log[-1])


asyncio.run(main())
