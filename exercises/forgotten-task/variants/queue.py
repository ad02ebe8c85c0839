import asyncio

SECONDS = {"apples": 0.02, "plums": 0.01, "pears": 0.03}


async def save(order):
    # The disk needs some time for each order, and can take several at once.
    try:
        await asyncio.sleep(SECONDS[order])
        if order == "plums":
            raise OSError("disk is full")
        print(f"saved {order}")
    except OSError as problem:
        print(f"not saved {order}: {problem}")


async def saver(orders):
    while True:
        order = await orders.get()
        await save(order)
        orders.task_done()


async def sell(order, orders):
    # The customer shall not have to wait for the disk.
    orders.put_nowait(order)
    print(f"sold {order}")


async def main():
    orders = asyncio.Queue()
    background = asyncio.create_task(saver(orders))
    for order in ("apples", "plums", "pears"):
        await sell(order, orders)
    await orders.join()
    background.cancel()
    print("shop closed")


asyncio.run(main())
