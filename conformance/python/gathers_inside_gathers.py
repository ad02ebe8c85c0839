"""Cancelling a gather of gathers, with and without return_exceptions."""
import asyncio


async def leaf(name, log, error=None):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as cancelled:
        log.append((name, cancelled.args))
        if error:
            raise error
        raise


async def branch(name, log, **options):
    try:
        return await asyncio.gather(leaf(name + "1", log), leaf(name + "2", log), **options)
    finally:
        log.append(name)


async def main():
    for options in ({}, {"return_exceptions": True}):
        log = []
        outer = asyncio.gather(branch("a", log, **options), branch("b", log, **options), **options)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(outer.cancel("all"), outer.done())
        try:
            print(await outer)
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
        print(sorted(log, key=str))
    log = []
    outer = asyncio.gather(leaf("x", log, ValueError("x")), leaf("y", log))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except (ValueError, asyncio.CancelledError) as error:
        print(repr(error), log)
    await asyncio.sleep(0)
    futures = [asyncio.get_running_loop().create_future() for _ in range(3)]
    outer = asyncio.gather(*futures, return_exceptions=True)
    futures[1].set_exception(KeyError("one"))
    futures[0].cancel("zero")
    futures[2].set_result("two")
    print(await outer)
    outer = asyncio.gather(*[asyncio.get_running_loop().create_future()])
    waiting = asyncio.create_task(asyncio.wait_for(outer, 0.01))
    try:
        await waiting
    except TimeoutError:
        print("timeout", outer.done(), outer.cancelled())
    task = asyncio.create_task(branch("c", log))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("through task")
    print(await asyncio.gather(task, return_exceptions=True), log[-3:])


asyncio.run(main())
