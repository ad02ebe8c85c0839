# The pool of processes. The steps are those of CPython's Lib/concurrent/futures/process.py (3.13),
# with one pipe for what its manager waits for: results, wake-ups and ends of processes.
# Frames of this file are not shown.

import functools as _functools
import itertools as _itertools
import logging as _logging
import os as _os
import pickle as _pickler
import queue as _queue
import threading as _threading
import weakref as _weakref
import concurrent.futures as _futures
import multiprocessing as _mp
from multiprocessing import process as _process
from multiprocessing.connection import _read
from multiprocessing.queues import Queue as _Queue

EXTRA_QUEUED_CALLS = 1
_LOGGER = _logging.getLogger("concurrent.futures")
_WAKE_UP = b"w"
_shutting_down = False
_threads_pipes = {}


class BrokenProcessPool(_futures.BrokenExecutor):
    __module__ = "concurrent.futures.process"


class _RemoteTraceback(_process.RemoteTraceback):
    __module__ = "concurrent.futures.process"


def _python_exit():
    global _shutting_down
    _shutting_down = True
    items = list(_threads_pipes.items())
    for _, pipe in items:
        _put_bytes(pipe, _WAKE_UP)
    for thread, _ in items:
        thread.join()


_threading._register_atexit(_python_exit)
_process._after_fork.append(_threads_pipes.clear)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs


class _CallQueue(_Queue):
    # Tells of what cannot be pickled.
    def __init__(self, maxsize, pending, pipe):
        super().__init__(maxsize)
        self._pending = pending
        self._wakes = pipe

    def _on_feeder_error(self, error, obj):
        if obj is None:
            return super()._on_feeder_error(error, obj)
        text = _threading._traceback_of(error)
        error.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
        item = self._pending.pop(obj[0], None)
        _put_bytes(self._wakes, _WAKE_UP)
        if item is not None:
            item.future.set_exception(error)


# ---- in a worker

def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _send_back(pipe, work_id, error, result, leaves):
    try:
        message = _pickler.dumps((work_id, error, result, leaves))
    except BaseException as problem:
        problem = _process._ExceptionWithTraceback(problem, _RemoteTraceback)
        message = _pickler.dumps((work_id, problem, None, leaves))
    _put_bytes(pipe, message)


def _process_worker(calls, pipe, initializer, initargs, max_tasks):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _LOGGER.critical("Exception in initializer:", exc_info=True)
            return
    done = 0
    leaves = None
    while True:
        call = calls.get(block=True)
        if call is None:
            return
        work_id, fn, args, kwargs = call
        done += 1
        if max_tasks is not None and done >= max_tasks:
            leaves = _process_number()
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            problem = _process._ExceptionWithTraceback(error, _RemoteTraceback)
            _send_back(pipe, work_id, problem, None, leaves)
            del problem
        else:
            _send_back(pipe, work_id, None, result, leaves)
            del result
        del call, fn, args, kwargs
        if leaves is not None:
            return


# ---- the manager

class _ManagerThread(_threading.Thread):
    def __init__(self, executor):
        pipe = executor._pipe
        self._pipe = pipe
        self._executor = _weakref.ref(executor, lambda _: _put_bytes(pipe, _WAKE_UP))
        self._processes = executor._processes
        self._calls = executor._call_queue
        self._work_ids = executor._work_ids
        self._pending = executor._pending_work_items
        self._shutdown_lock = executor._shutdown_lock
        super().__init__()

    def run(self):
        while True:
            self._add_calls()
            message = _read(self._pipe, None)
            if len(message) == 4:
                if int.from_bytes(message, "little") in self._processes:
                    self._terminate_broken()
                    return
            elif message != _WAKE_UP:
                self._take_result(_pickler.loads(message))
            if self._is_shutting_down():
                self._flag_shutdown()
                self._add_calls()
                if not self._pending:
                    self._join_internals()
                    return

    def _add_calls(self):
        while not self._calls.full():
            try:
                work_id = self._work_ids.get(block=False)
            except _queue.Empty:
                return
            item = self._pending[work_id]
            if item.future.set_running_or_notify_cancel():
                self._calls.put((work_id, item.fn, item.args, item.kwargs), block=True)
            else:
                del self._pending[work_id]

    def _take_result(self, found):
        work_id, error, result, leaves = found
        if leaves is not None:
            process = self._processes.pop(leaves, None)
            if process is not None:
                process.join()
        item = self._pending.pop(work_id, None)
        if item is not None:
            if error is not None:
                item.future.set_exception(error)
            else:
                item.future.set_result(result)
        if leaves is not None:
            executor = self._executor()
            if executor is not None and not self._is_shutting_down():
                with executor._shutdown_lock:
                    executor._spawn_process()

    def _is_shutting_down(self):
        executor = self._executor()
        return _shutting_down or executor is None or executor._shutdown_thread

    def _flag_shutdown(self):
        executor = self._executor()
        if executor is None:
            return
        executor._shutdown_thread = True
        if executor._cancel_pending_futures:
            left = {}
            for work_id, item in self._pending.items():
                if not item.future.cancel():
                    left[work_id] = item
            self._pending.clear()
            self._pending.update(left)
            while True:
                try:
                    self._work_ids.get_nowait()
                except _queue.Empty:
                    break
            executor._cancel_pending_futures = False

    def _terminate_broken(self):
        executor = self._executor()
        if executor is not None:
            executor._broken = (
                "A child process terminated abruptly, the process pool is not usable anymore"
            )
            executor._shutdown_thread = True
            executor = None
        for item in list(self._pending.values()):
            try:
                item.future.set_exception(BrokenProcessPool(
                    "A process in the process pool was terminated abruptly while the future was "
                    "running or pending."
                ))
            except _futures.InvalidStateError:
                pass
        self._pending.clear()
        for process in self._processes.values():
            process.terminate()
        self._calls.close()
        for process in self._processes.values():
            process.join()

    def _join_internals(self):
        for process in list(self._processes.values()):
            if process.is_alive():
                self._calls.put(None)
        self._calls.close()
        self._calls.join_thread()
        for process in self._processes.values():
            process.join()


def _chunks(iterables, size):
    rows = zip(*iterables)
    while chunk := tuple(_itertools.islice(rows, size)):
        yield chunk


def _chained(lists):
    for one in lists:
        one.reverse()
        while one:
            yield one.pop()


class ProcessPoolExecutor(_futures.Executor):
    __module__ = "concurrent.futures.process"

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        if max_workers is None:
            max_workers = _os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._max_workers = max_workers
        self._mp_context = _mp.get_context() if mp_context is None else mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._max_tasks_per_child = max_tasks_per_child
        self._executor_manager_thread = None
        self._processes = {}
        self._shutdown_thread = False
        self._shutdown_lock = _threading.Lock()
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}
        self._cancel_pending_futures = False
        self._pipe = _new_pipe()
        size = max_workers + EXTRA_QUEUED_CALLS
        self._call_queue = _CallQueue(size, self._pending_work_items, self._pipe)
        self._work_ids = _queue.Queue()

    def _start_manager(self):
        if self._executor_manager_thread is None:
            for _ in range(len(self._processes), self._max_workers):
                self._spawn_process()
            self._executor_manager_thread = _ManagerThread(self)
            self._executor_manager_thread.start()
            _threads_pipes[self._executor_manager_thread] = self._pipe

    def _spawn_process(self):
        process = self._mp_context.Process(target=_process_worker, args=(
            self._call_queue, self._pipe, self._initializer, self._initargs,
            self._max_tasks_per_child,
        ))
        process.start()
        _tell_of_end(process._number, self._pipe)
        self._processes[process._number] = process

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutting_down:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _futures.Future()
            self._pending_work_items[self._queue_count] = _WorkItem(future, fn, args, kwargs)
            self._work_ids.put(self._queue_count)
            self._queue_count += 1
            _put_bytes(self._pipe, _WAKE_UP)
            self._start_manager()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        results = super().map(
            _functools.partial(_process_chunk, fn), _chunks(iterables, chunksize), timeout=timeout
        )
        return _chained(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._executor_manager_thread is not None:
                _put_bytes(self._pipe, _WAKE_UP)
        thread = self._executor_manager_thread
        if thread is not None:
            if wait:
                thread.join()
            _threads_pipes.pop(thread, None)
        self._executor_manager_thread = None
        self._processes = None


_futures.ProcessPoolExecutor = ProcessPoolExecutor
