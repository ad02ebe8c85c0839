//! Methods of futures and tasks.
//!
//! **Models:** `Lib/asyncio/{futures,tasks}.py`, `Modules/_asynciomodule.c`, CPython 3.13.0.

use super::asyncio::{NOTHING, finish, value};
use super::{Entry, method};
use crate::object::{DoneCallback, FutureState, Object, TaskPart, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Future, "done", 1, 1, |vm, args| {
        let state = state(vm, args);
        value(Value::Bool(state != FutureState::Pending))
    }),
    method(Type::Future, "cancelled", 1, 1, |vm, args| {
        let state = state(vm, args);
        value(Value::Bool(state == FutureState::Cancelled))
    }),
    method(Type::Future, "result", 1, 1, |vm, args| {
        vm.future_result(vm.arg(args, 0)).map(Flow::Value)
    }),
    method(Type::Future, "exception", 1, 1, exception),
    method(Type::Future, "set_result", 2, 2, set_result),
    method(Type::Future, "set_exception", 2, 2, set_exception),
    Entry {
        names: &["", "", "*context"],
        ..method(Type::Future, "add_done_callback", 2, 3, add_done_callback)
    },
    method(Type::Future, "remove_done_callback", 2, 2, remove_done_callback),
    Entry { names: &["", "msg"], ..method(Type::Future, "cancel", 1, 2, cancel) },
    method(Type::Future, "__await__", 1, 1, itself),
    method(Type::Future, "__iter__", 1, 1, itself),
    method(Type::Future, "get_loop", 1, 1, |vm, args| {
        let event_loop = vm.future_ref(vm.arg(args, 0)).map_or(0, |future| future.event_loop);
        value(Value::Loop(event_loop))
    }),
    method(Type::Task, "get_name", 1, 1, get_name),
    method(Type::Task, "set_name", 2, 2, set_name),
    method(Type::Task, "get_coro", 1, 1, get_coro),
    method(Type::Task, "get_context", 1, 1, get_context),
    method(Type::Task, "cancelling", 1, 1, cancelling),
    method(Type::Task, "uncancel", 1, 1, uncancel),
    method(Type::Task, "_stack_rows", 1, 1, stack_rows),
    method(Type::Task, "_stack_frame", 1, 1, stack_frame),
];

fn itself(vm: &mut Vm, args: Args) -> Outcome {
    Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))))
}

fn state(vm: &Vm, args: Args) -> FutureState {
    vm.future_ref(vm.arg(args, 0)).map_or(FutureState::Pending, |future| future.state)
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
    let is_exception = |vm: &Vm, class| vm.is_subclass(class, Value::Type(Type::BaseException));
    let stored = match vm.heap.object(given) {
        Some(Object::Exception(_)) => vm.heap.keep(given),
        _ if vm.is_class(given) && is_exception(vm, given) => {
            let class = vm.heap.keep(given);
            vm.new_exception(class, Vec::new())
        }
        _ => return Err(vm.raise(Type::TypeError, "invalid exception object".into())),
    };
    if vm.is_instance(stored, Value::Type(Type::StopIteration)) {
        let message = "StopIteration interacts badly with generators and cannot be raised into a \
                       Future";
        let message = vm.heap.str(message);
        let error = vm.new_exception(Value::Type(Type::RuntimeError), vec![message]);
        if let Some(error) = vm.exception_mut(error) {
            (error.cause, error.suppress_context) = (stored, true);
        }
        let context = vm.heap.keep(stored);
        if let Some(error) = vm.exception_mut(error) {
            error.context = context;
        }
        return finish(vm, args, FutureState::Raised, error);
    }
    if let Some(Object::Exception(exception)) = vm.heap.object(stored) {
        let rows = exception.rows.clone();
        let is_pending = state(vm, args) == FutureState::Pending;
        if let Some(future) = vm.future_mut(vm.arg(args, 0)).filter(|_| is_pending) {
            future.rows = rows;
        }
    }
    finish(vm, args, FutureState::Raised, stored)
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Outcome {
    let callable = vm.heap.keep(vm.arg(args, 1));
    let context = match vm.optional(args, 2) {
        None | Some(Value::None) => vm.context_for_task(),
        Some(context) => vm.heap.keep(context),
    };
    match vm.add_callback(vm.arg(args, 0), DoneCallback::Call(callable, context)) {
        Some(op) => Ok(Flow::Ask(op, Pending::PushNone)),
        None => NOTHING,
    }
}

/// How many there were; callables are compared as they are, bound methods by their parts.
fn remove_done_callback(vm: &mut Vm, args: Args) -> Outcome {
    let wanted = vm.arg(args, 1);
    let Some(future) = vm.future_mut(vm.arg(args, 0)) else { return NOTHING };
    let callbacks = std::mem::take(&mut future.callbacks);
    let (mut left, mut dropped) = (Vec::new(), Vec::new());
    for callback in callbacks {
        match callback {
            DoneCallback::Call(callable, context) if is_same(vm, callable, wanted) => {
                dropped.extend([callable, context]);
            }
            _ => left.push(callback),
        }
    }
    if let Some(future) = vm.future_mut(vm.arg(args, 0)) {
        future.callbacks = left;
    }
    vm.heap.release_all(&dropped);
    value(Value::Int(dropped.len() as i64 / 2))
}

fn is_same(vm: &Vm, a: Value, b: Value) -> bool {
    let parts = |value| match vm.heap.object(value) {
        Some(&Object::Method { function, receiver }) => Some((function, receiver)),
        _ => None,
    };
    match (parts(a), parts(b)) {
        (Some((f, r)), Some((g, s))) => f.is(g) && r.is(s),
        _ => a.is(b),
    }
}

fn cancel(vm: &mut Vm, args: Args) -> Outcome {
    let message = vm.optional(args, 1).unwrap_or(Value::None);
    let mut ops = Vec::new();
    let is_cancelled = vm.cancel(vm.arg(args, 0), message, &mut ops)?;
    vm.ask_all(ops, Value::Bool(is_cancelled))
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

fn get_context(vm: &mut Vm, args: Args) -> Outcome {
    let fiber = part(vm, args)?.fiber;
    Ok(Flow::Value(vm.context_of_fiber(fiber)))
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

/// The frame of a task's coroutine, or None.
fn stack_frame(vm: &mut Vm, args: Args) -> Outcome {
    let coroutine = part(vm, args)?.coroutine;
    let Some(Object::Generator(generator)) = vm.heap.object(coroutine) else { return NOTHING };
    let code = generator.code;
    let Some(frame) = generator.frame.or_else(|| vm.running_frame(coroutine)) else {
        return NOTHING;
    };
    let known = vm.program.code(code);
    let line = (frame.pc as usize).checked_sub(1).map_or(known.first_line, |at| known.lines[at]);
    let code = vm.code_object(code);
    let attrs =
        [("f_lineno", Value::Int(i64::from(line))), ("f_code", code), ("f_back", Value::None)];
    Ok(Flow::Value(vm.plain_object(Type::Frame, &attrs)))
}

/// Where a task stands: its coroutine's frame as (line, function's name), or the rows of the
/// exception it ended with.
fn stack_rows(vm: &mut Vm, args: Args) -> Outcome {
    let coroutine = part(vm, args)?.coroutine;
    let frame = match vm.heap.object(coroutine) {
        Some(Object::Generator(generator)) => generator
            .frame
            .or_else(|| vm.running_frame(coroutine))
            .map(|frame| (generator.code, frame)),
        _ => None,
    };
    let mut rows = Vec::new();
    if let Some((code, frame)) = frame {
        let code = vm.program.code(code);
        let at = (frame.pc as usize).checked_sub(1);
        rows.push((at.map_or(code.first_line, |at| code.lines[at]), code.name));
    } else if let Some(future) = vm.future_ref(vm.arg(args, 0)) {
        for row in future.rows.iter().rev() {
            let code = vm.program.code(row.code);
            rows.push((code.lines[row.pc as usize], code.name));
        }
    }
    let mut items = Vec::new();
    for (line, name) in rows {
        let name = vm.name(name).to_string();
        let parts = vec![Value::Int(i64::from(line)), vm.heap.str(name)];
        items.push(vm.heap.tuple(parts));
    }
    Ok(Flow::Value(vm.heap.list(items)))
}
