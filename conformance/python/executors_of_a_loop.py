"""run_in_executor: pools of one's own, errors, and cancelling what waits."""
import asyncio
import concurrent.futures
import threading
import time


def work(value):
    time.sleep(0.005)
    if value < 0:
        raise ValueError(value)
    return value * 10


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix="own") as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in range(4))))
        name = await loop.run_in_executor(pool, lambda: threading.current_thread().name.split("_")[0])
        print(name)
        results = await asyncio.gather(loop.run_in_executor(pool, work, -1), loop.run_in_executor(pool, work, 1), return_exceptions=True)
        print(results)
        future = pool.submit(work, 7)
        wrapped = asyncio.wrap_future(future)
        print(asyncio.isfuture(wrapped), asyncio.wrap_future(wrapped) is wrapped, await wrapped, future.result())
    loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(1))
    try:
        loop.set_default_executor("pool")
    except TypeError as error:
        print(error)
    waiting = asyncio.create_task(asyncio.to_thread(work, 5))
    await asyncio.sleep(0)
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True))
    print(await asyncio.to_thread(work, 6))
    try:
        await asyncio.wait_for(asyncio.to_thread(time.sleep, 0.1), 0.01)
    except TimeoutError:
        print("the thread goes on")
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(work, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
