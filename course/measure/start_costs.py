"""What one waiting piece of work costs in CPython: memory, and the time to start and finish it.

    python3 start_costs.py

Bytes are what `tracemalloc` counts, divided by the number of pieces; they do not depend on the
machine's speed. Times are the least of many short rounds, because other programs can only make a
round slower.

CPython 3.13.0, linux/x86-64, virtual machine with 2 processors (Intel Xeon), 27 November 2026, at
real-time or highest priority because the machine was busy:

    coroutine object, not started        192 B
    task waiting for an event           1065 B
    task in asyncio.sleep               1322 B
    await a coroutine                    130 ns
    start and finish a task             2919 ns
    start and join a thread            45281 ns
"""

import asyncio
import platform
import sys
import threading
import time
import tracemalloc

COUNT = 10_000
ROUNDS = 300
IN_A_ROUND = 500


async def nothing():
    pass


async def wait_for(event):
    await event.wait()


def bytes_each(make):
    """Bytes that each of COUNT objects keeps while a list holds it."""
    tracemalloc.start()
    kept = [None] * COUNT
    before = tracemalloc.get_traced_memory()[0]
    for index in range(COUNT):
        kept[index] = make()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for coroutine in kept:
        coroutine.close()
    return (after - before) / COUNT


async def bytes_of_waiting_tasks(make):
    """Bytes for each of COUNT tasks that are suspended in what `make` returns."""
    tracemalloc.start()
    kept = [None] * COUNT
    before = tracemalloc.get_traced_memory()[0]
    for index in range(COUNT):
        kept[index] = asyncio.create_task(make())
    await asyncio.sleep(0)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for task in kept:
        task.cancel()
    await asyncio.gather(*kept, return_exceptions=True)
    return (after - before) / COUNT


def least_ns(one_round, count):
    """The least time of ROUNDS rounds, in nanoseconds for each of `count` pieces."""
    return min(timed(one_round) for _ in range(ROUNDS)) / count


def timed(one_round):
    began = time.perf_counter_ns()
    one_round()
    return time.perf_counter_ns() - began


async def least_ns_of(one_round):
    """The same for a coroutine function that handles IN_A_ROUND pieces."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter_ns()
        await one_round()
        best = min(best, time.perf_counter_ns() - began)
    return best / IN_A_ROUND


async def run_tasks():
    for task in [asyncio.create_task(nothing()) for _ in range(IN_A_ROUND)]:
        await task


async def await_coroutines():
    for _ in range(IN_A_ROUND):
        await nothing()


def run_threads():
    for _ in range(10):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()


def main():
    print(f"CPython {platform.python_version()}, {sys.platform} {platform.machine()}")
    event = asyncio.Event()
    print(f"coroutine object, not started   {bytes_each(lambda: wait_for(event)):8.0f} B")

    async def tasks():
        event = asyncio.Event()
        waiting = await bytes_of_waiting_tasks(lambda: wait_for(event))
        sleeping = await bytes_of_waiting_tasks(lambda: asyncio.sleep(3600))
        print(f"task waiting for an event       {waiting:8.0f} B")
        print(f"task in asyncio.sleep           {sleeping:8.0f} B")

        awaiting = await least_ns_of(await_coroutines)
        print(f"await a coroutine               {awaiting:8.0f} ns")
        running = await least_ns_of(run_tasks)
        print(f"start and finish a task         {running:8.0f} ns")

    asyncio.run(tasks())
    print(f"start and join a thread         {least_ns(run_threads, 10):8.0f} ns")


main()
