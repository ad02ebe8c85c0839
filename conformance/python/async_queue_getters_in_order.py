# Those who wait for an item are served in the order in which they came.
import asyncio


async def getter(queue, name, log):
    log.append(f"{name} waits")
    log.append(f"{name} got {await queue.get()}")


async def main():
    queue = asyncio.Queue()
    log = []
    tasks = [asyncio.create_task(getter(queue, f"g{i}", log)) for i in range(3)]
    await asyncio.sleep(0)
    print(queue)
    for item in (10, 20, 30):
        queue.put_nowait(item)
    print(queue)
    # The items are there, and those who were woken have not run: a get at once takes the first.
    print("taken at once:", queue.get_nowait())
    await asyncio.sleep(0)
    print(log)
    queue.put_nowait(40)
    await asyncio.gather(*tasks)
    print(log[-1])
    print(queue)


asyncio.run(main())
