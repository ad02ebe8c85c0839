"""Errors no group keeps to itself, and errors that come late."""
import asyncio


async def fail(error, delay=0):
    await asyncio.sleep(delay)
    raise error


async def show(body):
    try:
        await body()
    except BaseException as error:
        inner = getattr(error, "exceptions", ())
        print(type(error).__name__, error.args[:1], inner)


async def main():
    async def both():
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("v"), 0.01))
            group.create_task(fail(TypeError("t"), 0.01))
            raise KeyError("body")

    await show(both)

    async def nested():
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(ValueError("inner")))
            print("not reached")

    await show(nested)

    async def during_exit():
        async with asyncio.TaskGroup() as group:
            async def last():
                try:
                    await asyncio.sleep(1)
                finally:
                    raise OSError("late")
            group.create_task(last())
            group.create_task(fail(ValueError("first")))

    await show(during_exit)

    async def cancelled_and_failing():
        async with asyncio.TaskGroup() as group:
            async def fails_when_cancelled():
                try:
                    await asyncio.sleep(1)
                except asyncio.CancelledError:
                    raise RuntimeError("on cancel")
            group.create_task(fails_when_cancelled())
            await asyncio.sleep(1)

    task = asyncio.create_task(cancelled_and_failing())
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except BaseExceptionGroup as error:
        print("instead of the cancellation:", error.exceptions, task.cancelling())

    async def split():
        try:
            async with asyncio.TaskGroup() as group:
                for error in (ValueError(1), TypeError(2), ValueError(3)):
                    group.create_task(fail(error))
        except* ValueError as group:
            print("values", group.exceptions)
        except* TypeError as group:
            print("types", group.exceptions)

    await show(split)

    async def results():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(asyncio.sleep(n / 1000, n)) for n in (3, 1, 2)]
        print([task.result() for task in tasks])

    await show(results)

    async def keyword_arguments():
        async with asyncio.TaskGroup() as group:
            task = group.create_task(asyncio.sleep(0), name="named", context=None)
            print(task.get_name())

    await show(keyword_arguments)


asyncio.run(main())
