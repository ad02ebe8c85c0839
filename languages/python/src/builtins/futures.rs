//! Methods of the loop, of timers, futures and tasks.
//!
//! **Models:** `Lib/asyncio/{base_events,events,futures,tasks}.py`, CPython 3.13.0.

use super::asyncio::{finish, loop_argument, loop_create_task, new_future, timer};
use super::time::nanoseconds;
use super::{ANY, Entry, method};
use crate::object::{DoneCallback, FutureState, Object, TaskPart, TimerCallback, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::id::LoopId;
use runtime_core::time::Time;
use runtime_core::trace::Handle;

pub(super) const TABLE: &[Entry] = &[
    method(Type::EventLoop, "time", 1, 1, time),
    method(Type::EventLoop, "is_running", 1, 1, |vm, args| {
        let known = vm.loops[loop_argument(vm, args, 0) as usize - 1];
        value(Value::Bool(known.running_in.is_some()))
    }),
    method(Type::EventLoop, "create_future", 1, 1, |vm, args| new_future(vm, args, "future")),
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
    method(Type::Future, "get_loop", 1, 1, |vm, args| {
        let event_loop = vm.future_ref(vm.arg(args, 0)).map_or(0, |future| future.event_loop);
        value(Value::Loop(event_loop))
    }),
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
    let handle = Handle::Call(vm.new_callback(vm.arg(args, 1), &rest));
    let event_loop = LoopId(loop_argument(vm, args, 0));
    Ok(Flow::Ask(Op::CallSoon { event_loop, handle, wakes: false }, Pending::PushNone))
}

fn call_later(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 1))?;
    let when = vm.now().after(nanoseconds(seconds));
    call_when(vm, args, when)
}

fn call_at(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 1))?;
    call_when(vm, args, Time(nanoseconds(seconds)))
}

fn call_when(vm: &mut Vm, args: Args, when: Time) -> Outcome {
    let rest = rest(vm, args, 3);
    let callback = vm.new_callback(vm.arg(args, 2), &rest);
    let event_loop = loop_argument(vm, args, 0);
    timer(vm, event_loop, when, Handle::Call(callback), TimerCallback::Call(callback.0))
}

fn timer_cancel(vm: &mut Vm, args: Args) -> Outcome {
    let Some(&Object::Timer { event_loop, id, callback, .. }) = vm.heap.object(vm.arg(args, 0))
    else {
        return NOTHING;
    };
    match callback {
        TimerCallback::Call(id) => {
            if let Some(callback) = vm.callbacks.remove(&id) {
                vm.heap.release(callback.callable);
                vm.heap.release_all(&callback.arguments);
            }
        }
        TimerCallback::SetResult(id) => {
            if let Some((future, result)) = vm.sleepers.remove(&id) {
                vm.heap.release(future);
                vm.heap.release(result);
            }
        }
    }
    let event_loop = LoopId(event_loop);
    Ok(Flow::Ask(Op::TimerCancel { event_loop, timer: id }, Pending::PushNone))
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
    finish(vm, args, FutureState::Returned, stored)
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
    finish(vm, args, FutureState::Raised, stored)
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Outcome {
    let callable = vm.heap.keep(vm.arg(args, 1));
    match vm.add_callback(vm.arg(args, 0), DoneCallback::Call(callable)) {
        Some(op) => Ok(Flow::Ask(op, Pending::PushNone)),
        None => NOTHING,
    }
}

fn cancel(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.optional(args, 1).unwrap_or(Value::None);
    let args = vm.heap.keep_all(&[vm.arg(args, 0), message]);
    let callable = vm.library("asyncio.tasks._cancel");
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
