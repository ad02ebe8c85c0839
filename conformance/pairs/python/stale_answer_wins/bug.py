# pair: Every answer is shown as it comes: the answer to an older question may come last.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


shown = None


async def search(word):
    global shown
    await fetch(f"/search/{word}", 0.01)
    shown = word


async def main():
    await asyncio.gather(search("te"), search("tea"))
    assert shown == "tea", f"asked for tea, shown is {shown}"
    print("shown", shown)


asyncio.run(main())
