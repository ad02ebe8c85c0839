"""Does uvloop allow a run inside a run? Needs `pip install uvloop`.

Prints the error of each of three ways to start a second run from inside of one.
"""
import asyncio
import sys

import uvloop


async def nap():
    await asyncio.sleep(0.01)


def attempt(name, call):
    coro = nap()
    try:
        call(coro)
    except RuntimeError as error:
        print(f"{name}: {error}")
    else:
        print(f"{name}: no error")
    coro.close()


async def main():
    loop = asyncio.get_running_loop()
    print("the loop is a", type(loop).__module__, type(loop).__name__)
    attempt("asyncio.run", asyncio.run)
    attempt("uvloop.run", uvloop.run)
    attempt("loop.run_until_complete", loop.run_until_complete)


print("Python", sys.version.split()[0], "uvloop", uvloop.__version__)
uvloop.run(main())
