# pair: The task is kept and awaited, so its error arrives where it can be dealt with.
# expect: clean
import asyncio


async def send(mail):
    await asyncio.sleep(0)
    raise ConnectionError(f"{mail} was refused")


async def main():
    sending = asyncio.create_task(send("letter"))
    try:
        await sending
        print("sent")
    except ConnectionError:
        print("not sent")


asyncio.run(main())
