# What a loop does beyond queueing. Models: Lib/asyncio/base_events.py, CPython 3.13.0.

import sys
from weakref import ref as _weak
from _asyncio import EventLoop, isfuture
from .tasks import ensure_future, gather

def _task_of_factory(loop, factory, coro, name, context):
    if context is None:
        task = factory(loop, coro)
    else:
        task = factory(loop, coro, context=context)
    if name is not None or _version_numbers() >= (3, 13):
        task.set_name(name)
    return task

def _callback_failed(handle, exception):
    loop, callback = _handle_source(handle)
    context = {"message": f"Exception in callback {callback}", "exception": exception, "handle": handle}
    _add_source(context, handle)
    loop.call_exception_handler(context)

# A future has died, and the loop has an exception handler of its own.
def _last_words(loop, future):
    if not future.done():
        context = {"task": future, "message": "Task was destroyed but it is pending!"}
    else:
        context = {
            "message": f"{type(future).__name__} exception was never retrieved",
            "exception": _stored(future),
            "future": future,
        }
    _add_source(context, future)
    loop.call_exception_handler(context)

def _add_source(context, thing):
    source = _source_text(thing)
    if source is not None:
        context["source_traceback"] = [source]

class BaseEventLoop:
    slow_callback_duration = 0.1
    _default_executor = None
    _executor_shutdown_called = False
    _asyncgens_shutdown_called = False
    _current_handle = None
    _asyncgens = ()

    def _check_closed(self):
        if self.is_closed():
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        self._check_closed()
        self._check_running()
        depth = _track_origins(10 if self.get_debug() else None)
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        try:
            _run_forever(self)
        finally:
            sys.set_asyncgen_hooks(*hooks)
            _track_origins(depth)

    def run_until_complete(self, future):
        self._check_closed()
        self._check_running()
        is_new = not isfuture(future)
        future = ensure_future(future, loop=self)
        if is_new:
            _no_death_report(future)
        _add_stop(future)
        try:
            self.run_forever()
        except:
            if is_new and future.done() and not future.cancelled():
                # Nobody else can look at it.
                future.exception()
            raise
        finally:
            _remove_stop(future)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        if self.get_debug():
            _log_debug(f"Close {self!r}")
        executor = self._default_executor
        self._executor_shutdown_called = True
        self._default_executor = None
        _close_loop(self)
        if executor is not None:
            executor.shutdown(wait=False)

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._set_task_factory(factory)

    # ---- async generators

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            import warnings
            warnings.warn(
                f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                ResourceWarning, source=self)
        self._asyncgens = [one for one in self._asyncgens if one() is not None]
        self._asyncgens.append(_weak(agen))

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens = [one for one in self._asyncgens if one() not in (None, agen)]
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        closing = [one() for one in self._asyncgens]
        closing = [agen for agen in closing if agen is not None]
        if not closing:
            return
        self._asyncgens = ()
        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": result,
                    "asyncgen": agen,
                })

    # ---- errors

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._set_exception_handler(handler)

    def default_exception_handler(self, context):
        lines = [context.get("message") or "Unhandled exception in event loop"]
        current = self._current_handle
        if "source_traceback" not in context and current is not None:
            _add_source(context, current)
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key == "source_traceback":
                value = "Object created at (most recent call last):\n" + "".join(value).rstrip()
            elif key == "handle_traceback":
                value = "Handle created at (most recent call last):\n" + "".join(value).rstrip()
            else:
                value = repr(value)
            lines.append(f"{key}: {value}")
        _log_error("\n".join(lines), context.get("exception"))

    def call_exception_handler(self, context):
        handler = self.get_exception_handler()
        if handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                _log_error("Exception in default exception handler", exc)
            return
        try:
            thing = context.get("task") or context.get("future") or context.get("handle")
            if thing is not None and hasattr(thing, "get_context"):
                thing.get_context().run(handler, self, context)
            else:
                handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler",
                    "exception": exc,
                    "context": context,
                })
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                _log_error(
                    "Exception in default exception handler while handling an unexpected error "
                    "in custom exception handler", exc)

    # ---- executors: see threads.py

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True

_extend_type(EventLoop, BaseEventLoop)
