# pair: The seat is taken before the guest pays: between the look and the taking there is no await.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


seat = None
receipts = []


async def book(name):
    global seat
    if seat is None:
        seat = name
        await fetch("/payment", 0.01)
        receipts.append(name)


async def look_and_book(name):
    await fetch("/seats", 0.01)
    await book(name)


async def main():
    await asyncio.gather(book("ana"), look_and_book("ben"))
    assert receipts == ["ana"], f"one seat, but {receipts} have paid"
    print("receipts", receipts)


asyncio.run(main())
