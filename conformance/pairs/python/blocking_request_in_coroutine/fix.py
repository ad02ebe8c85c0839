# pair: A thread of the pool waits for the answer, and the loop goes on.
# expect: clean
import asyncio
import time

try:
    from lesson import get
except ImportError:

    def get(url, seconds):
        time.sleep(seconds)


async def show(url):
    await asyncio.to_thread(get, url, 0.2)


async def main():
    await asyncio.gather(show("/news"), show("/weather"))
    print("shown")


asyncio.run(main())
