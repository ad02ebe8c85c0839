# pair: Both banks only reserve the money; one of those that have is charged, and the rest is cancelled.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


charged = []


async def reserve(bank):
    await fetch(f"/reserve/{bank}", 0.01)
    return bank


async def main():
    offers = [asyncio.create_task(reserve(bank)) for bank in ("red", "blue")]
    done, waiting = await asyncio.wait(offers, return_when=asyncio.FIRST_COMPLETED)
    for offer in waiting:
        offer.cancel()
    charged.append(done.pop().result())
    await fetch("/receipt", 0.05)
    assert len(charged) == 1, f"charged by {charged}"
    print("charged", len(charged))


asyncio.run(main())
