"""Async generators that a loop closes: at their death and at its end."""
import asyncio


async def numbers(name):
    try:
        for number in range(10):
            yield number
    finally:
        await asyncio.sleep(0)
        print("closed", name)


async def bad_close():
    try:
        yield 1
    finally:
        raise ValueError("while closing")


async def main():
    async for number in numbers("by the loop"):
        if number == 2:
            break
    print("after break")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    by_hand = numbers("by hand")
    print(await anext(by_hand), await anext(by_hand))
    await by_hand.aclose()
    print("after aclose")
    main.kept = kept = numbers("at the end")
    print(await anext(kept))
    main.bad = bad_close()
    print(await anext(main.bad))
    print("main ends")


asyncio.run(main())
try:
    main.kept.asend(None).send(None)
except StopAsyncIteration:
    print("over")
