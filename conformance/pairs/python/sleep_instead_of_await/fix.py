# pair: The task is awaited, however long it takes.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


prices = {}


async def load():
    await fetch("/prices", 0.01)
    prices["tea"] = 3


async def main():
    loading = asyncio.create_task(load())
    await loading
    assert "tea" in prices, "the prices are not there yet"
    print("tea costs", prices["tea"])


asyncio.run(main())
