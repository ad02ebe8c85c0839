# await in a function that is not async.
import asyncio


def main():
    await asyncio.sleep(1)


asyncio.run(main())
