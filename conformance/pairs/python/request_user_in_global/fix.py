# pair: A context variable has its own value in every task.
# expect: clean
import asyncio
from contextvars import ContextVar

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


user = ContextVar("user")
log = []


async def handle(name):
    user.set(name)
    await fetch("/rights", 0.01)
    log.append((name, user.get()))


async def main():
    await asyncio.gather(handle("ana"), handle("ben"))
    assert all(name == seen for name, seen in log), f"mixed up: {log}"
    print("requests", len(log))


asyncio.run(main())
