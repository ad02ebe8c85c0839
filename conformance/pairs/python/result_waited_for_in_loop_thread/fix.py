# pair: Only another thread may wait for it: price runs in one of the pool.
# expect: clean
import asyncio


async def load():
    await asyncio.sleep(0.01)
    return 3


def price(loop):
    return asyncio.run_coroutine_threadsafe(load(), loop).result()


async def main():
    print("price", await asyncio.to_thread(price, asyncio.get_running_loop()))


asyncio.run(main())
