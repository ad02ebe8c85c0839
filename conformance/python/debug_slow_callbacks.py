# Debug mode warns of what keeps the loop for long.
import asyncio
import logging
import time


class Show(logging.Handler):
    def emit(self, record):
        words = record.getMessage().split()
        seconds = float(words[-2])
        name = [word for word in words if word.startswith("name=")]
        print(record.levelname, record.name, *words[:2], *name, words[-3], f"{seconds:.1f}", words[-1])


logging.getLogger("asyncio").addHandler(Show())
logging.getLogger("asyncio").propagate = False


async def blocks(seconds):
    time.sleep(seconds)
    return seconds


def callback(seconds):
    time.sleep(seconds)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await asyncio.create_task(blocks(0.01), name="quick")
    await asyncio.create_task(blocks(0.2), name="slow")
    loop.call_soon(callback, 0.3)
    loop.call_later(0.001, callback, 0.13)
    await asyncio.sleep(0.05)
    loop.slow_callback_duration = 0.5
    await asyncio.create_task(blocks(0.2), name="now all right")
    loop.slow_callback_duration = 0.05
    await asyncio.create_task(blocks(0.1), name="too slow now")
    loop.set_debug(False)
    await asyncio.create_task(blocks(0.3), name="nobody looks")
    time.sleep(0.2)


asyncio.run(main(), debug=True)
asyncio.run(blocks(0.3))
