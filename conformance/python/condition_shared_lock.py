# Two conditions of one lock: a buffer with room for one.
import asyncio


async def main():
    lock = asyncio.Lock()
    not_full, not_empty = asyncio.Condition(lock), asyncio.Condition(lock)
    box = []

    async def producer():
        for item in range(5):
            async with not_full:
                await not_full.wait_for(lambda: not box)
                box.append(item)
                print("put", item)
                not_empty.notify()

    async def consumer():
        for _ in range(5):
            async with not_empty:
                await not_empty.wait_for(lambda: box)
                print("got", box.pop())
                not_full.notify()

    await asyncio.gather(consumer(), producer())
    print(lock.locked(), not_full.locked() == not_empty.locked())
    print(not_full.acquire == lock.acquire)

    class Odd:
        pass

    try:
        asyncio.Condition(Odd())
    except AttributeError as error:
        print("AttributeError:", error)


asyncio.run(main())
