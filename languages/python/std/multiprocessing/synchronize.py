# Locks between processes, on semaphores. The steps are those of CPython's
# Lib/multiprocessing/synchronize.py (3.13). Frames of this file are not shown.

import os as _os
import threading as _threading
from time import monotonic as _time
from multiprocessing import process as _process

SEM_VALUE_MAX = 2147483647


class _SemLock:
    _recursive = False

    def __init__(self, value, maxvalue):
        if not isinstance(value, int):
            kind = type(value).__name__
            raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
        if not 0 <= value <= SEM_VALUE_MAX:
            raise OSError(22, "Invalid argument")
        self._number = _new_semaphore(int(value))
        self._maxvalue = maxvalue
        self._owner = None
        self._count = 0

    def __getstate__(self):
        kind = type(self).__name__
        raise RuntimeError(
            f"{kind} objects should only be shared between processes through inheritance"
        )

    def acquire(self, block=True, timeout=None):
        me = _threading.get_ident()
        if self._recursive and self._owner == me:
            self._count += 1
            return True
        if not block:
            timeout = 0
        elif timeout is not None:
            timeout = max(timeout, 0)
        had = _acquire_semaphore(self._number, timeout)
        if had is False:
            had = _give_up(self._number)
        if not had:
            return False
        # In a process that is a copy of one that has it, the count is the other's.
        self._count = 1 if self._maxvalue == 1 else self._count + 1
        self._owner = me
        return True

    def release(self):
        if self._recursive:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            self._count -= 1
            if self._count:
                return
            self._owner = None
        else:
            if self._value() >= self._maxvalue:
                raise ValueError("semaphore or lock released too many times")
            self._count -= 1
            if self._count <= 0:
                self._owner = None
        _release_semaphore(self._number)

    def _value(self):
        return _semaphore_value(self._number)

    def _is_mine(self):
        return self._count > 0 and self._owner == _threading.get_ident()

    def _owner_name(self):
        name = _process.current_process().name
        thread = _threading.current_thread().name
        return name if thread == "MainThread" else f"{name}|{thread}"

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class Semaphore(_SemLock):
    def __init__(self, value=1, *, ctx=None):
        super().__init__(value, SEM_VALUE_MAX)

    def get_value(self):
        return self._value()

    def __repr__(self):
        return f"<Semaphore(value={self._value()})>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx=None):
        super().__init__(value)
        self._maxvalue = value

    def __repr__(self):
        return f"<BoundedSemaphore(value={self._value()}, maxvalue={self._maxvalue})>"


class Lock(_SemLock):
    def __init__(self, *, ctx=None):
        super().__init__(1, 1)

    def __repr__(self):
        if self._is_mine():
            name = self._owner_name()
        elif self._value() == 1:
            name = "None"
        elif self._count > 0:
            name = "SomeOtherThread"
        else:
            name = "SomeOtherProcess"
        return f"<Lock(owner={name})>"


class RLock(_SemLock):
    _recursive = True

    def __init__(self, *, ctx=None):
        super().__init__(1, 1)

    def __repr__(self):
        if self._is_mine():
            name, count = self._owner_name(), self._count
        elif self._value() == 1:
            name, count = "None", 0
        elif self._count > 0:
            name, count = "SomeOtherThread", "nonzero"
        else:
            name, count = "SomeOtherProcess", "nonzero"
        return f"<RLock({name}, {count})>"


class Condition:
    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        self._sleeping_count = Semaphore(0)
        self._woken_count = Semaphore(0)
        self._wait_semaphore = Semaphore(0)
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __getstate__(self):
        raise RuntimeError(
            "Condition objects should only be shared between processes through inheritance"
        )

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        waiters = self._sleeping_count._value() - self._woken_count._value()
        return f"<Condition({self._lock}, {waiters})>"

    def wait(self, timeout=None):
        assert self._lock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        count = self._lock._count
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        assert self._lock._is_mine(), "lock is not owned"
        assert not self._wait_semaphore.acquire(False), (
            "notify: Should not have been able to acquire _wait_semaphore"
        )
        while self._woken_count.acquire(False):
            self._sleeping_count.acquire(False)
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        for _ in range(sleepers):
            self._woken_count.acquire()
        while sleepers and self._wait_semaphore.acquire(False):
            pass

    def notify_all(self):
        self.notify(n=SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result:
            return result
        end = None if timeout is None else _time() + timeout
        left = timeout
        while not result:
            if end is not None:
                left = end - _time()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result


class Event:
    def __init__(self, *, ctx=None):
        self._cond = Condition(Lock())
        self._flag = Semaphore(0)

    def is_set(self):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def set(self):
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if self._flag.acquire(False):
                self._flag.release()
            else:
                self._cond.wait(timeout)
            if self._flag.acquire(False):
                self._flag.release()
                return True
            return False

    def __repr__(self):
        status = "set" if self.is_set() else "unset"
        return f"<{type(self).__qualname__} at {id(self):#x} {status}>"


class Barrier(_threading.Barrier):
    # The numbers that threading.Barrier keeps are in shared memory here.
    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        self._memory = _new_memory([0, 0])
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._cond = Condition()

    @property
    def _state(self):
        return _memory_item(self._memory, 0)

    @_state.setter
    def _state(self, value):
        _set_memory_item(self._memory, 0, value)

    @property
    def _count(self):
        return _memory_item(self._memory, 1)

    @_count.setter
    def _count(self, value):
        _set_memory_item(self._memory, 1, value)

    def __repr__(self):
        name = "multiprocessing.synchronize.Barrier"
        return f"<{name} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"
