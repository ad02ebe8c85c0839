# await in an ordinary function.
import asyncio


def wait():
    await asyncio.sleep(1)


wait()
