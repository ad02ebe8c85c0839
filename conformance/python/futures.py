# A future by hand: callbacks run in the next iteration, in the order in which they were added.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda done: print("first callback", done.result()))
    future.add_done_callback(lambda done: print("second callback"))
    loop.call_later(0.01, future.set_result, "value")
    loop.call_soon(print, "soon")
    print("waiting", future.done())
    print(await future)
    try:
        future.set_result("again")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)
    failed = loop.create_future()
    failed.set_exception(KeyError("missing"))
    try:
        await failed
    except KeyError as error:
        print("KeyError:", error)
    handle = loop.call_later(0.01, print, "never printed")
    handle.cancel()
    await asyncio.sleep(0.02)


asyncio.run(main())
