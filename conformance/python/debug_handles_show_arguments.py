# What handles call, with the arguments in debug mode.
import asyncio
import functools


def callback(*args):
    pass


def shown(handle):
    text = repr(handle)
    return text.partition(" at ")[0].replace(text[text.find("when="):text.find(" ", text.find("when="))], "when=W") \
        if "when=" in text else text.partition(" at ")[0]


async def main():
    loop = asyncio.get_running_loop()
    for debug in (False, True):
        loop.set_debug(debug)
        print(shown(loop.call_soon(callback)))
        print(shown(loop.call_soon(callback, 1, "two", [3])))
        timer = loop.call_later(1, callback, "x" * 50)
        print(shown(timer))
        timer.cancel()
        print(timer.cancelled())


asyncio.run(main())
