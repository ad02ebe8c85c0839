//! `contextvars`: variables, tokens, contexts; `Context.run` is in `std/contextvars.py`.
//!
//! **Models:** `Python/context.c`, CPython 3.13.

use super::{Entry, class, function, method};
use crate::object::{Library, Object, Token, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    class(Type::ContextVar, 1, 2, &["name", "default"], new_var),
    class(Type::Context, 0, 0, &[], new_context),
    function("copy_context", 0, 0, &[], |vm, _| Ok(Flow::Value(vm.context_copy()))),
    function("_context_enter", 1, 1, &[], enter),
    function("_context_exit", 1, 1, &[], exit),
    method(Type::ContextVar, "get", 1, 2, get),
    method(Type::ContextVar, "set", 2, 2, set),
    method(Type::ContextVar, "reset", 2, 2, reset),
    method(Type::Context, "copy", 1, 1, |vm, args| {
        let of = vm.arg(args, 0);
        Ok(Flow::Value(vm.copy_of_context(of)))
    }),
    method(Type::Context, "get", 2, 3, context_get),
    method(Type::Context, "__getitem__", 2, 2, getitem),
    method(Type::Context, "__contains__", 2, 2, contains),
    method(Type::Context, "__len__", 1, 1, |vm, args| {
        Ok(Flow::Value(Value::Int(pairs(vm, args).len() as i64)))
    }),
    method(Type::Context, "__iter__", 1, 1, |vm, args| listed(vm, args, Part::Keys, true)),
    method(Type::Context, "keys", 1, 1, |vm, args| listed(vm, args, Part::Keys, false)),
    method(Type::Context, "values", 1, 1, |vm, args| listed(vm, args, Part::Values, false)),
    method(Type::Context, "items", 1, 1, |vm, args| listed(vm, args, Part::Items, false)),
];

pub(super) const CONSTANTS: &[(&str, Value)] = &[("Token", Value::Type(Type::Token))];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Keys,
    Values,
    Items,
}

fn new_var(vm: &mut Vm, args: Args) -> Outcome {
    let name = vm.arg(args, 0);
    if vm.text(name).is_none() {
        let message = "context variable name must be a str".into();
        return Err(vm.raise(Type::TypeError, message));
    }
    let default = vm.optional(args, 1).unwrap_or(Value::Undef);
    let (name, default) = (vm.heap.keep(name), vm.heap.keep(default));
    Ok(Flow::Value(vm.heap.alloc(Object::Library(Library::ContextVar { name, default }.into()))))
}

fn new_context(vm: &mut Vm, _args: Args) -> Outcome {
    let context = Library::Context(Default::default());
    Ok(Flow::Value(vm.heap.alloc(Object::Library(context.into()))))
}

fn enter(vm: &mut Vm, args: Args) -> Outcome {
    vm.context_enter(vm.arg(args, 0))?;
    NOTHING
}

fn exit(vm: &mut Vm, args: Args) -> Outcome {
    vm.context_exit(vm.arg(args, 0));
    NOTHING
}

fn get(vm: &mut Vm, args: Args) -> Outcome {
    let var = vm.arg(args, 0);
    let default = match vm.library_object(var) {
        Some(Library::ContextVar { default, .. }) => *default,
        _ => Value::Undef,
    };
    let found = vm.context_get(var).or(vm.optional(args, 1)).unwrap_or(default);
    if found.is_undef() {
        let var = vm.heap.keep(var);
        return Err(vm.raise_with(Type::LookupError, vec![var]));
    }
    Ok(Flow::Value(vm.heap.keep(found)))
}

fn set(vm: &mut Vm, args: Args) -> Outcome {
    let (var, value) = (vm.arg(args, 0), vm.heap.keep(vm.arg(args, 1)));
    let old = vm.context_set(var, value);
    let context = vm.context_now();
    let (var, context) = (vm.heap.keep(var), vm.heap.keep(context));
    let token = Library::Token(Token { var, old, context, is_used: false });
    Ok(Flow::Value(vm.heap.alloc(Object::Library(token.into()))))
}

fn reset(vm: &mut Vm, args: Args) -> Outcome {
    let (var, given) = (vm.arg(args, 0), vm.arg(args, 1));
    let Some(Library::Token(token)) = vm.library_object(given) else {
        let kind = vm.type_name(given);
        let message = format!("expected an instance of Token, got {kind}");
        return Err(vm.raise(Type::TypeError, message));
    };
    let (of, old, context, is_used) = (token.var, token.old, token.context, token.is_used);
    let shown = vm.repr_native(given).unwrap_or_default();
    if is_used {
        let message = format!("{shown} has already been used once");
        return Err(vm.raise(Type::RuntimeError, message));
    }
    if !of.is(var) {
        let message = format!("{shown} was created by a different ContextVar");
        return Err(vm.raise(Type::ValueError, message));
    }
    if !vm.context_now().is(context) {
        let message = format!("{shown} was created in a different Context");
        return Err(vm.raise(Type::ValueError, message));
    }
    let old = vm.heap.keep(old);
    let value = vm.context_set(var, old);
    vm.heap.release(value);
    if let Some(Object::Library(library)) = given.handle().map(|handle| vm.heap.get_mut(handle))
        && let Library::Token(token) = &mut **library
    {
        token.is_used = true;
    }
    NOTHING
}

fn pairs(vm: &Vm, args: Args) -> Vec<(Value, Value)> {
    vm.context(vm.arg(args, 0)).map_or(Vec::new(), |context| context.vars.clone())
}

fn find(vm: &mut Vm, args: Args) -> Result<Option<Value>, crate::vm::Raise> {
    let var = vm.arg(args, 1);
    if !matches!(vm.library_object(var), Some(Library::ContextVar { .. })) {
        let shown = vm.repr_native(var).unwrap_or_default();
        let message = format!("a ContextVar key was expected, got {shown}");
        return Err(vm.raise(Type::TypeError, message));
    }
    let found = pairs(vm, args).into_iter().find(|(known, _)| known.is(var));
    Ok(found.map(|(_, value)| value))
}

fn context_get(vm: &mut Vm, args: Args) -> Outcome {
    let found = find(vm, args)?.or(vm.optional(args, 2)).unwrap_or(Value::None);
    Ok(Flow::Value(vm.heap.keep(found)))
}

fn getitem(vm: &mut Vm, args: Args) -> Outcome {
    match find(vm, args)? {
        Some(value) => Ok(Flow::Value(vm.heap.keep(value))),
        None => {
            let var = vm.heap.keep(vm.arg(args, 1));
            Err(vm.raise_with(Type::KeyError, vec![var]))
        }
    }
}

fn contains(vm: &mut Vm, args: Args) -> Outcome {
    Ok(Flow::Value(Value::Bool(find(vm, args)?.is_some())))
}

fn listed(vm: &mut Vm, args: Args, part: Part, iterates: bool) -> Outcome {
    let mut items = Vec::new();
    for (var, value) in pairs(vm, args) {
        let item = match part {
            Part::Keys => vm.heap.keep(var),
            Part::Values => vm.heap.keep(value),
            Part::Items => {
                let pair = vm.heap.keep_all(&[var, value]);
                vm.heap.tuple(pair)
            }
        };
        items.push(item);
    }
    let list = vm.heap.list(items);
    if !iterates {
        return Ok(Flow::Value(list));
    }
    let iterator = vm.native_iter(list).unwrap_or(Value::None);
    vm.heap.release(list);
    Ok(Flow::Value(iterator))
}
