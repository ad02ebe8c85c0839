# A barrier lets its parties go when the last one comes, round after round.
import asyncio


def state(barrier):
    return repr(barrier).partition("[")[2].removesuffix("]>")


async def party(barrier, name, log):
    for turn in range(2):
        log.append(f"{name} comes {turn}")
        index = await barrier.wait()
        log.append(f"{name} leaves {turn} as {index}")


async def main():
    barrier = asyncio.Barrier(3)
    print(state(barrier), barrier.parties, barrier.n_waiting, barrier.broken)
    log = []
    tasks = [asyncio.create_task(party(barrier, name, log)) for name in "ab"]
    for _ in range(3):
        await asyncio.sleep(0)
    print(state(barrier), barrier.n_waiting)
    tasks.append(asyncio.create_task(party(barrier, "c", log)))
    await asyncio.gather(*tasks)
    print(*log, sep="\n")
    print(state(barrier))

    async def manager(barrier):
        async with barrier as position:
            return position

    print(sorted(await asyncio.gather(*(manager(barrier) for _ in range(3)))))
    alone = asyncio.Barrier(1)
    print(await alone.wait(), await alone.wait())
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print("ValueError:", error)


asyncio.run(main())
