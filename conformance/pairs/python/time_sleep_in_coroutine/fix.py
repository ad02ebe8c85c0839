# pair: asyncio.sleep suspends only the task that awaits it.
# expect: clean
import asyncio


async def brew():
    await asyncio.sleep(0.2)


async def serve():
    await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(brew(), serve())
    print("tea is ready")


asyncio.run(main())
