# asyncio, on the machine's loop and the natives of `_asyncio`. Frames of this package are not shown.

from _asyncio import (
    Future,
    Task,
    all_tasks,
    create_task,
    current_task,
    get_event_loop,
    get_running_loop,
    iscoroutine,
    iscoroutinefunction,
    isfuture,
)
from .exceptions import CancelledError, InvalidStateError, TimeoutError
from .runners import run
from .tasks import ensure_future, gather, sleep
