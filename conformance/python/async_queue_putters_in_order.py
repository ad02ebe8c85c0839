# A full queue holds its putters back, in order.
import asyncio


async def putter(queue, item, log):
    await queue.put(item)
    log.append(item)


async def main():
    queue = asyncio.Queue(1)
    log = []
    tasks = [asyncio.create_task(putter(queue, item, log)) for item in "abcd"]
    await asyncio.sleep(0)
    print(queue, log)
    print(queue.get_nowait(), log)
    print(queue)
    await asyncio.sleep(0)
    print(queue, log)
    try:
        queue.put_nowait("x")
    except asyncio.QueueFull:
        print("full")
    print([await queue.get() for _ in range(3)], log)
    await asyncio.gather(*tasks)
    print(queue.empty(), log)

    # One item too many: the consumer goes first, then the producer in turns.
    steps = []

    async def produce():
        for item in range(4):
            await queue.put(item)
            steps.append(f"put {item}")

    async def consume():
        for _ in range(4):
            steps.append(f"got {await queue.get()}")

    await asyncio.gather(produce(), consume())
    print(steps)


asyncio.run(main())
