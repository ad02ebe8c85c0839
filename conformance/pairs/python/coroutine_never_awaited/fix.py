# pair: The coroutine is awaited, and so it runs.
# expect: clean
import asyncio


async def save(order):
    await asyncio.sleep(0.01)
    return order


async def main():
    await save("tea")
    print("saved")


asyncio.run(main())
