"""Exceptions that nobody looked at: tasks, futures, gathers; and those that were."""
import asyncio
import gc


async def bad(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(bad("task"), name="lonely")
    await asyncio.sleep(0)
    del task
    future = loop.create_future()
    future.set_exception(KeyError("future"))
    future = None
    seen = asyncio.create_task(bad("seen"))
    await asyncio.wait([seen])
    print(repr(seen.exception()))
    del seen
    first, second = asyncio.create_task(bad("one")), asyncio.create_task(bad("two"))
    try:
        await asyncio.gather(first, second)
    except ValueError as error:
        print("gather", error)
    del first, second
    results = await asyncio.gather(bad("kept"), return_exceptions=True)
    print(results)
    outer = asyncio.gather(bad("inside"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del outer
    cycle = asyncio.create_task(bad("cycle"))
    cycle.add_done_callback(lambda done, keep=[cycle]: None)
    await asyncio.sleep(0)
    del cycle
    print("collected", gc.collect() > 0)
    cancelled = asyncio.create_task(bad("never runs"))
    cancelled.cancel()
    await asyncio.sleep(0)
    del cancelled
    print("end")


asyncio.run(main())
