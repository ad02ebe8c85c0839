"""shield: the caller is cancelled, the work is not."""
import asyncio


async def work(log, delay=0.02, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        log.append("finished")
        return "result"
    except asyncio.CancelledError:
        log.append("cancelled")
        raise


async def main():
    log = []
    print(await asyncio.shield(work(log)), log)
    inner = asyncio.create_task(work(log, 0.05))

    async def caller():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError:
            log.append("caller cancelled")
            raise

    task = asyncio.create_task(caller())
    await asyncio.sleep(0.01)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))
    print(inner.done(), await inner, log)
    log.clear()
    inner = asyncio.create_task(work(log, 1))
    outer = asyncio.shield(inner)
    print(type(outer).__name__, outer is inner)
    await asyncio.sleep(0.01)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("inner cancelled", outer.cancelled(), log)
    inner = asyncio.create_task(work(log, 0.01, KeyError("k")))
    try:
        await asyncio.shield(inner)
    except KeyError as error:
        print("error through shield", error)
    print(asyncio.shield(inner) is inner)
    inner = asyncio.create_task(work(log, 0.01, KeyError("unseen")))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.sleep(0.03)
    print(outer, inner.done(), repr(inner.exception()))
    log.clear()
    inner = asyncio.create_task(work(log, 0.05))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.shield(inner)
    except TimeoutError:
        print("gave up waiting", log, await inner, log)
    a, b = asyncio.create_task(work(log, 0.05)), asyncio.create_task(work(log, 0.05))
    both = asyncio.gather(asyncio.shield(a), b)
    await asyncio.sleep(0.01)
    both.cancel()
    print(await asyncio.gather(both, return_exceptions=True), a.done(), b.cancelled())
    print(await a)


asyncio.run(main())
