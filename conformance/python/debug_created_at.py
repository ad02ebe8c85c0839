# In debug mode futures, tasks and handles say where they were made.
import asyncio


def place(thing):
    text = repr(thing)
    if " created at " not in text:
        return "nowhere"
    path = text.rpartition(" created at ")[2].rstrip(">")
    return path.rpartition("/")[2]


async def nothing():
    pass


async def main():
    loop = asyncio.get_running_loop()
    print("main:", place(asyncio.current_task()))
    tasks = [
        asyncio.create_task(nothing()),
        loop.create_task(nothing()),
        asyncio.ensure_future(nothing()),
    ]
    for task in tasks:
        print(place(task))
    print("gather:", place(asyncio.gather(*tasks)))
    print("create_future:", place(loop.create_future()))
    print("Future:", place(asyncio.Future()))
    print("call_soon:", place(loop.call_soon(print, "called", 1)))
    handle = loop.call_later(60, print)
    print("call_later:", place(handle))
    handle.cancel()
    async with asyncio.TaskGroup() as group:
        print("group:", place(group.create_task(nothing())))
    loop.set_debug(False)
    print("no debug:", place(asyncio.create_task(nothing())), place(loop.create_future()))
    print("still:", place(tasks[1]))


asyncio.run(main(), debug=True)
