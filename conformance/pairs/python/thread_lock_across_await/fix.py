# pair: An asyncio.Lock makes the second task wait, not the loop.
# expect: clean
import asyncio

ledger = asyncio.Lock()


async def enter(amount):
    async with ledger:
        await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(enter(1), enter(2))
    print("entered")


asyncio.run(main())
