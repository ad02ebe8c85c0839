# A full queue: a producer that comes along may be faster than the one that waits.
import queue
import threading
import time

items = queue.Queue(maxsize=1)
items.put("first")


def produce(name, after):
    time.sleep(after)
    items.put(name)


early = threading.Thread(target=produce, args=("waiting", 0))
late = threading.Thread(target=produce, args=("passing", 0.001))
early.start()
late.start()
time.sleep(0.001)
got = [items.get(), items.get(), items.get()]
print(*got)
early.join()
late.join()
