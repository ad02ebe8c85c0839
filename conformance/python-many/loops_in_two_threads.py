# Each thread has a loop of its own; their handles mix as the threads take turns.
import asyncio
import threading

order = []


async def count(name):
    for number in (1, 2):
        await asyncio.sleep(0.001)
        order.append(f"{name}{number}")


threads = [threading.Thread(target=lambda n=n: asyncio.run(count(n))) for n in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*order)
