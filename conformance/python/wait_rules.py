"""asyncio.wait: what it waits for, what it leaves alone, what it refuses."""
import asyncio


async def work(name, delay, error=None):
    await asyncio.sleep(delay)
    if error:
        raise error
    return name


def names(tasks):
    return sorted(task.get_name() for task in tasks)


def make(*rows):
    return [asyncio.create_task(work(*row), name=row[0]) for row in rows]


async def main():
    loop = asyncio.get_running_loop()
    done, pending = await asyncio.wait(make(("a", 0.01), ("b", 0.02)))
    print("all", names(done), names(pending))
    tasks = make(("a", 0.01), ("b", 0.02), ("c", 0.01))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("first", names(done), names(pending))
    done, pending = await asyncio.wait(pending)
    print("rest", names(done), names(pending))
    tasks = make(("a", 0.01), ("bad", 0.02, ValueError("bad")), ("c", 0.03))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("exception", names(done), names(pending))
    await asyncio.wait(pending)
    tasks = make(("quick", 0.01), ("slow", 1))
    start = loop.time()
    done, pending = await asyncio.wait(tasks, timeout=0.05)
    print("timeout", names(done), names(pending), round(loop.time() - start, 2))
    for task in pending:
        print(task.cancelled(), task.cancel())
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), [task.cancelled() for task in done])
    done, pending = await asyncio.wait(done)
    print("already", names(done))
    done, pending = await asyncio.wait(make(("z", 5)), timeout=0)
    print("zero", names(done), names(pending))
    pending.pop().cancel()
    coro = work("c", 0)
    for call in (
        lambda: asyncio.wait([]),
        lambda: asyncio.wait([coro]),
        lambda: asyncio.wait(coro),
        lambda: asyncio.wait(loop.create_future()),
        lambda: asyncio.wait([loop.create_future()], return_when="SOME"),
    ):
        try:
            await call()
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    coro.close()
    waiting = asyncio.create_task(asyncio.wait(make(("w", 1))))
    await asyncio.sleep(0)
    waiting.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("wait cancelled, tasks not:", [t.get_name() for t in asyncio.all_tasks() if t.get_name() == "w"])


asyncio.run(main())
