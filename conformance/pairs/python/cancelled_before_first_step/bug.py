# pair: A task that is cancelled before its first step never enters its try, so what was taken for it is not given back.
# expect: deadlock
import asyncio

ladder = asyncio.Lock()


async def pick():
    try:
        await asyncio.sleep(0.01)
    finally:
        ladder.release()


async def main():
    await ladder.acquire()
    picking = asyncio.create_task(pick())
    picking.cancel()
    await asyncio.wait([picking])
    async with ladder:
        print("apples picked")


asyncio.run(main())
