# pair: The waiting task is suspended at an event, and the loop can run the other.
# expect: clean
import asyncio

cooked = asyncio.Event()


async def wait_for_soup():
    await cooked.wait()


async def cook():
    await asyncio.sleep(0.01)
    cooked.set()


async def main():
    await asyncio.gather(wait_for_soup(), cook())
    print("soup")


asyncio.run(main())
