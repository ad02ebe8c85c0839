import asyncio

balance = 100
requests = asyncio.Queue()


async def ask_bank():
    # The bank answers after 200 ms: yes, the customer may.
    await asyncio.sleep(0.2)


async def withdraw(name, amount):
    global balance
    before = balance
    await ask_bank()
    if before >= amount:
        balance = before - amount
        print(f"{name} gets {amount}")
    else:
        print(f"{name} gets nothing")


async def teller():
    for _ in range(2):
        await withdraw(*await requests.get())


async def heartbeat():
    for _ in range(4):
        await asyncio.sleep(0.15)
        print("alive")


async def main():
    requests.put_nowait(("Ann", 30))
    requests.put_nowait(("Bob", 50))
    await asyncio.gather(heartbeat(), teller())
    print("balance", balance)


asyncio.run(main())
