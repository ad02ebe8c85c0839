"""What running loops inside, beside and after each other is refused with."""
import asyncio


async def noop():
    return "noop"


def attempt(what, call, *args):
    try:
        print(what, "->", call(*args))
    except Exception as error:
        print(what, "->", type(error).__name__, error)
    for one in (args if what != "stopped early" else ()):
        if asyncio.iscoroutine(one):
            one.close()


async def main():
    loop = asyncio.get_running_loop()
    attempt("run in run", asyncio.run, noop())
    attempt("same loop", loop.run_until_complete, noop())
    other = asyncio.new_event_loop()
    attempt("other loop", other.run_until_complete, noop())
    attempt("close running", loop.close)
    other.close()
    attempt("closed", other.call_soon, print)
    attempt("closed later", other.call_later, 1, print)
    attempt("closed task", other.create_task, noop())
    attempt("closed threadsafe", other.call_soon_threadsafe, print)
    return "main"


attempt("main", asyncio.run, main())
attempt("not a coroutine", asyncio.run, 3)
attempt("none", asyncio.run, None)
attempt("no loop", asyncio.get_running_loop)
attempt("after run", asyncio.get_event_loop)
loop = asyncio.new_event_loop()
attempt("until complete", loop.run_until_complete, noop())
attempt("again", loop.run_until_complete, noop())
print(loop.is_running(), loop.is_closed(), loop)
loop.call_soon(loop.stop)
attempt("stopped early", loop.run_until_complete, asyncio.sleep(10))
loop.close()
loop.close()
attempt("closed until complete", loop.run_until_complete, noop())
attempt("closed forever", loop.run_forever)
print(loop)
attempt("set", asyncio.set_event_loop, 3)
attempt("task", asyncio.create_task, noop())
