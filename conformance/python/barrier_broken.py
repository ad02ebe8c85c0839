# abort() and reset() fail those who wait; only reset() mends it.
import asyncio


def state(barrier):
    return repr(barrier).partition("[")[2].removesuffix("]>")


async def party(barrier, name):
    try:
        return name, await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        return name, repr(error)


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(barrier, name)) for name in "ab"]
    for _ in range(2):
        await asyncio.sleep(0)
    await barrier.abort()
    print(state(barrier), barrier.broken)
    print(await asyncio.gather(*tasks))
    print(await party(barrier, "late"))

    await barrier.reset()
    print(state(barrier))
    tasks = [asyncio.create_task(party(barrier, name)) for name in "ab"]
    for _ in range(2):
        await asyncio.sleep(0)
    await barrier.reset()
    print(state(barrier), barrier.n_waiting)
    print(await asyncio.gather(*tasks))
    print(state(barrier), issubclass(asyncio.BrokenBarrierError, RuntimeError))
    print(await asyncio.gather(*(party(barrier, name) for name in "xyz")))


asyncio.run(main())
