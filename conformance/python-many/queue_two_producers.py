# Two producers of two items each: the consumer sees some merge of the two.
import queue
import threading
import time

items = queue.Queue()


def produce(name):
    for number in (1, 2):
        items.put(f"{name}{number}")
        time.sleep(0.0002)


threads = [threading.Thread(target=produce, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
print(*[items.get() for _ in range(4)])
for thread in threads:
    thread.join()
