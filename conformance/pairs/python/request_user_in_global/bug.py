# pair: The user of a request is kept in a global, and the next request has overwritten it when the first goes on.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


user = None
log = []


async def handle(name):
    global user
    user = name
    await fetch("/rights", 0.01)
    log.append((name, user))


async def main():
    await asyncio.gather(handle("ana"), handle("ben"))
    assert all(name == seen for name, seen in log), f"mixed up: {log}"
    print("requests", len(log))


asyncio.run(main())
