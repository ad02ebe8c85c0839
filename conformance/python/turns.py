# sleep(0) gives way; tasks take turns in the order in which they were created.
import asyncio


async def worker(name, turns):
    for turn in range(turns):
        print(f"{name}{turn}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(worker("a", 3), worker("b", 2), worker("c", 1))
    print("end")


asyncio.run(main())
