# multiprocessing, where processes are started by fork. Frames of this file are not shown.

import os as _os
from multiprocessing import connection, pool, process, queues, sharedctypes, synchronize
from multiprocessing.connection import Pipe
from multiprocessing.pool import Pool
from multiprocessing.process import (
    AuthenticationError, BufferTooShort, Process, ProcessError, TimeoutError, active_children,
    current_process, parent_process,
)
from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue
from multiprocessing.sharedctypes import Array, RawArray, RawValue, Value
from multiprocessing.synchronize import (
    Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore,
)


class _Method:
    def __init__(self):
        self.name = None


_method = _Method()


def cpu_count():
    return _os.cpu_count()


def freeze_support():
    pass


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def get_start_method(allow_none=False):
    if _method.name is None and not allow_none:
        _method.name = "fork"
    return _method.name


def set_start_method(method, force=False):
    if _method.name is not None and not force:
        raise RuntimeError("context has already been set")
    if method is not None:
        get_context(method)
    _method.name = method


def get_context(method=None):
    if method is None or method == "fork":
        return _fork_context
    raise ValueError(f"cannot find context for {method!r}")


class ForkContext:
    __module__ = "multiprocessing.context"
    Process = process.ForkProcess

    def _made(make):
        def made(self, *args, **kwargs):
            return make(*args, **kwargs)
        return made

    Pool = _made(Pool)
    Pipe = _made(Pipe)
    Queue = _made(Queue)
    JoinableQueue = _made(JoinableQueue)
    SimpleQueue = _made(SimpleQueue)
    Lock = _made(Lock)
    RLock = _made(RLock)
    Condition = _made(Condition)
    Event = _made(Event)
    Semaphore = _made(Semaphore)
    BoundedSemaphore = _made(BoundedSemaphore)
    Barrier = _made(Barrier)
    Value = _made(Value)
    Array = _made(Array)
    RawValue = _made(RawValue)
    RawArray = _made(RawArray)
    cpu_count = _made(cpu_count)
    freeze_support = _made(freeze_support)
    current_process = _made(current_process)
    parent_process = _made(parent_process)
    active_children = _made(active_children)
    get_start_method = _made(lambda allow_none=False: "fork")

    def get_context(self, method=None):
        return self if method is None else get_context(method)


_fork_context = ForkContext()
