# One who is cancelled at the barrier is not counted; the next one takes the place.
import asyncio


async def party(barrier, log, name):
    try:
        index = await barrier.wait()
        log.append(f"{name}:{index}")
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def main():
    barrier = asyncio.Barrier(3)
    log = []
    a, b = (asyncio.create_task(party(barrier, log, name)) for name in "ab")
    for _ in range(2):
        await asyncio.sleep(0)
    print(barrier.n_waiting)
    a.cancel()
    for _ in range(3):
        await asyncio.sleep(0)
    print(barrier.n_waiting, log)
    c = asyncio.create_task(party(barrier, log, "c"))
    for _ in range(3):
        await asyncio.sleep(0)
    print(barrier.n_waiting, b.done(), c.done())
    await party(barrier, log, "main")
    await asyncio.gather(a, b, c, return_exceptions=True)
    print(log, barrier.n_waiting, barrier.broken)
    try:
        async with asyncio.timeout(0.01):
            await barrier.wait()
    except TimeoutError:
        print("nobody came", barrier.n_waiting)


asyncio.run(main())
