//! Methods of the loop, of timers, futures and tasks.
//!
//! **Models:** `Lib/asyncio/{base_events,events,futures,tasks}.py`, CPython 3.13.0.

use super::asyncio::{finish, loop_create_task, new_future, timer};
use super::time::nanoseconds;
use super::{ANY, Entry, method};
use crate::object::{FutureState, Object, TaskPart, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::FutureId;
use runtime_core::trace::{Finish, Handle};

pub(super) const TABLE: &[Entry] = &[
    method(Type::EventLoop, "time", 1, 1, time),
    method(Type::EventLoop, "is_running", 1, 1, |vm, _| value(Value::Bool(vm.is_looping))),
    method(Type::EventLoop, "create_future", 1, 1, new_future),
    Entry {
        names: &["", "coro", "name", "context"],
        ..method(Type::EventLoop, "create_task", 2, 4, loop_create_task)
    },
    method(Type::EventLoop, "call_soon", 2, ANY, call_soon),
    method(Type::EventLoop, "call_later", 3, ANY, call_later),
    method(Type::EventLoop, "call_at", 3, ANY, call_at),
    method(Type::TimerHandle, "cancel", 1, 1, timer_cancel),
    method(Type::TimerHandle, "when", 1, 1, timer_when),
    method(Type::Future, "done", 1, 1, |vm, args| {
        let state = state(vm, args);
        value(Value::Bool(state != FutureState::Pending))
    }),
    method(Type::Future, "cancelled", 1, 1, |vm, args| {
        let state = state(vm, args);
        value(Value::Bool(state == FutureState::Cancelled))
    }),
    method(Type::Future, "result", 1, 1, result),
    method(Type::Future, "exception", 1, 1, exception),
    method(Type::Future, "set_result", 2, 2, set_result),
    method(Type::Future, "set_exception", 2, 2, set_exception),
    method(Type::Future, "add_done_callback", 2, 2, add_done_callback),
    Entry { names: &["", "msg"], ..method(Type::Future, "cancel", 1, 2, cancel) },
    method(Type::Future, "__await__", 1, 1, |vm, args| {
        Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))))
    }),
    method(Type::Future, "get_loop", 1, 1, |_, _| value(Value::Loop)),
    method(Type::Task, "get_name", 1, 1, get_name),
    method(Type::Task, "set_name", 2, 2, set_name),
    method(Type::Task, "get_coro", 1, 1, get_coro),
    method(Type::Task, "cancelling", 1, 1, cancelling),
    method(Type::Task, "uncancel", 1, 1, uncancel),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn time(vm: &mut Vm, _args: Args) -> Outcome {
    value(Value::Float(vm.now().0 as f64 / 1e9))
}

fn rest(vm: &Vm, args: Args, from: usize) -> Vec<Value> {
    (from..args.count).map(|index| vm.arg(args, index)).collect()
}

fn call_soon(vm: &mut Vm, args: Args) -> Outcome {
    let rest = rest(vm, args, 2);
    let callback = vm.new_callback(vm.arg(args, 1), &rest);
    Ok(Flow::Ask(Op::CallSoon(callback), Pending::PushNone))
}

fn call_later(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 1))?;
    let rest = rest(vm, args, 3);
    let callback = vm.new_callback(vm.arg(args, 2), &rest);
    timer(vm, nanoseconds(seconds), Handle::Call(callback), Some(callback.0))
}

fn call_at(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 1))?;
    let delay = nanoseconds(seconds).saturating_sub(vm.now().0);
    let rest = rest(vm, args, 3);
    let callback = vm.new_callback(vm.arg(args, 2), &rest);
    timer(vm, delay, Handle::Call(callback), Some(callback.0))
}

fn timer_cancel(vm: &mut Vm, args: Args) -> Outcome {
    let Some(&Object::Timer { id, callback, .. }) = vm.heap.object(vm.arg(args, 0)) else {
        return NOTHING;
    };
    if let Some((callable, arguments)) = callback.and_then(|id| vm.callbacks.remove(&id)) {
        vm.heap.release(callable);
        vm.heap.release_all(&arguments);
    }
    Ok(Flow::Ask(Op::TimerCancel(id), Pending::PushNone))
}

fn timer_when(vm: &mut Vm, args: Args) -> Outcome {
    match vm.heap.object(vm.arg(args, 0)) {
        Some(&Object::Timer { when_ns, .. }) => value(Value::Float(when_ns as f64 / 1e9)),
        _ => NOTHING,
    }
}

fn state(vm: &Vm, args: Args) -> FutureState {
    vm.future_ref(vm.arg(args, 0)).map_or(FutureState::Pending, |future| future.state)
}

fn result(vm: &mut Vm, args: Args) -> Outcome {
    vm.future_result(vm.arg(args, 0)).map(Flow::Value)
}

fn exception(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    match state(vm, args) {
        FutureState::Pending => {
            Err(vm.raise(Type::InvalidStateError, "Exception is not set.".into()))
        }
        FutureState::Cancelled => Err(vm.raise_cancelled(of)),
        FutureState::Returned => NOTHING,
        FutureState::Raised => {
            let stored = vm.future_ref(of).map_or(Value::None, |future| future.value);
            if let Some(future) = vm.future_mut(of) {
                future.unretrieved = false;
            }
            Ok(Flow::Value(vm.heap.keep(stored)))
        }
    }
}

fn set_result(vm: &mut Vm, args: Args) -> Outcome {
    let stored = vm.heap.keep(vm.arg(args, 1));
    finish(vm, args, FutureState::Returned, stored, Finish::Returned, Pending::PushNone)
}

fn set_exception(vm: &mut Vm, args: Args) -> Outcome {
    let given = vm.arg(args, 1);
    let stored = match vm.heap.object(given) {
        Some(Object::Exception(_)) => vm.heap.keep(given),
        _ if vm.is_class(given) => {
            let class = vm.heap.keep(given);
            vm.new_exception(class, Vec::new())
        }
        _ => return Err(vm.raise(Type::TypeError, "invalid exception object".into())),
    };
    if let Some(future) = vm.future_mut(vm.arg(args, 0)) {
        future.unretrieved = true;
    }
    finish(vm, args, FutureState::Raised, stored, Finish::Raised, Pending::PushNone)
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let callback = vm.new_callback(vm.arg(args, 1), &[of]);
    let future = vm.future_ref(of).map_or(FutureId(0), |future| future.id);
    Ok(Flow::Ask(Op::AddDoneCallback { future, callback }, Pending::PushNone))
}

fn cancel(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.optional(args, 1).unwrap_or(Value::None);
    let args = vm.heap.keep_all(&[vm.arg(args, 0), message]);
    let callable = vm.library("asyncio._cancel");
    Ok(Flow::Call { callable, args, after: crate::vm::frame::After::Push })
}

fn part(vm: &mut Vm, args: Args) -> Result<&mut TaskPart, Raise> {
    match vm.future_mut(vm.arg(args, 0)).and_then(|future| future.task.as_mut()) {
        Some(part) => Ok(part),
        None => panic!("yieldpoint bug: not a task"),
    }
}

fn get_name(vm: &mut Vm, args: Args) -> Outcome {
    let name = part(vm, args)?.name.clone();
    Ok(Flow::Value(vm.heap.str(name)))
}

fn set_name(vm: &mut Vm, args: Args) -> Outcome {
    let name = vm.str_native(vm.arg(args, 1)).unwrap_or_default();
    part(vm, args)?.name = name.into();
    NOTHING
}

fn get_coro(vm: &mut Vm, args: Args) -> Outcome {
    let coroutine = part(vm, args)?.coroutine;
    Ok(Flow::Value(vm.heap.keep(coroutine)))
}

fn cancelling(vm: &mut Vm, args: Args) -> Outcome {
    let count = vm.future_ref(vm.arg(args, 0)).map_or(0, |future| future.cancelling);
    value(Value::Int(i64::from(count)))
}

fn uncancel(vm: &mut Vm, args: Args) -> Outcome {
    let Some(future) = vm.future_mut(vm.arg(args, 0)) else { return NOTHING };
    future.cancelling = future.cancelling.saturating_sub(1);
    let count = future.cancelling;
    value(Value::Int(i64::from(count)))
}
