//! Methods of generators, exceptions, properties and plain objects.

use super::{ANY, Entry, method};
use crate::object::{Object, StepAct, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Generator, "send", 2, 2, send),
    method(Type::Generator, "__next__", 1, 1, |vm, args| vm.builtin_next(args)),
    method(Type::Generator, "throw", 2, 2, throw),
    method(Type::Generator, "close", 1, 1, close),
    method(Type::Coroutine, "send", 2, 2, send),
    method(Type::Coroutine, "throw", 2, 2, throw),
    method(Type::Coroutine, "close", 1, 1, close),
    method(Type::Coroutine, "__await__", 1, 1, |vm, args| vm.coroutine_wrapper(args)),
    method(Type::AsyncGenerator, "__aiter__", 1, 1, same),
    method(Type::AsyncGenerator, "__anext__", 1, 1, |vm, args| {
        vm.new_step(args, StepAct::Send, Value::None)
    }),
    method(Type::AsyncGenerator, "asend", 2, 2, |vm, args| {
        vm.new_step(args, StepAct::Send, vm.arg(args, 1))
    }),
    method(Type::AsyncGenerator, "athrow", 2, 2, |vm, args| {
        vm.new_step(args, StepAct::Throw, vm.arg(args, 1))
    }),
    method(Type::AsyncGenerator, "aclose", 1, 1, |vm, args| {
        vm.new_step(args, StepAct::Close, Value::None)
    }),
    method(Type::AsyncSend, "__await__", 1, 1, same),
    method(Type::AsyncSend, "__iter__", 1, 1, same),
    method(Type::AsyncSend, "__next__", 1, 1, |vm, args| vm.step_send(args)),
    method(Type::AsyncSend, "send", 2, 2, |vm, args| vm.step_send(args)),
    method(Type::AsyncSend, "throw", 2, 2, |vm, args| vm.step_throw(args)),
    method(Type::AsyncSend, "close", 1, 1, |vm, args| vm.step_close(args)),
    method(Type::BaseException, "__init__", 1, ANY, exception_init),
    method(Type::BaseException, "__str__", 1, 1, exception_str),
    method(Type::BaseException, "__repr__", 1, 1, repr),
    method(Type::BaseException, "with_traceback", 2, 2, with_traceback),
    method(Type::BaseException, "add_note", 2, 2, add_note),
    method(Type::BaseExceptionGroup, "derive", 2, 2, group_derive),
    method(Type::BaseExceptionGroup, "split", 2, 2, |vm, args| group_call(vm, args, "split")),
    method(Type::BaseExceptionGroup, "subgroup", 2, 2, |vm, args| group_call(vm, args, "subgroup")),
    method(Type::Object, "__repr__", 1, 1, repr),
    method(Type::Object, "__str__", 1, 1, repr),
    method(Type::Object, "__hash__", 1, 1, hash),
    method(Type::Object, "__eq__", 2, 2, eq),
    method(Type::Property, "setter", 2, 2, |vm, args| property(vm, args, 1)),
    method(Type::Property, "getter", 2, 2, |vm, args| property(vm, args, 0)),
    method(Type::Property, "deleter", 2, 2, |vm, args| property(vm, args, 2)),
    method(Type::Stream, "write", 2, 2, write),
    method(Type::Stream, "flush", 1, 1, super::process::flush),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn send(vm: &mut Vm, args: Args) -> Outcome {
    vm.generator_send(args)
}

fn throw(vm: &mut Vm, args: Args) -> Outcome {
    vm.generator_throw(args)
}

fn close(vm: &mut Vm, args: Args) -> Outcome {
    vm.generator_close(args)
}

fn same(vm: &mut Vm, args: Args) -> Outcome {
    Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))))
}

fn exception_init(vm: &mut Vm, args: Args) -> Outcome {
    let given: Vec<Value> = (1..args.count).map(|index| vm.arg(args, index)).collect();
    let given = vm.heap.keep_all(&given);
    let mut old = vm.heap.tuple(given);
    if let Some(exception) = vm.exception_mut(vm.arg(args, 0)) {
        old = std::mem::replace(&mut exception.args, old);
    }
    vm.heap.release(old);
    NOTHING
}

fn exception_str(vm: &mut Vm, args: Args) -> Outcome {
    let text = vm.exception_text(vm.arg(args, 0)).unwrap_or_default();
    Ok(Flow::Value(vm.heap.str(text)))
}

fn repr(vm: &mut Vm, args: Args) -> Outcome {
    let text = vm.plain_repr(vm.arg(args, 0));
    Ok(Flow::Value(vm.heap.str(text)))
}

fn hash(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let hash = of.handle().map_or(0, |handle| i64::from(handle.0) * 16);
    Ok(Flow::Value(Value::Int(hash)))
}

fn eq(vm: &mut Vm, args: Args) -> Outcome {
    let same = vm.arg(args, 0).is(vm.arg(args, 1));
    Ok(Flow::Value(if same { Value::Bool(true) } else { Value::NotImplemented }))
}

fn with_traceback(vm: &mut Vm, args: Args) -> Outcome {
    let rows = match vm.heap.object(vm.arg(args, 1)) {
        Some(Object::Traceback(rows)) => rows.to_vec(),
        _ => Vec::new(),
    };
    let exception = vm.arg(args, 0);
    if let Some(exception) = vm.exception_mut(exception) {
        exception.rows = rows;
    }
    Ok(Flow::Value(vm.heap.keep(exception)))
}

fn add_note(vm: &mut Vm, args: Args) -> Outcome {
    if vm.text(vm.arg(args, 1)).is_none() {
        let message = format!("note must be a str, not '{}'", vm.type_name(vm.arg(args, 1)));
        return Err(vm.raise(Type::TypeError, message));
    }
    let (exception, note) = (vm.arg(args, 0), vm.heap.keep(vm.arg(args, 1)));
    match vm.attr_native(exception, crate::names::NOTES)? {
        Some(notes) => {
            vm.list_push(notes, note);
            vm.heap.release(notes);
        }
        None => {
            let notes = vm.heap.list(vec![note]);
            vm.set_attr(exception, crate::names::NOTES, notes)?;
        }
    }
    NOTHING
}

/// `@x.setter`: the property with another part.
fn property(vm: &mut Vm, args: Args, part: usize) -> Outcome {
    let Some(Object::Property(parts)) = vm.heap.object(vm.arg(args, 0)) else { return NOTHING };
    let mut parts = (**parts).to_vec();
    parts[part] = vm.arg(args, 1);
    let parts = vm.heap.keep_all(&parts);
    let parts: [Value; 3] = [parts[0], parts[1], parts[2]];
    Ok(Flow::Value(vm.heap.alloc(Object::Property(parts.into()))))
}

fn write(vm: &mut Vm, args: Args) -> Outcome {
    let (stream, text) = (vm.heap.keep(vm.arg(args, 0)), vm.heap.keep(vm.arg(args, 1)));
    if vm.text(text).is_none() {
        let message = format!("write() argument must be str, not {}", vm.type_name(text));
        vm.heap.release(text);
        return Err(vm.raise(Type::TypeError, message));
    }
    let callable = vm.library("builtins._stream_write");
    let after = crate::vm::frame::After::Push;
    Ok(Flow::Call { callable, args: vec![stream, text], after })
}

/// A group of the same message: what parts of it are made by.
fn group_derive(vm: &mut Vm, args: Args) -> Outcome {
    let (group, members) = (vm.arg(args, 0), vm.arg(args, 1));
    let message = vm.attr_native(group, crate::names::MESSAGE)?.unwrap_or(Value::None);
    let arguments = vec![message, vm.heap.keep(members)];
    let derived = vm.new_exception(Value::Type(Type::BaseExceptionGroup), arguments);
    vm.init_group(derived)?;
    Ok(Flow::Value(derived))
}

fn group_call(vm: &mut Vm, args: Args, what: &str) -> Outcome {
    let callable = vm.library(&format!("builtins._group_{what}"));
    let args = vm.heap.keep_all(&[vm.arg(args, 0), vm.arg(args, 1)]);
    Ok(Flow::Call { callable, args, after: crate::vm::frame::After::Push })
}
