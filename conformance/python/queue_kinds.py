# LifoQueue, PriorityQueue, SimpleQueue; items that cannot be compared; a queue of one's own.
import queue
import threading
import time

stack = queue.LifoQueue()
heap = queue.PriorityQueue()
for item in (3, 1, 2):
    stack.put(item)
    heap.put((item, f"job {item}"))
print([stack.get() for _ in range(3)], [heap.get() for _ in range(3)])
heap.put((1, {}))
try:
    heap.put((1, {}))
except TypeError as error:
    print(error)
simple = queue.SimpleQueue()
simple.put(1)
simple.put(2)
print(simple.qsize(), simple.empty(), simple.get(), simple.get_nowait(), simple.empty())
try:
    simple.get(timeout=0.01)
except queue.Empty as error:
    print(type(error).__name__)
got = []


def waits(number):
    got.append((number, simple.get()))


threads = []
for number in range(3):
    t = threading.Thread(target=waits, args=(number,))
    threads.append(t)
    t.start()
    time.sleep(0.02)
for item in "abc":
    simple.put(item)
    time.sleep(0.02)
for t in threads:
    t.join()
print(got)


class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = {}

    def _put(self, item):
        self.queue[item] = True

    def _get(self):
        item = next(iter(self.queue))
        del self.queue[item]
        return item


unique = Unique()
for item in "abab":
    unique.put(item)
print(unique.qsize(), unique.get(), unique.get(), unique.empty())
