# Who waits longest for a queue is served first; timeouts are kept; sizes are seen by all.
import queue
import threading
import time

q = queue.Queue()
served = []


def getter(number):
    served.append((number, q.get()))


threads = []
for number in range(4):
    t = threading.Thread(target=getter, args=(number,))
    threads.append(t)
    t.start()
    time.sleep(0.02)
for item in "abcd":
    q.put(item)
    time.sleep(0.02)
for t in threads:
    t.join()
print(served)
began = time.monotonic()
for wait in (0.05, 0.1):
    try:
        q.get(timeout=wait)
    except queue.Empty:
        took = time.monotonic() - began
        print(wait, wait <= took < wait + 0.04)
        began = time.monotonic()
small = queue.Queue(1)
small.put("first")
order = []


def putter(item):
    small.put(item)
    order.append(item)


threads = []
for item in "xyz":
    t = threading.Thread(target=putter, args=(item,))
    threads.append(t)
    t.start()
    time.sleep(0.02)
got = []
for _ in range(4):
    got.append(small.get())
    time.sleep(0.02)
for t in threads:
    t.join()
print(got, order)
