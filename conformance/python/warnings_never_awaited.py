# stderr: whole
# A coroutine that was never awaited is reported where it dies.
import asyncio


async def work(n=0):
    return n


def forgets():
    work()


async def main():
    work(1)
    forgets()
    forgets()
    kept = [work(2), work(3)]
    print("kept", len(kept))
    kept.clear()
    coroutine = work(4)
    print("rebinding")
    coroutine = None
    closed = work(5)
    closed.close()
    print(await work(6))


asyncio.run(main())
alive = work(7)
print("end")
