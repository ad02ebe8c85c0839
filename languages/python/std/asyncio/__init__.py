# asyncio, on the machine's loop and the natives of `_asyncio`. Frames of this package are not shown.

from _asyncio import (
    EventLoop,
    Future,
    Handle,
    Task,
    TimerHandle,
    all_tasks,
    create_task,
    current_task,
    get_running_loop,
    iscoroutine,
    isfuture,
)
from .coroutines import iscoroutinefunction
from .events import (
    AbstractEventLoop,
    AbstractEventLoopPolicy,
    DefaultEventLoopPolicy,
    _get_running_loop,
    get_event_loop,
    get_event_loop_policy,
    new_event_loop,
    set_event_loop,
    set_event_loop_policy,
)
from .exceptions import (
    BrokenBarrierError,
    CancelledError,
    IncompleteReadError,
    InvalidStateError,
    LimitOverrunError,
    SendfileNotAvailableError,
    TimeoutError,
)
from . import base_events, futures
from .locks import Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore
from .queues import LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown
from .runners import Runner, run
from .taskgroups import TaskGroup
from .tasks import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    as_completed,
    create_eager_task_factory,
    eager_task_factory,
    ensure_future,
    gather,
    shield,
    sleep,
    wait,
    wait_for,
)
from .timeouts import Timeout, timeout, timeout_at

BaseEventLoop = EventLoop
SelectorEventLoop = EventLoop

from . import threads
if threads is not None:
    run_coroutine_threadsafe = threads.run_coroutine_threadsafe
    to_thread = threads.to_thread
    wrap_future = threads.wrap_future

# What older versions did not have yet.
if _version_numbers() < (3, 11):
    del Runner, TaskGroup, Timeout, timeout, timeout_at
if _version_numbers() < (3, 12):
    del create_eager_task_factory, eager_task_factory
