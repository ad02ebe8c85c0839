# pair: A function that is called inside the loop starts another loop: asyncio.run refuses, and the coroutine is never awaited.
# expect: exception unawaited
import asyncio


async def load():
    await asyncio.sleep(0.01)
    return 3


def price():
    return asyncio.run(load())


async def main():
    print("price", price())


asyncio.run(main())
