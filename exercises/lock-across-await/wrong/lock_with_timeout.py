import asyncio
import threading

balance = 100
lock = threading.Lock()


async def ask_bank():
    # The bank answers after 200 ms: yes, the customer may.
    await asyncio.sleep(0.2)


async def withdraw(name, amount):
    global balance
    lock.acquire(timeout=0.5)
    before = balance
    await ask_bank()
    if before >= amount:
        balance = before - amount
        print(f"{name} gets {amount}")
    else:
        print(f"{name} gets nothing")
    lock.release()


async def heartbeat():
    for _ in range(4):
        await asyncio.sleep(0.15)
        print("alive")


async def main():
    await asyncio.gather(heartbeat(), withdraw("Ann", 30), withdraw("Bob", 50))
    print("balance", balance)


asyncio.run(main())
