"""A task waiting for what only it knows dies; one in sleep does not."""
import asyncio
import gc
import weakref


async def orphan():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("orphan's finally")


async def sleeper():
    await asyncio.sleep(0.01)
    print("sleeper done")


async def nested():
    try:
        await orphan()
    finally:
        print("nested's finally")


def names():
    return sorted(task.get_name() for task in asyncio.all_tasks())


def handler(loop, context):
    print(context["message"], context["task"].get_name(), sorted(context))


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    asyncio.create_task(orphan(), name="orphan")
    asyncio.create_task(sleeper(), name="sleeper")
    asyncio.create_task(nested(), name="nested")
    kept = asyncio.create_task(orphan(), name="kept")
    weak = weakref.ref(kept)
    await asyncio.sleep(0)
    print(names())
    gc.collect()
    print(names())
    await asyncio.sleep(0.02)
    print(names(), weak() is kept)
    event = asyncio.get_running_loop().create_future()

    async def waits():
        await event

    asyncio.create_task(waits(), name="held by its future")
    await asyncio.sleep(0)
    gc.collect()
    print(names())
    event.set_result(None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(names())
    kept.cancel()
    await asyncio.wait([kept])
    del kept
    print(weak() is None)


asyncio.run(main())
