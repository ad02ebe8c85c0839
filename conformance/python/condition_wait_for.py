# wait_for: the predicate is asked before and after every wait; its last value is the result.
import asyncio


async def main():
    condition = asyncio.Condition()
    items = []
    asked = 0

    def enough():
        nonlocal asked
        asked += 1
        return len(items) >= 3 and tuple(items)

    async def taker():
        async with condition:
            return await condition.wait_for(enough)

    task = asyncio.create_task(taker())
    await asyncio.sleep(0)
    for item in range(4):
        async with condition:
            items.append(item)
            condition.notify()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(item, asked, task.done())
    print(await task)

    async with condition:
        print(await condition.wait_for(lambda: "already"))
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError as error:
        print(error)

    def fails():
        raise ValueError("predicate")

    try:
        async with condition:
            await condition.wait_for(fails)
    except ValueError as error:
        print("ValueError:", error, condition.locked())


asyncio.run(main())
