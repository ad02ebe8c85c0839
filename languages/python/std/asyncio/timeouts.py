# Timeouts. Models: Lib/asyncio/timeouts.py, CPython 3.13.0.

from _asyncio import CancelledError, current_task, get_running_loop

class Timeout:
    def __init__(self, when):
        self._state = "created"
        self._handler = None
        self._task = None
        self._when = when

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handler is not None:
            self._handler.cancel()
            self._handler = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._handler = loop.call_soon(self._on_timeout)
            else:
                self._handler = loop.call_at(when, self._on_timeout)

    def expired(self):
        return self._state in ("expiring", "expired")

    def __repr__(self):
        shown = ""
        if self._state == "active":
            shown = f" when={None if self._when is None else round(self._when, 3)}"
        return f"<Timeout [{self._state}]{shown}>"

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._handler is not None:
            self._handler.cancel()
            self._handler = None
        if self._state == "active":
            self._state = "finished"
            return
        self._state = "expired"
        if self._task.uncancel() <= self._cancelling and exc is not None:
            # Nobody else has asked for the cancellation.
            if isinstance(exc, CancelledError):
                raise TimeoutError from exc
            _insert_timeout_error(exc)
            if isinstance(exc, ExceptionGroup):
                for one in exc.exceptions:
                    _insert_timeout_error(one)

    def _on_timeout(self):
        self._task.cancel()
        self._state = "expiring"
        self._handler = None

# The cancellation that an exception came out of was a timeout.
def _insert_timeout_error(exc):
    while exc.__context__ is not None:
        if isinstance(exc.__context__, CancelledError):
            error = TimeoutError()
            error.__context__ = error.__cause__ = exc.__context__
            exc.__context__ = error
            break
        exc = exc.__context__

def timeout(delay):
    loop = get_running_loop()
    return Timeout(None if delay is None else loop.time() + delay)

def timeout_at(when):
    return Timeout(when)
