# What a coroutine function is. Models: Lib/asyncio/coroutines.py, CPython 3.13.0.

from _asyncio import iscoroutine

def iscoroutinefunction(func):
    while True:
        if getattr(func, "_is_coroutine_marker", None) is not None:
            return True
        if hasattr(func, "__func__"):
            func = func.__func__
        elif type(func).__name__ == "partial":
            func = func.func
        else:
            break
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)
