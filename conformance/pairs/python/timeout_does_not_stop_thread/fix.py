# pair: After the timeout the same write is awaited again instead of being made again.
# expect: clean
import asyncio
import time

lines = []


def write(line):
    time.sleep(0.05)
    lines.append(line)


async def save(line):
    writing = asyncio.create_task(asyncio.to_thread(write, line))
    try:
        await asyncio.wait_for(asyncio.shield(writing), 0.01)
    except TimeoutError:
        await writing


asyncio.run(save("tea"))
assert lines == ["tea"], f"written: {lines}"
print("written", lines)
