# pair: main waits for the task before it returns.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


saved = []


async def save(draft):
    await fetch("/save", 0.01)
    saved.append(draft)


async def main():
    saving = asyncio.create_task(save("letter"))
    await asyncio.sleep(0)
    await saving


asyncio.run(main())
assert saved == ["letter"], "the letter is lost"
print("saved", saved)
