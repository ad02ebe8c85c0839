# pair: call_soon_threadsafe wakes the loop, which puts the letter into the queue itself.
# expect: clean
import asyncio
import threading


async def main():
    mailbox = asyncio.Queue()
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    threading.Thread(target=deliver, args=(mailbox.put_nowait, "letter")).start()
    print(await mailbox.get())


asyncio.run(main())
