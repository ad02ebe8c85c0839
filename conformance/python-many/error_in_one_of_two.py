# Two tasks fail in threads: the first failure is the one that is raised.
import asyncio
import time


def fail(name):
    time.sleep(0.0005)
    raise ValueError(name)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(fail, "a"))
            group.create_task(asyncio.to_thread(fail, "b"))
    except* ValueError as group:
        print([str(error) for error in group.exceptions])


asyncio.run(main())
