# multiprocessing.pool: tasks for processes. The steps are those of CPython's
# Lib/multiprocessing/pool.py (3.13). Frames of this file are not shown.

import itertools as _itertools
import os as _os
import pickle as _pickler
import queue as _queue
import threading as _threading
from collections import deque as _deque
from time import monotonic as _time
from multiprocessing import process as _process
from multiprocessing.connection import _read
from multiprocessing.process import TimeoutError
from multiprocessing.queues import SimpleQueue as _SimpleQueue

RemoteTraceback = _process.RemoteTraceback
_job_counter = _itertools.count()


class MaybeEncodingError(Exception):
    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f"<{self.__class__.__name__}: {self}>"


def _mapstar(args):
    return list(map(*args))


def _starmapstar(args):
    return [args[0](*each) for each in args[1]]


def _worker(inqueue, outqueue, initializer, initargs, maxtasks, wraps):
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        task = inqueue.get()
        if task is None:
            break
        job, number, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as error:
            if wraps:
                error = _process._ExceptionWithTraceback(error)
            result = (False, error)
        try:
            outqueue.put((job, number, result))
        except Exception as error:
            outqueue.put((job, number, (False, MaybeEncodingError(error, result[1]))))
        task = job = result = func = args = kwds = None
        completed += 1


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None,
                 context=None):
        if processes is None:
            processes = _os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None:
            if not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0:
                raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._arguments = (initializer, initargs, maxtasksperchild)
        self._state = "RUN"
        self._cache = {}
        self._pool = []
        self._taskqueue = _queue.SimpleQueue()
        self._changed = _threading.Condition()
        self._setup_queues()
        self._repopulate()
        self._handlers = [
            self._handler(self._handle_tasks), self._handler(self._handle_results)
        ]
        if maxtasksperchild is not None:
            self._handler(self._handle_workers)
        _process._at_exit(self._terminate_at_exit, True)

    def _handler(self, target):
        thread = _threading.Thread(target=target, daemon=True)
        thread.start()
        return thread

    def _setup_queues(self):
        self._inqueue = _SimpleQueue()
        self._outqueue = _SimpleQueue()

    def _repopulate(self):
        for _ in range(self._processes - len(self._pool)):
            args = (self._inqueue, self._outqueue, *self._arguments, True)
            process = _process.ForkProcess(target=_worker, args=args)
            process.name = process.name.replace("Process", "PoolWorker")
            process.daemon = True
            self._pool.append(process)
            process.start()

    def __repr__(self):
        kind = type(self)
        return (
            f"<{kind.__module__}.{kind.__qualname__} state={self._state} "
            f"pool_size={len(self._pool)}>"
        )

    def _check_running(self):
        if self._state != "RUN":
            raise ValueError("Pool not running")

    # ---- the threads

    def _handle_tasks(self):
        while True:
            tasks = self._taskqueue.get()
            if tasks is None:
                break
            self._put_tasks(*tasks)
        for _ in range(len(self._pool)):
            self._inqueue.put(None)

    def _put_tasks(self, tasks, set_length):
        job = number = -1
        try:
            for job, number, func, args, kwds in tasks:
                if self._state == "TERMINATE":
                    return
                try:
                    self._inqueue.put((job, number, func, args, kwds))
                except Exception as error:
                    self._set(job, number, (False, error))
        except Exception as error:
            # What the tasks are made from has failed.
            self._set(self._job_of(tasks, job), number + 1, (False, error))
        if set_length is not None:
            set_length(number + 1)

    def _job_of(self, tasks, job):
        return job

    def _set(self, job, number, result):
        found = self._cache.get(job)
        if found is not None:
            found._set(number, result)

    def _handle_results(self):
        while True:
            task = self._outqueue.get()
            if task is None:
                return
            self._set(*task)
            task = None
            with self._changed:
                self._changed.notify_all()

    def _handle_workers(self):
        while self._state == "RUN" or self._cache and self._state != "TERMINATE":
            with self._changed:
                self._changed.wait(0.1)
            left = [process for process in self._pool if process.exitcode is None]
            if len(left) < len(self._pool) and self._state != "TERMINATE":
                for process in self._pool:
                    if process.exitcode is not None:
                        process.join()
                self._pool = left
                self._repopulate()

    # ---- what it is asked

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, _mapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, _mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, _starmapstar, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, _starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None,
                   error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        batches = _batches(func, iterable, chunksize)
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        tasks = _numbered(result._job, mapper, batches)
        self._taskqueue.put((tasks, None))
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._imap(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(IMapUnorderedIterator(self), func, iterable, chunksize)

    def _imap(self, result, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        if chunksize == 1:
            tasks = _single(result._job, func, iterable)
            self._taskqueue.put((tasks, result._set_length))
            return result
        tasks = _numbered(result._job, _mapstar, _batches(func, iterable, chunksize))
        self._taskqueue.put((tasks, result._set_length))
        return _flattened(result)

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"
            self._taskqueue.put(None)

    def terminate(self):
        if self._state == "TERMINATE":
            return
        was = self._state
        self._state = "TERMINATE"
        if was == "RUN":
            self._taskqueue.put(None)
        for process in self._pool:
            if process.exitcode is None:
                process.terminate()
        for process in self._pool:
            process.join()
        self._outqueue.put(None)

    def _terminate_at_exit(self):
        self.terminate()

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        tasks, results = self._handlers
        tasks.join()
        for process in self._pool:
            process.join()
        self._outqueue.put(None)
        results.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __reduce__(self):
        raise NotImplementedError(
            "pool objects cannot be passed between processes or pickled"
        )


def _batches(func, iterable, size):
    rows = iter(iterable)
    while batch := tuple(_itertools.islice(rows, size)):
        yield (func, batch)


def _numbered(job, mapper, batches):
    for number, batch in enumerate(batches):
        yield (job, number, mapper, (batch,), {})


def _single(job, func, iterable):
    for number, one in enumerate(iterable):
        yield (job, number, func, (one,), {})


def _flattened(results):
    for chunk in results:
        for item in chunk:
            yield item


# ---- results

class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = _threading.Event()
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._callback = callback
        self._error_callback = error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, number, result):
        self._success, self._value = result
        self._finish()

    def _finish(self):
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._event.set()
        self._cache.pop(self._job, None)
        self._pool = None


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success = True
        self._value = [None] * length
        self._chunksize = chunksize
        if chunksize <= 0:
            self._left = 0
            self._event.set()
            del self._cache[self._job]
        else:
            self._left = length // chunksize + bool(length % chunksize)

    def _set(self, number, result):
        self._left -= 1
        success, value = result
        if success and self._success:
            at = number * self._chunksize
            self._value[at:at + self._chunksize] = value
        elif not success and self._success:
            self._success = False
            self._value = value
        if self._left == 0:
            self._finish()


class IMapIterator:
    def __init__(self, pool):
        self._pool = pool
        self._cond = _threading.Condition(_threading.Lock())
        self._job = next(_job_counter)
        self._cache = pool._cache
        self._items = _deque()
        self._index = 0
        self._length = None
        self._unsorted = {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._items and self._index == self._length:
                self._pool = None
                raise StopIteration
            if not self._items:
                self._cond.wait(timeout)
            if not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration
                raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    def __next__(self):
        return self.next()

    def _set(self, number, result):
        with self._cond:
            if self._index == number:
                self._add(result)
                while self._index in self._unsorted:
                    self._add(self._unsorted.pop(self._index))
                self._cond.notify()
            else:
                self._unsorted[number] = result
            self._check_end()

    def _add(self, result):
        self._items.append(result)
        self._index += 1

    def _check_end(self):
        if self._index == self._length:
            self._cache.pop(self._job, None)

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()
            self._check_end()


class IMapUnorderedIterator(IMapIterator):
    def _set(self, number, result):
        with self._cond:
            self._add(result)
            self._cond.notify()
            self._check_end()
