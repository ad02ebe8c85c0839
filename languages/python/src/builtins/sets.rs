//! Methods of `set` and `frozenset`.
//!
//! **Models:** `Objects/setobject.c`, CPython 3.13.

use super::dicts::{clear, copy};
use super::{ANY, Entry, method};
use crate::code::{BinaryOp, CompareOp};
use crate::object::{Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Items, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Set, "add", 2, 2, add),
    method(Type::Set, "discard", 2, 2, discard),
    method(Type::Set, "remove", 2, 2, remove),
    method(Type::Set, "pop", 1, 1, pop),
    method(Type::Set, "clear", 1, 1, clear),
    method(Type::Set, "copy", 1, 1, copy),
    method(Type::Set, "update", 1, ANY, update),
    method(Type::Set, "intersection_update", 1, ANY, |vm, args| replace(vm, args, BinaryOp::And)),
    method(Type::Set, "difference_update", 1, ANY, |vm, args| replace(vm, args, BinaryOp::Sub)),
    method(Type::Set, "symmetric_difference_update", 2, 2, |vm, args| {
        replace(vm, args, BinaryOp::Xor)
    }),
    method(Type::Set, "union", 1, ANY, |vm, args| combine(vm, args, BinaryOp::Or)),
    method(Type::Set, "intersection", 1, ANY, |vm, args| combine(vm, args, BinaryOp::And)),
    method(Type::Set, "difference", 1, ANY, |vm, args| combine(vm, args, BinaryOp::Sub)),
    method(Type::Set, "symmetric_difference", 2, 2, |vm, args| combine(vm, args, BinaryOp::Xor)),
    method(Type::Set, "issubset", 2, 2, |vm, args| relation(vm, args, CompareOp::Le)),
    method(Type::Set, "issuperset", 2, 2, |vm, args| relation(vm, args, CompareOp::Ge)),
    method(Type::Set, "isdisjoint", 2, 2, isdisjoint),
    method(Type::FrozenSet, "copy", 1, 1, |vm, args| {
        Ok(Flow::Value(vm.heap.keep(vm.arg(args, 0))))
    }),
    method(Type::FrozenSet, "union", 1, ANY, |vm, args| combine(vm, args, BinaryOp::Or)),
    method(Type::FrozenSet, "intersection", 1, ANY, |vm, args| combine(vm, args, BinaryOp::And)),
    method(Type::FrozenSet, "difference", 1, ANY, |vm, args| combine(vm, args, BinaryOp::Sub)),
    method(Type::FrozenSet, "symmetric_difference", 2, 2, |vm, args| {
        combine(vm, args, BinaryOp::Xor)
    }),
    method(Type::FrozenSet, "issubset", 2, 2, |vm, args| relation(vm, args, CompareOp::Le)),
    method(Type::FrozenSet, "issuperset", 2, 2, |vm, args| relation(vm, args, CompareOp::Ge)),
    method(Type::FrozenSet, "isdisjoint", 2, 2, isdisjoint),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn add(vm: &mut Vm, args: Args) -> Outcome {
    let (set, item) = (vm.arg(args, 0), vm.arg(args, 1));
    let item = vm.heap.keep(item);
    vm.dict_set(set, item, Value::None)?;
    NOTHING
}

fn discard(vm: &mut Vm, args: Args) -> Outcome {
    vm.dict_remove(vm.arg(args, 0), vm.arg(args, 1))?;
    NOTHING
}

fn remove(vm: &mut Vm, args: Args) -> Outcome {
    let item = vm.arg(args, 1);
    match vm.dict_remove(vm.arg(args, 0), item)? {
        Some(_) => NOTHING,
        None => Err(vm.key_error(item)),
    }
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let set = vm.arg(args, 0);
    let first = vm.as_set(set).and_then(|table| {
        let first = table.order_of_set().first().copied();
        first.and_then(|at| table.entry_at(at as usize))
    });
    match first {
        Some(key) => {
            let key = vm.heap.keep(key);
            vm.dict_remove(set, key)?;
            Ok(Flow::Value(key))
        }
        None => {
            let message = vm.heap.str("pop from an empty set");
            Err(vm.raise_with(Type::KeyError, vec![message]))
        }
    }
}

fn update(vm: &mut Vm, args: Args) -> Outcome {
    let set = vm.arg(args, 0);
    for index in 1..args.count {
        match vm.items(vm.arg(args, index))? {
            Items::Owned(items) if items.iter().any(|&item| vm.asks_to_hash(item)) => {
                // Those after it are added by the library as well.
                let list = vm.heap.list(items);
                let mut rest = vec![list];
                for later in index + 1..args.count {
                    rest.push(vm.heap.keep(vm.arg(args, later)));
                }
                let args = vec![vm.heap.keep(set), vm.heap.tuple(rest)];
                let callable = vm.library("builtins._set_update");
                return Ok(Flow::Call { callable, args, after: After::Push });
            }
            Items::Owned(items) => vm.add_all(set, items)?,
            Items::NeedsCall => return Ok(Flow::Materialise(index)),
        }
    }
    NOTHING
}

impl Vm {
    /// Adds owned items to a set.
    pub(crate) fn add_all(&mut self, set: Value, items: Vec<Value>) -> Result<(), Raise> {
        let mut items = items.into_iter();
        while let Some(item) = items.next() {
            if let Err(raise) = self.dict_set(set, item, Value::None) {
                items.for_each(|item| self.heap.release(item));
                return Err(raise);
            }
        }
        Ok(())
    }
}

/// An argument as a set, owned; `None` where the library has to collect it.
fn other(vm: &mut Vm, args: Args, index: usize) -> Result<Option<Value>, Raise> {
    let of = vm.arg(args, index);
    if vm.as_set(of).is_some() {
        return Ok(Some(vm.heap.keep(of)));
    }
    // What has been taken from an iterator would be lost if the native ran again.
    if matches!(vm.heap.object(of), Some(Object::Iter(_))) {
        return Ok(None);
    }
    match vm.items(of)? {
        Items::Owned(items) => vm.new_set(items).map(Some),
        Items::NeedsCall => Ok(None),
    }
}

/// The receiver combined with each argument in turn, owned.
fn combined(vm: &mut Vm, args: Args, op: BinaryOp) -> Result<Result<Value, usize>, Raise> {
    let Flow::Value(mut result) = copy(vm, args)? else { return Ok(Err(0)) };
    for index in 1..args.count {
        let right = match other(vm, args, index) {
            Ok(Some(right)) => right,
            Ok(None) => {
                vm.heap.release(result);
                return Ok(Err(index));
            }
            Err(raise) => {
                vm.heap.release(result);
                return Err(raise);
            }
        };
        let next = vm.native_binary(op, result, right);
        vm.heap.release(right);
        vm.heap.release(result);
        result = next?.unwrap_or(Value::None);
    }
    Ok(Ok(result))
}

fn combine(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    let is_frozen = matches!(vm.heap.object(vm.arg(args, 0)), Some(Object::FrozenSet(_)));
    match combined(vm, args, op)? {
        Ok(set) if is_frozen => Ok(Flow::Value(vm.freeze(set))),
        Ok(set) => Ok(Flow::Value(set)),
        Err(index) => Ok(Flow::Materialise(index)),
    }
}

/// The receiver becomes what the combination gives.
fn replace(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    let made = match combined(vm, args, op)? {
        Ok(made) => made,
        Err(index) => return Ok(Flow::Materialise(index)),
    };
    vm.swap_tables(vm.arg(args, 0), made);
    vm.heap.release(made);
    NOTHING
}

fn relation(vm: &mut Vm, args: Args, op: CompareOp) -> Outcome {
    let Some(right) = other(vm, args, 1)? else { return Ok(Flow::Materialise(1)) };
    let answer = vm.compare_native(op, vm.arg(args, 0), right, 0);
    vm.heap.release(right);
    Ok(Flow::Value(Value::Bool(answer == Compared::Answer(true))))
}

pub(super) fn isdisjoint(vm: &mut Vm, args: Args) -> Outcome {
    let items = match vm.items(vm.arg(args, 1))? {
        Items::Owned(items) => items,
        Items::NeedsCall => return Ok(Flow::Materialise(1)),
    };
    let own = match vm.items(vm.arg(args, 0)) {
        Ok(Items::Owned(own)) => match vm.new_set(own) {
            Ok(own) => own,
            Err(raise) => {
                vm.heap.release_all(&items);
                return Err(raise);
            }
        },
        _ => Value::None,
    };
    let mut common = false;
    let mut failed = None;
    for &item in &items {
        match vm.dict_get(own, item) {
            Ok(found) => common |= found.is_some(),
            Err(raise) => failed = Some(raise),
        }
    }
    vm.heap.release(own);
    vm.heap.release_all(&items);
    match failed {
        Some(raise) => Err(raise),
        None => Ok(Flow::Value(Value::Bool(!common))),
    }
}
