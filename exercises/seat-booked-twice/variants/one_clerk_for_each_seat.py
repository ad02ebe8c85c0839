import asyncio

free = {"12A", "12B"}
queues = {}


async def pay(guest):
    # The bank takes 100 ms to answer, and does not accept every card.
    print(f"{guest} pays")
    await asyncio.sleep(0.1)
    return guest != "Cleo"


async def book(guest, seat):
    if seat not in free:
        print(f"{guest}: {seat} is taken")
        return
    if not await pay(guest):
        print(f"{guest}: card refused")
        return
    free.discard(seat)
    print(f"{guest} has {seat}")


async def clerk(queue):
    while True:
        guest, seat, done = await queue.get()
        await book(guest, seat)
        done.set()


async def ask_clerk(guest, seat):
    done = asyncio.Event()
    await queues[seat].put((guest, seat, done))
    await done.wait()


async def main():
    clerks = []
    for seat in sorted(free):
        queues[seat] = asyncio.Queue()
        clerks.append(asyncio.create_task(clerk(queues[seat])))
    await asyncio.gather(
        ask_clerk("Ann", "12A"), ask_clerk("Bob", "12A"), ask_clerk("Cleo", "12B")
    )
    await ask_clerk("Dora", "12B")
    for task in clerks:
        task.cancel()


asyncio.run(main())
