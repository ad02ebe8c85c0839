"""Causes, contexts and identity of exceptions that pass through tasks."""
import asyncio


class Failure(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


async def low(error):
    await asyncio.sleep(0)
    raise error


async def high(error):
    try:
        await asyncio.create_task(low(error))
    except Failure as caught:
        raise RuntimeError("high") from caught


async def main():
    error = Failure(7, "low")
    try:
        await high(error)
    except RuntimeError as caught:
        print(caught, caught.__cause__ is error, caught.__cause__.code, caught.__context__ is error)
    task = asyncio.create_task(low(error))
    await asyncio.wait([task])
    for _ in range(2):
        try:
            await task
        except Failure as caught:
            print(caught is error, task.exception() is error, caught.args)
    try:
        task.result()
    except Failure as caught:
        print("result raises it too", caught is error)
    outer = asyncio.gather(low(error), low(error), return_exceptions=True)
    print([one is error for one in await outer])

    async def while_cancelled():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            raise Failure(1, "during cancellation")

    task = asyncio.create_task(while_cancelled())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except Failure as caught:
        print(caught.code, repr(caught.__context__), caught.__cause__)

    async def stops():
        raise StopIteration("out of a coroutine")

    try:
        await asyncio.create_task(stops())
    except RuntimeError as caught:
        print(caught, repr(caught.__cause__))
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError as cancelled:
                raise Failure(2, "cleanup") from cancelled
    except Failure as caught:
        print(caught.code, repr(caught.__cause__), repr(caught.__context__))
    raise Failure(3, "the end")


asyncio.run(main())
