"""asyncio.timeout: expiry, moving it, nesting, and what it is refused for."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(0.01) as cm:
            print(cm.expired(), cm.when() > start)
            await asyncio.sleep(10)
    except TimeoutError as error:
        print("expired", cm.expired(), repr(error.__cause__), cm)
    async with asyncio.timeout(None) as cm:
        print(cm.when(), cm)
        await asyncio.sleep(0)
    print(cm, cm.expired())
    async with asyncio.timeout(10) as cm:
        cm.reschedule(None)
        print(cm)
        cm.reschedule(loop.time() + 0.02)
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as error:
            print("inside", repr(error), asyncio.current_task().cancelling(), cm)
    print("swallowed", cm, asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(0.5) as inner:
                    await asyncio.sleep(1)
            finally:
                print("inner", inner.expired(), "outer", outer.expired())
    except TimeoutError:
        print("outer expired", outer)
    try:
        async with asyncio.timeout(0.5) as outer:
            async with asyncio.timeout(0.01) as inner:
                await asyncio.sleep(1)
    except TimeoutError:
        print("inner expired", inner.expired(), outer.expired(), outer)
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(0)
            print("one turn")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("past")
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            finally:
                1 / 0
    except ZeroDivisionError as error:
        print("other error", repr(error.__context__), repr(error.__context__.__cause__))
    try:
        async with asyncio.timeout_at(loop.time() + 0.01):
            await asyncio.sleep(1)
    except TimeoutError:
        print("at")
    cm = asyncio.timeout(1)
    for call in (lambda: cm.reschedule(2), lambda: cm.__aenter__(), lambda: cm.__aenter__()):
        try:
            result = call()
            if result is not None:
                await result
        except RuntimeError as error:
            print(error)
    await cm.__aexit__(None, None, None)
    try:
        cm.reschedule(3)
    except RuntimeError as error:
        print(error)
    task = asyncio.create_task(asyncio.sleep(1))

    async def cancelled_outside():
        async with asyncio.timeout(5):
            await task

    one = asyncio.create_task(cancelled_outside())
    await asyncio.sleep(0)
    one.cancel()
    print(await asyncio.gather(one, return_exceptions=True))


asyncio.run(main())
