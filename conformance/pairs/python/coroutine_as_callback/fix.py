# pair: A task waits and then saves, and main waits for the task.
# expect: clean
import asyncio


async def save(draft):
    await asyncio.sleep(0.01)
    return draft


async def save_later(draft):
    await asyncio.sleep(0.01)
    return await save(draft)


async def main():
    saving = asyncio.create_task(save_later("letter"))
    await saving
    print("saved")


asyncio.run(main())
