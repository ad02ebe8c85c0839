# run_coroutine_threadsafe from two threads into one loop.
import asyncio
import threading
import time

order = []


async def step(name):
    order.append(f"{name} begins")
    await asyncio.sleep(0)
    order.append(f"{name} ends")


def submit(loop, name):
    time.sleep(0.001)
    asyncio.run_coroutine_threadsafe(step(name), loop).result()


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(asyncio.to_thread(submit, loop, name) for name in "ab"))
    print(*order, sep=", ")


asyncio.run(main())
