# pair: The loop over the guests waits in its body, and a guest who leaves meanwhile changes the dict under it.
# expect: exception
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


guests = {"ana": "table 1"}


async def broadcast():
    for name in guests:
        await fetch(f"/send/{name}", 0.01)


async def leave(name):
    await fetch("/bill", 0.01)
    del guests[name]


async def main():
    await asyncio.gather(broadcast(), leave("ana"))
    print("guests", len(guests))


asyncio.run(main())
