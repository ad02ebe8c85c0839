# pair: Both tasks take the oven first.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


oven, pan = asyncio.Lock(), asyncio.Lock()


async def bake():
    async with oven:
        await fetch("/recipe/cake", 0.01)
        async with pan:
            pass


async def fry():
    await fetch("/order", 0.01)
    async with oven:
        async with pan:
            await fetch("/recipe/egg", 0.01)


async def main():
    await asyncio.gather(bake(), fry())
    print("served")


asyncio.run(main())
