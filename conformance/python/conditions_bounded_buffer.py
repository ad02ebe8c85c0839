# A bounded buffer by hand: two conditions on one lock.
import threading
from collections import deque


class Buffer:
    def __init__(self, size):
        self.items = deque()
        self.size = size
        self.lock = threading.Lock()
        self.not_empty = threading.Condition(self.lock)
        self.not_full = threading.Condition(self.lock)
        self.most = 0

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.size:
                self.not_full.wait()
            self.items.append(item)
            self.most = max(self.most, len(self.items))
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item


buffer = Buffer(3)
taken = []
taken_lock = threading.Lock()


def produce(start):
    for n in range(start, start + 50):
        buffer.put(n)


def consume(count):
    for _ in range(count):
        item = buffer.get()
        with taken_lock:
            taken.append(item)


threads = [threading.Thread(target=produce, args=(s,)) for s in (0, 100)]
threads += [threading.Thread(target=consume, args=(c,)) for c in (30, 30, 40)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(taken), sorted(taken) == list(range(50)) + list(range(100, 150)))
print(buffer.most <= 3, len(buffer.items), repr(buffer.not_full)[:40])
firsts = [n for n in taken if n < 100]
print(sorted(firsts) == list(range(50)))
