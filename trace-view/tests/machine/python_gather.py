import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    print(await asyncio.gather(work("a", 0.02), work("b", 0.01)))
    task = asyncio.create_task(work("c", 0.01))
    await asyncio.sleep(0)
    await task


asyncio.run(main())
