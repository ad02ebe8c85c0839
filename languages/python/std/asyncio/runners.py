# Running a loop from outside.

from .tasks import _gather
from _asyncio import all_tasks, iscoroutine

def run(main, *, debug=None, loop_factory=None):
    if _running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    loop = _new_loop()
    try:
        return _run_until_complete(loop, _create_task(loop, main, None))
    finally:
        _cancel_all(loop)
        _close_loop(loop)

def _run_until_complete(loop, future):
    _add_stop(future)
    _run_forever(loop)
    return future.result()

def _cancel_all(loop):
    left = all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    _run_until_complete(loop, _gather(loop, left, True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            _log_shutdown(task)
