# An exception of an awaited task comes out of asyncio.run.
import asyncio


class PaymentError(Exception):
    pass


async def pay(amount):
    await asyncio.sleep(0)
    if amount > 100:
        raise PaymentError(f"{amount} is too much")
    return amount


async def main():
    print(await asyncio.create_task(pay(5)))
    await asyncio.create_task(pay(500))
    print("never printed")


asyncio.run(main())
