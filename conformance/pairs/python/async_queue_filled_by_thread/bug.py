# pair: A thread puts into an asyncio.Queue: a loop that is asleep by then is not woken by it.
# expect: deadlock
import asyncio
import threading


async def main():
    mailbox = asyncio.Queue()
    threading.Thread(target=mailbox.put_nowait, args=("letter",)).start()
    print(await mailbox.get())


asyncio.run(main())
