# A bare coroutine does nothing until it is awaited; a task starts on its own.
import asyncio


async def say(text):
    print(text)


async def main():
    bare = say("bare")
    task = asyncio.create_task(say("task"))
    print("before")
    await asyncio.sleep(0)
    print("between")
    await bare
    await task


asyncio.run(main())
