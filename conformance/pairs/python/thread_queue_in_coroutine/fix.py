# pair: get of asyncio.Queue suspends the task, and the loop runs the other.
# expect: clean
import asyncio

mailbox = asyncio.Queue()


async def read():
    return await mailbox.get()


async def write():
    await mailbox.put("letter")


async def main():
    letter, _ = await asyncio.gather(read(), write())
    print(letter)


asyncio.run(main())
