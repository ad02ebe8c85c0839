# What is logged of a lost error says where the task was made.
import asyncio
import gc


def handler(loop, context):
    print(context["message"].partition(" at ")[0])
    source = context.get("source_traceback")
    print(sorted(key for key in context), source is not None)
    if "exception" in context:
        print(repr(context["exception"]))


async def fails():
    raise ValueError("lost")


async def main(debug):
    loop = asyncio.get_running_loop()
    loop.set_debug(debug)
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(KeyError("also lost"))
    del future
    gc.collect()


asyncio.run(main(False))
print("---")
asyncio.run(main(True))
