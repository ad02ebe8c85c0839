# pair: The last question is remembered, and an answer to any other is dropped.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


asked = None
shown = None


async def search(word):
    global asked, shown
    asked = word
    await fetch(f"/search/{word}", 0.01)
    if word == asked:
        shown = word


async def main():
    await asyncio.gather(search("te"), search("tea"))
    assert shown == "tea", f"asked for tea, shown is {shown}"
    print("shown", shown)


asyncio.run(main())
