# async with, async for, async comprehensions in all shapes.
import asyncio


class Conn:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, value, trace):
        await asyncio.sleep(0)
        print("close", self.name, kind and kind.__name__)
        return kind is KeyError


async def count(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("count over")


async def main():
    async with Conn("a") as a, Conn("b"):
        print(a.name)
    async with (Conn("c") as c, Conn("d") as d):
        raise KeyError("swallowed")
    async for i in count(3):
        if i == 1:
            continue
        print(i)
    else:
        print("else")
    print([i async for i in count(3) if i], {i: i async for i in count(2)}, {i async for i in count(2)})
    print([await asyncio.sleep(0, x) for x in range(3)], [y for x in range(2) async for y in count(x)])
    gen = (i * 2 async for i in count(2))
    print([v async for v in gen])
    try:
        async with Conn("e"):
            return "returned"
    finally:
        print("finally")


print(asyncio.run(main()))


async def wrong():
    try:
        async for x in [1]:
            pass
    except TypeError as error:
        print(error)
    try:
        async with 5:
            pass
    except TypeError as error:
        print(error)
    try:
        for x in count(1):
            pass
    except TypeError as error:
        print(error)
    try:
        await 5
    except TypeError as error:
        print(error)
    try:
        with Conn("x"):
            pass
    except TypeError as error:
        print(error)


asyncio.run(wrong())
