# pair: The door stays open: an event that is set lets in who comes later, too.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


door = asyncio.Event()


async def visit():
    await fetch("/address", 0.01)
    await door.wait()


async def open_door():
    await fetch("/key", 0.01)
    door.set()


async def main():
    await asyncio.gather(visit(), open_door())
    print("visited")


asyncio.run(main())
