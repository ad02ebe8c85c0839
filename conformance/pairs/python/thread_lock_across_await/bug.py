# pair: A task waits for the network with a threading.Lock taken: the next task that wants it stops the loop, and nobody can release it.
# expect: deadlock
import asyncio
import threading

ledger = threading.Lock()


async def enter(amount):
    with ledger:
        await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(enter(1), enter(2))
    print("entered")


asyncio.run(main())
