# contextvars: tokens, copies, Context.run, and what tasks see.
import asyncio
import contextvars
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")
trace = ContextVar("trace")
print(user.name, user.get(), user.get("given"), trace.get(None))
try:
    trace.get()
except LookupError as error:
    print(type(error).__name__, error.args[0] is trace)
token = user.set("ann")
print(user.get(), token.var is user)
user.reset(token)
print(user.get())
for bad in (lambda: user.reset(token), lambda: trace.reset(user.set("x")), lambda: ContextVar(5)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0], str(error).rsplit("> ", 1)[-1])

user.set("bob")
snapshot = copy_context()
user.set("carol")


def inside(a, *, b=0):
    print("inside", user.get(), a, b)
    user.set("changed inside")
    trace.set("t1")
    return a + b


print(snapshot.run(inside, 1, b=2), user.get(), snapshot[user], snapshot.get(trace), len(snapshot))
print(trace in snapshot, trace in copy_context(), sorted(var.name for var in snapshot), sorted(snapshot.values()))
try:
    snapshot.run(snapshot.run, print)
except RuntimeError as error:
    print(str(error).split(":")[0], str(error).rsplit("> ", 1)[-1])
try:
    snapshot.run(lambda: 1 / 0)
except ZeroDivisionError as error:
    print(error, user.get())
try:
    copy_context()[ContextVar("unset")]
except KeyError as error:
    print("KeyError")


async def handler(name):
    user.set(name)
    await asyncio.sleep(0.01)
    print(name, "still sees", user.get())


async def main():
    user.set("main")
    await asyncio.gather(handler("one"), handler("two"))
    print("main sees", user.get())
    await handler("awaited")
    print("after awaiting", user.get())


asyncio.run(main())
print("outside", user.get())
print(contextvars.Context().run(user.get))
