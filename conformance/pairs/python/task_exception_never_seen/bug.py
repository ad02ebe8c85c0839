# pair: The task fails, nobody waits for it, and the program goes on as if the mail had been sent.
# expect: dropped-task
import asyncio


async def send(mail):
    await asyncio.sleep(0)
    raise ConnectionError(f"{mail} was refused")


async def main():
    asyncio.create_task(send("letter"))
    await asyncio.sleep(0.01)
    print("sent")


asyncio.run(main())
