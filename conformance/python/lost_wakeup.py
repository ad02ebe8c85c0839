# An event that is set and cleared wakes only those who waited: a condition needs a state.
import asyncio


async def main():
    event = asyncio.Event()
    seen = []

    async def listener(name):
        while True:
            await event.wait()
            seen.append(name)
            await asyncio.sleep(0)
            event.clear()

    tasks = [asyncio.create_task(listener(name)) for name in "ab"]
    await asyncio.sleep(0)
    for _ in range(2):
        event.set()
        await asyncio.sleep(0)
        event.clear()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(seen, event.is_set())
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks], len(event._waiters))


asyncio.run(main())
