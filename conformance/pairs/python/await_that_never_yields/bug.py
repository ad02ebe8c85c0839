# pair: The await in the loop never suspends, so the task that would end the wait never runs.
# expect: livelock
import asyncio

cooked = False


async def is_cooked():
    return cooked


async def wait_for_soup():
    while not await is_cooked():
        pass


async def cook():
    global cooked
    await asyncio.sleep(0.01)
    cooked = True


async def main():
    await asyncio.gather(wait_for_soup(), cook())
    print("soup")


asyncio.run(main())
