# Queues that give the last first, or the smallest first.
import asyncio
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)


class Backwards:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value > other.value

    def __repr__(self):
        return f"B{self.value}"


async def main():
    lifo = asyncio.LifoQueue(3)
    for item in (1, 3, 2):
        await lifo.put(item)
    print(lifo, lifo.full())
    print([await lifo.get() for _ in range(3)])

    priority = asyncio.PriorityQueue()
    for item in (5, 1, 4, 2, 3):
        priority.put_nowait(item)
    print([priority.get_nowait() for _ in range(5)])

    jobs = asyncio.PriorityQueue()
    for job in (Job(3, "low"), Job(1, "high"), Job(2, "middle"), Job(1, "high too")):
        await jobs.put(job)
    while not jobs.empty():
        job = await jobs.get()
        print(job.priority, job.name)

    pairs = asyncio.PriorityQueue()
    pairs.put_nowait((1, "b"))
    pairs.put_nowait((1, "a"))
    print(pairs.get_nowait())
    try:
        pairs.put_nowait((1, None))
    except TypeError as error:
        print("TypeError:", error)

    backwards = asyncio.PriorityQueue()
    for value in (2, 9, 4):
        backwards.put_nowait(Backwards(value))
    print([backwards.get_nowait() for _ in range(3)])


asyncio.run(main())
