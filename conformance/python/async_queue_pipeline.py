# Producers and consumers with a sentinel, the way tutorials have it.
import asyncio

END = object()


async def produce(queue, numbers):
    for number in numbers:
        await asyncio.sleep(0.02 * number)
        await queue.put(number)


async def square(source, target):
    while (number := await source.get()) is not END:
        await target.put(number * number)
        source.task_done()
    source.task_done()
    await target.put(END)


async def main():
    first, second = asyncio.Queue(2), asyncio.Queue(1)
    stage = asyncio.create_task(square(first, second))
    results = []

    async def collect():
        while True:
            item = await second.get()
            if item is END:
                return
            results.append(item)

    collector = asyncio.create_task(collect())
    await asyncio.gather(produce(first, [3, 1, 2]), produce(first, [7, 20]))
    await first.put(END)
    await first.join()
    await collector
    await stage
    print(results, sum(results))


asyncio.run(main())
