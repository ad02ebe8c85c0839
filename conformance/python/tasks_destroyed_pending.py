# A task that only its own future refers to dies in a collection; its frames are left.
import asyncio
import gc
import sys


class Local:
    def __del__(self):
        print("a local of the task died")


async def waits_for(future):
    local = Local()
    try:
        await future
    finally:
        print("left by", "the collector" if collecting else "its end")


async def main():
    global collecting
    collecting = False
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    task = asyncio.create_task(waits_for(done))
    await asyncio.sleep(0)
    done.set_result(None)
    await task
    task = done = None

    lost = loop.create_future()
    task = asyncio.create_task(waits_for(lost))
    await asyncio.sleep(0)
    task = lost = None
    collecting = True
    print("garbage:", gc.collect() > 0)
    print("nothing more:", len(asyncio.all_tasks()))

    asyncio.create_task(asyncio.sleep(0.01))
    await asyncio.sleep(0)
    print("a sleeping task is not garbage:", gc.collect() >= 0, len(asyncio.all_tasks()))


asyncio.run(main())
print("the last line", file=sys.stderr)
