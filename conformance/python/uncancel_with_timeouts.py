"""Timeouts and groups inside of tasks that are cancelled from outside."""
import asyncio


async def with_timeout(log):
    try:
        async with asyncio.timeout(0.05):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                log.append(("inside", asyncio.current_task().cancelling()))
                raise
    except TimeoutError:
        log.append(("timeout", asyncio.current_task().cancelling()))
        await asyncio.sleep(0.05)
        log.append("survived")


async def main():
    log = []
    task = asyncio.create_task(with_timeout(log))
    await asyncio.wait([task])
    print(log, task.cancelled())
    log.clear()
    task = asyncio.create_task(with_timeout(log))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print(log, task.cancelled())
    log.clear()

    async def both():
        try:
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1)
        finally:
            log.append(asyncio.current_task().cancelling())

    def cancel_too():
        task.cancel()

    task = asyncio.create_task(both())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.01, cancel_too)
    results = await asyncio.gather(task, return_exceptions=True)
    print([type(one).__name__ for one in results], log)
    log.clear()

    async def group_in_cancelled():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(1))
                group.create_task(fails_soon())
                await asyncio.sleep(1)
        except* ValueError:
            log.append(("group", asyncio.current_task().cancelling()))
        await asyncio.sleep(0)
        log.append("goes on")

    async def fails_soon():
        await asyncio.sleep(0.01)
        raise ValueError

    task = asyncio.create_task(group_in_cancelled())
    await asyncio.wait([task])
    print(log, task.cancelled())
    log.clear()

    async def shielded_cleanup():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            await asyncio.shield(asyncio.sleep(0.01))
            log.append("cleaned")
            raise

    task = asyncio.create_task(shielded_cleanup())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(log, task.cancelled())
    for timeout in (None, 0, -1):
        try:
            async with asyncio.timeout(timeout):
                pass
            print(timeout, "no wait, no timeout")
        except TimeoutError:
            print(timeout, "timeout")


asyncio.run(main())
