"""Eager tasks: the first step runs inside of create_task."""
import asyncio


async def immediate(log, name):
    log.append(f"{name} runs as {asyncio.current_task().get_name()}")
    return name


async def blocks(log, name):
    log.append(f"{name} starts")
    await asyncio.sleep(0)
    log.append(f"{name} goes on")
    return name


async def raises():
    raise ValueError("eager")


async def main():
    log = []
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    task = asyncio.create_task(immediate(log, "a"), name="first")
    log.append("after create")
    print(task.done(), task.result(), task.get_coro(), task in asyncio.all_tasks())
    task = asyncio.create_task(blocks(log, "b"), name="second")
    log.append("after create")
    print(task.done(), task in asyncio.all_tasks(), asyncio.current_task().get_name())
    print(await task)
    print(log)
    log.clear()
    failed = asyncio.create_task(raises(), name="third")
    print(failed.done(), repr(failed.exception()), failed)
    print(await asyncio.gather(immediate(log, "c"), blocks(log, "d"), immediate(log, "e")))
    async with asyncio.TaskGroup() as group:
        group.create_task(immediate(log, "f"), name="f")
        group.create_task(blocks(log, "g"), name="g")
        log.append("in group")
    print(await asyncio.wait_for(immediate(log, "h"), 1))
    print(len(log), log[-4:])
    print(await asyncio.shield(immediate(log, "i")))
    started = asyncio.create_task(blocks(log, "j"), name="j")
    started.cancel()
    print(await asyncio.gather(started, return_exceptions=True))
    loop.set_task_factory(None)
    late = asyncio.create_task(immediate(log, "k"), name="late")
    print(late.done(), await late)
    eager = asyncio.Task(immediate(log, "l"), loop=loop, eager_start=True, name="by hand")
    print(eager.done(), eager.get_name(), log[-1])

    def factory(loop, coro, **options):
        log.append("factory called")
        return asyncio.Task(coro, loop=loop, **options)

    loop.set_task_factory(factory)
    print(await asyncio.create_task(immediate(log, "m"), name="m"), log[-2:])
    made = asyncio.create_eager_task_factory(lambda coro, **options: asyncio.Task(coro, **options))
    loop.set_task_factory(made)
    print(asyncio.create_task(immediate(log, "n"), name="n").done())
    loop.set_task_factory(None)
    try:
        loop.set_task_factory(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
