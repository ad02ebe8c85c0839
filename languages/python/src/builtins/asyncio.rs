//! What asyncio is built on: loop, futures and tasks, as requests to the machine.
//!
//! The rest of the module is Python (`std/asyncio`) on top of these.
//!
//! **Models:** `Lib/asyncio/{base_events,futures,tasks}.py`, CPython 3.13.0.

use super::time::nanoseconds;
use super::{Entry, function};
use crate::object::{Future, FutureState, GeneratorKind, Object, TaskPart, Text, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;
use runtime_core::id::{CallbackId, FiberId, FutureId, TimerId};
use runtime_core::trace::{Finish, Handle};

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("CancelledError", Value::Type(Type::CancelledError)),
    ("InvalidStateError", Value::Type(Type::InvalidStateError)),
    ("TimeoutError", Value::Type(Type::TimeoutError)),
    ("Task", Value::Type(Type::Task)),
    ("Future", Value::Type(Type::Future)),
];

pub(super) const TABLE: &[Entry] = &[
    Entry {
        names: &["coro", "name", "context"],
        ..function("create_task", 1, 3, &[], create_task)
    },
    function("get_running_loop", 0, 0, &[], get_running_loop),
    function("get_event_loop", 0, 0, &[], get_running_loop),
    function("current_task", 0, 1, &[], current_task),
    function("iscoroutine", 1, 1, &[], iscoroutine),
    function("iscoroutinefunction", 1, 1, &[], iscoroutinefunction),
    function("isfuture", 1, 1, &[], isfuture),
    // Of the library alone.
    function("_is_running", 0, 0, &[], |vm, _| value(Value::Bool(vm.is_looping))),
    function("_run_loop", 1, 1, &[], run_loop),
    function("_is_task", 1, 1, &[], |vm, args| {
        value(Value::Bool(vm.fiber_of(vm.arg(args, 0)).is_some()))
    }),
    function("_new_future", 0, 0, &[], new_future),
    function("_wake_later", 3, 3, &[], wake_later),
    function("_new_gather", 1, 1, &[], new_gather),
    function("_children", 1, 1, &[], children),
    function("_gather_cancelled", 1, 1, &[], gather_cancelled),
    function("_cancel_task", 1, 1, &[], cancel_task),
    function("_request_cancel", 2, 2, &[], request_cancel),
    function("_cancel_future", 1, 1, &[], cancel_future),
    function("_cancelled_error", 1, 1, &[], cancelled_error),
    function("_adopt_error", 2, 2, &[], adopt_error),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

impl Vm {
    pub(super) fn future_ref(&self, of: Value) -> Option<&Future> {
        match self.heap.object(of) {
            Some(Object::Future(future)) => Some(future),
            _ => None,
        }
    }

    fn blank_future(&mut self, task: Option<TaskPart>) -> Value {
        self.heap.alloc(Object::Future(Box::new(Future {
            id: FutureId(0),
            state: FutureState::Pending,
            value: Value::None,
            rows: Vec::new(),
            unretrieved: false,
            cancel_message: Value::None,
            cancelling: 0,
            task,
            extra: Value::None,
            is_timed: false,
        })))
    }

    fn is_coroutine(&self, of: Value) -> bool {
        matches!(self.heap.object(of),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Coroutine)
    }

    /// A Task for a coroutine, with a fiber of its own; the Task and its name.
    fn new_task(&mut self, coroutine: Value, name: Option<Text>) -> (Value, Text) {
        let name = name.unwrap_or_else(|| {
            self.tasks_named += 1;
            format!("Task-{}", self.tasks_named).into()
        });
        let own = self.heap.keep(coroutine);
        let part = TaskPart { fiber: FiberId(0), coroutine: own, name: name.clone() };
        let task = self.blank_future(Some(part));
        let fiber = self.new_fiber(coroutine, task);
        if let Some(part) = self.future_mut(task).and_then(|future| future.task.as_mut()) {
            part.fiber = fiber;
        }
        (task, name)
    }

    fn fiber_of(&self, task: Value) -> Option<FiberId> {
        self.future_ref(task)?.task.as_ref().map(|part| part.fiber)
    }

    /// A callback for the loop to hold, from a borrowed callable and arguments.
    pub(super) fn new_callback(&mut self, callable: Value, arguments: &[Value]) -> CallbackId {
        let id = self.next_callback;
        self.next_callback += 1;
        let callable = self.heap.keep(callable);
        let arguments = self.heap.keep_all(arguments);
        self.callbacks.insert(id, (callable, arguments));
        CallbackId(id)
    }
}

fn create_task(vm: &mut Vm, args: Args) -> Outcome {
    task_from(vm, args, 0)
}

pub(super) fn loop_create_task(vm: &mut Vm, args: Args) -> Outcome {
    task_from(vm, args, 1)
}

fn task_from(vm: &mut Vm, args: Args, at: usize) -> Outcome {
    let coroutine = vm.arg(args, at);
    if !vm.is_looping {
        return Err(vm.raise(Type::RuntimeError, "no running event loop".into()));
    }
    if !vm.is_coroutine(coroutine) {
        let shown = vm.repr_native(coroutine).unwrap_or_default();
        let message = format!("a coroutine was expected, got {shown}");
        return Err(vm.raise(Type::TypeError, message));
    }
    let name = vm.optional(args, at + 1).filter(|name| !name.is_none());
    let name = name.and_then(|name| vm.str_native(name)).map(Text::from);
    let (task, name) = vm.new_task(coroutine, name);
    let Some(fiber) = vm.fiber_of(task) else { return NOTHING };
    let name = vm.task_name(&name);
    let line = vm.line_now();
    vm.push_after_call(task);
    Ok(Flow::Ask(Op::TaskCreate { fiber, name, line }, Pending::Future))
}

fn run_loop(vm: &mut Vm, args: Args) -> Outcome {
    let coroutine = vm.arg(args, 0);
    vm.is_looping = true;
    let (task, name) = vm.new_task(coroutine, None);
    let Some(main) = vm.fiber_of(task) else { return NOTHING };
    let name = vm.task_name(&name);
    let line = vm.line_now();
    let Some(handle) = task.handle() else { return NOTHING };
    Ok(Flow::Ask(Op::LoopRun { main, name, line }, Pending::Loop(handle)))
}

fn get_running_loop(vm: &mut Vm, _args: Args) -> Outcome {
    if vm.is_looping {
        return value(Value::Loop);
    }
    Err(vm.raise(Type::RuntimeError, "no running event loop".into()))
}

fn current_task(vm: &mut Vm, _args: Args) -> Outcome {
    if !vm.is_looping {
        return Err(vm.raise(Type::RuntimeError, "no running event loop".into()));
    }
    let task = if vm.run.task.is_undef() { Value::None } else { vm.run.task };
    Ok(Flow::Value(vm.heap.keep(task)))
}

fn iscoroutine(vm: &mut Vm, args: Args) -> Outcome {
    value(Value::Bool(vm.is_coroutine(vm.arg(args, 0))))
}

fn iscoroutinefunction(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let function = match vm.heap.object(of) {
        Some(&Object::Method { function, .. }) => function,
        _ => of,
    };
    let is_one = match vm.heap.object(function) {
        Some(Object::Function(function)) => {
            vm.program.code(function.code).kind == crate::code::CodeKind::Coroutine
        }
        _ => false,
    };
    value(Value::Bool(is_one))
}

fn isfuture(vm: &mut Vm, args: Args) -> Outcome {
    value(Value::Bool(vm.future_ref(vm.arg(args, 0)).is_some()))
}

pub(super) fn new_future(vm: &mut Vm, _args: Args) -> Outcome {
    let future = vm.blank_future(None);
    vm.push_after_call(future);
    Ok(Flow::Ask(Op::FutureNew, Pending::Future))
}

/// `_wake_later(delay, future, result)`: what `sleep` sets; the timer.
fn wake_later(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 0))?;
    let (future, result) = (vm.arg(args, 1), vm.heap.keep(vm.arg(args, 2)));
    let Some(found) = vm.future_mut(future) else { return NOTHING };
    let id = found.id;
    found.is_timed = true;
    let old = std::mem::replace(&mut found.extra, result);
    vm.heap.release(old);
    timer(vm, nanoseconds(seconds), Handle::SetResult(id), None)
}

pub(super) fn timer(vm: &mut Vm, delay_ns: u64, handle: Handle, callback: Option<u32>) -> Outcome {
    let when_ns = vm.now().after(delay_ns).0;
    let timer = vm.heap.alloc(Object::Timer { id: TimerId(0), when_ns, callback });
    vm.push_after_call(timer);
    Ok(Flow::Ask(Op::CallLater { delay_ns, handle }, Pending::Timer))
}

/// The outer future of a gather, from the list of its children.
fn new_gather(vm: &mut Vm, args: Args) -> Outcome {
    let list = vm.arg(args, 0);
    let of = vm.list_ref(list).clone();
    let children = of.iter().filter_map(|&child| vm.future_ref(child)).map(|child| child.id);
    let children = children.collect();
    let outer = vm.blank_future(None);
    let list = vm.heap.keep(list);
    if let Some(future) = vm.future_mut(outer) {
        future.extra = list;
    }
    vm.push_after_call(outer);
    Ok(Flow::Ask(Op::GatherNew { children }, Pending::Future))
}

/// The children of a gather's outer future; None for any other.
fn children(vm: &mut Vm, args: Args) -> Outcome {
    let extra = vm.future_ref(vm.arg(args, 0)).map_or(Value::None, |future| future.extra);
    let is_list = matches!(vm.heap.object(extra), Some(Object::List(_)));
    Ok(Flow::Value(if is_list { vm.heap.keep(extra) } else { Value::None }))
}

fn gather_cancelled(vm: &mut Vm, args: Args) -> Outcome {
    let requested = vm.future_ref(vm.arg(args, 0)).is_some_and(|future| future.cancelling > 0);
    value(Value::Bool(requested))
}

fn cancel_task(vm: &mut Vm, args: Args) -> Outcome {
    match vm.fiber_of(vm.arg(args, 0)) {
        Some(fiber) => Ok(Flow::Ask(Op::TaskCancel(fiber), Pending::PushBool)),
        None => value(Value::Bool(false)),
    }
}

/// Counts a cancellation of a task and keeps its message.
fn request_cancel(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.heap.keep(vm.arg(args, 1));
    let Some(future) = vm.future_mut(vm.arg(args, 0)) else { return NOTHING };
    future.cancelling += 1;
    let old = std::mem::replace(&mut future.cancel_message, message);
    vm.heap.release(old);
    NOTHING
}

fn cancel_future(vm: &mut Vm, args: Args) -> Outcome {
    finish(vm, args, FutureState::Cancelled, Value::None, Finish::Cancelled, Pending::PushNone)
}

/// The CancelledError that a cancelled future stands for.
fn cancelled_error(vm: &mut Vm, args: Args) -> Outcome {
    vm.raise_cancelled(vm.arg(args, 0));
    Ok(Flow::Value(vm.take_raised_value()))
}

/// `_adopt_error(future, child)`: the child's exception is now also the future's.
fn adopt_error(vm: &mut Vm, args: Args) -> Outcome {
    let (stored, rows) = match vm.future_ref(vm.arg(args, 1)) {
        Some(child) => (child.value, child.rows.clone()),
        None => return NOTHING,
    };
    if let Some(child) = vm.future_mut(vm.arg(args, 1)) {
        child.unretrieved = false;
    }
    let stored = vm.heap.keep(stored);
    if let Some(future) = vm.future_mut(vm.arg(args, 0)) {
        future.rows = rows;
        future.unretrieved = true;
    }
    finish(vm, args, FutureState::Raised, stored, Finish::Raised, Pending::PushNone)
}

/// Ends a future that is no task; takes over the stored value.
pub(super) fn finish(
    vm: &mut Vm, args: Args, state: FutureState, stored: Value, how: Finish, pending: Pending,
) -> Outcome {
    let of = vm.arg(args, 0);
    let refusal = match vm.future_ref(of) {
        Some(future) if future.task.is_some() => {
            Some((Type::RuntimeError, "Task does not support set_result operation"))
        }
        Some(future) if future.state != FutureState::Pending => {
            Some((Type::InvalidStateError, "invalid state"))
        }
        _ => None,
    };
    if let Some((kind, message)) = refusal {
        vm.heap.release(stored);
        return Err(vm.raise(kind, message.into()));
    }
    let mut old = Value::None;
    let mut id = FutureId(0);
    if let Some(future) = vm.future_mut(of) {
        future.state = state;
        old = std::mem::replace(&mut future.value, stored);
        id = future.id;
    }
    vm.heap.release(old);
    Ok(Flow::Ask(Op::FutureFinish { future: id, how }, pending))
}
