# pair: A seat is found free, and while one guest pays another finds it free too, if the answers come in the wrong order.
# expect: assertion
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
        await fetch("/payment", 0.01)
        seat = name
        receipts.append(name)


async def look_and_book(name):
    await fetch("/seats", 0.01)
    await book(name)


async def main():
    await asyncio.gather(book("ana"), look_and_book("ben"))
    assert receipts == ["ana"], f"one seat, but {receipts} have paid"
    print("receipts", receipts)


asyncio.run(main())
