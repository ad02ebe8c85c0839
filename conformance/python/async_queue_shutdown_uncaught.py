# A worker that does not expect the end of its queue.
import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    while True:
        print(queue.get_nowait())


try:
    asyncio.run(main())
except asyncio.QueueShutDown as error:
    print(error.__class__.__module__, repr(error))


async def again():
    asyncio.Queue().get_nowait()


try:
    asyncio.run(again())
except asyncio.QueueEmpty as error:
    print(error.__class__.__module__, str(error) == "")
