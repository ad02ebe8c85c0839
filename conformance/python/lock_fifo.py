# A lock goes to those who wait in the order in which they came.
import asyncio


async def worker(name, lock):
    print(name, "wants it")
    async with lock:
        print(name, "has it, locked:", lock.locked())
        await asyncio.sleep(0)
    print(name, "gave it back")


async def main():
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for name in "abcd":
            group.create_task(worker(name, lock))
    print("in the end:", lock.locked())
    print(await lock.acquire())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
