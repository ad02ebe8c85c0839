"""Where errors go that nobody awaits: the loop's exception handler."""
import asyncio
import gc


def handler(loop, context):
    rest = {key: type(value).__name__ for key, value in context.items() if key not in ("message", "exception")}
    print("handler:", context["message"].replace(__file__, "program.py"), repr(context.get("exception")), rest)


def failing_handler(loop, context):
    raise TypeError("in handler")


def boom(*args):
    raise ValueError(f"boom {args}")


async def bad():
    raise KeyError("bad")


async def forever():
    await asyncio.get_running_loop().create_future()


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(boom, 1)
    loop.call_later(0.01, boom, 2, 3)
    await asyncio.sleep(0.02)
    asyncio.create_task(bad())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("task gone")
    future = loop.create_future()
    future.set_exception(LookupError("future"))
    del future
    asyncio.create_task(forever())
    await asyncio.sleep(0)
    gc.collect()
    future = loop.create_future()
    future.add_done_callback(boom)
    future.set_result(1)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "own": 1})
    loop.set_exception_handler(failing_handler)
    loop.call_exception_handler({"message": "to the failing one"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "default", "exception": ValueError("v"), "b": [1], "a": "x"})
    loop.call_exception_handler({})
    for wrong in (3, "f"):
        try:
            loop.set_exception_handler(wrong)
        except TypeError as error:
            print(error)
    print("still running")


asyncio.run(main())
