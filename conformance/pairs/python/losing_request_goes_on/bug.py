# pair: The first of two payments is enough, but nobody stops the other, and the guest is charged twice.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


charged = []


async def pay(bank):
    await fetch(f"/pay/{bank}", 0.01)
    charged.append(bank)


async def main():
    payments = [asyncio.create_task(pay(bank)) for bank in ("red", "blue")]
    await asyncio.wait(payments, return_when=asyncio.FIRST_COMPLETED)
    await fetch("/receipt", 0.05)
    assert len(charged) == 1, f"charged by {charged}"
    print("charged", len(charged))


asyncio.run(main())
