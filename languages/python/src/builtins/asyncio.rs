//! What asyncio is built on: loop, futures and tasks, as requests to the machine.
//!
//! The rest of the module is Python (`std/asyncio`) on top of these.
//!
//! **Models:** `Lib/asyncio/{base_events,futures,tasks}.py`, CPython 3.13.0.

use super::time::nanoseconds;
use super::{Entry, function};
use crate::object::{
    DoneCallback, Future, FutureState, GeneratorKind, Object, TaskPart, Text, TimerCallback, Type,
    Value,
};
use crate::vm::frame::Pending;
use crate::vm::{Args, EventLoop, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::{LoopId, TimerId};
use runtime_core::time::Time;
use runtime_core::trace::Handle;

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
    function("all_tasks", 0, 1, &[], all_tasks),
    // Of the library alone.
    function("_running_loop", 0, 0, &[], |vm, _| {
        value(vm.running_loop().map_or(Value::None, Value::Loop))
    }),
    function("_new_loop", 0, 0, &[], new_loop),
    function("_run_forever", 1, 1, &[], run_forever),
    function("_close_loop", 1, 1, &[], close_loop),
    function("_create_task", 3, 3, &[], create_task_in),
    function("_add_stop", 1, 1, &[], add_stop),
    function("_is_task", 1, 1, &[], |vm, args| {
        value(Value::Bool(vm.task_part(vm.arg(args, 0)).is_some()))
    }),
    function("_new_future", 1, 1, &[], |vm, args| new_future(vm, args, "future")),
    function("_new_sleep", 0, 0, &[], new_sleep),
    function("_wake_later", 3, 3, &[], wake_later),
    function("_new_gather", 2, 2, &[], new_gather),
    function("_children", 1, 1, &[], children),
    function("_gather_cancelled", 1, 1, &[], gather_cancelled),
    function("_waiter", 1, 1, &[], waiter),
    function("_must_cancel", 1, 1, &[], must_cancel),
    function("_request_cancel", 2, 2, &[], request_cancel),
    function("_cancel_future", 2, 2, &[], cancel_future),
    function("_cancelled_error", 1, 1, &[], cancelled_error),
    function("_adopt_error", 2, 2, &[], adopt_error),
    function("_log_shutdown", 1, 1, &[], log_shutdown),
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

    fn is_coroutine(&self, of: Value) -> bool {
        matches!(self.heap.object(of),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Coroutine)
    }

    fn task_part(&self, task: Value) -> Option<&TaskPart> {
        self.future_ref(task)?.task.as_ref()
    }

    /// The number of the loop that runs in the present thread.
    pub(crate) fn running_loop(&self) -> Option<u32> {
        let mut loops = self.loops.iter();
        let found = loops.position(|known| known.running_in == Some(self.thread))?;
        Some(found as u32 + 1)
    }

    fn current_loop(&mut self) -> Result<u32, Raise> {
        match self.running_loop() {
            Some(event_loop) => Ok(event_loop),
            None => Err(self.raise(Type::RuntimeError, "no running event loop".into())),
        }
    }
}

/// The number of the loop that an argument is.
pub(super) fn loop_argument(vm: &Vm, args: Args, index: usize) -> u32 {
    match vm.arg(args, index) {
        Value::Loop(event_loop) => event_loop,
        _ => panic!("yieldpoint bug: no loop"),
    }
}

fn create_task(vm: &mut Vm, args: Args) -> Outcome {
    let event_loop = vm.current_loop()?;
    let name = vm.optional(args, 1);
    task_from(vm, event_loop, vm.arg(args, 0), name)
}

pub(super) fn loop_create_task(vm: &mut Vm, args: Args) -> Outcome {
    let name = vm.optional(args, 2);
    task_from(vm, loop_argument(vm, args, 0), vm.arg(args, 1), name)
}

fn create_task_in(vm: &mut Vm, args: Args) -> Outcome {
    let name = vm.optional(args, 2);
    task_from(vm, loop_argument(vm, args, 0), vm.arg(args, 1), name)
}

fn task_from(vm: &mut Vm, event_loop: u32, coroutine: Value, name: Option<Value>) -> Outcome {
    if !vm.is_coroutine(coroutine) {
        let shown = vm.repr_native(coroutine).unwrap_or_default();
        let message = format!("a coroutine was expected, got {shown}");
        return Err(vm.raise(Type::TypeError, message));
    }
    let name = name.filter(|name| !name.is_none());
    let name = name.and_then(|name| vm.str_native(name)).map(Text::from);
    let (task, fiber, name) = vm.new_task(event_loop, coroutine, name);
    let Some(future) = vm.future_ref(task).map(|task| task.id) else { return NOTHING };
    let name = vm.task_name(&name);
    let line = vm.line_now();
    vm.push_after_call(task);
    let event_loop = LoopId(event_loop);
    let op = Op::TaskCreate { event_loop, fiber, future, name, line, eager: false };
    Ok(Flow::Ask(op, Pending::Nothing))
}

fn new_loop(vm: &mut Vm, _args: Args) -> Outcome {
    vm.loops.push(EventLoop::default());
    value(Value::Loop(vm.loops.len() as u32))
}

fn run_forever(vm: &mut Vm, args: Args) -> Outcome {
    let number = loop_argument(vm, args, 0);
    vm.loops[number as usize - 1].running_in = Some(vm.thread);
    Ok(Flow::Ask(Op::LoopRun { event_loop: LoopId(number) }, Pending::Loop))
}

fn close_loop(vm: &mut Vm, args: Args) -> Outcome {
    let number = loop_argument(vm, args, 0);
    vm.loops[number as usize - 1].is_closed = true;
    Ok(Flow::Ask(Op::LoopClose { event_loop: LoopId(number) }, Pending::PushNone))
}

/// The loop stops when this future is done.
fn add_stop(vm: &mut Vm, args: Args) -> Outcome {
    match vm.add_callback(vm.arg(args, 0), DoneCallback::Stop) {
        Some(op) => Ok(Flow::Ask(op, Pending::PushNone)),
        None => NOTHING,
    }
}

fn get_running_loop(vm: &mut Vm, _args: Args) -> Outcome {
    vm.current_loop().map(|event_loop| Flow::Value(Value::Loop(event_loop)))
}

/// The tasks of a loop that are not done, in the order of their making.
fn all_tasks(vm: &mut Vm, args: Args) -> Outcome {
    let event_loop = match vm.optional(args, 0) {
        Some(Value::Loop(event_loop)) => event_loop,
        _ => vm.current_loop()?,
    };
    let tasks: Vec<Value> = vm.tasks.values().map(|&handle| Value::Ref(handle)).collect();
    let of_loop =
        |task: &Value| vm.future_ref(*task).is_some_and(|task| task.event_loop == event_loop);
    let tasks: Vec<Value> = tasks.into_iter().filter(of_loop).collect();
    let tasks = vm.heap.keep_all(&tasks);
    Ok(Flow::Value(vm.heap.list(tasks)))
}

fn current_task(vm: &mut Vm, _args: Args) -> Outcome {
    vm.current_loop()?;
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

pub(super) fn new_future(vm: &mut Vm, args: Args, name: &'static str) -> Outcome {
    let event_loop = loop_argument(vm, args, 0);
    Ok(Flow::Value(vm.new_future(event_loop, name)))
}

fn new_sleep(vm: &mut Vm, _args: Args) -> Outcome {
    let event_loop = vm.current_loop()?;
    Ok(Flow::Value(vm.new_future(event_loop, "sleep")))
}

/// `_wake_later(delay, future, result)`: what `sleep` sets; the timer.
fn wake_later(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 0))?;
    let future = vm.heap.keep(vm.arg(args, 1));
    let result = vm.heap.keep(vm.arg(args, 2));
    let Some((id, event_loop)) = vm.future_ref(future).map(|found| (found.id, found.event_loop))
    else {
        panic!("yieldpoint bug: no future sleeps")
    };
    vm.sleepers.insert(id.0, (future, result));
    let when = vm.now().after(nanoseconds(seconds));
    timer(vm, event_loop, when, Handle::SetResult(id), TimerCallback::SetResult(id.0))
}

pub(super) fn timer(
    vm: &mut Vm, event_loop: u32, when: Time, handle: Handle, callback: TimerCallback,
) -> Outcome {
    let id = TimerId(0);
    let timer = vm.heap.alloc(Object::Timer { event_loop, id, when_ns: when.0, callback });
    vm.push_after_call(timer);
    let event_loop = LoopId(event_loop);
    Ok(Flow::Ask(Op::CallAt { event_loop, when, handle }, Pending::Timer))
}

/// The outer future of a gather, from its loop and the list of its children.
fn new_gather(vm: &mut Vm, args: Args) -> Outcome {
    let list = vm.heap.keep(vm.arg(args, 1));
    let outer = vm.new_future(loop_argument(vm, args, 0), "gather");
    if let Some(future) = vm.future_mut(outer) {
        future.extra = list;
    }
    Ok(Flow::Value(outer))
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

/// What a task waits for.
fn waiter(vm: &mut Vm, args: Args) -> Outcome {
    let waiter = vm.task_part(vm.arg(args, 0)).map_or(Value::None, |part| part.waiter);
    Ok(Flow::Value(vm.heap.keep(waiter)))
}

fn must_cancel(vm: &mut Vm, args: Args) -> Outcome {
    let task = vm.arg(args, 0);
    if let Some(part) = vm.future_mut(task).and_then(|task| task.task.as_mut()) {
        part.must_cancel = true;
    }
    NOTHING
}

/// Counts a cancellation of a task or a gather and keeps its message.
fn request_cancel(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.heap.keep(vm.arg(args, 1));
    let of = vm.arg(args, 0);
    let Some(future) = vm.future_mut(of) else { return NOTHING };
    future.cancelling += 1;
    let old = std::mem::replace(&mut future.cancel_message, message);
    vm.heap.release(old);
    match vm.task_part(of).map(|part| part.fiber) {
        Some(fiber) => Ok(Flow::Ask(Op::TaskCancel(fiber), Pending::PushNone)),
        None => NOTHING,
    }
}

/// `cancel()` of a pending future that is no task.
fn cancel_future(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.heap.keep(vm.arg(args, 1));
    if let Some(future) = vm.future_mut(vm.arg(args, 0)) {
        let old = std::mem::replace(&mut future.cancel_message, message);
        vm.heap.release(old);
    }
    finish(vm, args, FutureState::Cancelled, Value::None)
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
    finish(vm, args, FutureState::Raised, stored)
}

/// Ends a future that is no task; takes over the stored value.
pub(super) fn finish(vm: &mut Vm, args: Args, state: FutureState, stored: Value) -> Outcome {
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
    let op = vm.finish_future(of, state, stored);
    Ok(Flow::Ask(op, Pending::PushNone))
}

/// **Models:** `_cancel_all_tasks` in `Lib/asyncio/runners.py`.
fn log_shutdown(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(task) = vm.future_ref(vm.arg(args, 0)) {
        let (shown, exception) = (vm.future_text(task), task.value);
        let text = vm.traceback(exception);
        vm.stderr +=
            &format!("unhandled exception during asyncio.run() shutdown\ntask: {shown}\n{text}");
        vm.heap.deadline = 0;
    }
    NOTHING
}
