# Debug mode refuses coroutines where a plain function is called.
import asyncio


async def coroutine_function():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for act in (loop.call_soon, loop.call_soon_threadsafe):
        try:
            act(coroutine_function)
        except TypeError as error:
            print("TypeError:", error)
    for act in (loop.call_later, loop.call_at):
        try:
            act(1, coroutine_function)
        except TypeError as error:
            print("TypeError:", error)
    print(loop)
    loop.set_debug(False)
    print(repr(loop).partition("debug=")[2])


asyncio.run(main(), debug=True)
