# atexit. Models: Modules/atexitmodule.c, CPython 3.13.

_callbacks = []
_is_hooked = False

def register(func, /, *args, **kwargs):
    global _is_hooked
    if not callable(func):
        raise TypeError("the first argument must be callable")
    if not _is_hooked:
        _is_hooked = True
        _at_exit(_run_exitfuncs)
    _callbacks.append((func, args, kwargs))
    return func

def unregister(func, /):
    for index in range(len(_callbacks) - 1, -1, -1):
        if _callbacks[index][0] == func:
            del _callbacks[index]

def _clear():
    _callbacks.clear()

def _ncallbacks():
    return len(_callbacks)

def _run_exitfuncs():
    # What a callback registers now is not called any more.
    index = len(_callbacks) - 1
    while index >= 0:
        func, args, kwargs = _callbacks[index]
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _unraisable("Exception ignored in atexit callback", func, error)
        index -= 1
    _callbacks.clear()
