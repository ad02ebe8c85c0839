# Futures beyond the natives. Models: Lib/asyncio/{futures,base_futures}.py, CPython 3.13.0.

from _asyncio import Future, Task, isfuture
from .events import get_event_loop

def _future_of_default():
    return _make_future(get_event_loop())

def _task_of_default(coro, name, context, eager_start):
    return _make_task(get_event_loop(), coro, name, context, eager_start)

# `reprlib.repr` of what has a repr of its own.
def _short(value):
    kind = type(value)
    if kind in (list, tuple):
        parts = [_short(item) for item in value[:6]]
        if len(value) > 6:
            parts.append("...")
        if kind is list:
            return "[" + ", ".join(parts) + "]"
        return "(" + ", ".join(parts) + ("," if len(value) == 1 else "") + ")"
    text = repr(value)
    return text if len(text) <= 30 else text[:13] + "..." + text[-14:]

class _Future:
    def __repr__(self):
        value = _stored(self)
        return _future_text(self, repr(value) if isinstance(value, BaseException) else _short(value))

_extend_type(Future, _Future)
