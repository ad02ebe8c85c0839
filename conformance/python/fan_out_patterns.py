"""Crawlers, pipelines, retries and deadlines as they are written in tutorials."""
import asyncio


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    async def __call__(self):
        await asyncio.sleep(0.001)
        if self.failures:
            self.failures -= 1
            raise ConnectionError(f"{self.failures} to go")
        return "answer"


async def retry(call, attempts):
    for attempt in range(1, attempts + 1):
        try:
            return await call()
        except ConnectionError as error:
            print(f"attempt {attempt}: {error}")
            if attempt == attempts:
                raise
            await asyncio.sleep(0.001 * 2 ** attempt)


async def first_of(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result(), [task.cancelled() for task in pending]


async def stage(name, source, delay):
    async for item in source:
        await asyncio.sleep(delay)
        yield f"{item}>{name}"


async def numbers(n):
    for number in range(n):
        yield number


async def crawl(url, depth, seen):
    if depth == 0 or url in seen:
        return
    seen.add(url)
    await asyncio.sleep(0.001)
    async with asyncio.TaskGroup() as group:
        for link in (url + "a", url + "b"):
            group.create_task(crawl(link, depth - 1, seen))


async def main():
    print(await retry(Flaky(2), 3))
    try:
        await retry(Flaky(5), 2)
    except ConnectionError as error:
        print("gave up:", error)
    print(await first_of(asyncio.sleep(0.02, "slow"), asyncio.sleep(0.01, "fast")))
    print([item async for item in stage("b", stage("a", numbers(3), 0.001), 0.001)])
    seen = set()
    await crawl("/", 4, seen)
    print(len(seen), sorted(seen)[:4])
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as group:
                for delay in (0.001, 5, 6):
                    group.create_task(asyncio.sleep(delay))
    except TimeoutError:
        print("deadline")
    progress = []
    for coro in asyncio.as_completed([asyncio.sleep(d / 100, d) for d in (3, 1, 2)]):
        progress.append(await coro)
    print(progress)
    background = set()
    for n in range(3):
        task = asyncio.create_task(asyncio.sleep(0.001 * n, n))
        background.add(task)
        task.add_done_callback(background.discard)
    await asyncio.sleep(0.01)
    print(background)


asyncio.run(main())
