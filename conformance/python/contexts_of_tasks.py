"""Every task and callback runs in a copy of the context."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


async def child(value):
    print("child starts with", var.get())
    var.set(value)
    await asyncio.sleep(0)
    print("child has", var.get())


def callback(*args):
    print("callback has", var.get())
    var.set("from callback")


async def main():
    loop = asyncio.get_running_loop()
    var.set("main")
    await asyncio.gather(child("one"), child("two"))
    print("after gather", var.get())
    await child("inline")
    print("after await", var.get())
    task = asyncio.create_task(child("three"))
    var.set("later")
    await task
    loop.call_soon(callback)
    var.set("even later")
    loop.call_later(0.01, callback)
    await asyncio.sleep(0.02)
    print("after callbacks", var.get())
    own = contextvars.Context()
    own.run(var.set, "own")
    loop.call_soon(callback, context=own)
    await asyncio.sleep(0)
    print("own is now", own[var])
    await asyncio.create_task(child("in own"), context=own)
    print("own is now", own[var], task.get_context() is own)
    named = asyncio.create_task(child("x"), context=own)
    print(named.get_context() is own)
    await named
    future = loop.create_future()
    future.add_done_callback(callback)
    future.add_done_callback(callback, context=own)
    var.set("after adding")
    future.set_result(None)
    await asyncio.sleep(0)
    print(own[var], var.get())
    async with asyncio.timeout(1), asyncio.TaskGroup() as group:
        group.create_task(child("grouped"))
        group.create_task(child("in own again"), context=own)
    print(own[var], var.get())
    handle = loop.call_soon(print, "x", context=own)
    print(handle.get_context() is own)
    handle.cancel()


var.set("outside")
asyncio.run(main())
print(var.get())
