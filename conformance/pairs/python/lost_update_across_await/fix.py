# pair: The stock is read and written with no await in between: a task is never interrupted elsewhere.
# expect: clean
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


stock = 10


async def sell():
    global stock
    await fetch("/payment", 0.01)
    stock -= 1


async def main():
    await asyncio.gather(sell(), sell())
    assert stock == 8, f"two were sold, but the stock is {stock}"
    print("stock", stock)


asyncio.run(main())
