# pair: Two viewers wait for one download, and the one who loses patience cancels it for the other too.
# expect: exception
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


async def impatient(download):
    try:
        await asyncio.wait_for(download, 0.01)
    except TimeoutError:
        pass


async def patient(download):
    await download


async def main():
    download = asyncio.create_task(fetch("/film", 0.05))
    await asyncio.gather(impatient(download), patient(download))
    print("the film has been seen")


asyncio.run(main())
