# pair: Nobody but its own future refers to the task, so the garbage collector destroys it while it waits.
# expect: dropped-task
import asyncio
import gc


async def remind(answer):
    await answer


async def main():
    asyncio.create_task(remind(asyncio.get_running_loop().create_future()))
    await asyncio.sleep(0)
    gc.collect()
    print("reminder set")


asyncio.run(main())
