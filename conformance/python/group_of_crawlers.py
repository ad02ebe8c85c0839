"""A task group whose tasks add tasks, with a limit kept by hand."""
import asyncio

LINKS = {"/": ["/a", "/b"], "/a": ["/c", "/"], "/b": ["/c", "/d"], "/c": [], "/d": ["/e"], "/e": ["/broken"]}


class Crawler:
    def __init__(self, group, limit):
        self.group = group
        self.limit = limit
        self.active = self.peak = 0
        self.seen = []
        self.waiting = []

    def visit(self, url):
        if url not in self.seen:
            self.seen.append(url)
            self.group.create_task(self.fetch(url), name=url)

    async def slot(self):
        while self.active >= self.limit:
            waiter = asyncio.get_running_loop().create_future()
            self.waiting.append(waiter)
            await waiter
        self.active += 1
        self.peak = max(self.peak, self.active)

    def leave(self):
        self.active -= 1
        if self.waiting:
            self.waiting.pop(0).set_result(None)

    async def fetch(self, url):
        await self.slot()
        try:
            await asyncio.sleep(0.001)
            for link in LINKS[url]:
                self.visit(link)
        finally:
            self.leave()


async def main():
    for limit in (1, 2, 10):
        try:
            async with asyncio.TaskGroup() as group:
                crawler = Crawler(group, limit)
                crawler.visit("/")
        except* KeyError as errors:
            print(limit, errors.exceptions, crawler.seen, crawler.peak, crawler.active)


asyncio.run(main())
