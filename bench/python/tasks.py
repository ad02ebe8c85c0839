# asyncio: tasks made, awaited, gathered; coroutines awaited directly.
import asyncio


async def leaf(n):
    return n + 1


async def worker(n):
    total = 0
    for i in range(20):
        total += await leaf(i)
        if i % 10 == 0:
            await asyncio.sleep(0)
    return total + n


async def main():
    total = 0
    for _ in range(10):
        total += sum(await asyncio.gather(*(worker(i) for i in range(500))))
    print(total)


asyncio.run(main())
