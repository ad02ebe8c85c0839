"""as_completed: as an iterator of coroutines and as an async iterator."""
import asyncio


async def work(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


async def main():
    for coro in asyncio.as_completed([work("c", 0.03), work("a", 0.01), work("b", 0.02)]):
        print(type(coro).__name__, await coro)
    tasks = {asyncio.create_task(work(name, delay)): name for name, delay in (("x", 0.02), ("y", 0.01))}
    async for task in asyncio.as_completed(tasks):
        print(tasks[task], task.done(), await task)
    async for task in asyncio.as_completed([work("m", 0.01), work("n", 0.02, ValueError("n"))]):
        try:
            print(await task)
        except ValueError as error:
            print("error", error)
    try:
        for coro in asyncio.as_completed([work("quick", 0.01), work("slow", 1)], timeout=0.05):
            print(await coro)
    except TimeoutError as error:
        print("timeout", repr(error))
    try:
        async for task in asyncio.as_completed([work("quick", 0.01), work("slow", 1)], timeout=0.05):
            print(await task)
    except TimeoutError:
        print("timeout")
    print(list(asyncio.as_completed([])))
    same = asyncio.create_task(work("same", 0))
    print([await coro for coro in asyncio.as_completed([same, same])])
    iterator = asyncio.as_completed([work("p", 0.02), work("q", 0.01)])
    print(iterator is iter(iterator), iterator is aiter(iterator))
    first, second = next(iterator), next(iterator)
    print(await second, await first)
    try:
        next(iterator)
    except StopIteration:
        print("over")
    for wrong in (work("w", 0), 3):
        try:
            asyncio.as_completed(wrong)
        except TypeError as error:
            print(error)
        if wrong != 3:
            wrong.close()
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    print(len(left), "left")
    for task in left:
        task.cancel()


asyncio.run(main())
