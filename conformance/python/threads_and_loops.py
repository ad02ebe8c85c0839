"""Work in other threads, and loops in other threads."""
import asyncio
import contextvars
import threading
import time

var = contextvars.ContextVar("var", default="none")


def blocking(value):
    time.sleep(0.01)
    return value, threading.current_thread() is threading.main_thread(), var.get()


def failing():
    raise ValueError("in thread")


async def double(value):
    await asyncio.sleep(0.01)
    return value * 2


async def main():
    loop = asyncio.get_running_loop()
    var.set("main")
    print(await asyncio.to_thread(blocking, 1))
    print(await loop.run_in_executor(None, blocking, 2))
    try:
        await asyncio.to_thread(failing)
    except ValueError as error:
        print("raised", error)
    ticks = 0

    async def ticker():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.002)

    beat = asyncio.create_task(ticker())
    print(await asyncio.gather(*(asyncio.to_thread(blocking, n) for n in range(3))))
    beat.cancel()
    print("the loop went on:", ticks > 2)
    result = loop.create_future()

    def from_outside():
        future = asyncio.run_coroutine_threadsafe(double(21), loop)
        answer = future.result()
        loop.call_soon_threadsafe(result.set_result, answer)

    thread = threading.Thread(target=from_outside)
    thread.start()
    print("threadsafe", await result)
    thread.join()
    try:
        asyncio.run_coroutine_threadsafe(3, loop)
    except TypeError as error:
        print(error)


asyncio.run(main())
results = []


def own_loop(n):
    results.append(asyncio.run(double(n)))


threads = [threading.Thread(target=own_loop, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))


def no_loop():
    for call in (asyncio.get_event_loop, asyncio.get_running_loop):
        try:
            call()
        except RuntimeError as error:
            print(error)


thread = threading.Thread(target=no_loop, name="Worker")
thread.start()
thread.join()
