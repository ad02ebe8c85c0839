# pair: The timeout ends the waiting but not the thread: the line is written again, and then stands there twice.
# expect: assertion
import asyncio
import time

lines = []


def write(line):
    time.sleep(0.05)
    lines.append(line)


async def save(line):
    try:
        await asyncio.wait_for(asyncio.to_thread(write, line), 0.01)
    except TimeoutError:
        await asyncio.to_thread(write, line)


asyncio.run(save("tea"))
assert lines == ["tea"], f"written: {lines}"
print("written", lines)
