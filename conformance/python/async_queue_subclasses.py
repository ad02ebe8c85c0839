# A queue of one's own by three methods.
import asyncio


class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        print("made for", maxsize)
        self._queue = {}

    def _put(self, item):
        self._queue[item] = True

    def _get(self):
        item = next(iter(self._queue))
        del self._queue[item]
        return item


class Loud(asyncio.Queue):
    def put_nowait(self, item):
        print("put", item)
        super().put_nowait(item)

    def get_nowait(self):
        item = super().get_nowait()
        print("get", item)
        return item


class NeverFull(asyncio.Queue):
    def full(self):
        return False


async def main():
    queue = UniqueQueue(2)
    for item in "aab":
        await queue.put(item)
    print(queue, queue.full(), queue._unfinished_tasks)
    print(await queue.get(), await queue.get(), queue.empty())

    loud = Loud()
    getter = asyncio.create_task(loud.get())
    await asyncio.sleep(0)
    await loud.put("x")
    print(await getter)

    never = NeverFull(1)
    await never.put(1)
    never.put_nowait(2)
    print(never)


asyncio.run(main())
