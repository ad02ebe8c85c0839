# An error inside of a lock comes out, and the lock is free.
import asyncio

lock = asyncio.Lock()


async def careful():
    async with lock:
        raise ValueError("inside")


async def main():
    try:
        await careful()
    except ValueError:
        print("locked:", lock.locked())
    await careful()


asyncio.run(main())
