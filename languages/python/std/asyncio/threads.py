# Work in other threads, and work for loops in other threads. Only in programs that name any of it.
# Models: Lib/asyncio/{threads,futures,base_events,tasks}.py, CPython 3.13.0.

import concurrent.futures
import threading
import warnings
from contextvars import copy_context
from functools import partial
from _asyncio import CancelledError, EventLoop, InvalidStateError, get_running_loop, iscoroutine, isfuture
from .events import get_event_loop
from .tasks import ensure_future
from .timeouts import timeout as _timeout

async def to_thread(func, /, *args, **kwargs):
    loop = get_running_loop()
    call = partial(copy_context().run, func, *args, **kwargs)
    return await loop.run_in_executor(None, call)

def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def callback():
        try:
            _chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future

def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    if not isinstance(future, concurrent.futures.Future):
        raise AssertionError(f"concurrent.futures.Future is expected, got {future!r}")
    if loop is None:
        loop = get_event_loop()
    new = loop.create_future()
    _chain_future(future, new)
    return new

# What becomes of the source becomes of the destination, and its cancellation goes back.
def _chain_future(source, destination):
    source_loop = source.get_loop() if isfuture(source) else None
    destination_loop = destination.get_loop() if isfuture(destination) else None

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is destination_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if destination_loop is not None and destination_loop.is_closed():
            return
        if destination_loop is None or destination_loop is source_loop:
            _set_state(destination, source)
        else:
            destination_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)

def _set_state(future, other):
    if not isfuture(future):
        if other.cancelled():
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
    elif future.cancelled():
        return
    elif other.cancelled():
        future.cancel()
        return
    exc = other.exception()
    if exc is not None:
        future.set_exception(_own_exception(exc))
    else:
        future.set_result(other.result())

def _own_exception(exc):
    kind = type(exc)
    if kind is concurrent.futures.CancelledError:
        return CancelledError(*exc.args)
    if kind is concurrent.futures.InvalidStateError:
        return InvalidStateError(*exc.args)
    return exc

class BaseEventLoop:
    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is None:
            if self._executor_shutdown_called:
                raise RuntimeError("Executor shutdown has been called")
            executor = self._default_executor
            if executor is None:
                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
                self._default_executor = executor
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            async with _timeout(timeout):
                await future
        except TimeoutError:
            warnings.warn(
                f"The executor did not finishing joining its threads within {timeout} seconds.",
                RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(_set_result_unless_cancelled, future, None)
        except Exception as exc:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(future.set_exception, exc)

def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)

_extend_type(EventLoop, BaseEventLoop)
