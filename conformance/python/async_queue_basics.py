# A queue's methods without anybody waiting.
import asyncio


async def main():
    queue = asyncio.Queue()
    print(queue.maxsize, queue.qsize(), queue.empty(), queue.full())
    for item in "abc":
        queue.put_nowait(item)
    await queue.put("d")
    print(queue.qsize(), queue.empty(), queue.full())
    print(await queue.get(), queue.get_nowait(), queue.qsize())
    print(str(queue))

    small = asyncio.Queue(2)
    small.put_nowait(1)
    print(small.full())
    small.put_nowait(2)
    print(small.full(), small.maxsize, small)
    try:
        small.put_nowait(3)
    except asyncio.QueueFull as error:
        print(repr(error), type(error).__mro__[1].__name__)
    while not small.empty():
        print(small.get_nowait())
    try:
        small.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error), asyncio.QueueEmpty.__module__)
    negative = asyncio.Queue(-1)
    negative.put_nowait(None)
    print(negative.full(), negative.get_nowait(), negative.qsize())
    other = asyncio.create_task(asyncio.sleep(0))
    for item in range(3):
        await negative.put(item)
        await negative.get()
    print("nobody else ran:", not other.done())
    await other


asyncio.run(main())
