"""asyncio.run at its end: cancels, waits, reports, closes generators."""
import asyncio


async def polite(name):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        await asyncio.sleep(0.01)
        print(name, "cleaned up")
        raise


async def angry():
    try:
        await asyncio.sleep(100)
    finally:
        raise ValueError("angry at shutdown")


async def stubborn():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        await asyncio.sleep(0.02)
        print("stubborn returns")
        return 1


async def numbers():
    try:
        while True:
            yield 1
    finally:
        await asyncio.sleep(0)
        print("generator closed")


async def main():
    keep = [asyncio.create_task(one) for one in (polite("a"), angry(), stubborn(), polite("a"))]
    generator = numbers()
    print(await anext(generator))
    async for _ in numbers():
        break
    await asyncio.sleep(0)
    main.kept = generator, keep
    print("main ends")
    return "result"


print(asyncio.run(main()))
print([task.cancelled() for task in main.kept[1]])
