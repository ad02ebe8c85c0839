# pair: After break the generator's finally has not run yet: the loop closes it some time later.
# expect: assertion
import asyncio

open_files = 0


async def lines():
    global open_files
    open_files += 1
    try:
        for number in range(3):
            await asyncio.sleep(0)
            yield number
    finally:
        open_files -= 1


async def main():
    async for line in lines():
        break
    assert open_files == 0, f"{open_files} file is still open"
    print("closed")


asyncio.run(main())
