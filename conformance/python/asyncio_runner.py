"""asyncio.Runner: one loop for several runs, with one context."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="nothing")


async def count(n):
    var.set(f"{var.get()}+{n}")
    print("in", n, var.get(), asyncio.current_task().get_name())
    return asyncio.get_running_loop()


async def leftover():
    try:
        await asyncio.sleep(100)
    finally:
        print("leftover cancelled")


async def starts():
    task = asyncio.create_task(leftover(), name="left")
    await asyncio.sleep(0)
    return task


with asyncio.Runner() as runner:
    first = runner.run(count(1))
    second = runner.run(count(2))
    print(first is second, first is runner.get_loop(), var.get())
    own = contextvars.copy_context()
    runner.run(count(3), context=own)
    print(own[var], var.get())
    task = runner.run(starts())
    print(task.done(), task.get_name())
print(task.cancelled(), first.is_closed())
for call in (runner.get_loop, lambda: runner.run(None), runner.__enter__):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
runner.close()

made = []


def factory():
    made.append(asyncio.new_event_loop())
    return made[-1]


lazy = asyncio.Runner(debug=False, loop_factory=factory)
print(len(made))
print(lazy.get_loop() is made[0], lazy.get_loop().get_debug())
print(lazy.run(asyncio.sleep(0.01, "slept")))
lazy.close()
print(made[0].is_closed(), asyncio.run(asyncio.sleep(0, "run"), loop_factory=factory), len(made))


async def fails():
    raise LookupError("out of run")


try:
    with asyncio.Runner() as runner:
        runner.run(fails())
except LookupError as error:
    print("caught", error)
try:
    asyncio.Runner().run(3)
except ValueError as error:
    print(error)
