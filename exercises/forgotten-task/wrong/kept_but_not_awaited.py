import asyncio

SECONDS = {"apples": 0.02, "plums": 0.01, "pears": 0.03}
saving = []


async def save(order):
    # The disk needs some time for each order, and can take several at once.
    await asyncio.sleep(SECONDS[order])
    if order == "plums":
        raise OSError("disk is full")
    print(f"saved {order}")


async def sell(order):
    # The customer shall not have to wait for the disk.
    saving.append(asyncio.create_task(save(order)))
    print(f"sold {order}")


async def main():
    for order in ("apples", "plums", "pears"):
        await sell(order)
    print("shop closed")


asyncio.run(main())
