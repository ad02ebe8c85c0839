# asyncio.wait for the first of two calls in an executor.
import asyncio
import time


def work(name):
    time.sleep(0.001)
    return name


async def main():
    loop = asyncio.get_running_loop()
    calls = [loop.run_in_executor(None, work, name) for name in "ab"]
    done, pending = await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
    print("first:", sorted(future.result() for future in done), len(pending))
    print("all:", await asyncio.gather(*calls))


asyncio.run(main())
