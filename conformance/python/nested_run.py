# asyncio.run inside a running loop is refused; one after the other is fine.
import asyncio


async def inner():
    return "inner"


async def main():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print("RuntimeError:", error)
    return await coroutine


print(asyncio.run(main()))
print(asyncio.run(inner()))
