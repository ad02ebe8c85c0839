# An event out of a future, the way a review would find it.
import asyncio
from collections import deque


class Gate:
    def __init__(self):
        self._waiters = deque()
        self._open = False

    async def enter(self):
        if self._open:
            return "at once"
        future = asyncio.get_running_loop().create_future()
        self._waiters.append(future)
        try:
            return await future
        finally:
            self._waiters.remove(future)

    def open(self):
        self._open = True
        for number, future in enumerate(self._waiters):
            if not future.done():
                future.set_result(f"number {number}")


async def main():
    gate = Gate()
    tasks = [asyncio.create_task(gate.enter()) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    gate.open()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(await gate.enter(), len(gate._waiters))


asyncio.run(main())
