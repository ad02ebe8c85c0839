"""What does a coroutine cost that nobody awaits, and when is it freed? And a task that sleeps?

Measured with tracemalloc, so only memory that Python allocates is counted. The cycle collector is
off: what is freed here is freed by reference counts.
"""
import asyncio
import gc
import sys
import tracemalloc
import warnings

COUNT = 10_000
warnings.simplefilter("ignore")


async def fetch_user(user_id):
    await asyncio.sleep(1)
    return {"id": user_id, "name": f"user_{user_id}"}


def used():
    return tracemalloc.get_traced_memory()[0]


async def main():
    before = used()
    coroutines = [fetch_user(n) for n in range(COUNT)]
    each = (used() - before) / COUNT
    print(f"a coroutine that nobody awaits: {each:.0f} bytes, with its place in a list")
    coroutines.clear()
    left = used() - before
    print(f"after the list is cleared: {left / COUNT:.1f} bytes each")

    before = used()
    tasks = [asyncio.create_task(fetch_user(n)) for n in range(COUNT)]
    await asyncio.sleep(0)
    each = (used() - before) / COUNT
    print(f"a task that sleeps: {each:.0f} bytes")
    for task in tasks:
        task.cancel()


print("Python", sys.version.split()[0])
gc.disable()
tracemalloc.start()
asyncio.run(main())
