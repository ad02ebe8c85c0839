# pair: shield saves the inner task from the cancellation, but nobody waits for it, and it ends with the loop.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


saved = []


async def save(order):
    await fetch("/save", 0.01)
    saved.append(order)


async def handle(order):
    await asyncio.shield(save(order))


async def main():
    request = asyncio.create_task(handle("tea"))
    await asyncio.sleep(0)
    request.cancel()
    await asyncio.wait([request])


asyncio.run(main())
assert saved == ["tea"], "the order is lost"
print("saved", saved)
