"""gather: order, duplicates, errors, what goes on after the first error."""
import asyncio


async def work(name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        print("done", name)
        return name
    except asyncio.CancelledError as cancelled:
        print("cancelled", name, cancelled.args)
        raise


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(work("a", 0.03), work("b", 0.01), work("c", 0.02)))
    task = asyncio.create_task(work("twice", 0.01))
    print(await asyncio.gather(task, task, work("once", 0)))
    try:
        await asyncio.gather(work("x", 0.03), work("y", 0.01, ValueError("first")), work("z", 0.02, KeyError("second")))
    except ValueError as error:
        print("caught", repr(error))
    await asyncio.sleep(0.05)
    results = await asyncio.gather(work("p", 0.02), work("q", 0.01, ValueError("q")), asyncio.sleep(0), return_exceptions=True)
    print(results)
    outer = asyncio.gather(work("m", 1), work("n", 2))
    print(outer, type(outer).__name__, isinstance(outer, asyncio.Future))
    await asyncio.sleep(0.01)
    print(outer.cancel("enough"))
    try:
        await outer
    except asyncio.CancelledError as error:
        print("outer", error.args, outer.cancelled(), outer.done())
    outer = asyncio.gather(work("k", 1), work("l", 0), return_exceptions=True)
    await asyncio.sleep(0.01)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError:
        print("even so cancelled")
    print(outer.cancel(), outer)
    child = asyncio.create_task(work("child", 1))
    outer = asyncio.gather(child, work("other", 0.02))
    await asyncio.sleep(0)
    child.cancel("just me")
    try:
        await outer
    except asyncio.CancelledError as error:
        print("through child", error.args)
    await asyncio.sleep(0.03)
    child = asyncio.create_task(work("child", 1))
    outer = asyncio.gather(child, work("other", 0.02), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel()
    print(await outer)
    done = asyncio.get_running_loop().create_future()
    done.set_result("already")
    print(await asyncio.gather(done, done))
    try:
        asyncio.gather(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
