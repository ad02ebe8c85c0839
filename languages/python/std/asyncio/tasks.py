# What tasks do with futures and with each other.

from _asyncio import create_task, get_running_loop, iscoroutine, isfuture

async def sleep(delay, result=None):
    if delay <= 0:
        await _once()
        return result
    future = _new_sleep()
    timer = _wake_later(delay, future, result)
    try:
        return await future
    finally:
        timer.cancel()

def ensure_future(awaitable, *, loop=None):
    if isfuture(awaitable):
        return awaitable
    if not iscoroutine(awaitable):
        raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
    return create_task(awaitable)

def gather(*awaitables, return_exceptions=False):
    if not awaitables:
        outer = _new_future(get_running_loop())
        outer.set_result([])
        return outer
    return _gather(_running_loop(), awaitables, return_exceptions)

def _gather(loop, awaitables, return_exceptions):
    outer = None
    finished = 0
    known = []
    tasks = []
    children = []

    def child_done(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(_cancelled_error(child))
                return
            if child.exception() is not None:
                _adopt_error(outer, child)
                return
        if finished == len(tasks):
            results = []
            for one in children:
                if one.cancelled():
                    results.append(_cancelled_error(one))
                elif one.exception() is not None:
                    results.append(one.exception())
                else:
                    results.append(one.result())
            if _gather_cancelled(outer):
                outer.set_exception(_cancelled_error(child))
            else:
                outer.set_result(results)

    already = []
    for awaitable in awaitables:
        child = None
        for index in range(len(known)):
            if known[index] is awaitable:
                child = tasks[index]
        if child is None:
            child = ensure_future(awaitable)
            if loop is None:
                loop = child.get_loop()
            known.append(awaitable)
            tasks.append(child)
            if child.done():
                already.append(child)
            else:
                child.add_done_callback(child_done)
        children.append(child)
    outer = _new_gather(loop, children)
    for child in already:
        child_done(child)
    return outer

def _cancel(future, message):
    if future.done():
        return False
    children = _children(future)
    if children is not None:
        # A gather is cancelled by cancelling its children; it is done when they are.
        cancelled = False
        for child in children:
            if child.cancel(message):
                cancelled = True
        if cancelled:
            _request_cancel(future, message)
        return cancelled
    if not _is_task(future):
        _cancel_future(future, message)
        return True
    _request_cancel(future, message)
    waiter = _waiter(future)
    if waiter is None or not _cancel(waiter, message):
        _must_cancel(future)
    return True
