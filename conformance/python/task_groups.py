"""TaskGroup: the errors of children and of the body, and who is cancelled."""
import asyncio


async def work(name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error is not None:
            raise error
        print("done", name)
        return name
    except asyncio.CancelledError:
        print("cancelled", name)
        raise


def show(group):
    return f"{type(group).__name__}({group.message}: {group.exceptions})"


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work("a", 0.02), name="first")
        second = group.create_task(work("b", 0.01))
        print(group)
    print(first.result(), second.result(), first.get_name(), group)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("long", 1))
            group.create_task(work("bad", 0.01, ValueError("bad")))
            await asyncio.sleep(5)
            print("never")
    except* ValueError as caught:
        print(show(caught))
    print("cancelling", asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("long", 1))
            await asyncio.sleep(0)
            raise LookupError("body")
    except ExceptionGroup as caught:
        print(show(caught), repr(caught.__context__), caught.__cause__)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("x", 0.01, KeyError("x")))
            group.create_task(work("y", 0.01, IndexError("y")))
            group.create_task(work("z", 1))
    except ExceptionGroup as caught:
        print(show(caught))

    async def cleans_up():
        try:
            await asyncio.sleep(1)
        finally:
            raise RuntimeError("in cleanup")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans_up())
            group.create_task(work("bad", 0.01, ValueError("first")))
    except ExceptionGroup as caught:
        print(show(caught))

    async def nested():
        async with asyncio.TaskGroup() as outer:
            outer.create_task(work("outer", 1))
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(work("inner", 1))
                    inner.create_task(work("inner bad", 0.01, ValueError("inner")))
            except* ValueError as caught:
                print("inner caught", show(caught))
            raise TypeError("outer body")

    try:
        await nested()
    except* TypeError as caught:
        print("outer caught", show(caught))

    async def holder():
        async with asyncio.TaskGroup() as group:
            group.create_task(work("child", 1))
            await work("body", 1)

    task = asyncio.create_task(holder())
    await asyncio.sleep(0.01)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))

    async def waits():
        async with asyncio.TaskGroup() as group:
            group.create_task(work("one", 1))
            group.create_task(work("two", 1))

    task = asyncio.create_task(waits())
    await asyncio.sleep(0.01)
    task.cancel("stop")
    try:
        await task
    except asyncio.CancelledError as error:
        print("group cancelled", error.args, task.cancelling())


asyncio.run(main())
