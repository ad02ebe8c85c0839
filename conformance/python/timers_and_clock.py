"""The loop's clock: sleeps, timers, and their order."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []
    start = loop.time()
    print(type(start).__name__, await asyncio.sleep(0.01, result="slept"), loop.time() - start >= 0.01)
    print(await asyncio.sleep(0, "now"), await asyncio.sleep(-5, "past"))

    async def sleeper(name, delay):
        await asyncio.sleep(delay)
        log.append(name)

    await asyncio.gather(*(sleeper(f"s{delay}", delay / 100) for delay in (5, 1, 4, 2, 3)))
    print(log)
    log.clear()
    for delay in (3, 1, 2):
        loop.call_later(delay / 100, log.append, delay)
    at = loop.call_at(loop.time() + 0.015, log.append, "1.5")
    print(at.cancelled(), at.when() > loop.time())
    await asyncio.sleep(0.04)
    print(log, at.cancelled())
    at.cancel()
    print(at.cancelled())
    timers = [loop.call_later(0.001, log.append, n) for n in range(200)]
    for timer in timers[:150]:
        timer.cancel()
    log.clear()
    await asyncio.sleep(0.01)
    print(len(log), log[0])
    for wrong in (float("nan"), "1", None):
        try:
            await asyncio.sleep(wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    timer = loop.call_later(10, print)
    print(timer.when() - loop.time() > 9)
    timer.cancel()
    sleeping = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    sleeping.cancel()
    try:
        await sleeping
    except asyncio.CancelledError:
        print("sleep cancelled")


asyncio.run(main())
