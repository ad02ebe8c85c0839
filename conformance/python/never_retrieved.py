# Nobody looks at the task's exception: it is logged when the task dies, and the program goes on.
import asyncio


async def fail():
    raise ValueError("lost")


async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("done:", task.done())
    del task
    print("still running")


asyncio.run(main())
print("exit code 0")
