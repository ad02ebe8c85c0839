# pair: A request of a library that blocks is made in a coroutine: until the answer is there, no task runs.
# expect: blocked-loop
import asyncio
import time

try:
    from lesson import get
except ImportError:

    def get(url, seconds):
        time.sleep(seconds)


async def show(url):
    get(url, 0.2)


async def main():
    await asyncio.gather(show("/news"), show("/weather"))
    print("shown")


asyncio.run(main())
