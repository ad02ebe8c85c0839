# pair: A coroutine is handed to the loop and its result waited for in the loop's own thread, which then never runs it.
# expect: deadlock
import asyncio


async def load():
    await asyncio.sleep(0.01)
    return 3


def price(loop):
    return asyncio.run_coroutine_threadsafe(load(), loop).result()


async def main():
    print("price", price(asyncio.get_running_loop()))


asyncio.run(main())
