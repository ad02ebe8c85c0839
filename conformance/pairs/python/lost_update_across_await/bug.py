# pair: Two sales read the stock, wait for the payment and write back what they had read minus one: one sale is lost.
# expect: assertion
import asyncio

try:
    from lesson import fetch
except ImportError:

    async def fetch(url, seconds):
        await asyncio.sleep(seconds)


stock = 10


async def sell():
    global stock
    left = stock
    await fetch("/payment", 0.01)
    stock = left - 1


async def main():
    await asyncio.gather(sell(), sell())
    assert stock == 8, f"two were sold, but the stock is {stock}"
    print("stock", stock)


asyncio.run(main())
