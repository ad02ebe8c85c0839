"""What it costs an event loop to have work done elsewhere, in CPython.

    python3 hand_over.py

Times are the least of several rounds, because other programs can only make a round slower. The
payload for `json` is a list of small objects.

CPython 3.13.0, linux/x86-64, virtual machine with 2 processors (Intel Xeon), 27 November 2026, at
real-time or highest priority because the machine was busy:

    await a coroutine that does nothing       0.13 us
    await asyncio.sleep(0)                    2.74 us
    await to_thread(nothing)                  59.7 us
    await run_in_executor(processes)         333.6 us
    payload: 4.0 MB of JSON, 2.3 MB pickled
    json.loads on the loop                       blocks the loop for   71.9 ms
    json.loads in a thread                       blocks the loop for   62.2 ms
    json.loads in a process, result sent back    blocks the loop for   31.6 ms
    json.loads in a process, only a total back   blocks the loop for    6.2 ms
"""

import asyncio
import concurrent.futures
import json
import pickle
import platform
import sys
import time

ROUNDS = 9


def nothing():
    pass


def parse(text):
    return json.loads(text)


def total(text):
    return sum(item["price"] for item in json.loads(text))


async def least_us(call, count):
    """The least time for each of `count` calls in a row, in microseconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(count):
            await call()
        best = min(best, time.perf_counter() - began)
    return best / count * 1e6


async def longest_block_ms(call):
    """The longest time between two turns of a task that asks for one each 0.5 ms, during `call`."""
    gaps = []

    async def watch():
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.0005)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    gaps.clear()
    await call()
    await asyncio.sleep(0.002)
    watcher.cancel()
    return max(gaps) * 1000


async def least_block_ms(call):
    return min([await longest_block_ms(call) for _ in range(ROUNDS)])


async def small(loop, pool):
    async def directly():
        nothing()

    async def turn():
        await asyncio.sleep(0)

    print(f"await a coroutine that does nothing  {await least_us(directly, 5000):9.2f} us")
    print(f"await asyncio.sleep(0)               {await least_us(turn, 5000):9.2f} us")
    on_thread = await least_us(lambda: asyncio.to_thread(nothing), 300)
    print(f"await to_thread(nothing)             {on_thread:9.1f} us")
    in_process = await least_us(lambda: loop.run_in_executor(pool, nothing), 300)
    print(f"await run_in_executor(processes)     {in_process:9.1f} us")


async def large(loop, pool):
    items = [{"id": n, "name": f"item {n}", "price": n % 97} for n in range(80_000)]
    text = json.dumps(items)
    pickled = pickle.dumps(items)
    print(f"payload: {len(text) / 1e6:.1f} MB of JSON, {len(pickled) / 1e6:.1f} MB pickled")

    def in_process(function):
        return lambda: loop.run_in_executor(pool, function, text)

    async def on_the_loop():
        parse(text)

    rows = [
        ("json.loads on the loop", on_the_loop),
        ("json.loads in a thread", lambda: asyncio.to_thread(parse, text)),
        ("json.loads in a process, result sent back", in_process(parse)),
        ("json.loads in a process, only a total back", in_process(total)),
    ]
    for name, call in rows:
        print(f"{name:44} blocks the loop for {await least_block_ms(call):6.1f} ms")


async def main():
    print(f"CPython {platform.python_version()}, {sys.platform} {platform.machine()}")
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(max_workers=1) as pool:
        await loop.run_in_executor(pool, nothing)
        await small(loop, pool)
        await large(loop, pool)


if __name__ == "__main__":
    asyncio.run(main())
