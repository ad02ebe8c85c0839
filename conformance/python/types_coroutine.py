# Generators that may be awaited, by hand and in a task.
import asyncio
import types


@types.coroutine
def ask(question):
    answer = yield question
    return f"<{answer}>"


@types.coroutine
def switch():
    yield


@types.coroutine
def around(coro):
    result = yield from coro
    return "around", result


async def talk():
    first = await ask("name?")
    second = await ask(f"age of {first}?")
    return first + second


c = talk()
print(c.send(None))
print(c.send("Ann"))
try:
    c.send(40)
except StopIteration as stop:
    print(stop.value)

w = talk().__await__()
print(next(w), w.send("x"))
try:
    w.throw(ValueError("no"))
except ValueError as error:
    print("error", error)


def plain():
    yield 1


async def worker(name, steps):
    for step in range(steps):
        print(name, step)
        await switch()
    return name


async def main():
    print(await asyncio.gather(worker("a", 3), worker("b", 2)))
    print(await around(worker("c", 1)))
    try:
        await plain()
    except TypeError as error:
        print(error)


asyncio.run(main())
