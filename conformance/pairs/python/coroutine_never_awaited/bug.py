# pair: Calling an async function only makes a coroutine: nothing is saved.
# expect: unawaited
import asyncio


async def save(order):
    await asyncio.sleep(0.01)
    return order


async def main():
    save("tea")
    print("saved")


asyncio.run(main())
