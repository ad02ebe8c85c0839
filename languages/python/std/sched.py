# sched. Models: Lib/sched.py, CPython 3.13. Frames of this file are not shown.

import heapq as _heapq
import threading as _threading
import time as _time
from collections import namedtuple as _namedtuple

Event = _namedtuple("Event", "time, priority, sequence, action, argument, kwargs")

_nothing = object()


class scheduler:
    def __init__(self, timefunc=_time.monotonic, delayfunc=_time.sleep):
        self._queue = []
        self._sequence = 0
        self._lock = _threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=_nothing):
        if kwargs is _nothing:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, self._sequence, action, argument, kwargs)
            self._sequence += 1
            _heapq.heappush(self._queue, (time, priority, event.sequence, event))
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_nothing):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove((event.time, event.priority, event.sequence, event))
            _heapq.heapify(self._queue)

    def empty(self):
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._queue:
                    return None
                time, priority, sequence, event = self._queue[0]
                now = self.timefunc()
                delay = time > now
                if not delay:
                    _heapq.heappop(self._queue)
            if delay:
                if not blocking:
                    return time - now
                self.delayfunc(time - now)
            else:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)

    @property
    def queue(self):
        with self._lock:
            return [event for _, _, _, event in sorted(self._queue)]
