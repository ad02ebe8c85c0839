"""Names, arguments and first steps of tasks."""
import asyncio


async def show(log, name):
    log.append((name, asyncio.current_task().get_name()))


async def main():
    log = []
    loop = asyncio.get_running_loop()
    number = int(asyncio.current_task().get_name().split("-")[1])
    for make in (
        lambda: asyncio.create_task(show(log, "a")),
        lambda: loop.create_task(show(log, "b"), name="own"),
        lambda: asyncio.ensure_future(show(log, "c")),
        lambda: asyncio.Task(show(log, "d"), name="by class"),
        lambda: asyncio.Task(show(log, "e"), loop=loop),
        lambda: asyncio.create_task(show(log, "f"), name=None),
        lambda: asyncio.create_task(show(log, "g"), name=7),
    ):
        task = make()
        log.append(type(task).__name__)
        await task
    names = [one[1] for one in log if isinstance(one, tuple)]
    print([int(name.split("-")[1]) - number if "-" in name else name for name in names])
    coro = show(log, "never")
    for wrong in (lambda: asyncio.create_task(), lambda: asyncio.create_task(coro, "positional"), lambda: asyncio.create_task(coro, nam="x")):
        try:
            wrong()
        except TypeError as error:
            print(str(error).split("(")[0], "refused")
    coro.close()
    task = asyncio.create_task(show(log, "x"))
    print(asyncio.current_task() is task, task in asyncio.all_tasks(), len(asyncio.all_tasks()))
    await task
    print(task in asyncio.all_tasks(), asyncio.current_task(loop) is asyncio.current_task())
    print(task.get_coro().__name__, task.done(), task.result())
    other = asyncio.create_task(show(log, "y"))
    results = [await asyncio.wait_for(other, None), await other]
    print(results)
    fast = [asyncio.create_task(show(log, n)) for n in range(3)]
    log.clear()
    await asyncio.sleep(0)
    print([name for name, _ in log], [task.done() for task in fast])
    log.clear()
    await show(log, "inline")
    print(log[0][1] == asyncio.current_task().get_name())


asyncio.run(main())
