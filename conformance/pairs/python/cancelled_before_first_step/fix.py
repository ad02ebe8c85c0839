# pair: The task takes the ladder itself, in the block that gives it back.
# expect: clean
import asyncio

ladder = asyncio.Lock()


async def pick():
    async with ladder:
        await asyncio.sleep(0.01)


async def main():
    picking = asyncio.create_task(pick())
    picking.cancel()
    await asyncio.wait([picking])
    async with ladder:
        print("apples picked")


asyncio.run(main())
