# Readers together, writers alone, made of a condition.
import asyncio
from contextlib import asynccontextmanager


class ReadWriteLock:
    def __init__(self):
        self._condition = asyncio.Condition()
        self._readers = 0

    @asynccontextmanager
    async def read(self):
        async with self._condition:
            self._readers += 1
        try:
            yield self._readers
        finally:
            async with self._condition:
                self._readers -= 1
                if self._readers == 0:
                    self._condition.notify_all()

    @asynccontextmanager
    async def write(self):
        async with self._condition:
            await self._condition.wait_for(lambda: self._readers == 0)
            yield


async def main():
    lock = ReadWriteLock()
    log = []

    async def reader(name):
        async with lock.read() as count:
            log.append(f"{name} reads with {count}")
            await asyncio.sleep(0.01)
            log.append(f"{name} has read")

    async def writer(name):
        async with lock.write():
            log.append(f"{name} writes")
            await asyncio.sleep(0.01)
            log.append(f"{name} has written")

    await asyncio.gather(reader("a"), writer("x"), reader("b"), writer("y"), reader("c"))
    print(*log, sep="\n")


asyncio.run(main())
