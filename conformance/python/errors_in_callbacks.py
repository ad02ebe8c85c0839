"""What a callback raises is logged, and the loop goes on."""
import asyncio
import functools


class Worker:
    def run(self):
        raise LookupError("worker")

    def __call__(self):
        raise IndexError("called")


def fails(*args):
    print("called with", args)
    raise ValueError("from callback")


def chain():
    try:
        fails()
    except ValueError as error:
        raise RuntimeError("second") from error


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(fails, 1, "two")
    loop.call_soon(chain)
    loop.call_soon(Worker().run)
    loop.call_soon(functools.partial(fails, 3), 4)
    loop.call_later(0, lambda: 1 / 0)
    loop.call_soon_threadsafe(print, "fine")
    future = loop.create_future()
    future.add_done_callback(fails)
    future.cancel()
    await asyncio.sleep(0.01)
    print("loop goes on")


asyncio.run(main())
