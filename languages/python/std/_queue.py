# _queue: stands for Modules/_queuemodule.c of CPython 3.13, which hands an item to the thread that
# has waited longest. What stands for C cannot lose the GIL in between; where there is none, a lock
# of the queue's own takes its place.

import _thread as _thread
from collections import deque as _deque


class Empty(Exception):
    pass


class _NoLock:
    def __enter__(self):
        return True

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class _Waiter:
    def __init__(self):
        self.lock = _thread.allocate_lock()
        self.lock.acquire()
        self.items = []


class SimpleQueue:
    def __init__(self):
        self._items = _deque()
        self._waiters = _deque()
        self._guard = _NoLock() if _has_gil() else _thread.allocate_lock()

    def put(self, item, block=True, timeout=None):
        with self._guard:
            if self._waiters:
                waiter = self._waiters.popleft()
                waiter.items.append(item)
                waiter.lock.release()
            else:
                self._items.append(item)

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        with self._guard:
            if self._items:
                return self._items.popleft()
            if not block or timeout == 0:
                raise Empty
            waiter = _Waiter()
            self._waiters.append(waiter)
        if timeout is None:
            waiter.lock.acquire()
        elif not waiter.lock.acquire(True, timeout):
            with self._guard:
                if not waiter.items:
                    self._waiters.remove(waiter)
                    raise Empty
        return waiter.items.pop()

    def put_nowait(self, item):
        return self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
