# call_soon_threadsafe from three threads: the loop runs them as they came.
import asyncio
import threading
import time


async def main():
    loop = asyncio.get_running_loop()
    order = []
    done = asyncio.Event()

    def arrived(name):
        order.append(name)
        if len(order) == 3:
            done.set()

    def work(name):
        time.sleep(0.0005)
        loop.call_soon_threadsafe(arrived, name)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    await done.wait()
    for thread in threads:
        thread.join()
    print("".join(order))


asyncio.run(main())
