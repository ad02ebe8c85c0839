"""Future: states, callbacks, errors of use, texts."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future.done(), future.cancelled(), future.get_loop() is loop)
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    order = []

    def first(done):
        order.append(("first", done is future))

    def second(done):
        order.append(("second", done.result()))

    future.add_done_callback(first)
    future.add_done_callback(second)
    future.add_done_callback(first)
    print(future.remove_done_callback(first), future.remove_done_callback(print))
    future.add_done_callback(first)
    future.set_result(42)
    print(order, future, future.result(), future.exception())
    await asyncio.sleep(0)
    print(order)
    future.add_done_callback(lambda done: order.append("late"))
    print(len(order))
    await asyncio.sleep(0)
    print(order[-1], future.cancel())
    for call in (lambda: future.set_result(1), lambda: future.set_exception(ValueError())):
        try:
            call()
        except asyncio.InvalidStateError as error:
            print("twice:", error)
    future = loop.create_future()
    for wrong in (3, int, "text"):
        try:
            future.set_exception(wrong)
        except TypeError as error:
            print(error)
    future.set_exception(LookupError)
    print(future, repr(future.exception()))
    try:
        await future
    except LookupError as error:
        print("awaited", repr(error))
    future = loop.create_future()
    print(future.cancel(msg="why"), future.cancel(), future, future.cancelled())
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.CancelledError as error:
            print(repr(error))
    task = asyncio.create_task(asyncio.sleep(0, "slept"))
    for call in (lambda: task.set_result(1), lambda: task.set_exception(ValueError())):
        try:
            call()
        except RuntimeError as error:
            print(error)
    print(await task, asyncio.isfuture(task), asyncio.isfuture(3), isinstance(task, asyncio.Future))
    future = asyncio.Future()
    loop.call_later(0.01, future.set_result, "later")
    print(await asyncio.ensure_future(future), asyncio.ensure_future(future) is future)
    future = asyncio.Future(loop=loop)
    stop = StopIteration("s")
    future.set_exception(stop)
    try:
        await future
    except RuntimeError as error:
        print(error, error.__cause__ is stop)
    for made in ("x" * 50, list(range(10)), {"k": 1}, None, (1,), 10 ** 50):
        future = loop.create_future()
        future.set_result(made)
        print(future)


asyncio.run(main())
