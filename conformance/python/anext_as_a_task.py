"""Steps of async generators as tasks, with timeouts and cancellation."""
import asyncio


async def ticks(log, delay=0.01):
    try:
        for n in range(3):
            await asyncio.sleep(delay)
            yield n
    finally:
        log.append("closed")


async def main():
    log = []
    generator = ticks(log)
    print(await asyncio.create_task(anext(generator)), await asyncio.wait_for(anext(generator), 1))
    print(await asyncio.gather(anext(generator)))
    try:
        await asyncio.create_task(anext(generator))
    except StopAsyncIteration as error:
        print("over", repr(error), log)
    log.clear()
    generator = ticks(log, 1)
    try:
        await asyncio.wait_for(anext(generator), 0.01)
    except TimeoutError:
        print("timeout", log)
    try:
        print(await anext(generator, "default"))
    except StopAsyncIteration:
        print("closed by its own error")
    generator = ticks(log)
    first = asyncio.create_task(anext(generator))
    await asyncio.sleep(0)
    try:
        await anext(generator)
    except RuntimeError as error:
        print(error)
    print(await first)
    step = generator.asend(None)
    print(asyncio.iscoroutine(step), await step)
    await asyncio.create_task(generator.aclose())
    print(log)

    async def merged(*generators):
        steps = {asyncio.ensure_future(anext(one)): one for one in generators}
        while steps:
            done, _ = await asyncio.wait(steps, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                source = steps.pop(task)
                try:
                    yield task.result()
                except StopAsyncIteration:
                    continue
                steps[asyncio.ensure_future(anext(source))] = source

    print([item async for item in merged(ticks(log, 0.01), ticks(log, 0.025))])


asyncio.run(main())
