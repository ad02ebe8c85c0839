# contextlib's async half.
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext


@asynccontextmanager
async def connection(name):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield name
    except LookupError as error:
        print("handled", repr(error))
    finally:
        await asyncio.sleep(0)
        print("close", name)


async def numbers():
    try:
        for n in range(10):
            yield n
    finally:
        print("numbers closed")


async def say(text):
    print("said", text)


async def main():
    async with connection("a") as name:
        print("using", name)
    async with connection("b"):
        raise KeyError("k")
    try:
        async with connection("c"):
            raise ValueError("v")
    except ValueError as error:
        print("out", error)
    async with aclosing(numbers()) as stream:
        async for n in stream:
            if n == 2:
                break
    print("after break")
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(connection("d"))
        second = stack.enter_context(nullcontext("e"))
        stack.push_async_callback(say, "bye")
        stack.callback(print, "sync callback")
        print(first, second)
    async with nullcontext(3) as three:
        print(three)

    @asynccontextmanager
    async def empty():
        return
        yield

    try:
        async with empty():
            pass
    except RuntimeError as error:
        print(error)


asyncio.run(main())
