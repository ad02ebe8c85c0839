# pair: The loop calls the async function when its time has come, drops the coroutine it gets, and nothing is saved.
# expect: unawaited
import asyncio


async def save(draft):
    await asyncio.sleep(0.01)
    return draft


async def main():
    asyncio.get_running_loop().call_later(0.01, save, "letter")
    await asyncio.sleep(0.05)
    print("saved")


asyncio.run(main())
