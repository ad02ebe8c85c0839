"""What can be awaited, wrapped and waited for."""
import asyncio
import types


class Ready:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


class FromFuture:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        return self.future.__await__()


class BareYield:
    def __await__(self):
        yield
        return "after a turn"


class BadYield:
    def __await__(self):
        yield 42


class YieldsFuture:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        yield self.future


@types.coroutine
def generator_based(future):
    result = yield from future
    return ("generator", result)


async def main():
    loop = asyncio.get_running_loop()
    print(await Ready(1), await asyncio.ensure_future(Ready(2)))
    future = loop.create_future()
    loop.call_soon(future.set_result, "future's")
    print(await FromFuture(future), await BareYield())
    print(await asyncio.gather(Ready(3), FromFuture(future), BareYield()))
    print(await asyncio.wait_for(Ready(4), 1), await asyncio.shield(Ready(5)))
    later = loop.create_future()
    loop.call_later(0.01, later.set_result, "later")
    print(await generator_based(later))
    for wrong in (BadYield(), YieldsFuture(loop.create_future())):
        try:
            await wrong
        except RuntimeError as error:
            text = str(error)
            print(text if "bad" in text else text.split(" in task")[0])
    for wrong in (3, None, "text", print):
        try:
            await wrong
        except TypeError as error:
            print(error)
    coro = asyncio.sleep(0, "once")
    print(await coro)
    try:
        await coro
    except RuntimeError as error:
        print(error)
    shared = asyncio.sleep(0.01)
    first = asyncio.create_task(asyncio.wait_for(shared, 1))
    await asyncio.sleep(0)
    try:
        await shared
    except RuntimeError as error:
        print(error)
    await first
    task = None

    async def itself():
        await task

    task = asyncio.create_task(itself())
    try:
        await task
    except RuntimeError as error:
        print(str(error).split(":")[0])
    print(asyncio.iscoroutine(shared), asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print), asyncio.iscoroutine(generator_based(later)))
    try:
        loop.create_task(generator_based(later))
    except TypeError as error:
        print(str(error).split(" object")[0])


asyncio.run(main())
