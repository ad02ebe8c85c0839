"""get_stack of tasks before, while and after they wait."""
import asyncio


async def inner():
    await asyncio.sleep(10)


async def outer():
    await inner()


async def main():
    task = asyncio.create_task(outer(), name="waiting")
    print(len(task.get_stack()), task.get_stack()[0].f_lineno, task.get_stack()[0].f_code.co_name)
    await asyncio.sleep(0)
    print(task.get_stack()[0].f_lineno, task.get_stack(limit=1)[0].f_code.co_name)
    task.cancel()
    await asyncio.wait([task])
    print(task.get_stack())


asyncio.run(main())
