# pair: What is called inside the loop is a coroutine function too, and is awaited.
# expect: clean
import asyncio


async def load():
    await asyncio.sleep(0.01)
    return 3


async def price():
    return await load()


async def main():
    print("price", await price())


asyncio.run(main())
