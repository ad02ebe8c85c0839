# pair: shield keeps the timeout of one who waits from reaching the task.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


async def impatient(download):
    try:
        await asyncio.wait_for(asyncio.shield(download), 0.01)
    except TimeoutError:
        pass


async def patient(download):
    await download


async def main():
    download = asyncio.create_task(fetch("/film", 0.05))
    await asyncio.gather(impatient(download), patient(download))
    print("the film has been seen")


asyncio.run(main())
