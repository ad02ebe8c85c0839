# A putter that is cancelled puts nothing; its room goes to the next one.
import asyncio


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    a, b, c = (asyncio.create_task(queue.put(item)) for item in "abc")
    await asyncio.sleep(0)
    print(queue)
    a.cancel()
    await asyncio.sleep(0)
    print(queue)
    print(queue.get_nowait())
    b.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(queue, b.cancelled(), c.done())
    print(await asyncio.gather(a, b, c, return_exceptions=True))
    print(queue.get_nowait(), queue)
    queue.put_nowait(1)
    try:
        await asyncio.wait_for(queue.put(2), 0.01)
    except TimeoutError:
        print("no room")
    print(queue)


asyncio.run(main())
