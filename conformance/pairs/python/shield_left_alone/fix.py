# pair: The handler keeps the inner task, and waits for it when it is cancelled itself.
# expect: clean
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
    saving = asyncio.create_task(save(order))
    try:
        await asyncio.shield(saving)
    except asyncio.CancelledError:
        await saving
        raise


async def main():
    request = asyncio.create_task(handle("tea"))
    await asyncio.sleep(0)
    request.cancel()
    await asyncio.wait([request])


asyncio.run(main())
assert saved == ["tea"], "the order is lost"
print("saved", saved)
