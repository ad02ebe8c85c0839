# Reading, waiting and then writing loses updates in one thread; gather runs everything at once,
# a semaphore lets ten through; locks and events keep their order.
import asyncio

count = running = peak = 0


async def careless():
    global count
    for _ in range(100):
        seen = count
        await asyncio.sleep(0)
        count = seen + 1


async def careful():
    global count
    for _ in range(1000):
        count += 1


async def request(limit=None):
    global running, peak
    if limit is not None:
        async with limit:
            return await request()
    running += 1
    peak = max(peak, running)
    await asyncio.sleep(0.001)
    running -= 1


async def in_order(lock, event, order):
    async with lock:
        order.append("lock")
    await event.wait()
    order.append("event")


async def main():
    global count, peak
    await asyncio.gather(*(careless() for _ in range(10)))
    print(count, "of 1000")
    count = 0
    await asyncio.gather(*(careful() for _ in range(10)))
    print(count, "of 10000")
    await asyncio.gather(*(request() for _ in range(1000)))
    print("peak", peak)
    peak = 0
    limit = asyncio.Semaphore(10)
    await asyncio.gather(*(request(limit) for _ in range(1000)))
    print("peak with a semaphore", peak)
    lock, event, order = asyncio.Lock(), asyncio.Event(), []
    await lock.acquire()
    tasks = []
    for index in range(5):
        async def waits(index=index):
            async with lock:
                order.append(index)
            await event.wait()
            order.append(index + 10)
        tasks.append(asyncio.create_task(waits()))
    await asyncio.sleep(0)
    lock.release()
    await asyncio.sleep(0.01)
    event.set()
    await asyncio.gather(*tasks)
    print(order)


asyncio.run(main())
