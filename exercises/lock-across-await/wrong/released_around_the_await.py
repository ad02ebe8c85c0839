import asyncio
import threading

balance = 100
lock = threading.Lock()


async def ask_bank():
    # The bank answers after 200 ms: yes, the customer may.
    await asyncio.sleep(0.2)


async def withdraw(name, amount):
    global balance
    with lock:
        before = balance
        lock.release()
        await ask_bank()
        lock.acquire()
        if before >= amount:
            balance = before - amount
            print(f"{name} gets {amount}")
        else:
            print(f"{name} gets nothing")


async def heartbeat():
    for _ in range(4):
        await asyncio.sleep(0.15)
        print("alive")


async def main():
    await asyncio.gather(heartbeat(), withdraw("Ann", 30), withdraw("Bob", 50))
    print("balance", balance)


asyncio.run(main())
