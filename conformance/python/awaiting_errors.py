# What await refuses, and how a task that yields nonsense hears of it.
import asyncio


class NotIterator:
    def __await__(self):
        return 5


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def work():
    return "worked"


class Delegates:
    def __await__(self):
        return work().__await__()


class Iterates:
    def __await__(self):
        return iter([None, None])


async def stops():
    raise StopIteration("x")


async def attempt(name, awaitable):
    try:
        print(name, "gives", await awaitable)
    except (TypeError, RuntimeError) as error:
        print(name, type(error).__name__, error)


async def main():
    await attempt("int", 3)
    await attempt("function", work)
    await attempt("list", [1])
    await attempt("not iterator", NotIterator())
    await attempt("delegates", Delegates())
    await attempt("iterates", Iterates())
    await attempt("none", Yields(None))
    await attempt("number", Yields(42))
    await attempt("stops", stops())
    coro = work()
    await attempt("once", coro)
    await attempt("twice", coro)
    coro = work()
    task = asyncio.create_task(coro)
    await task
    await attempt("of a task", coro)
    try:
        await asyncio.create_task(coro)
    except RuntimeError as error:
        print(error)

    async def waits():
        await asyncio.sleep(0.01)

    coro = waits()
    task = asyncio.create_task(attempt("first", coro))
    await asyncio.sleep(0)
    await attempt("second", coro)
    await task


asyncio.run(main())
