import asyncio

free = {"12A", "12B"}


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


async def main():
    await asyncio.gather(book("Ann", "12A"), book("Bob", "12A"), book("Cleo", "12B"))
    await book("Dora", "12B")


asyncio.run(main())
