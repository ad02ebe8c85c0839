# _thread, on top of `_start_thread`. Frames of this file are not shown.


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    thread = _start_thread(_run, (function, args, kwargs), "")
    return _thread_ident(thread)


def _run(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        _unraisable("Exception ignored in thread started by", function, error)


def exit():
    raise SystemExit


start_new = start_new_thread
allocate = allocate_lock
exit_thread = exit
