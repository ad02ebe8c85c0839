# Queues between processes. The steps are those of CPython's Lib/multiprocessing/queues.py (3.13):
# what is put is pickled and written by a thread of the process that puts it.
# Frames of this file are not shown.

import os as _os
import sys as _sys
import pickle as _pickler
import threading as _threading
from collections import deque as _deque
from queue import Empty, Full
from multiprocessing import process as _process
from multiprocessing.connection import _read
from multiprocessing.synchronize import SEM_VALUE_MAX as _SEM_VALUE_MAX
from multiprocessing.synchronize import BoundedSemaphore as _BoundedSemaphore
from multiprocessing.synchronize import Condition as _Condition
from multiprocessing.synchronize import Semaphore as _Semaphore

_END = object()


class Queue:
    def __init__(self, maxsize=0, *, ctx=None):
        self._maxsize = maxsize if maxsize > 0 else _SEM_VALUE_MAX
        self._pipe = _new_pipe()
        self._sem = _BoundedSemaphore(self._maxsize)
        self._reset()

    def __getstate__(self):
        kind = type(self).__name__
        raise RuntimeError(
            f"{kind} objects should only be shared between processes through inheritance"
        )

    def _reset(self):
        # As it is in a new process, too.
        self._pid = _os.getpid()
        self._notempty = _threading.Condition(_threading.Lock())
        self._buffer = _deque()
        self._thread = None
        self._closed = False
        self._waits_for_thread = True

    def put(self, obj, block=True, timeout=None):
        if self._pid != _os.getpid():
            self._reset()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        self._put(obj)

    def _put(self, obj):
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        if self._pid == _os.getpid() and self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not block:
            timeout = 0
        message = _read(self._pipe, timeout)
        if message is None:
            raise Empty
        self._sem.release()
        return _pickler.loads(message)

    def qsize(self):
        return self._maxsize - self._sem.get_value()

    def empty(self):
        return _count_bytes(self._pipe) == 0

    def full(self):
        return self._sem.get_value() == 0

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        if self._pid != _os.getpid():
            self._reset()
        if not self._closed:
            self._closed = True
            self._end_thread()

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"
        if self._thread is not None and self._waits_for_thread:
            self._thread.join()

    def cancel_join_thread(self):
        self._waits_for_thread = False

    def _start_thread(self):
        self._thread = _threading.Thread(
            target=self._feed, name="QueueFeederThread", daemon=True
        )
        self._thread.start()
        _process._at_exit(self._flush_at_exit, False)

    def _end_thread(self):
        if self._thread is not None:
            with self._notempty:
                self._buffer.append(_END)
                self._notempty.notify()

    def _flush_at_exit(self):
        if not self._closed:
            self._end_thread()
        if self._waits_for_thread:
            self._thread.join()

    def _feed(self):
        while True:
            with self._notempty:
                while not self._buffer:
                    self._notempty.wait()
                obj = self._buffer.popleft()
            if obj is _END:
                return
            try:
                message = _pickler.dumps(obj)
            except Exception as error:
                self._sem.release()
                self._on_feeder_error(error, obj)
            else:
                _put_bytes(self._pipe, message)

    def _on_feeder_error(self, error, obj):
        print(_threading._traceback_of(error), end="", file=_sys.stderr)


class JoinableQueue(Queue):
    def __init__(self, maxsize=0, *, ctx=None):
        super().__init__(maxsize)
        self._unfinished_tasks = _Semaphore(0)
        self._cond = _Condition()

    def put(self, obj, block=True, timeout=None):
        if self._pid != _os.getpid():
            self._reset()
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._cond:
            self._unfinished_tasks.release()
            self._put(obj)

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks.get_value() == 0:
                self._cond.notify_all()

    def join(self):
        with self._cond:
            if self._unfinished_tasks.get_value() != 0:
                self._cond.wait()


class SimpleQueue:
    def __init__(self, *, ctx=None):
        self._pipe = _new_pipe()

    def __getstate__(self):
        raise RuntimeError(
            "SimpleQueue objects should only be shared between processes through inheritance"
        )

    def put(self, obj):
        _put_bytes(self._pipe, _pickler.dumps(obj))

    def get(self):
        return _pickler.loads(_read(self._pipe, None))

    def empty(self):
        return _count_bytes(self._pipe) == 0

    def close(self):
        pass
