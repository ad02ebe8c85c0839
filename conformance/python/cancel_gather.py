# Cancelling a gather cancels its children; cancelling the task that awaits it does the same.
import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def parent():
    try:
        await asyncio.gather(child("one"), child("two"))
    finally:
        print("parent leaves")


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.01)
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("main saw it:", task.cancelled())
    both = asyncio.gather(child("three"), child("four"))
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("gather cancelled:", both.cancelled())


asyncio.run(main())
