"""Since 3.12 wait_for awaits in the current task."""
import asyncio


async def who(log):
    log.append(asyncio.current_task().get_name())
    await asyncio.sleep(0)
    return asyncio.current_task().cancelling()


async def other(log):
    for n in range(5):
        log.append(n)
        await asyncio.sleep(0)


async def main():
    log = []
    asyncio.current_task().set_name("main")
    noise = asyncio.create_task(other(log))
    print(await asyncio.wait_for(who(log), 1))
    await noise
    print([one for one in log if one == "main"], log.index(0))


asyncio.run(main())
