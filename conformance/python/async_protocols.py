# `async with`, `async for` over a generator and over an object, asynchronous comprehensions.
import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("open", self.name)
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, kind, value, traceback):
        await asyncio.sleep(0)
        print("close", self.name, kind.__name__ if kind else None)
        return kind is KeyError


class Countdown:
    def __init__(self, start):
        self.left = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        await asyncio.sleep(0)
        return self.left


async def numbers(count):
    try:
        for i in range(count):
            await asyncio.sleep(0)
            yield i
    finally:
        print("numbers closed")


async def main():
    async with Connection("a") as connection:
        print("in", connection.name)
        raise KeyError("suppressed")
    async for number in numbers(2):
        print("number", number)
    print([n * n async for n in numbers(4) if n % 2])
    async for left in Countdown(3):
        print("left", left)
    else:
        print("lift-off")


asyncio.run(main())
