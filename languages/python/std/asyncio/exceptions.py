# What asyncio raises. Models: Lib/asyncio/exceptions.py, CPython 3.13.0.

from _asyncio import CancelledError, InvalidStateError

TimeoutError = TimeoutError

class SendfileNotAvailableError(RuntimeError):
    pass

class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        shown = "undefined" if expected is None else repr(expected)
        super().__init__(f"{len(partial)} bytes read on a total of {shown} expected bytes")
        self.partial = partial
        self.expected = expected

class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

class BrokenBarrierError(RuntimeError):
    pass
