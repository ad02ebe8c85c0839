# pair: aclosing closes the generator at the end of its block.
# expect: clean
import asyncio
from contextlib import aclosing

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
    async with aclosing(lines()) as all_lines:
        async for line in all_lines:
            break
    assert open_files == 0, f"{open_files} file is still open"
    print("closed")


asyncio.run(main())
