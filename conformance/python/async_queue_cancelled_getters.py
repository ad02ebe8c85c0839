# A getter that is cancelled loses no item.
import asyncio


async def main():
    queue = asyncio.Queue()
    a = asyncio.create_task(queue.get())
    b = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    a.cancel()
    await asyncio.sleep(0)
    print(queue, a.cancelled())
    queue.put_nowait("one")
    print(await b)

    # Woken and cancelled in the same turn: the next one gets it.
    c, d = (asyncio.create_task(queue.get()) for _ in range(2))
    await asyncio.sleep(0)
    queue.put_nowait("two")
    c.cancel()
    print(await asyncio.gather(c, d, return_exceptions=True))
    print(queue)

    for timeout in (0, 0.01):
        try:
            await asyncio.wait_for(queue.get(), timeout)
        except TimeoutError:
            print("nothing came", queue)

    # A timeout that comes with the item: it is still in the queue.
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, queue.put_nowait, "three")
    try:
        async with asyncio.timeout(0.005):
            await queue.get()
    except TimeoutError:
        print("too late")
    print(await queue.get(), queue)


asyncio.run(main())
