# Queues between tasks. Frames of this package are not shown.

from .locks import Event, _LoopBound
from collections import deque
from heapq import heappop, heappush


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class Queue(_LoopBound):
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)
        self._is_shutdown = False

    # A derived class may keep its items in another way.

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if getattr(self, "_queue", None):
            parts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            parts.append(f"tasks={self._unfinished_tasks}")
        if self._is_shutdown:
            parts.append("shutdown")
        return " ".join(parts)

    def __class_getitem__(cls, item):
        return cls

    def qsize(self):
        return len(self._queue)

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        if self._maxsize <= 0:
            return False
        return self.qsize() >= self._maxsize

    # Natives do what is usual; the functions below do all of it.

    async def put(self, item):
        while (putter := _queue_putter(self)) is not None:
            try:
                await putter
            except:
                putter.cancel()
                _forget(self._putters, putter)
                if not self.full() and not putter.cancelled():
                    # Its turn came, and it cannot take it.
                    self._wakeup_next(self._putters)
                raise
        return _queue_put_after(self, item)

    def put_nowait(self, item):
        return _queue_put(self, item)

    async def get(self):
        while (getter := _queue_getter(self)) is not None:
            try:
                await getter
            except:
                getter.cancel()
                _forget(self._getters, getter)
                if not self.empty() and not getter.cancelled():
                    self._wakeup_next(self._getters)
                raise
        return _queue_get_after(self)

    def get_nowait(self):
        return _queue_get(self)

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        # Whoever waits looks again.
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)


_serve_natively(Queue)


def _new_putter(queue):
    if not queue.full():
        return None
    if queue._is_shutdown:
        raise QueueShutDown
    putter = queue._new_waiter("Queue.put")
    queue._putters.append(putter)
    return putter


def _put_after(queue, item):
    return queue.put_nowait(item)


def _put_now(queue, item):
    if queue._is_shutdown:
        raise QueueShutDown
    if queue.full():
        raise QueueFull
    queue._put(item)
    queue._unfinished_tasks += 1
    queue._finished.clear()
    queue._wakeup_next(queue._getters)


def _new_getter(queue):
    if not queue.empty():
        return None
    if queue._is_shutdown and queue.empty():
        raise QueueShutDown
    getter = queue._new_waiter("Queue.get")
    queue._getters.append(getter)
    return getter


def _get_after(queue):
    return queue.get_nowait()


def _get_now(queue):
    if queue.empty():
        if queue._is_shutdown:
            raise QueueShutDown
        raise QueueEmpty
    item = queue._get()
    queue._wakeup_next(queue._putters)
    return item


def _forget(waiters, waiter):
    try:
        waiters.remove(waiter)
    except ValueError:
        # Whoever woke it has taken it out.
        pass


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item, heappush=heappush):
        heappush(self._queue, item)

    def _get(self, heappop=heappop):
        return heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
