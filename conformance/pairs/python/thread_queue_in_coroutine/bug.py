# pair: get of queue.Queue blocks the loop's thread, and the task that would put something never runs.
# expect: deadlock
import asyncio
import queue

mailbox = queue.Queue()


async def read():
    return mailbox.get()


async def write():
    mailbox.put("letter")


async def main():
    letter, _ = await asyncio.gather(read(), write())
    print(letter)


asyncio.run(main())
