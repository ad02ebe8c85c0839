"""Callbacks, tasks and timers in the order in which the loop takes them."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []

    async def task(name):
        log.append(f"{name} starts")
        await asyncio.sleep(0)
        log.append(f"{name} ends")

    loop.call_soon(log.append, "soon 1")
    one = asyncio.create_task(task("A"))
    loop.call_soon(log.append, "soon 2")
    future = loop.create_future()
    future.add_done_callback(lambda done: log.append("callback 1"))
    future.add_done_callback(lambda done: log.append("callback 2"))
    future.set_result(1)
    loop.call_soon(log.append, "soon 3")
    await asyncio.sleep(0)
    log.append("main")
    await one
    print(log)
    log.clear()

    async def waits(name):
        log.append((name, await future2))

    future2 = loop.create_future()
    tasks = [asyncio.create_task(waits(index)) for index in range(3)]
    future2.add_done_callback(lambda done: log.append("before any task waits"))
    await asyncio.sleep(0)
    future2.set_result("r")
    log.append("set")
    await asyncio.sleep(0)
    log.append("one turn later")
    await asyncio.gather(*tasks)
    print(log)
    log.clear()
    loop.call_later(0, log.append, "timer 0")
    loop.call_soon(log.append, "soon")
    loop.call_later(-1, log.append, "timer -1")
    for _ in range(3):
        await asyncio.sleep(0)
    print(sorted(map(str, log)), log[0])
    log.clear()

    def again(count):
        log.append(count)
        if count:
            loop.call_soon(again, count - 1)

    loop.call_soon(again, 3)
    for turn in range(5):
        log.append(f"turn {turn}")
        await asyncio.sleep(0)
    print(log)


asyncio.run(main())
