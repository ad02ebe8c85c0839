"""wait_for: results, timeouts, what the awaited one makes of its cancellation."""
import asyncio


async def work(delay, log, error=None, swallow=None, cleanup=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        return "worked"
    except asyncio.CancelledError:
        log.append("cancelled")
        if cleanup is not None:
            await asyncio.sleep(0.01)
            log.append("cleaned")
            if isinstance(cleanup, Exception):
                raise cleanup
        if swallow:
            return swallow
        raise


async def show(what, awaitable, timeout, log):
    try:
        result = repr(await asyncio.wait_for(awaitable, timeout))
    except BaseException as error:
        result = f"{type(error).__name__}({error}) from {error.__cause__!r}"
    print(f"{what}: {result}, {log}")
    log.clear()


async def main():
    log = []
    await show("in time", work(0.01, log), 1, log)
    await show("no limit", work(0.01, log), None, log)
    await show("late", work(1, log), 0.05, log)
    await show("swallowed", work(1, log, swallow="kept"), 0.05, log)
    await show("cleanup", work(1, log, cleanup=True), 0.05, log)
    await show("cleanup fails", work(1, log, cleanup=KeyError("c")), 0.05, log)
    await show("fails", work(0.01, log, error=LookupError("own")), 1, log)
    await show("zero", work(0, log), 0, log)
    await show("negative", work(0, log), -1, log)
    done = asyncio.get_running_loop().create_future()
    done.set_result(5)
    await show("done and zero", done, 0, log)
    future = asyncio.get_running_loop().create_future()
    await show("future", future, 0.01, log)
    print(future)
    task = asyncio.create_task(work(1, log))
    await show("shielded", asyncio.shield(task), 0.01, log)
    print(task.done(), task.cancelling())
    task.cancel()
    inner = asyncio.create_task(work(1, log))
    outer = asyncio.create_task(asyncio.wait_for(inner, 0.5))
    await asyncio.sleep(0.01)
    outer.cancel("from outside")
    try:
        await outer
    except asyncio.CancelledError as error:
        print("outer cancelled", error.args, inner.cancelled(), log)


asyncio.run(main())
