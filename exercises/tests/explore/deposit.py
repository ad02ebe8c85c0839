import asyncio

total = 0


async def deposit(amount):
    global total
    old = total
    await asyncio.sleep(0.01)
    total = old + amount
    return total


async def main():
    await asyncio.gather(deposit(1), deposit(2))
    print("total", total)


asyncio.run(main())
