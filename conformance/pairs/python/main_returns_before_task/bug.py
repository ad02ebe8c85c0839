# pair: When main returns, asyncio.run cancels the tasks that are left: the draft is never saved.
# expect: assertion
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


asyncio.run(main())
assert saved == ["letter"], "the letter is lost"
print("saved", saved)
