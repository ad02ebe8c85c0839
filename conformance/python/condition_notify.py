# notify wakes so many, in order; each goes on when it has the lock again.
import asyncio


async def consumer(condition, name, log):
    async with condition:
        log.append(f"{name} waits")
        result = await condition.wait()
        log.append(f"{name} {result} {condition.locked()}")


async def main():
    condition = asyncio.Condition()
    log = []
    tasks = [asyncio.create_task(consumer(condition, f"c{i}", log)) for i in range(5)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(len(condition._waiters), condition.locked())
    for count in (1, 2, 10):
        async with condition:
            condition.notify(count)
            log.append(f"notify({count})")
        for _ in range(4):
            await asyncio.sleep(0)
        print([task.done() for task in tasks])
    await asyncio.gather(*tasks)
    print(*log, sep="\n")

    async with condition:
        condition.notify_all()
        condition.notify(0)
    for name, act in (("wait", condition.wait), ("notify", condition.notify)):
        try:
            result = act()
            if name == "wait":
                await result
        except RuntimeError as error:
            print(name, "RuntimeError:", error)
    try:
        condition.notify_all()
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
