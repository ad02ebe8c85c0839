# Two calls in threads: gather keeps their order, the log does not.
import asyncio
import time

log = []


def work(name):
    time.sleep(0.001)
    log.append(name)
    return name


async def main():
    results = await asyncio.gather(asyncio.to_thread(work, "a"), asyncio.to_thread(work, "b"))
    print(results, log)


asyncio.run(main())
