//! Methods of the loop and of the handles it gives.
//!
//! **Models:** `Lib/asyncio/{base_events,events}.py`, CPython 3.13.0.

use super::asyncio::{NOTHING, loop_argument, loop_create_task, new_future, value};
use super::time::nanoseconds;
use super::{ANY, Entry, method};
use crate::code::CodeKind;
use crate::object::{LoopHandle, Object, Scheduled, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, EventLoop, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::LoopId;
use runtime_core::time::Time;
use runtime_core::trace::Handle;

pub(super) const TABLE: &[Entry] = &[
    method(Type::EventLoop, "time", 1, 1, time),
    method(Type::EventLoop, "is_running", 1, 1, |vm, args| {
        value(Value::Bool(of(vm, args).running_in.is_some()))
    }),
    method(Type::EventLoop, "is_closed", 1, 1, |vm, args| {
        value(Value::Bool(of(vm, args).is_closed))
    }),
    method(Type::EventLoop, "create_future", 1, 1, |vm, args| new_future(vm, args, "future")),
    Entry {
        names: &["", "coro", "*name", "*context"],
        ..method(Type::EventLoop, "create_task", 2, 4, loop_create_task)
    },
    method(Type::EventLoop, "call_soon", 2, ANY, |vm, args| {
        call_soon(vm, args, Value::Undef, "call_soon")
    }),
    method(Type::EventLoop, "call_soon_threadsafe", 2, ANY, |vm, args| {
        call_soon(vm, args, Value::Undef, "call_soon_threadsafe")
    }),
    method(Type::EventLoop, "call_later", 3, ANY, |vm, args| call_later(vm, args, Value::Undef)),
    method(Type::EventLoop, "call_at", 3, ANY, |vm, args| call_at(vm, args, Value::Undef)),
    method(Type::EventLoop, "stop", 1, 1, |vm, args| {
        let event_loop = LoopId(loop_argument(vm, args, 0));
        Ok(Flow::Ask(Op::LoopStop { event_loop }, Pending::PushNone))
    }),
    method(Type::EventLoop, "get_debug", 1, 1, |vm, args| {
        value(Value::Bool(of(vm, args).is_debug))
    }),
    method(Type::EventLoop, "set_debug", 2, 2, |vm, args| {
        let enabled = vm.truth(vm.arg(args, 1)) == Some(true);
        of(vm, args).is_debug = enabled;
        if of(vm, args).running_in.is_some() {
            vm.origin_depth = if enabled { 10 } else { 0 };
        }
        NOTHING
    }),
    method(Type::EventLoop, "get_task_factory", 1, 1, |vm, args| {
        let factory = of(vm, args).factory;
        Ok(Flow::Value(vm.heap.keep(factory)))
    }),
    method(Type::EventLoop, "_set_task_factory", 2, 2, |vm, args| {
        let factory = vm.heap.keep(vm.arg(args, 1));
        let old = std::mem::replace(&mut of(vm, args).factory, factory);
        vm.heap.release(old);
        NOTHING
    }),
    method(Type::EventLoop, "get_exception_handler", 1, 1, |vm, args| {
        let handler = of(vm, args).handler;
        Ok(Flow::Value(vm.heap.keep(handler)))
    }),
    method(Type::EventLoop, "_set_exception_handler", 2, 2, |vm, args| {
        let handler = vm.heap.keep(vm.arg(args, 1));
        let old = std::mem::replace(&mut of(vm, args).handler, handler);
        vm.heap.release(old);
        NOTHING
    }),
    method(Type::LoopHandle, "cancel", 1, 1, cancel),
    method(Type::LoopHandle, "cancelled", 1, 1, |vm, args| {
        value(Value::Bool(handle(vm, args).is_cancelled))
    }),
    method(Type::LoopHandle, "get_context", 1, 1, get_context),
    method(Type::TimerHandle, "when", 1, 1, |vm, args| {
        let when = handle(vm, args).when;
        Ok(Flow::Value(vm.heap.keep(when)))
    }),
];

fn of(vm: &mut Vm, args: Args) -> &mut EventLoop {
    let number = loop_argument(vm, args, 0);
    &mut vm.loops[number as usize - 1]
}

fn handle(vm: &mut Vm, args: Args) -> &mut LoopHandle {
    match vm.arg(args, 0).handle().map(|handle| vm.heap.get_mut(handle)) {
        Some(Object::LoopHandle(handle)) => handle,
        _ => panic!("yieldpoint bug: no handle"),
    }
}

fn time(vm: &mut Vm, _args: Args) -> Outcome {
    value(Value::Float(vm.now().0 as f64 / 1e9))
}

pub(super) fn check_closed(vm: &mut Vm, event_loop: u32) -> Result<(), Raise> {
    match vm.loops[event_loop as usize - 1].is_closed {
        true => Err(vm.raise(Type::RuntimeError, "Event loop is closed".into())),
        false => Ok(()),
    }
}

/// Whether the loop takes the callback now: debug mode looks at it, and at the thread.
fn check_call(vm: &mut Vm, args: Args, callback: Value, name: &str) -> Result<(), Raise> {
    let event_loop = loop_argument(vm, args, 0);
    check_closed(vm, event_loop)?;
    let known = &vm.loops[event_loop as usize - 1];
    if !known.is_debug {
        return Ok(());
    }
    if name != "call_soon_threadsafe" && known.running_in.is_some_and(|at| at != vm.thread) {
        let message = "Non-thread-safe operation invoked on an event loop other than the current \
                       one";
        return Err(vm.raise(Type::RuntimeError, message.into()));
    }
    if vm.is_coroutine(callback) || is_coroutine_function(vm, callback) {
        let message = format!("coroutines cannot be used with {name}()");
        return Err(vm.raise(Type::TypeError, message));
    }
    Ok(())
}

fn is_coroutine_function(vm: &Vm, callable: Value) -> bool {
    let function = match vm.heap.object(callable) {
        Some(&Object::Method { function, .. }) => function,
        _ => callable,
    };
    matches!(vm.heap.object(function), Some(Object::Function(function))
        if vm.program.code(function.code).kind == CodeKind::Coroutine)
}

fn rest(vm: &mut Vm, args: Args, from: usize) -> Vec<Value> {
    let rest: Vec<Value> = (from..args.count).map(|index| vm.arg(args, index)).collect();
    vm.heap.keep_all(&rest)
}

/// The context given, kept, or a copy of the present one.
fn context_for(vm: &mut Vm, given: Value) -> Value {
    match given {
        Value::Undef | Value::None => vm.context_for_task(),
        context => vm.heap.keep(context),
    }
}

fn call_soon(vm: &mut Vm, args: Args, context: Value, name: &str) -> Outcome {
    let callback = vm.arg(args, 1);
    check_call(vm, args, callback, name)?;
    let event_loop = loop_argument(vm, args, 0);
    let arguments = rest(vm, args, 2);
    let (callback, context) = (vm.heap.keep(callback), context_for(vm, context));
    let (id, handle) = vm.new_callback(event_loop, callback, arguments, context, Value::Undef);
    let handle = vm.heap.keep(handle);
    vm.push_after_call(handle);
    let (event_loop, wakes) = (LoopId(event_loop), name == "call_soon_threadsafe");
    let op = Op::CallSoon { event_loop, handle: Handle::Call(id), wakes };
    Ok(Flow::Ask(op, Pending::Nothing))
}

/// The moment `delay` from now, also as the loop's clock says it.
pub(super) fn later(vm: &mut Vm, delay: Value) -> Result<(Time, Value), Raise> {
    let seconds = vm.seconds(delay)?;
    let now = vm.now();
    let shown = Value::Float(now.0 as f64 / 1e9 + seconds);
    Ok((now.after(nanoseconds(seconds.max(0.0))), shown))
}

fn call_later(vm: &mut Vm, args: Args, context: Value) -> Outcome {
    let delay = vm.arg(args, 1);
    if delay.is_none() {
        return Err(vm.raise(Type::TypeError, "delay must not be None".into()));
    }
    let (when, shown) = later(vm, delay)?;
    call_when(vm, args, context, when, shown)
}

fn call_at(vm: &mut Vm, args: Args, context: Value) -> Outcome {
    let shown = vm.arg(args, 1);
    if shown.is_none() {
        return Err(vm.raise(Type::TypeError, "when cannot be None".into()));
    }
    let seconds = vm.seconds(shown)?;
    let shown = vm.heap.keep(shown);
    call_when(vm, args, context, Time(nanoseconds(seconds.max(0.0))), shown)
}

fn call_when(vm: &mut Vm, args: Args, context: Value, when: Time, shown: Value) -> Outcome {
    let callback = vm.arg(args, 2);
    if let Err(raise) = check_call(vm, args, callback, "call_at") {
        vm.heap.release(shown);
        return Err(raise);
    }
    let event_loop = loop_argument(vm, args, 0);
    let arguments = rest(vm, args, 3);
    let (callback, context) = (vm.heap.keep(callback), context_for(vm, context));
    let (id, handle) = vm.new_callback(event_loop, callback, arguments, context, shown);
    let handle = vm.heap.keep(handle);
    timer(vm, event_loop, when, Handle::Call(id), handle)
}

/// Asks for a timer; its TimerHandle, owned, is the native's result.
pub(super) fn timer(
    vm: &mut Vm, event_loop: u32, when: Time, handle: Handle, shown: Value,
) -> Outcome {
    vm.push_after_call(shown);
    let event_loop = LoopId(event_loop);
    Ok(Flow::Ask(Op::CallAt { event_loop, when, handle }, Pending::Timer))
}

/// A call with `context=`.
pub(crate) fn with_context(
    vm: &mut Vm, name: &str, args: Args, named: &[(String, Value)],
) -> Outcome {
    let mut context = Value::Undef;
    for (word, value) in named {
        if word != "context" {
            let message =
                format!("BaseEventLoop.{name}() got an unexpected keyword argument '{word}'");
            return Err(vm.raise(Type::TypeError, message));
        }
        context = *value;
    }
    let least = if name.starts_with("call_soon") { 2 } else { 3 };
    if args.count < least {
        let message = format!(
            "BaseEventLoop.{name}() missing {} required positional argument{}",
            least - args.count,
            if least - args.count == 1 { ": 'callback'" } else { "s" }
        );
        return Err(vm.raise(Type::TypeError, message));
    }
    match name {
        "call_later" => call_later(vm, args, context),
        "call_at" => call_at(vm, args, context),
        "call_soon" => call_soon(vm, args, context, "call_soon"),
        _ => call_soon(vm, args, context, "call_soon_threadsafe"),
    }
}

fn cancel(vm: &mut Vm, args: Args) -> Outcome {
    let found = handle(vm, args);
    if std::mem::replace(&mut found.is_cancelled, true) {
        return NOTHING;
    }
    let (event_loop, timer, what) = (found.event_loop, found.timer, found.what);
    let is_timer = !found.when.is_undef();
    let mut dropped = std::mem::take(&mut found.arguments);
    dropped.push(std::mem::replace(&mut found.callable, Value::Undef));
    match what {
        // One that is ready stays so until its turn comes.
        Scheduled::Call(id) if is_timer => dropped.extend(vm.callbacks.remove(&id)),
        Scheduled::Call(_) => {}
        Scheduled::SetResult(id) => {
            let sleeper = vm.sleepers.remove(&id);
            dropped.extend(sleeper.into_iter().flat_map(|(future, result)| [future, result]));
        }
    }
    vm.heap.release_all(&dropped);
    let is_gone = vm.loops[event_loop as usize - 1].is_closed;
    if !is_timer || is_gone {
        return NOTHING;
    }
    let event_loop = LoopId(event_loop);
    Ok(Flow::Ask(Op::TimerCancel { event_loop, timer }, Pending::PushNone))
}

fn get_context(vm: &mut Vm, args: Args) -> Outcome {
    let context = handle(vm, args).context;
    if !context.is_undef() {
        return Ok(Flow::Value(vm.heap.keep(context)));
    }
    let context = vm.empty_context();
    handle(vm, args).context = vm.heap.keep(context);
    Ok(Flow::Value(context))
}
