//! What asyncio is built on: loop, futures and tasks, as requests to the machine.
//!
//! The rest of the package is Python (`std/asyncio`) on top of these, which are its module
//! `_asyncio`.
//!
//! **Models:** `Lib/asyncio/{base_events,futures,tasks}.py`, `Modules/_asynciomodule.c`, CPython
//! 3.13.0.

use super::{Entry, class, function};
use crate::object::{
    DoneCallback, Future, FutureState, GeneratorKind, Object, Scheduled, TaskPart, Text, Type,
    Value,
};
use crate::vm::frame::{After, Pending};
use crate::vm::{Args, EventLoop, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::LoopId;
use runtime_core::trace::Handle;

use super::loops::{later, timer};

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("CancelledError", Value::Type(Type::CancelledError)),
    ("InvalidStateError", Value::Type(Type::InvalidStateError)),
    ("EventLoop", Value::Type(Type::EventLoop)),
    ("Handle", Value::Type(Type::LoopHandle)),
    ("TimerHandle", Value::Type(Type::TimerHandle)),
];

pub(super) const TABLE: &[Entry] = &[
    class(Type::EventLoop, 0, 0, &[], new_loop),
    class(Type::Future, 0, 1, &["*loop"], make_future),
    class(Type::Task, 1, 5, &["coro", "*loop", "*name", "*context", "*eager_start"], make_task),
    Entry {
        names: &["coro", "*name", "*context"],
        ..function("create_task", 1, 3, &[], create_task)
    },
    function("get_running_loop", 0, 0, &[], get_running_loop),
    Entry { names: &["loop"], ..function("current_task", 0, 1, &[], current_task) },
    Entry { names: &["loop"], ..function("all_tasks", 0, 1, &[], all_tasks) },
    function("iscoroutine", 1, 1, &[], iscoroutine),
    function("isfuture", 1, 1, &[], isfuture),
    // Of the library alone.
    function("_running_loop", 0, 0, &[], |vm, _| {
        value(vm.running_loop().map_or(Value::None, Value::Loop))
    }),
    function("_thread_number", 0, 0, &[], |vm, _| value(Value::Int(i64::from(vm.thread.0)))),
    function("_run_forever", 1, 1, &[], run_forever),
    function("_close_loop", 1, 1, &[], close_loop),
    function("_make_task", 5, 5, &[], make_task_in),
    function("_make_future", 1, 1, &[], |vm, args| new_future(vm, args, "future")),
    function("_add_stop", 1, 1, &[], add_stop),
    function("_remove_stop", 1, 1, &[], remove_stop),
    function("_no_death_report", 1, 1, &[], no_death_report),
    function("_new_sleep", 1, 1, &[], |vm, args| new_future(vm, args, "sleep")),
    function("_wake_later", 3, 3, &[], wake_later),
    function("_new_gather", 2, 2, &[], new_gather),
    function("_gather_cancelled", 1, 1, &[], gather_cancelled),
    function("_cancelled_error", 1, 1, &[], cancelled_error),
    function("_stored", 1, 1, &[], stored),
    function("_cancel_message", 1, 1, &[], |vm, args| {
        let message = vm.future_ref(vm.arg(args, 0)).map_or(Value::None, |of| of.cancel_message);
        Ok(Flow::Value(vm.heap.keep(message)))
    }),
    function("_handle_source", 1, 1, &[], handle_source),
    function("_future_text", 2, 2, &[], future_text),
    function("_log_error", 2, 2, &[], |vm, args| {
        let text = vm.str_native(vm.arg(args, 0)).unwrap_or_default();
        let exception = vm.arg(args, 1);
        vm.log_error(&text, exception);
        vm.heap.deadline = 0;
        NOTHING
    }),
    function("_extend_type", 2, 2, &[], |vm, args| {
        if let Value::Type(kind) = vm.arg(args, 0) {
            vm.extend_type(kind, vm.arg(args, 1));
        }
        NOTHING
    }),
];

pub(super) const NOTHING: Outcome = Ok(Flow::Value(Value::None));

pub(super) fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

impl Vm {
    pub(super) fn future_ref(&self, of: Value) -> Option<&Future> {
        match self.heap.object(of) {
            Some(Object::Future(future)) => Some(future),
            _ => None,
        }
    }

    pub(super) fn is_coroutine(&self, of: Value) -> bool {
        matches!(self.heap.object(of),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Coroutine)
    }

    fn task_part(&mut self, task: Value) -> Option<&mut TaskPart> {
        self.future_mut(task)?.task.as_mut()
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

    /// Asks for the first of `ops` now and for the others after it; the native gives `result`.
    pub(super) fn ask_all(&mut self, ops: Vec<Op>, result: Value) -> Outcome {
        let mut ops = ops.into_iter();
        let Some(first) = ops.next() else { return Ok(Flow::Value(result)) };
        self.run.todo.extend(ops);
        self.push_after_call(result);
        Ok(Flow::Ask(first, Pending::Nothing))
    }

    /// The native goes on as this function of the library, with owned arguments.
    pub(super) fn go_on_in(&mut self, name: &str, args: Vec<Value>) -> Outcome {
        Ok(Flow::Call { callable: self.library(name), args, after: After::Push })
    }
}

/// The number of the loop that an argument is.
pub(super) fn loop_argument(vm: &Vm, args: Args, index: usize) -> u32 {
    match vm.arg(args, index) {
        Value::Loop(event_loop) => event_loop,
        _ => panic!("yieldpoint bug: no loop"),
    }
}

fn given(vm: &Vm, args: Args, index: usize) -> Option<Value> {
    vm.optional(args, index).filter(|value| !value.is_none())
}

/// The loop given as an argument, or the one that runs.
fn loop_given(vm: &mut Vm, args: Args, index: usize) -> Result<Option<u32>, Raise> {
    match given(vm, args, index) {
        Some(Value::Loop(event_loop)) => Ok(Some(event_loop)),
        None => Ok(vm.running_loop()),
        Some(other) => {
            let message = format!(
                "'{}' object is no event loop of asyncio's own, and only those are simulated",
                vm.type_name(other)
            );
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn make_future(vm: &mut Vm, args: Args) -> Outcome {
    match loop_given(vm, args, 0)? {
        Some(event_loop) => {
            let future = vm.new_future(event_loop, "future");
            let source = vm.source_now(event_loop, None);
            if let Some(future) = vm.future_mut(future) {
                future.source = source;
            }
            Ok(Flow::Value(future))
        }
        None => vm.go_on_in("asyncio.futures._future_of_default", Vec::new()),
    }
}

pub(super) fn new_future(vm: &mut Vm, args: Args, name: &'static str) -> Outcome {
    let event_loop = loop_argument(vm, args, 0);
    Ok(Flow::Value(vm.new_future(event_loop, name)))
}

fn make_task(vm: &mut Vm, args: Args) -> Outcome {
    let [coroutine, name, context] = [0, 2, 3].map(|index| given(vm, args, index));
    let coroutine = coroutine.unwrap_or(Value::None);
    let eager = given(vm, args, 4).is_some_and(|value| vm.truth(value) == Some(true));
    let Some(event_loop) = loop_given(vm, args, 1)? else {
        check_coroutine(vm, coroutine)?;
        let part = |part: Option<Value>| part.unwrap_or(Value::None);
        let args = [coroutine, part(name), part(context), Value::Bool(eager)];
        let args = vm.heap.keep_all(&args);
        return vm.go_on_in("asyncio.futures._task_of_default", args);
    };
    task_from(vm, event_loop, coroutine, [name, context], eager, None)
}

/// `_make_task(loop, coro, name, context, eager_start)`
fn make_task_in(vm: &mut Vm, args: Args) -> Outcome {
    let eager = vm.truth(vm.arg(args, 4)) == Some(true);
    let parts = [2, 3].map(|index| given(vm, args, index));
    task_from(vm, loop_argument(vm, args, 0), vm.arg(args, 1), parts, eager, None)
}

fn create_task(vm: &mut Vm, args: Args) -> Outcome {
    let event_loop = vm.current_loop()?;
    let parts = [1, 2].map(|index| given(vm, args, index));
    task_in_loop(vm, event_loop, vm.arg(args, 0), parts, Some("tasks.py:410"))
}

pub(super) fn loop_create_task(vm: &mut Vm, args: Args) -> Outcome {
    let parts = [2, 3].map(|index| given(vm, args, index));
    task_in_loop(vm, loop_argument(vm, args, 0), vm.arg(args, 1), parts, None)
}

/// `loop.create_task`, with the name and the context.
fn task_in_loop(
    vm: &mut Vm, event_loop: u32, coroutine: Value, parts: [Option<Value>; 2],
    place: Option<&'static str>,
) -> Outcome {
    super::loops::check_closed(vm, event_loop)?;
    let factory = vm.loops[event_loop as usize - 1].factory;
    if factory.is_none() {
        return task_from(vm, event_loop, coroutine, parts, false, place);
    }
    let [name, context] = parts.map(|part| part.unwrap_or(Value::None));
    let args = [Value::Loop(event_loop), factory, coroutine, name, context];
    let args = vm.heap.keep_all(&args);
    vm.go_on_in("asyncio.base_events._task_of_factory", args)
}

fn check_coroutine(vm: &mut Vm, coroutine: Value) -> Result<(), Raise> {
    if vm.is_coroutine(coroutine) || is_step(vm, coroutine) {
        return Ok(());
    }
    let shown = vm.repr_native(coroutine).unwrap_or_else(|| vm.plain_repr(coroutine));
    let message = format!("a coroutine was expected, got {shown}");
    Err(vm.raise(Type::TypeError, message))
}

fn task_from(
    vm: &mut Vm, event_loop: u32, coroutine: Value, parts: [Option<Value>; 2], eager: bool,
    place: Option<&'static str>,
) -> Outcome {
    if is_step(vm, coroutine) {
        let [name, context] = parts.map(|part| part.unwrap_or(Value::None));
        let args = [Value::Loop(event_loop), coroutine, name, context, Value::Bool(eager)];
        let args = vm.heap.keep_all(&args);
        return vm.go_on_in("asyncio.tasks._task_of_step", args);
    }
    check_coroutine(vm, coroutine)?;
    let name = parts[0].and_then(|name| vm.str_native(name)).map(Text::from);
    let eager = eager && vm.loops[event_loop as usize - 1].running_in == Some(vm.thread);
    let context = parts[1].unwrap_or(Value::Undef);
    let (task, fiber, name) = vm.new_task(event_loop, coroutine, name, context);
    let source = vm.source_now(event_loop, place);
    if let Some(task) = vm.future_mut(task) {
        task.source = source;
    }
    let Some(future) = vm.future_ref(task).map(|task| task.id) else { return NOTHING };
    let name = vm.task_name(&name);
    let line = vm.line_now();
    vm.push_after_call(task);
    let event_loop = LoopId(event_loop);
    let op = Op::TaskCreate { event_loop, fiber, future, name, line, eager };
    Ok(Flow::Ask(op, if eager { Pending::Task } else { Pending::Nothing }))
}

fn new_loop(vm: &mut Vm, _args: Args) -> Outcome {
    vm.loops.push(EventLoop { is_debug: vm.asyncio_debug, ..EventLoop::default() });
    vm.log_at(10, "Using selector: EpollSelector", Value::None);
    value(Value::Loop(vm.loops.len() as u32))
}

fn run_forever(vm: &mut Vm, args: Args) -> Outcome {
    let number = loop_argument(vm, args, 0);
    vm.loops[number as usize - 1].running_in = Some(vm.thread);
    Ok(Flow::Ask(Op::LoopRun { event_loop: LoopId(number) }, Pending::Loop))
}

/// What was ready or scheduled will never run: it is let go.
fn close_loop(vm: &mut Vm, args: Args) -> Outcome {
    let number = loop_argument(vm, args, 0);
    vm.loops[number as usize - 1].is_closed = true;
    let mut dropped = Vec::new();
    let belongs = |vm: &Vm, handle: Value| {
        matches!(vm.heap.object(handle),
        Some(Object::LoopHandle(handle)) if handle.event_loop == number)
    };
    let ids: Vec<u32> = vm.callbacks.keys().copied().collect();
    for id in ids {
        if vm.callbacks.get(&id).is_some_and(|&handle| belongs(vm, handle)) {
            dropped.extend(vm.callbacks.remove(&id));
        }
    }
    let ids: Vec<u32> = vm.sleepers.keys().copied().collect();
    for id in ids {
        let sleeper = vm.sleepers.get(&id).map(|&(future, _)| future);
        let event_loop = sleeper.and_then(|sleeper| vm.future_ref(sleeper)).map(|f| f.event_loop);
        if event_loop == Some(number) {
            dropped.extend(vm.sleepers.remove(&id).into_iter().flat_map(|(a, b)| [a, b]));
        }
    }
    dropped.extend(vm.ready_tasks_of(number));
    vm.heap.release_all(&dropped);
    Ok(Flow::Ask(Op::LoopClose { event_loop: LoopId(number) }, Pending::PushNone))
}

/// The loop stops when this future is done.
fn add_stop(vm: &mut Vm, args: Args) -> Outcome {
    match vm.add_callback(vm.arg(args, 0), DoneCallback::Stop) {
        Some(op) => Ok(Flow::Ask(op, Pending::PushNone)),
        None => NOTHING,
    }
}

fn remove_stop(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(future) = vm.future_mut(vm.arg(args, 0)) {
        future.callbacks.retain(|callback| !matches!(callback, DoneCallback::Stop));
    }
    NOTHING
}

/// `future._log_destroy_pending = False`
fn no_death_report(vm: &mut Vm, args: Args) -> Outcome {
    if let Some(part) = vm.task_part(vm.arg(args, 0)) {
        part.reports_death = false;
    }
    NOTHING
}

fn get_running_loop(vm: &mut Vm, _args: Args) -> Outcome {
    vm.current_loop().map(|event_loop| Flow::Value(Value::Loop(event_loop)))
}

/// The tasks of a loop that are not done: a set, in the order of their making.
fn all_tasks(vm: &mut Vm, args: Args) -> Outcome {
    let event_loop = match given(vm, args, 0) {
        Some(Value::Loop(event_loop)) => event_loop,
        _ => vm.current_loop()?,
    };
    let tasks: Vec<Value> = vm.tasks.values().map(|&handle| Value::Ref(handle)).collect();
    let of_loop =
        |task: &Value| vm.future_ref(*task).is_some_and(|task| task.event_loop == event_loop);
    let tasks: Vec<Value> = tasks.into_iter().filter(of_loop).collect();
    let tasks = vm.heap.keep_all(&tasks);
    let list = vm.heap.list(tasks);
    vm.go_on_in("asyncio.tasks._set", vec![list])
}

fn current_task(vm: &mut Vm, args: Args) -> Outcome {
    let event_loop = match given(vm, args, 0) {
        Some(Value::Loop(event_loop)) => event_loop,
        _ => vm.current_loop()?,
    };
    let task = if vm.run.task.is_undef() { Value::None } else { vm.run.task };
    let is_its = vm.future_ref(task).is_some_and(|task| task.event_loop == event_loop);
    Ok(Flow::Value(if is_its { vm.heap.keep(task) } else { Value::None }))
}

fn iscoroutine(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    value(Value::Bool(vm.is_coroutine(of) || is_step(vm, of)))
}

/// Whether it is what `anext()` or `aclose()` gives: driven as a coroutine is.
fn is_step(vm: &Vm, of: Value) -> bool {
    matches!(vm.heap.object(of), Some(Object::AsyncStep(_)))
}

fn isfuture(vm: &mut Vm, args: Args) -> Outcome {
    value(Value::Bool(vm.future_ref(vm.arg(args, 0)).is_some()))
}

/// `_wake_later(delay, future, result)`: what `sleep` sets; the timer.
fn wake_later(vm: &mut Vm, args: Args) -> Outcome {
    let (when, shown) = later(vm, vm.arg(args, 0))?;
    let future = vm.heap.keep(vm.arg(args, 1));
    let result = vm.heap.keep(vm.arg(args, 2));
    let Some((id, event_loop)) = vm.future_ref(future).map(|found| (found.id, found.event_loop))
    else {
        panic!("yieldpoint bug: no future sleeps")
    };
    vm.sleepers.insert(id.0, (future, result));
    let (_, handle) = vm.new_callback(event_loop, Value::Undef, Vec::new(), Value::Undef, shown);
    vm.forget_callback(handle, Scheduled::SetResult(id.0));
    timer(vm, event_loop, when, Handle::SetResult(id), handle)
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

fn gather_cancelled(vm: &mut Vm, args: Args) -> Outcome {
    let requested = vm.future_ref(vm.arg(args, 0)).is_some_and(|future| future.cancelling > 0);
    value(Value::Bool(requested))
}

/// The CancelledError that a cancelled future stands for.
fn cancelled_error(vm: &mut Vm, args: Args) -> Outcome {
    vm.raise_cancelled(vm.arg(args, 0));
    Ok(Flow::Value(vm.take_raised_value()))
}

/// What a future that is done ended with, without its exception being looked at.
fn stored(vm: &mut Vm, args: Args) -> Outcome {
    let stored = vm.future_ref(vm.arg(args, 0)).map_or(Value::None, |future| future.value);
    Ok(Flow::Value(vm.heap.keep(stored)))
}

/// The loop of a handle, and the text of what it calls.
fn handle_source(vm: &mut Vm, args: Args) -> Outcome {
    let Some(Object::LoopHandle(handle)) = vm.heap.object(vm.arg(args, 0)) else { return NOTHING };
    let event_loop = Value::Loop(handle.event_loop);
    let text = match handle.callable {
        Value::Undef => "None()".into(),
        _ => vm.handle_source(handle),
    };
    let text = vm.heap.str(text);
    Ok(Flow::Value(vm.heap.tuple(vec![event_loop, text])))
}

/// `_future_text(future, shown)`: its repr, with that of its result or exception.
fn future_text(vm: &mut Vm, args: Args) -> Outcome {
    let shown = vm.str_native(vm.arg(args, 1)).unwrap_or_default();
    let text = vm.future_text(vm.arg(args, 0), Some(&shown)).unwrap_or_default();
    Ok(Flow::Value(vm.heap.str(text)))
}

/// Ends a future that is no task; takes over the stored value.
pub(super) fn finish(vm: &mut Vm, args: Args, state: FutureState, stored: Value) -> Outcome {
    let of = vm.arg(args, 0);
    let refusal = match vm.future_ref(of) {
        Some(future) if future.task.is_some() => {
            let what = if state == FutureState::Raised { "set_exception" } else { "set_result" };
            Some((Type::RuntimeError, format!("Task does not support {what} operation")))
        }
        Some(future) if future.state != FutureState::Pending => {
            Some((Type::InvalidStateError, "invalid state".into()))
        }
        _ => None,
    };
    if let Some((kind, message)) = refusal {
        vm.heap.release(stored);
        return Err(vm.raise(kind, message));
    }
    if let Some(future) = vm.future_mut(of) {
        future.unretrieved = state == FutureState::Raised;
    }
    let op = vm.finish_future(of, state, stored);
    Ok(Flow::Ask(op, Pending::PushNone))
}
