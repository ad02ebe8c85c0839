# Locks in dictionaries, as attributes, in weak references; functions that take one.
import threading
import weakref
from contextlib import contextmanager
from functools import wraps

locks = {}
guard = threading.Lock()


def lock_of(key):
    with guard:
        return locks.setdefault(key, threading.Lock())


print(lock_of("a") is lock_of("a"), lock_of("a") is lock_of("b"), len(locks))
print(hash(guard) == hash(guard), guard == threading.Lock(), bool(guard))


def synchronized(method):
    @wraps(method)
    def inner(self, *args):
        with self._lock:
            return method(self, *args)
    return inner


class Counter:
    def __init__(self):
        self._lock = threading.RLock()
        self.value = 0

    @synchronized
    def add(self, n):
        value = self.value
        value = int(value)
        self.value = value + n
        return self.value

    @synchronized
    def add_twice(self, n):
        self.add(n)
        return self.add(n)


counter = Counter()
threads = [
    threading.Thread(target=lambda: [counter.add_twice(1) for _ in range(50)]) for _ in range(4)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter.value, counter.add.__name__)


@contextmanager
def trying(lock, timeout):
    got = lock.acquire(timeout=timeout)
    try:
        yield got
    finally:
        if got:
            lock.release()


with trying(guard, 0.01) as outer, trying(guard, 0.01) as inner:
    print(outer, inner)
print(guard.locked())
reference = weakref.ref(counter._lock)
print(reference() is counter._lock)
del counter, threads
print(reference() is None)
with guard:
    held = {True: guard.locked()}
print(held)
