"""KeyboardInterrupt and SystemExit leave the loop at once."""
import asyncio


async def interrupts():
    await asyncio.sleep(0)
    raise KeyboardInterrupt("by hand")


async def waits(log):
    try:
        await asyncio.sleep(10)
    finally:
        log.append("finally")


async def main(log):
    task = asyncio.create_task(waits(log))
    await asyncio.gather(interrupts(), asyncio.sleep(1))


log = []
try:
    asyncio.run(main(log))
except KeyboardInterrupt as error:
    print("interrupted", error, log)


def leave():
    raise SystemExit(7)


async def calls(log):
    asyncio.get_running_loop().call_soon(leave)
    await waits(log)


log.clear()
try:
    asyncio.run(calls(log))
except SystemExit as error:
    print("exit", error.code, log)


async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(interrupts())
        group.create_task(waits(log))


log.clear()
try:
    asyncio.run(grouped())
except BaseException as error:
    print(type(error).__name__, error, log)
raise SystemExit(3)
