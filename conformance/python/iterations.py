# How many iterations of the loop each way of waiting takes, counted by a callback in each.
import asyncio


async def noop():
    pass


async def counted(wait):
    loop = asyncio.get_running_loop()
    turns = 0
    going = True

    def turn():
        nonlocal turns
        if going:
            turns += 1
            loop.call_soon(turn)

    loop.call_soon(turn)
    await wait()
    going = False
    return turns


async def task():
    await asyncio.create_task(noop())


async def gathered():
    await asyncio.gather(noop(), noop())


async def sleeping():
    await asyncio.sleep(0)


async def main():
    for wait in (noop, sleeping, task, gathered):
        print(wait.__name__, await counted(wait))


asyncio.run(main())
