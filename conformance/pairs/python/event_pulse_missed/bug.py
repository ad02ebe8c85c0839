# pair: The door is opened and closed at once: a visitor whose answer comes a little later waits at a closed door.
# expect: deadlock
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
    door.clear()


async def main():
    await asyncio.gather(visit(), open_door())
    print("visited")


asyncio.run(main())
