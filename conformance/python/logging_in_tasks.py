# stderr: whole
# Logs of tasks carry their names.
import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(taskName)s %(funcName)s: %(message)s")
log = logging.getLogger(__name__)


async def worker(number):
    log.info("start %d", number)
    await asyncio.sleep(0.01 * number)
    if number == 2:
        raise ValueError(number)
    log.info("end %d", number)
    return number


async def main():
    log.info("main")
    tasks = [asyncio.create_task(worker(n), name=f"worker-{n}") for n in range(4)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            log.error("failed: %r", result)
    log.warning("results: %s", [r for r in results if not isinstance(r, Exception)])


log.info("before")
asyncio.run(main())
log.info("after")
print(log)
