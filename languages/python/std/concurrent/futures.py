# concurrent.futures: futures and pools of threads. The calls of locks are those of CPython's
# Lib/concurrent/futures/_base.py and thread.py (3.13), in its order.
# Frames of this file are not shown.

import itertools as _itertools
import logging as _logging
import queue as _queue
import threading as _threading
import weakref as _weakref
from time import monotonic as _time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_PENDING = "PENDING"
_RUNNING = "RUNNING"
_CANCELLED = "CANCELLED"
_CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"
_FINISHED = "FINISHED"
_ENDED = (_CANCELLED_AND_NOTIFIED, _FINISHED)
_DONE = (_CANCELLED, _CANCELLED_AND_NOTIFIED, _FINISHED)

_LOGGER = _logging.getLogger("concurrent.futures")


class _Error(Exception):
    __module__ = "concurrent.futures._base"
    __qualname__ = "Error"


class CancelledError(_Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(_Error):
    __module__ = "concurrent.futures._base"


TimeoutError = TimeoutError


class BrokenExecutor(RuntimeError):
    __module__ = "concurrent.futures._base"


class _BrokenThreadPool(BrokenExecutor):
    __module__ = "concurrent.futures.thread"
    __qualname__ = "BrokenThreadPool"


class DoneAndNotDoneFutures:
    def __init__(self, done, not_done):
        self.done = done
        self.not_done = not_done

    def __iter__(self):
        return iter((self.done, self.not_done))

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.done, self.not_done)[index]

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self.done!r}, not_done={self.not_done!r})"


# ---- who waits for futures

class _Waiter:
    def __init__(self):
        self.event = _threading.Event()
        self.finished_futures = []

    def add(self, future, failed):
        self.finished_futures.append(future)


class _AsCompletedWaiter(_Waiter):
    def __init__(self):
        super().__init__()
        self.lock = _threading.Lock()

    def add(self, future, failed):
        with self.lock:
            super().add(future, failed)
            self.event.set()


class _FirstCompletedWaiter(_Waiter):
    def add(self, future, failed):
        super().add(future, failed)
        self.event.set()


class _AllCompletedWaiter(_Waiter):
    def __init__(self, pending, stop_on_exception):
        self.pending = pending
        self.stop_on_exception = stop_on_exception
        self.lock = _threading.Lock()
        super().__init__()

    def add(self, future, failed):
        super().add(future, failed)
        if failed and self.stop_on_exception:
            self.event.set()
            return
        with self.lock:
            self.pending -= 1
            if not self.pending:
                self.event.set()


class _AcquireFutures:
    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _install(waiter, futures):
    for future in futures:
        future._waiters.append(waiter)
    return waiter


def _yield_finished(finished, waiter, sets):
    while finished:
        future = finished[-1]
        for one in sets:
            one.remove(future)
        with future._condition:
            future._waiters.remove(waiter)
        del future
        yield finished.pop()


def as_completed(fs, timeout=None):
    if timeout is not None:
        end = timeout + _time()
    fs = set(fs)
    total = len(fs)
    with _AcquireFutures(fs):
        finished = {future for future in fs if future._state in _ENDED}
        pending = fs - finished
        waiter = _install(_AsCompletedWaiter(), fs)
    finished = list(finished)
    try:
        yield from _yield_finished(finished, waiter, (fs,))
        while pending:
            left = None
            if timeout is not None:
                left = end - _time()
                if left < 0:
                    raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            waiter.event.wait(left)
            with waiter.lock:
                finished = waiter.finished_futures
                waiter.finished_futures = []
                waiter.event.clear()
            finished.reverse()
            yield from _yield_finished(finished, waiter, (fs, pending))
    finally:
        for future in fs:
            with future._condition:
                future._waiters.remove(waiter)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    with _AcquireFutures(fs):
        done = {future for future in fs if future._state in _ENDED}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and done:
            if any(not one.cancelled() and one.exception() is not None for one in done):
                return DoneAndNotDoneFutures(done, not_done)
        if len(done) == len(fs):
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_COMPLETED:
            waiter = _FirstCompletedWaiter()
        elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
            pending = sum(future._state not in _ENDED for future in fs)
            waiter = _AllCompletedWaiter(pending, return_when == FIRST_EXCEPTION)
        else:
            raise ValueError(f"Invalid return condition: {return_when!r}")
        _install(waiter, fs)
    waiter.event.wait(timeout)
    for future in fs:
        with future._condition:
            future._waiters.remove(waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


# ---- a future

class Future:
    __module__ = "concurrent.futures._base"

    def __init__(self):
        self._condition = _threading.Condition()
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._invoke(callback)

    def _invoke(self, callback):
        try:
            callback(self)
        except Exception:
            _LOGGER.exception("exception calling callback for %r", self)

    def __repr__(self):
        with self._condition:
            word = self._state.partition("_")[0].lower()
            text = f"{self.__class__.__name__} at {id(self):#x} state={word}"
            if self._state == _FINISHED:
                if self._exception:
                    text += f" raised {self._exception.__class__.__name__}"
                else:
                    text += f" returned {self._result.__class__.__name__}"
            return f"<{text}>"

    def cancel(self):
        with self._condition:
            if self._state in (_RUNNING, _FINISHED):
                return False
            if self._state in _DONE:
                return True
            self._state = _CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (_CANCELLED, _CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == _RUNNING

    def done(self):
        with self._condition:
            return self._state in _DONE

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _DONE:
                self._done_callbacks.append(fn)
                return
        self._invoke(fn)

    def _wait(self, timeout):
        # In the condition.
        if self._state not in _DONE:
            self._condition.wait(timeout)
        if self._state in (_CANCELLED, _CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != _FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._wait(timeout)
                if self._exception:
                    try:
                        raise self._exception
                    finally:
                        self = None
                return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _CANCELLED:
                self._state = _CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add(self, False)
                return False
            if self._state == _PENDING:
                self._state = _RUNNING
                return True
            _LOGGER.critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._finish(False)
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            if self._state in _DONE:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._exception = exception
            self._finish(True)
        self._invoke_callbacks()

    def _finish(self, failed):
        self._state = _FINISHED
        for waiter in self._waiters:
            waiter.add(self, failed)
        self._condition.notify_all()

    def __class_getitem__(cls, item):
        return cls


# ---- executors

def _result_or_cancel(future, timeout=None):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if timeout is not None:
            end = timeout + _time()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    if timeout is None:
                        yield _result_or_cancel(futures.pop())
                    else:
                        yield _result_or_cancel(futures.pop(), end - _time())
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.shutdown(wait=True)
        return False


_threads_queues = {}
_shutting_down = False
_shutdown_lock = _threading.Lock()


def _python_exit():
    global _shutting_down
    with _shutdown_lock:
        _shutting_down = True
    items = list(_threads_queues.items())
    for thread, queue in items:
        queue.put(None)
    for thread, queue in items:
        thread.join()


_threading._register_atexit(_python_exit)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            self = None
        else:
            self.future.set_result(result)


def _worker(executor_reference, work_queue, initializer, initargs):
    try:
        _work(executor_reference, work_queue, initializer, initargs)
    finally:
        _threads_queues.pop(_threading.current_thread(), None)


def _work(executor_reference, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _LOGGER.critical("Exception in initializer:", exc_info=True)
            executor = executor_reference()
            if executor is not None:
                executor._initializer_failed()
            return
    try:
        while True:
            try:
                item = work_queue.get_nowait()
            except _queue.Empty:
                executor = executor_reference()
                if executor is not None:
                    executor._idle_semaphore.release()
                del executor
                item = work_queue.get(block=True)
            if item is not None:
                item.run()
                del item
                continue
            executor = executor_reference()
            if _shutting_down or executor is None or executor._shutdown:
                if executor is not None:
                    executor._shutdown = True
                work_queue.put(None)
                return
            del executor
    except BaseException:
        _LOGGER.critical("Exception in worker", exc_info=True)


# Set by concurrent.futures.process, if the program names it.
ProcessPoolExecutor = None
_pools = _itertools.count()


class ThreadPoolExecutor(Executor):
    __module__ = "concurrent.futures.thread"

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, _CPUS + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = _queue.SimpleQueue()
        self._idle_semaphore = _threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = _threading.Lock()
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(_pools)}"
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _shutdown_lock:
            if self._broken:
                raise _BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutting_down:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return

        def gone(_, queue=self._work_queue):
            queue.put(None)

        number = len(self._threads)
        if number < self._max_workers:
            name = f"{self._thread_name_prefix or self}_{number}"
            arguments = (
                _weakref.ref(self, gone), self._work_queue, self._initializer, self._initargs
            )
            thread = _threading.Thread(name=name, target=_worker, args=arguments)
            thread.start()
            self._threads.add(thread)
            _threads_queues[thread] = self._work_queue

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = (
                "A thread initializer failed, the thread pool is not usable anymore"
            )
            for item in self._left():
                item.future.set_exception(_BrokenThreadPool(self._broken))

    def _left(self):
        while True:
            try:
                item = self._work_queue.get_nowait()
            except _queue.Empty:
                return
            if item is not None:
                yield item

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for item in self._left():
                    item.future.cancel()
            self._work_queue.put(None)
        if wait:
            # A set of objects has no order that is worth being told apart.
            for thread in sorted(self._threads, key=_number):
                thread.join()


def _number(thread):
    return thread.ident


# What os.process_cpu_count() says.
_CPUS = 4
