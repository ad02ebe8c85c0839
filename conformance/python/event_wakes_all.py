# set() wakes everybody in order; clear() right after it does not take that back.
import asyncio


async def waits(event, name):
    print(name, "waits")
    result = await event.wait()
    print(name, "->", result, "set:", event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waits(event, name)) for name in "abc"]
    await asyncio.sleep(0)
    print("waiting:", len(event._waiters))
    event.set()
    event.clear()
    print("cleared:", event.is_set())
    await asyncio.gather(*tasks)

    event.set()
    event.set()
    before = asyncio.create_task(asyncio.sleep(0))
    print(await event.wait(), "at once, others ran:", before.done())
    event.clear()

    one, two = (asyncio.create_task(event.wait()) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.sleep(0)
    print("left:", len(event._waiters), one.cancelled())
    event.set()
    print(await two, len(event._waiters))
    await before


asyncio.run(main())
