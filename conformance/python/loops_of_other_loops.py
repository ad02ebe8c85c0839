"""Futures and tasks belong to one loop; what the wrong one is told."""
import asyncio


async def give(value):
    await asyncio.sleep(0)
    return value


async def uses(awaitable):
    try:
        return await awaitable
    except (RuntimeError, ValueError) as error:
        text = str(error)
        return type(error).__name__, text.split(" got ")[0].split(" <")[0], text.rsplit("> ", 1)[-1]


one, two = asyncio.new_event_loop(), asyncio.new_event_loop()
try:
    print(one.run_until_complete(give(1)), two.run_until_complete(give(2)))
    foreign = two.create_future()
    print(one.run_until_complete(uses(foreign)))
    task = two.create_task(give(3))
    print(one.run_until_complete(uses(task)), task.done())
    print(two.run_until_complete(task))
    print(one.run_until_complete(uses(task)))

    try:
        one.run_until_complete(two.create_future())
    except ValueError as error:
        print(error)
    print(asyncio.all_tasks(two), task.get_loop() is two)

    async def current():
        return asyncio.current_task(two), asyncio.current_task(one) is asyncio.current_task()

    print(one.run_until_complete(current()))
finally:
    one.close()
    two.close()
print(one.is_closed(), two.is_closed())
