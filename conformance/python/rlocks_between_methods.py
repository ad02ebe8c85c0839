# RLock: methods that call each other; conditions on one; who owns it.
import threading
import time


class Tree:
    def __init__(self):
        self.lock = threading.RLock()
        self.values = []

    def add(self, value):
        with self.lock:
            self.values.append(value)

    def add_all(self, values):
        with self.lock:
            for value in values:
                self.add(value)
                time.sleep(0.001)
            return len(self.values)


tree = Tree()
threads = [threading.Thread(target=tree.add_all, args=(word,)) for word in ("abc", "def", "ghi")]
for t in threads:
    t.start()
for t in threads:
    t.join()
text = "".join(tree.values)
print(sorted(text[n:n + 3] for n in (0, 3, 6)))
lock = threading.RLock()
print([lock.acquire() for _ in range(3)], lock.acquire(False), lock.acquire(timeout=0.1))
seen = []


def other():
    seen.append(lock.acquire(blocking=False))
    seen.append(lock.acquire(timeout=0.01))
    seen.append(lock._is_owned())


for held in range(5, -1, -1):
    seen.clear()
    t = threading.Thread(target=other)
    t.start()
    t.join()
    print(held, seen)
    if held:
        lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
