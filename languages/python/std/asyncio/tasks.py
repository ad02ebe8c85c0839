# What tasks do with futures and with each other. Models: Lib/asyncio/tasks.py, CPython 3.13.0.

from _asyncio import (
    CancelledError,
    Future,
    Task,
    create_task,
    get_running_loop,
    iscoroutine,
    isfuture,
)
from .events import get_event_loop
from .timeouts import timeout as _timeout

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_set = set

async def sleep(delay, result=None):
    if delay <= 0:
        await _once()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    future = _new_sleep(get_running_loop())
    timer = _wake_later(delay, future, result)
    try:
        return await future
    finally:
        timer.cancel()

def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError(
                "The future belongs to a different loop than the one specified as the loop argument"
            )
        return coro_or_future
    closes = True
    if not iscoroutine(coro_or_future):
        if not _is_awaitable(coro_or_future):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _wrap_awaitable(coro_or_future)
        closes = False
    if loop is None:
        loop = get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if closes:
            coro_or_future.close()
        raise

async def _wrap_awaitable(awaitable):
    return await awaitable

def _task_of_step(loop, step, name, context, eager_start):
    return _make_task(loop, _wrap_awaitable(step), name, context, eager_start)

# ---- gather

def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    finished = 0
    futures = {}
    children = []
    already = []
    loop = None
    outer = None

    def _done_callback(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                # Nobody else will look at it.
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(_cancelled_error(child))
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished == len(futures):
            results = [_gathered(one) for one in children]
            if _gather_cancelled(outer):
                # Whatever the children made of it.
                outer.set_exception(_last_error(children[-1]))
            else:
                outer.set_result(results)

    for awaitable in coros_or_futures:
        child = futures.get(awaitable)
        if child is None:
            child = ensure_future(awaitable, loop=loop)
            if loop is None:
                loop = child.get_loop()
            if child is not awaitable:
                _no_death_report(child)
            futures[awaitable] = child
            if child.done():
                already.append(child)
            else:
                child.add_done_callback(_done_callback)
        children.append(child)
    outer = _new_gather(loop, children)
    for child in already:
        _done_callback(child)
    return outer

def _gathered(child):
    if child.cancelled():
        message = _cancel_message(child)
        return CancelledError("" if message is None else message)
    error = child.exception()
    return child.result() if error is None else error

def _last_error(child):
    return _cancelled_error(child) if child.cancelled() else CancelledError()

# ---- wait

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(one) for one in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, get_running_loop())

async def _wait(fs, timeout, return_when, loop):
    waiter = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def _on_completion(future):
        nonlocal left
        left -= 1
        if left <= 0 or return_when == FIRST_COMPLETED or (
            return_when == FIRST_EXCEPTION
            and not future.cancelled()
            and future.exception() is not None
        ):
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    for one in fs:
        one.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for one in fs:
            one.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for one in fs:
        (done if one.done() else pending).add(one)
    return done, pending

def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)

async def _cancel_and_wait(future):
    waiter = get_running_loop().create_future()

    def release(future):
        _release_waiter(waiter)

    future.add_done_callback(release)
    try:
        future.cancel()
        # Not for the future itself, so that this wait can be cancelled.
        await waiter
    finally:
        future.remove_done_callback(release)

async def wait_for(fut, timeout):
    if _IN_A_TASK and (timeout is None or timeout > 0):
        return await _wait_for_task(fut, timeout)
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as exc:
            raise TimeoutError from exc
    async with _timeout(timeout):
        return await fut

# Up to 3.11 what is waited for runs in a task of its own, and this one looks after it.
_IN_A_TASK = _version_numbers() < (3, 12)

async def _wait_for_task(fut, timeout):
    if timeout is None:
        return await fut
    loop = get_running_loop()
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)

    def release(future):
        _release_waiter(waiter)

    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    try:
        try:
            await waiter
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(release)
            await _cancel_and_wait(fut)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as exc:
            raise TimeoutError() from exc
    finally:
        timer.cancel()

# ---- as_completed

class _AsCompletedIterator:
    def __init__(self, aws, timeout):
        self._done = []
        self._getters = []
        self._timer = None
        loop = self._loop = get_event_loop()
        todo = {ensure_future(one, loop=loop) for one in set(aws)}
        for one in todo:
            one.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._handle_timeout)
        self._todo = todo
        self._todo_left = len(todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one(True)

    def _put(self, future):
        self._done.append(future)
        while self._getters:
            getter = self._getters.pop(0)
            if not getter.done():
                getter.set_result(None)
                break

    def _handle_timeout(self):
        for one in self._todo:
            one.remove_done_callback(self._handle_completion)
            self._put(None)
        self._todo.clear()

    def _handle_completion(self, future):
        if not self._todo:
            return
        self._todo.remove(future)
        self._put(future)
        if not self._todo and self._timer is not None:
            self._timer.cancel()

    async def _wait_for_one(self, resolve=False):
        while not self._done:
            getter = self._loop.create_future()
            self._getters.append(getter)
            try:
                await getter
            except:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if self._done and not getter.cancelled():
                    self._wake_next()
                raise
        future = self._done.pop(0)
        if future is None:
            raise TimeoutError
        return future.result() if resolve else future

    def _wake_next(self):
        while self._getters:
            getter = self._getters.pop(0)
            if not getter.done():
                getter.set_result(None)
                break

def as_completed(fs, *, timeout=None):
    if _is_awaitable(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)

# ---- shield

def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
            return
        error = inner.exception()
        if error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer

# ---- factories, stacks

def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(
            coro, loop=loop, name=name, context=context, eager_start=True)
    return factory

eager_task_factory = create_eager_task_factory(Task)

class _Task:
    def get_stack(self, *, limit=None):
        frame = self._stack_frame()
        return [] if frame is None or limit == 0 else [frame]

    def print_stack(self, *, limit=None, file=None):
        rows = self._stack_rows()
        error = None
        if self.done() and not self.cancelled():
            error = _stored(self) if isinstance(_stored(self), BaseException) else None
        if limit is not None:
            rows = rows[:limit] if error is not None else rows[-limit:]
        if not rows:
            print(f"No stack for {self!r}", file=_err(file))
        elif error is not None:
            print(f"Traceback for {self!r} (most recent call last):", file=_err(file))
        else:
            print(f"Stack for {self!r} (most recent call last):", file=_err(file))
        for line, name in rows:
            print(f'  File "{_program_file()}", line {line}, in {name}', file=_err(file))
            text = _source_line(line)
            if text:
                print("    " + text.strip(), file=_err(file))
        if error is not None:
            print(f"{type(error).__name__}: {error}", file=_err(file))

def _err(file):
    import sys
    return sys.stderr if file is None else file

_extend_type(Task, _Task)
