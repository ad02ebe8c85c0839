# A task cancelled before its first step never runs its body; one that swallows the cancellation
# ends as if nothing had happened.
import asyncio


async def body():
    print("never printed")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("swallowed")
    return "finished"


async def main():
    early = asyncio.create_task(body())
    early.cancel("too late")
    try:
        await early
    except asyncio.CancelledError as error:
        print("cancelled:", error.args)
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
