# Two consumers take four items from a queue: how many each gets is open.
import queue
import threading
import time

items = queue.Queue()
taken = {"a": 0, "b": 0}


def consume(name):
    while items.get() is not None:
        taken[name] += 1
        time.sleep(0.0002)


threads = [threading.Thread(target=consume, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for number in range(4):
    items.put(number)
for _ in threads:
    items.put(None)
for thread in threads:
    thread.join()
print(taken)
