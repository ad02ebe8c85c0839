# A read and a write with an await in between: other tasks write in the gap. Without it, none.
import asyncio

counter = 0


async def with_await():
    global counter
    for _ in range(100):
        seen = counter
        await asyncio.sleep(0)
        counter = seen + 1


async def without_await():
    global counter
    for _ in range(100):
        seen = counter
        counter = seen + 1
        await asyncio.sleep(0)


async def main():
    global counter
    await asyncio.gather(*(with_await() for _ in range(10)))
    print("with an await in between:", counter)
    counter = 0
    await asyncio.gather(*(without_await() for _ in range(10)))
    print("without:", counter)


asyncio.run(main())
