# pair: The loop goes over a copy that nobody changes.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


guests = {"ana": "table 1"}


async def broadcast():
    for name in list(guests):
        await fetch(f"/send/{name}", 0.01)


async def leave(name):
    await fetch("/bill", 0.01)
    del guests[name]


async def main():
    await asyncio.gather(broadcast(), leave("ana"))
    print("guests", len(guests))


asyncio.run(main())
