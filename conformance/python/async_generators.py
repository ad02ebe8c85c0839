# Async generators in tasks: anext with defaults, comprehensions, throwing and closing.
import asyncio


async def ticks(count):
    try:
        for n in range(count):
            await asyncio.sleep(0.001)
            got = yield n
            if got:
                print("got", got)
    finally:
        await asyncio.sleep(0)
        print("ticks closed")


class Plain:
    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n


async def twice(source):
    async for item in source:
        yield item
        yield item * 10


async def main():
    g = ticks(5)
    print(await anext(g), await g.asend("x"))
    try:
        await g.athrow(KeyError("k"))
    except KeyError as error:
        print("out came", error)
    print(await anext(g, "default"))
    try:
        await anext(g)
    except StopAsyncIteration as error:
        print("over", error.args)
    p = Plain()
    print(aiter(p) is p, await anext(p), await anext(p), await anext(p, None))
    print([x async for x in twice(ticks(2))])
    print({x: y async for x in ticks(2) for y in [x + 1]}, {x async for x in twice(Plain())})
    print([x async for x in (y * 2 async for y in ticks(3)) if x], sum([await asyncio.sleep(0, n) for n in range(3)]))
    g = ticks(5)
    async for n in g:
        if n == 1:
            break
    await g.aclose()
    await g.aclose()
    g = ticks(3)
    async def step():
        return await anext(g)

    first = asyncio.create_task(step())
    await asyncio.sleep(0)
    try:
        await anext(g)
    except RuntimeError as error:
        print(error)
    print(await first)
    await g.aclose()
    try:
        async for x in [1]:
            pass
    except TypeError as error:
        print(error)
    for act in (lambda: anext([]), lambda: aiter(1)):
        try:
            act()
        except TypeError as error:
            print(error)


asyncio.run(main())
