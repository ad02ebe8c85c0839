# Which loop is meant. Models: Lib/asyncio/events.py, CPython 3.13.0.

from _asyncio import EventLoop, Handle, TimerHandle, get_running_loop

AbstractEventLoop = EventLoop

class AbstractEventLoopPolicy:
    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    _loop_factory = EventLoop

    def __init__(self):
        # Of each thread: its loop, and whether one was ever set.
        self._of_threads = {}

    def get_event_loop(self):
        thread = _thread_number()
        loop, was_set = self._of_threads.get(thread, (None, False))
        if loop is None and not was_set and thread == 1:
            _warn_no_loop()
            self.set_event_loop(self.new_event_loop())
            loop = self._of_threads[thread][0]
        if loop is None:
            from . import threads
            name = "MainThread" if threads is None else threads.threading.current_thread().name
            raise RuntimeError(f"There is no current event loop in thread {name!r}.")
        return loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, EventLoop):
            raise TypeError(
                "loop must be an instance of AbstractEventLoop or None, "
                f"not '{type(loop).__name__}'"
            )
        self._of_threads[_thread_number()] = (loop, True)

    def new_event_loop(self):
        return EventLoop()

class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    __module__ = "asyncio.unix_events"

DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
_policy = None

def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy

def set_event_loop_policy(policy):
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(
            "policy must be an instance of AbstractEventLoopPolicy or None, "
            f"not '{type(policy).__name__}'"
        )
    _policy = policy

def get_event_loop():
    loop = _running_loop()
    return get_event_loop_policy().get_event_loop() if loop is None else loop

def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)

def new_event_loop():
    return get_event_loop_policy().new_event_loop()

def _get_running_loop():
    return _running_loop()

def _warn_no_loop():
    import warnings
    warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=1)
