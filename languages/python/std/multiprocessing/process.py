# Processes, as multiprocessing starts them by fork. The steps are those of CPython's
# Lib/multiprocessing/{process,popen_fork,util}.py (3.13). Frames of this file are not shown.

import atexit as _atexit
import itertools as _itertools
import os as _os
import sys as _sys
import threading as _threading

_SIGNALS = {-1: "-SIGHUP", -2: "-SIGINT", -6: "-SIGABRT", -9: "-SIGKILL", -15: "-SIGTERM"}


class Process:
    __module__ = "multiprocessing.context"

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._identity = (*_state.current._identity, next(_state.counter))
        self._config = dict(_state.current._config)
        self._parent_pid = _os.getpid()
        self._parent_name = _state.current.name
        self._number = None
        self._exitcode = None
        self._closed = False
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        numbers = ":".join(str(number) for number in self._identity)
        self._name = name or f"{type(self).__name__}-{numbers}"
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError("process object is closed")

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._check_closed()
        assert self._number is None, "cannot start a process twice"
        assert self._parent_pid == _os.getpid(), (
            "can only start a process object created by current process"
        )
        assert not _state.current._config.get("daemon"), (
            "daemonic processes are not allowed to have children"
        )
        _cleanup()
        _sys.stdout.flush()
        self._number = _start_process(self._bootstrap, (), self._name)
        del self._target, self._args, self._kwargs
        _state.children[self] = self

    def _bootstrap(self):
        code = 1
        try:
            _state.enter(self)
            _threading._after_fork()
            for call in _after_fork:
                call()
            try:
                self.run()
                code = 0
            finally:
                _exit_function()
        except SystemExit as error:
            code = _code_of(error)
        except BaseException as error:
            text = _threading._traceback_of(error)
            print(f"Process {self._name}:\n{text}", end="", file=_sys.stderr)
        finally:
            _threading._shutdown()
            _sys.stdout.flush()
            _exit_process(int(code) & 0xFF)

    def _poll(self):
        if self._exitcode is None and _join_process(self._number, 0):
            self._exitcode = _exit_code_of(self._number)
        return self._exitcode

    def _signal(self, number):
        self._check_closed()
        if self._poll() is None:
            _kill_process(self._number, number)

    def terminate(self):
        self._signal(15)

    def kill(self):
        self._signal(9)

    def join(self, timeout=None):
        self._check_closed()
        assert self._parent_pid == _os.getpid(), "can only join a child process"
        assert self._number is not None, "can only join a started process"
        if self._exitcode is None:
            if timeout is not None:
                timeout = max(timeout, 0)
            if _join_process(self._number, timeout):
                self._exitcode = _exit_code_of(self._number)
        if self._exitcode is not None:
            _state.children.pop(self, None)

    def is_alive(self):
        self._check_closed()
        if self is _state.current:
            return True
        assert self._parent_pid == _os.getpid(), "can only test a child process"
        if self._number is None:
            return False
        if self._poll() is None:
            return True
        _state.children.pop(self, None)
        return False

    def close(self):
        if self._number is not None:
            if self._poll() is None:
                raise ValueError(
                    "Cannot close a process while it is still running. "
                    "You should first call join() or terminate()."
                )
            self._number = None
            _state.children.pop(self, None)
        self._closed = True

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), "name must be a string"
        self._name = name

    @property
    def daemon(self):
        return self._config.get("daemon", False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._number is None, "process has already started"
        self._config["daemon"] = daemonic

    @property
    def exitcode(self):
        self._check_closed()
        if self is _state.current or self._number is None:
            return None
        return self._poll()

    @property
    def pid(self):
        self._check_closed()
        if self is _state.current:
            return _os.getpid()
        return None if self._number is None else _process_id(self._number)

    ident = pid

    @property
    def sentinel(self):
        self._check_closed()
        if self._number is None:
            raise ValueError("process not started")
        return self._number

    def __repr__(self):
        code = None
        if self is _state.current:
            status = "started"
        elif self._closed:
            status = "closed"
        elif self._parent_pid != _os.getpid():
            status = "unknown"
        elif self._number is None:
            status = "initial"
        else:
            code = self._poll()
            status = "started" if code is None else "stopped"
        words = [type(self).__name__, f"name={self._name!r}"]
        if self._number is not None:
            words.append(f"pid={_process_id(self._number)}")
        words += [f"parent={self._parent_pid}", status]
        if code is not None:
            words.append(f"exitcode={_SIGNALS.get(code, code)}")
        if self.daemon:
            words.append("daemon")
        return f"<{' '.join(words)}>"


def _code_of(error):
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code
    print(error.code, file=_sys.stderr)
    return 1


class ForkProcess(Process):
    __module__ = "multiprocessing.context"


class _MainProcess(Process):
    __module__ = "multiprocessing.process"

    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._parent_pid = None
        self._number = None
        self._exitcode = None
        self._closed = False
        self._config = {}

    def close(self):
        pass


class _ParentProcess(Process):
    __module__ = "multiprocessing.process"

    def __init__(self, name, pid):
        self._identity = ()
        self._name = name
        self._pid = pid
        self._parent_pid = None
        self._number = None
        self._exitcode = None
        self._closed = False
        self._config = {}

    def is_alive(self):
        return True

    @property
    def pid(self):
        return self._pid

    ident = pid

    def __repr__(self):
        return f"<_ParentProcess name={self._name!r} parent=None unknown>"


class _State:
    def __init__(self):
        self.current = _MainProcess()
        self.parent = None
        self.children = {}
        self.counter = _itertools.count(1)
        self.at_exit = []

    def enter(self, process):
        self.parent = _ParentProcess(process._parent_name, process._parent_pid)
        self.current = process
        self.children = {}
        self.counter = _itertools.count(1)
        self.at_exit = []


_state = _State()
# What is called in a new process, before anything else.
_after_fork = []


def current_process():
    return _state.current


def parent_process():
    return _state.parent


def active_children():
    _cleanup()
    return list(_state.children)


def _cleanup():
    for process in list(_state.children):
        if process._poll() is not None:
            _state.children.pop(process, None)


def _at_exit(call, early):
    _state.at_exit.append((call, early))


def _run_at_exit(early):
    for one in reversed(list(_state.at_exit)):
        if one[1] == early:
            _state.at_exit.remove(one)
            one[0]()


def _exit_function():
    _run_at_exit(True)
    for process in active_children():
        if process.daemon:
            process.terminate()
    for process in active_children():
        process.join()
    _run_at_exit(False)


_atexit.register(_exit_function)


class AuthenticationError(Exception):
    __module__ = "multiprocessing.context"


class ProcessError(Exception):
    __module__ = "multiprocessing.context"


class BufferTooShort(ProcessError):
    __module__ = "multiprocessing.context"


class TimeoutError(ProcessError):
    __module__ = "multiprocessing.context"


# ---- exceptions of other processes

class RemoteTraceback(Exception):
    __module__ = "multiprocessing.pool"

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    def __init__(self, error, cause=RemoteTraceback):
        text = _threading._traceback_of(error)
        error.__traceback__ = None
        self.error = error
        self.text = f'\n"""\n{text}"""'
        self.cause = cause

    def __reduce__(self):
        return _rebuilt, (self.error, self.text, self.cause)


def _rebuilt(error, text, cause):
    error.__cause__ = cause(text)
    return error
