# pair: time.sleep stops the whole thread, and with it the loop and every other task.
# expect: blocked-loop
import asyncio
import time


async def brew():
    time.sleep(0.2)


async def serve():
    await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(brew(), serve())
    print("tea is ready")


asyncio.run(main())
