# `await coro()` runs the coroutine in the same task: order m0, created, B, and A only when B yields.
import asyncio


async def a():
    print("A-start")
    await asyncio.sleep(0)
    print("A-end")


async def b():
    print("B-start")
    await asyncio.sleep(0)
    print("B-end")


async def main():
    print("m0")
    task = asyncio.create_task(a())
    print("created")
    await b()
    print("afterB")
    await task


asyncio.run(main())
