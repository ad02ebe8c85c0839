# Awaiting a coroutine that never suspends lets nobody else run.
import asyncio


async def noop():
    pass


async def hog():
    for i in range(3):
        await noop()
        print(f"h{i}")


async def other():
    print("other")


async def main():
    await asyncio.gather(hog(), other())


asyncio.run(main())
