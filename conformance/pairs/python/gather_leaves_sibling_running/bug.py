# pair: gather raises the first error and lets the other tasks go on: the goods are sent after the order was called off.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


log = []


async def charge():
    await fetch("/card", 0.01)
    raise ValueError("the card was refused")


async def send():
    await fetch("/warehouse", 0.02)
    log.append("sent")


async def main():
    try:
        await asyncio.gather(charge(), send())
    except ValueError:
        log.append("called off")
    await fetch("/mail", 0.05)
    assert log[-1] == "called off", f"in this order: {log}"
    print("last", log[-1])


asyncio.run(main())
