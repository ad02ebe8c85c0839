# Locks may be made and used a little where no loop runs.
import asyncio

event = asyncio.Event()
event.set()
print(event.is_set())
queue = asyncio.Queue(2)
queue.put_nowait(1)
print(queue.get_nowait(), queue.empty())
semaphore = asyncio.Semaphore(2)
semaphore.release()
print(semaphore.locked())
barrier = asyncio.Barrier(2)
print(barrier.n_waiting)

lock = asyncio.Lock()
coroutine = lock.acquire()
try:
    coroutine.send(None)
except StopIteration as stop:
    print("acquired:", stop.value)
coroutine = lock.acquire()
try:
    coroutine.send(None)
except AttributeError as error:
    print("AttributeError:", error)
lock.release()
try:
    with lock:
        pass
except TypeError as error:
    print("TypeError:", error)


async def main():
    async with lock as nothing:
        print(nothing)
    try:
        with semaphore:
            pass
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
