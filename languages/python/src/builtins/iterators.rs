//! `iter`, and the built-in classes whose instances iterate: `map`, `filter`, `zip`,
//! `enumerate`, `reversed`.
//!
//! What can be done without running Python code is done natively; the rest by a generator of the
//! library, which an [`Iter::Driven`] holds.

use super::{ANY, Entry, class, function, method};
use crate::object::{Iter, Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    class(Type::Map, 0, ANY, &[], map),
    class(Type::Filter, 2, 2, &[], filter),
    class(Type::Zip, 0, ANY, &[], |vm, args| zip(vm, args, false)),
    class(Type::Enumerate, 1, 2, &["iterable", "start"], enumerate),
    class(Type::Reversed, 1, 1, &[], reversed),
    function("_driven", 2, 2, &[], driven),
    method(Type::Iterator, "__iter__", 1, 1, |vm, args| {
        Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))))
    }),
    method(Type::Iterator, "__next__", 1, 1, |vm, args| vm.builtin_next(args)),
    method(Type::Iterator, "__length_hint__", 1, 1, length_hint),
];

/// `iter`, which is a function.
pub(super) const ITER: Entry = function("iter", 1, 2, &[], iter);

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn given(vm: &mut Vm, args: Args) -> Vec<Value> {
    let all: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
    vm.heap.keep_all(&all)
}

/// Leaves it to a function of the library, with these arguments.
fn in_library(vm: &mut Vm, name: &str, args: Vec<Value>) -> Outcome {
    let callable = vm.library(name);
    Ok(Flow::Call { callable, args, after: After::Push })
}

fn iter(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if args.count == 2 {
        if !super::reflect::is_callable(vm, of) {
            let message = "iter(v, w): v must be callable".into();
            return Err(vm.raise(Type::TypeError, message));
        }
        let args = given(vm, args);
        return in_library(vm, "builtins._iter_calls", args);
    }
    if let Some(iterator) = vm.native_iter(of) {
        return value(iterator);
    }
    if let Some(method) = vm.user_method(of, crate::names::ITER) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    if vm.is_iterable(of) {
        let args = given(vm, args);
        return in_library(vm, "builtins._iterate_items", args);
    }
    Err(vm.not_iterable(of))
}

/// `_driven(class, generator)`.
fn driven(vm: &mut Vm, args: Args) -> Outcome {
    let kind = match vm.arg(args, 0) {
        Value::Type(kind) => kind,
        _ => Type::CallableIterator,
    };
    let generator = vm.heap.keep(vm.arg(args, 1));
    value(vm.heap.alloc(Object::Iter(Iter::Driven { kind, generator }.into())))
}

fn map(vm: &mut Vm, args: Args) -> Outcome {
    if args.count < 2 {
        let message = "map() must have at least two arguments.".into();
        return Err(vm.raise(Type::TypeError, message));
    }
    for index in 1..args.count {
        let of = vm.arg(args, index);
        if !vm.is_iterable(of) {
            return Err(vm.not_iterable(of));
        }
    }
    let args = given(vm, args);
    in_library(vm, "builtins._make_map", args)
}

fn filter(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 1);
    if !vm.is_iterable(of) {
        return Err(vm.not_iterable(of));
    }
    let args = given(vm, args);
    in_library(vm, "builtins._make_filter", args)
}

fn enumerate(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let start = vm.optional(args, 1).unwrap_or(Value::Int(0));
    let start = vm.int_argument(start)?;
    match native_iterator(vm, of)? {
        Some(inner) => {
            value(vm.heap.alloc(Object::Iter(Iter::Enumerate { inner, at: start }.into())))
        }
        None => {
            let args = vec![vm.heap.keep(of), Value::Int(start)];
            in_library(vm, "builtins._make_enumerate", args)
        }
    }
}

/// An iterator in whose steps no Python code runs; `None` if there is only one with.
fn native_iterator(vm: &mut Vm, of: Value) -> Result<Option<Value>, Raise> {
    match vm.native_iter(of) {
        Some(iterator) if vm.is_native_iterator(iterator) => Ok(Some(iterator)),
        Some(iterator) => {
            vm.heap.release(iterator);
            Ok(None)
        }
        None if vm.is_iterable(of) => Ok(None),
        None => Err(vm.not_iterable(of)),
    }
}

/// `zip(*iterables, strict=..)`.
pub(crate) fn zip(vm: &mut Vm, args: Args, strict: bool) -> Outcome {
    let mut inner = Vec::new();
    for index in 0..args.count {
        let of = vm.arg(args, index);
        let found = if vm.is_iterable(of) { native_iterator(vm, of) } else { Ok(None) };
        match found {
            Ok(Some(iterator)) => inner.push(iterator),
            Ok(None) if vm.is_iterable(of) => {
                vm.heap.release_all(&inner);
                let args = given(vm, args);
                let args = vec![Value::Bool(strict), vm.heap.tuple(args)];
                return in_library(vm, "builtins._make_zip", args);
            }
            Ok(None) => {
                vm.heap.release_all(&inner);
                let kind = vm.type_name(of);
                let message = format!("'{kind}' object is not iterable");
                return Err(vm.raise(Type::TypeError, message));
            }
            Err(raise) => {
                vm.heap.release_all(&inner);
                return Err(raise);
            }
        }
    }
    let zip = Iter::Zip { inner: inner.into(), strict };
    value(vm.heap.alloc(Object::Iter(zip.into())))
}

fn reversed(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(Object::Range(range)) = vm.heap.object(of) {
        let left = crate::vm::range_len(range);
        let [start, _, step] = **range;
        let at = start.wrapping_add((left - 1).wrapping_mul(step));
        let iter = Iter::Range { at, left: left as u64, step: step.wrapping_neg() };
        return value(vm.heap.alloc(Object::Iter(iter.into())));
    }
    if let Some(method) = vm.user_method(of, crate::names::REVERSED) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let has = |name| vm.user_method(of, name).is_some();
    if has(crate::names::GETITEM) && has(crate::names::LEN) {
        let args = given(vm, args);
        return in_library(vm, "builtins._make_reversed", args);
    }
    let list = match vm.heap.object(of) {
        Some(Object::List(_)) => vm.heap.keep(of),
        Some(
            Object::Tuple(_)
            | Object::Str(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Dict(_)
            | Object::View { .. },
        ) => {
            let items = vm.items(of)?;
            let crate::vm::Items::Owned(items) = items else { return value(Value::None) };
            vm.heap.list(items)
        }
        _ => {
            let message = format!("'{}' object is not reversible", vm.type_name(of));
            return Err(vm.raise(Type::TypeError, message));
        }
    };
    let left = vm.len_native(list).unwrap_or(0) as u64;
    value(vm.heap.alloc(Object::Iter(Iter::Reversed { list, left }.into())))
}

/// How many items are still to come, as far as that is known.
fn length_hint(vm: &mut Vm, args: Args) -> Outcome {
    let Some(Object::Iter(iter)) = vm.heap.object(vm.arg(args, 0)) else {
        return value(Value::Int(0));
    };
    let left = match **iter {
        Iter::List { list: of, at }
        | Iter::Tuple { tuple: of, at }
        | Iter::Bytes { bytes: of, at } => vm.len_native(of).unwrap_or(0) as u64 - at,
        Iter::Range { left, .. } | Iter::Reversed { left, .. } => left,
        _ => 0,
    };
    value(Value::Int(left as i64))
}
