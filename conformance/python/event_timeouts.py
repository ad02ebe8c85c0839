# Waiting for an event with a limit, again and again.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    start = loop.time()
    for attempt in range(3):
        try:
            await asyncio.wait_for(event.wait(), 0.02)
        except TimeoutError:
            print("attempt", attempt, "timed out, waiters:", len(event._waiters))
    print(loop.time() - start >= 0.06)
    loop.call_later(0.01, event.set)
    print(await asyncio.wait_for(event.wait(), 5))
    try:
        async with asyncio.timeout(0.01):
            event.clear()
            await event.wait()
    except TimeoutError as error:
        print("TimeoutError", repr(str(error)), len(event._waiters))
    event.set()
    async with asyncio.timeout(0):
        print("set:", await event.wait())


asyncio.run(main())
