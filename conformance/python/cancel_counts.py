"""cancel, cancelling and uncancel; messages; who swallows what."""
import asyncio


async def stubborn(log, times):
    for _ in range(times):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as error:
            log.append((error.args, asyncio.current_task().cancelling()))
    return "survived"


async def main():
    log = []
    task = asyncio.create_task(stubborn(log, 2))
    await asyncio.sleep(0)
    print(task.cancel("one"), task.cancelling(), task.cancelled())
    await asyncio.sleep(0)
    print(task.cancel("two"), task.cancelling())
    print(await task, log, task.cancelled(), task.cancel(), task.cancelling())
    print(task.uncancel(), task.uncancel(), task.uncancel())

    async def body():
        print("body runs")

    task = asyncio.create_task(body())
    print(task.cancel(msg="before start"))
    try:
        await task
    except asyncio.CancelledError as error:
        print("never ran", error.args, task.cancelled())

    async def twice():
        try:
            await asyncio.sleep(1)
        finally:
            await asyncio.sleep(0.01)
            print("cleanup done")

    task = asyncio.create_task(twice())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel("again")
    print(await asyncio.gather(task, return_exceptions=True), task.cancelling())

    async def itself():
        asyncio.current_task().cancel("self")
        print("still here")
        return "result lost"

    task = asyncio.create_task(itself())
    print(await asyncio.gather(task, return_exceptions=True), task.cancelled())

    async def itself_and_await():
        asyncio.current_task().cancel("self")
        try:
            await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
        except asyncio.CancelledError as error:
            print("in gather", error.args)
            raise

    task = asyncio.create_task(itself_and_await())
    print(await asyncio.gather(task, return_exceptions=True))

    async def waits_for(other):
        return await other

    deepest = asyncio.create_task(asyncio.sleep(1))
    middle = asyncio.create_task(waits_for(deepest))
    top = asyncio.create_task(waits_for(middle))
    await asyncio.sleep(0)
    top.cancel("through")
    results = await asyncio.gather(top, middle, deepest, return_exceptions=True)
    print([type(one).__name__ for one in results], [one.cancelling() for one in (top, middle, deepest)])

    async def converts():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            raise ValueError("instead") from None

    task = asyncio.create_task(converts())
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), task.cancelled())
    future = asyncio.get_running_loop().create_future()
    waiting = asyncio.create_task(waits_for(future))
    await asyncio.sleep(0)
    future.set_result("done")
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True), waiting.cancelled())
    finished = asyncio.create_task(body())
    await finished
    print(finished.cancel(), finished.cancelling(), finished.uncancel())


asyncio.run(main())
