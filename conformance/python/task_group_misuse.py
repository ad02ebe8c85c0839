"""TaskGroup: what it is refused for, and exits that are not errors."""
import asyncio


async def noop():
    return 1


async def cancels_itself():
    raise asyncio.CancelledError


async def main():
    group = asyncio.TaskGroup()
    print(group)
    try:
        group.create_task(noop())
    except RuntimeError as error:
        print(error)
    async with group:
        print(group)
        try:
            async with group:
                pass
        except RuntimeError as error:
            print(error)
    try:
        group.create_task(noop())
    except RuntimeError as error:
        print(error)

    async def late(group):
        try:
            await asyncio.sleep(1)
        finally:
            try:
                group.create_task(noop())
            except RuntimeError as error:
                print(str(error).replace("tasks=2", "tasks=N"))

    async def bad():
        raise ValueError("bad")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            group.create_task(bad())
    except* ValueError as caught:
        print(caught.exceptions)

    async def adds(group):
        await asyncio.sleep(0.01)
        task = group.create_task(noop())
        return task

    async with asyncio.TaskGroup() as group:
        adding = group.create_task(adds(group))
    print(adding.result().result())
    async with asyncio.TaskGroup() as group:
        task = group.create_task(cancels_itself())
    print("not an error:", task.cancelled())
    async with asyncio.TaskGroup() as group:
        task = group.create_task(asyncio.sleep(1))
        await asyncio.sleep(0)
        task.cancel()
    print("child cancelled by hand", task.cancelled(), asyncio.current_task().cancelling())

    async def exits(error):
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1), name="sleeper")
            await asyncio.sleep(0)
            raise error

    for error in (StopAsyncIteration("x"), asyncio.CancelledError("mine"), GeneratorExit("g")):
        try:
            await exits(error)
        except BaseException as caught:
            print(type(caught).__name__, caught.args[:1])
    async with asyncio.timeout(None), asyncio.TaskGroup() as group:
        for index in range(3):
            group.create_task(asyncio.sleep(0, index))
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(1))
    except TimeoutError:
        print("timed out", asyncio.current_task().cancelling())
    for index in range(3):
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(index):
                    group.create_task(bad())
                if index == 0:
                    await asyncio.TaskGroup().__aexit__(None, None, None)
        except BaseException as caught:
            print(repr(caught))


asyncio.run(main())
