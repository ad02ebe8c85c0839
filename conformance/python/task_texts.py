"""What tasks and handles look like in every state."""
import asyncio
import functools


def show(*values):
    print(*(str(value).replace(__file__, "program.py") for value in values))


async def inner(future):
    return await future


async def outer(future):
    return await inner(future)


async def failing():
    raise ValueError("no")


class Callable:
    def __call__(self, *args):
        pass

    def method(self, future):
        pass

    def __repr__(self):
        return "<my callable>"


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(outer(future), name="waits")
    show(task)
    await asyncio.sleep(0)
    show(task)
    show(future)
    task.cancel("m")
    show(task)
    show(await asyncio.gather(task, return_exceptions=True), task)
    bad = asyncio.create_task(failing(), name="it's")
    await asyncio.wait([bad])
    show(bad)
    bad.exception()
    good = asyncio.create_task(asyncio.sleep(0, "value"), name="good")
    await good
    print(str(good).split(" coro=")[0], repr(good).split(" ")[-1])
    future = loop.create_future()
    future.add_done_callback(Callable().method)
    show(future)
    future.add_done_callback(functools.partial(Callable().method, 1))
    show(future)
    future.add_done_callback(Callable())
    future.add_done_callback(len)
    show(future)
    future = loop.create_future()
    future.add_done_callback(loop.create_future().set_result)
    show(future)
    handle = loop.call_soon(functools.partial(print, "x"), 1)
    print(handle)
    handle.cancel()
    print(handle, handle.cancelled())
    timer = loop.call_at(123456, main)
    show(timer, timer.when(), timer.cancelled())
    timer.cancel()
    print(timer)
    group = asyncio.gather(loop.create_future())
    print(group, [group])
    group.cancel()
    names = [asyncio.create_task(asyncio.sleep(0)).get_name() for _ in range(2)]
    print(names[0][:5], int(names[1][5:]) - int(names[0][5:]))
    task = asyncio.create_task(asyncio.sleep(0), name=5)
    print(task.get_name(), type(task.get_name()).__name__)
    task.set_name(["list"])
    print(task.get_name())


asyncio.run(main())
