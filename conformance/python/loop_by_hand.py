"""A loop run by hand: call_soon, call_later, stop, run_forever again."""
import asyncio


def note(*args):
    print("note", *args)


loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed(), isinstance(loop, asyncio.AbstractEventLoop))
loop.call_soon(note, 1)
loop.call_soon(loop.stop)
loop.call_soon(note, 2)
cancelled = loop.call_soon(note, "cancelled")
cancelled.cancel()
loop.run_forever()
print("stopped")
loop.call_soon(lambda: (note("outer"), loop.call_soon(note, "inner"), loop.stop()))
loop.run_forever()
print("inner waits for the next run")
loop.stop()
loop.run_forever()
start = loop.time()
loop.call_later(0.03, note, "late")
loop.call_later(0.01, note, "early")
loop.call_at(start + 0.02, note, "middle")
never = loop.call_later(0.015, note, "never")
loop.call_later(0.012, never.cancel)
loop.call_later(0.05, loop.stop)
loop.run_forever()
print(0.04 < loop.time() - start < 1, never.cancelled())


async def task(name, delay):
    await asyncio.sleep(delay)
    print("task", name)
    return name


first = loop.create_task(task("first", 0.01))
second = loop.create_task(task("second", 0.02), name="named")
print(loop.run_until_complete(first), second.done(), second.get_name())
print(loop.run_until_complete(asyncio.gather(second, task("third", 0))))
print(asyncio.all_tasks(loop), asyncio.current_task(loop))
future = loop.create_future()
loop.call_soon(future.set_exception, ValueError("from loop"))
try:
    loop.run_until_complete(future)
except ValueError as error:
    print("raised", error)
for wrong in (lambda: loop.call_later(None, note), lambda: loop.call_at(None, note), lambda: loop.run_until_complete(3)):
    try:
        wrong()
    except TypeError as error:
        print(error)
loop.close()
print(loop.is_closed())
loops = [asyncio.new_event_loop() for _ in range(2)]
for index, one in enumerate(loops):
    print(one.run_until_complete(task(index, 0)), one is not loop)
try:
    loops[0].run_until_complete(loops[1].create_future())
except ValueError as error:
    print(error)


async def foreign(future):
    try:
        await future
    except RuntimeError as error:
        print(str(error).replace(repr(future), "F").split(" got ")[1])


loops[0].run_until_complete(foreign(loops[1].create_future()))
for one in loops:
    one.close()
asyncio.set_event_loop(loops[0])
print(asyncio.get_event_loop() is loops[0])
asyncio.set_event_loop(None)
