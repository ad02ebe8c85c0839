# pair: A sleep stands in for waiting until the task has ended, and holds only while the network is quick.
# expect: assertion
# timing: loose
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
    await asyncio.sleep(0.2)
    assert "tea" in prices, "the prices are not there yet"
    await loading
    print("tea costs", prices["tea"])


asyncio.run(main())
