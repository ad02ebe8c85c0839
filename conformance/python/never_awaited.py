# A coroutine that is dropped without being awaited: a warning when its last reference goes.
import asyncio


async def fetch():
    print("never printed")


async def main():
    fetch()
    pending = [fetch() for _ in range(3)]
    print("made", len(pending))
    pending.clear()
    print("dropped")


asyncio.run(main())
