//! Futures and tasks: what happens when one is done, awaited, stepped or cancelled.
//!
//! The machine queues handles and runs them; what a future knows, and who is kept alive by whom,
//! is here. A task that waits is kept alive by the future's callbacks alone, one that is ready by
//! the loop: what only itself refers to dies.
//!
//! **Models:** `Modules/_asynciomodule.c` (`future_schedule_callbacks`, `task_step_impl`,
//! `task_wakeup`), CPython 3.13.0.

use super::frame::{After, Fiber, Outer, Pending};
use super::{Raise, Vm};
use crate::object::{
    DoneCallback, Future, FutureState, LoopHandle, Object, Scheduled, TaskPart, Text, Type, Value,
};
use runtime_core::guest::Op;
use runtime_core::id::{CallbackId, FiberId, FutureId, LoopId, TimerId};
use runtime_core::trace::{Finish, Handle};

impl Vm {
    /// A new pending future of a loop; `name` says in the trace what it is for.
    pub(crate) fn new_future(&mut self, event_loop: u32, name: &'static str) -> Value {
        let future = self.blank_future(event_loop, None);
        let place = if name == "gather" { "tasks.py:765" } else { "base_events.py:460" };
        let source = self.source_now(event_loop, Some(place));
        if let Some(made) = self.future_mut(future) {
            made.source = source;
            let id = made.id;
            self.futures_unseen.push((self.at, id, name));
            self.heap.deadline = 0;
        }
        future
    }

    fn blank_future(&mut self, event_loop: u32, task: Option<TaskPart>) -> Value {
        self.futures_made += 1;
        self.heap.alloc(Object::Future(Box::new(Future {
            id: FutureId(self.futures_made),
            event_loop,
            callbacks: Vec::new(),
            state: FutureState::Pending,
            value: Value::None,
            rows: Vec::new(),
            unretrieved: false,
            cancel_message: Value::None,
            cancelling: 0,
            task,
            extra: Value::None,
            source: None,
        })))
    }

    /// A Task for a borrowed coroutine, with a fiber of its own, kept alive until that runs; in a
    /// borrowed context, `Undef` for a copy of the present one.
    pub(crate) fn new_task(
        &mut self, event_loop: u32, coroutine: Value, name: Option<Text>, context: Value,
    ) -> (Value, FiberId, Text) {
        let name = name.unwrap_or_else(|| {
            self.tasks_named += 1;
            format!("Task-{}", self.tasks_named).into()
        });
        let part = TaskPart {
            fiber: FiberId(0),
            coroutine: self.heap.keep(coroutine),
            name: name.clone(),
            must_cancel: false,
            waiter: Value::None,
            reports_death: true,
        };
        let task = self.blank_future(event_loop, Some(part));
        let context = match context {
            Value::Undef => self.context_for_task(),
            context => self.heap.keep(context),
        };
        let fiber = self.new_fiber(coroutine, task, context);
        if let Some(part) = self.future_mut(task).and_then(|future| future.task.as_mut()) {
            part.fiber = fiber;
        }
        if let Some(handle) = task.handle() {
            self.tasks.insert(fiber.0, handle);
        }
        (task, fiber, name)
    }

    /// A fiber for a coroutine, which it takes over; the fiber's number.
    fn new_fiber(&mut self, coroutine: Value, task: Value, context: Value) -> FiberId {
        let is_new = self
            .generator(coroutine)
            .is_some_and(|one| one.state == crate::object::GeneratorState::Created);
        if !is_new {
            return self.fiber_for_used(coroutine, task, context);
        }
        let (code, values) = match self.generator(coroutine) {
            Some(generator) => {
                generator.state = crate::object::GeneratorState::Running;
                generator.awaited = true;
                generator.frame = None;
                (generator.code, std::mem::take(&mut generator.values))
            }
            None => panic!("yieldpoint bug: a task without a coroutine"),
        };
        let mut top = self.root_frame(code);
        top.owner = self.heap.keep(coroutine);
        let task = self.heap.keep(task);
        let fiber = Fiber { top, depth: 1, stack: values, task, context, ..Fiber::default() };
        FiberId(self.fibers.push(fiber))
    }

    /// The same for a coroutine that somebody has sent into before.
    fn fiber_for_used(&mut self, coroutine: Value, task: Value, context: Value) -> FiberId {
        let Value::Prelude(code) = self.library("builtins._delegate") else {
            panic!("yieldpoint bug: the library has no _delegate");
        };
        let top = self.root_frame(code);
        let mut stack = vec![Value::Undef; self.program.code(code).locals.len()];
        stack[0] = self.heap.keep(coroutine);
        let task = self.heap.keep(task);
        let fiber = Fiber { top, depth: 1, stack, task, context, ..Fiber::default() };
        FiberId(self.fibers.push(fiber))
    }

    /// A handle for a loop to hold, from an owned callable, arguments and context; its number,
    /// and the handle, borrowed. `when` is `Undef` if it is no timer's.
    pub(crate) fn new_callback(
        &mut self, event_loop: u32, callable: Value, arguments: Vec<Value>, context: Value,
        when: Value,
    ) -> (CallbackId, Value) {
        let id = self.next_callback;
        self.next_callback += 1;
        let source = self.source_now(event_loop, None);
        let handle = self.heap.alloc(Object::LoopHandle(Box::new(LoopHandle {
            source,
            event_loop,
            callable,
            arguments,
            context,
            is_cancelled: false,
            when,
            timer: TimerId(0),
            what: Scheduled::Call(id),
        })));
        self.callbacks.insert(id, handle);
        (CallbackId(id), handle)
    }

    /// The handle, borrowed, is no call's: the loop does not hold it.
    pub(crate) fn forget_callback(&mut self, handle: Value, what: Scheduled) {
        if let Some(Object::LoopHandle(found)) = handle.handle().map(|at| self.heap.get_mut(at)) {
            let old = std::mem::replace(&mut found.what, what);
            if let Scheduled::Call(id) = old {
                self.callbacks.remove(&id);
            }
        }
    }

    /// The tasks of a loop that were ready to run; the references are the caller's now.
    pub(crate) fn ready_tasks_of(&mut self, event_loop: u32) -> Vec<Value> {
        let mut ready = Vec::new();
        let tasks: Vec<(u32, Value)> =
            self.tasks.iter().map(|(&fiber, &task)| (fiber, Value::Ref(task))).collect();
        for (number, task) in tasks {
            let of = self.future_mut(task).map(|task| task.event_loop);
            let fiber = &mut self.fibers[number as usize - 1];
            if of == Some(event_loop) && number != self.at.0 {
                ready.push(std::mem::replace(&mut fiber.task, Value::Undef));
            }
        }
        ready
    }

    /// The handle of a future's callback, both owned.
    fn queue_call(&mut self, future: Value, callable: Value, context: Value) -> Handle {
        let event_loop = self.future_mut(future).map_or(0, |future| future.event_loop);
        let arguments = self.heap.keep_all(&[future]);
        Handle::Call(self.new_callback(event_loop, callable, arguments, context, Value::Undef).0)
    }

    /// Ends a pending future with an owned value; what the machine is to be asked for then.
    pub(crate) fn finish_future(&mut self, future: Value, state: FutureState, value: Value) -> Op {
        let Some(found) = self.future_mut(future) else { panic!("yieldpoint bug: no future ends") };
        found.state = state;
        let (id, event_loop) = (found.id, LoopId(found.event_loop));
        let old = std::mem::replace(&mut found.value, value);
        let callbacks = std::mem::take(&mut found.callbacks);
        self.heap.release(old);
        let queued = callbacks.into_iter().map(|callback| match callback {
            DoneCallback::Wakeup(task) => (event_loop, self.queue_wakeup(task, id)),
            DoneCallback::Stop => (event_loop, Handle::Stop),
            DoneCallback::Call(callable, context) => {
                (event_loop, self.queue_call(future, callable, context))
            }
        });
        let callbacks = queued.collect();
        let how = match state {
            FutureState::Cancelled => Finish::Cancelled,
            FutureState::Raised => Finish::Raised,
            _ => Finish::Returned,
        };
        Op::FutureFinish { future: id, how, callbacks }
    }

    /// The task, owned, is ready: its fiber keeps it.
    fn queue_wakeup(&mut self, task: Value, future: FutureId) -> Handle {
        let fiber = match self.future_mut(task).and_then(|task| task.task.as_ref()) {
            Some(part) => part.fiber,
            None => panic!("yieldpoint bug: no task is woken"),
        };
        let old = std::mem::replace(self.task_of(fiber), task);
        self.heap.release(old);
        Handle::Wakeup(fiber, future)
    }

    fn task_of(&mut self, fiber: FiberId) -> &mut Value {
        match fiber == self.at {
            true => &mut self.run.task,
            false => &mut self.fibers[fiber.index() - 1].task,
        }
    }

    /// `add_done_callback`, owned: for a future that is done, what to ask the machine for.
    pub(crate) fn add_callback(&mut self, future: Value, callback: DoneCallback) -> Option<Op> {
        let found = self.future_mut(future)?;
        let (id, event_loop) = (found.id, LoopId(found.event_loop));
        if found.state == FutureState::Pending {
            found.callbacks.push(callback);
            return None;
        }
        let handle = match callback {
            DoneCallback::Wakeup(task) => self.queue_wakeup(task, id),
            DoneCallback::Stop => Handle::Stop,
            DoneCallback::Call(callable, context) => self.queue_call(future, callable, context),
        };
        Some(Op::CallSoon { event_loop, handle, wakes: false })
    }

    /// The running task waits for a pending future: the future keeps it from here on. A task that
    /// is to be cancelled cancels what it waits for at once.
    pub(super) fn wait_for(&mut self, future: Value) {
        let task = std::mem::replace(&mut self.run.task, Value::Undef);
        let waiter = self.heap.keep(future);
        let (mut cancels, mut message) = (false, Value::None);
        if let Some(found) = self.future_mut(task) {
            message = found.cancel_message;
            if let Some(part) = &mut found.task {
                part.waiter = waiter;
                cancels = part.must_cancel;
            }
        }
        if let Some(found) = self.future_mut(future) {
            found.callbacks.push(DoneCallback::Wakeup(task));
        }
        let mut ops = Vec::new();
        if cancels
            && self.cancel(future, message, &mut ops) == Ok(true)
            && let Some(part) = self.future_mut(task).and_then(|task| task.task.as_mut())
        {
            part.must_cancel = false;
        }
        self.run.todo.extend(ops);
    }

    /// A handle begins a step of the task.
    pub(super) fn begin_task(&mut self, fiber: FiberId, handle: Handle) {
        let task = self.fibers[fiber.index() - 1].task;
        let Some(part) = self.future_mut(task).and_then(|task| task.task.as_mut()) else {
            panic!("yieldpoint bug: {fiber} is no task")
        };
        let waiter = std::mem::replace(&mut part.waiter, Value::None);
        let cancelled = std::mem::take(&mut part.must_cancel);
        self.heap.release(waiter);
        let fiber = &mut self.fibers[fiber.index() - 1];
        let pending = std::mem::replace(&mut fiber.pending, Pending::Nothing);
        if cancelled {
            let exception = self.cancelled_error(task);
            let fiber = self.fiber_mut(handle);
            fiber.throw = exception;
            if let Pending::Throw = pending {
                let other = fiber.stack.pop().unwrap_or(Value::Undef);
                self.heap.release(other);
            }
            return;
        }
        let fiber = self.fiber_mut(handle);
        match (pending, handle) {
            (Pending::Await, Handle::Wakeup(..)) => fiber.wakes = true,
            (Pending::Turn, _) => fiber.stack.push(Value::None),
            (Pending::Throw, _) => fiber.throw = fiber.stack.pop().unwrap_or(Value::Undef),
            _ => {}
        }
    }

    fn fiber_mut(&mut self, handle: Handle) -> &mut Fiber {
        match handle {
            Handle::Step(fiber) | Handle::Wakeup(fiber, _) => &mut self.fibers[fiber.index() - 1],
            _ => panic!("yieldpoint bug: {handle:?} steps no task"),
        }
    }

    /// The CancelledError that is thrown into a task, owned.
    fn cancelled_error(&mut self, task: Value) -> Value {
        let message = match self.heap.object(task) {
            Some(Object::Future(task)) => task.cancel_message,
            _ => Value::None,
        };
        let arguments = match message {
            Value::Undef | Value::None => Vec::new(),
            message => vec![self.heap.keep(message)],
        };
        self.new_exception(Value::Type(Type::CancelledError), arguments)
    }

    /// The thread runs an owned handle of its loop.
    pub(super) fn begin_callback(&mut self, thread: FiberId, handle: Value) {
        let Some(Object::LoopHandle(found)) = self.heap.object(handle) else {
            panic!("yieldpoint bug: no handle to run")
        };
        let (callable, context) = (found.callable, found.context);
        let arguments = found.arguments.clone();
        self.take_fiber(thread);
        let context = self.heap.keep(context);
        let outer = Outer {
            pending: std::mem::replace(&mut self.run.pending, Pending::Nothing),
            context: std::mem::replace(&mut self.run.context, context),
        };
        self.run.suspended.push(outer);
        self.run.finalizing_below = self.run.finalizing.len();
        self.run.callback = handle;
        let arguments = self.heap.keep_all(&arguments);
        let done = if self.makes_frame(callable) {
            self.call_with(callable, arguments, After::Callback)
        } else {
            // Through the library, so that there is a frame whatever is called.
            let callable = self.heap.keep(callable);
            let arguments = vec![callable, self.heap.tuple(arguments)];
            self.call_library("builtins._call", arguments, After::Callback)
        };
        if let Err(Raise) = done {
            self.callback_raised();
        }
        self.put_fiber(thread);
    }

    /// Whether calling it is sure to push a frame.
    fn makes_frame(&self, callable: Value) -> bool {
        let function = match self.heap.object(callable) {
            Some(&Object::Method { function, .. }) => function,
            _ => callable,
        };
        matches!(self.heap.object(function), Some(Object::Function(function))
            if self.program.code(function.code).kind == crate::code::CodeKind::Plain)
    }

    /// A sleep's timer fired: its future ends, unless it is done.
    pub(super) fn end_sleep(&mut self, future: FutureId) -> Option<Op> {
        let (future, result) = self.sleepers.remove(&future.0)?;
        let pending = matches!(self.heap.object(future),
            Some(Object::Future(found)) if found.state == FutureState::Pending);
        let op = match pending {
            true => Some(self.finish_future(future, FutureState::Returned, result)),
            false => {
                self.heap.release(result);
                None
            }
        };
        self.heap.release(future);
        op
    }

    /// A pending task dies: its frames go with it.
    pub(super) fn task_gone(&mut self, task: Value) {
        let part = self.future_mut(task).and_then(|future| future.task.as_ref());
        let Some(fiber) = part.map(|part| part.fiber) else { return };
        self.tasks.remove(&fiber.0);
        self.run.todo.push_back(Op::TaskGone(fiber));
        let place = &mut self.fibers[fiber.index() - 1];
        // What the trace knows of it stays until the machine has been told.
        let known =
            Fiber { is_shown: place.is_shown, shown: place.shown.clone(), ..Fiber::default() };
        let mut fiber = std::mem::replace(place, known);
        if fiber.depth == 1 && fiber.top.pc == 0 {
            // It has never run: its coroutine was never awaited.
            let (owner, values) = (fiber.top.owner, std::mem::take(&mut fiber.stack));
            match self.generator(owner) {
                Some(coroutine) => {
                    coroutine.state = crate::object::GeneratorState::Created;
                    coroutine.awaited = false;
                    coroutine.values = values;
                }
                None => fiber.stack = values,
            }
        }
        for frame in fiber.frames() {
            self.heap.release(frame.handling);
            self.heap.release(frame.owner);
        }
        self.heap.release_all(&fiber.stack);
    }
}
