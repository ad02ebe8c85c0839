//! Methods of `dict`, its views, `set` and `frozenset`.

use super::{ANY, Entry, method};
use crate::code::{BinaryOp, CompareOp};
use crate::object::{Object, Type, Value, ViewKind};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Items, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Dict, "get", 2, 3, get),
    method(Type::Dict, "keys", 1, 1, |vm, args| view(vm, args, ViewKind::Keys)),
    method(Type::Dict, "values", 1, 1, |vm, args| view(vm, args, ViewKind::Values)),
    method(Type::Dict, "items", 1, 1, |vm, args| view(vm, args, ViewKind::Items)),
    method(Type::Dict, "pop", 2, 3, pop),
    method(Type::Dict, "popitem", 1, 1, popitem),
    method(Type::Dict, "setdefault", 2, 3, setdefault),
    method(Type::Dict, "update", 1, 2, update),
    method(Type::Dict, "clear", 1, 1, clear),
    method(Type::Dict, "copy", 1, 1, copy),
    method(Type::Set, "add", 2, 2, add),
    method(Type::Set, "discard", 2, 2, discard),
    method(Type::Set, "remove", 2, 2, remove),
    method(Type::Set, "pop", 1, 1, set_pop),
    method(Type::Set, "clear", 1, 1, clear),
    method(Type::Set, "copy", 1, 1, copy),
    method(Type::Set, "update", 1, ANY, set_update),
    method(Type::Set, "union", 1, 2, |vm, args| combine(vm, args, BinaryOp::Or)),
    method(Type::Set, "intersection", 1, 2, |vm, args| combine(vm, args, BinaryOp::And)),
    method(Type::Set, "difference", 1, 2, |vm, args| combine(vm, args, BinaryOp::Sub)),
    method(Type::Set, "symmetric_difference", 2, 2, |vm, args| combine(vm, args, BinaryOp::Xor)),
    method(Type::Set, "issubset", 2, 2, |vm, args| relation(vm, args, CompareOp::Le)),
    method(Type::Set, "issuperset", 2, 2, |vm, args| relation(vm, args, CompareOp::Ge)),
    method(Type::FrozenSet, "union", 1, 2, |vm, args| combine(vm, args, BinaryOp::Or)),
    method(Type::FrozenSet, "intersection", 1, 2, |vm, args| combine(vm, args, BinaryOp::And)),
    method(Type::FrozenSet, "difference", 1, 2, |vm, args| combine(vm, args, BinaryOp::Sub)),
];

/// `dict.fromkeys`, which needs no receiver.
pub(super) const FROMKEYS: Entry = super::function("fromkeys", 1, 2, &[], fromkeys);

fn fromkeys(vm: &mut Vm, args: Args) -> Outcome {
    let value = vm.optional(args, 1).unwrap_or(Value::None);
    match vm.items(vm.arg(args, 0))? {
        Items::Owned(keys) => {
            let pairs = keys.into_iter().map(|key| (key, vm.heap.keep(value))).collect();
            Ok(Flow::Value(vm.new_dict(pairs)?))
        }
        Items::NeedsCall => Ok(Flow::Materialise(0)),
    }
}

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

fn get(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (vm.arg(args, 0), vm.arg(args, 1));
    let default = vm.optional(args, 2).unwrap_or(Value::None);
    let found = vm.dict_get(dict, key)?.unwrap_or(default);
    Ok(Flow::Value(vm.heap.keep(found)))
}

fn view(vm: &mut Vm, args: Args, kind: ViewKind) -> Outcome {
    let dict = vm.heap.keep(vm.arg(args, 0));
    Ok(Flow::Value(vm.heap.alloc(Object::View { dict, kind })))
}

fn pop(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (vm.arg(args, 0), vm.arg(args, 1));
    match (vm.dict_remove(dict, key)?, vm.optional(args, 2)) {
        (Some(value), _) => Ok(Flow::Value(value)),
        (None, Some(default)) => Ok(Flow::Value(vm.heap.keep(default))),
        (None, None) => Err(vm.key_error(key)),
    }
}

fn popitem(vm: &mut Vm, args: Args) -> Outcome {
    match vm.dict_pop_last(vm.arg(args, 0)) {
        Some((key, value)) => Ok(Flow::Value(vm.heap.tuple(vec![key, value]))),
        None => {
            let message = vm.heap.str("popitem(): dictionary is empty");
            Err(vm.raise_with(Type::KeyError, vec![message]))
        }
    }
}

fn setdefault(vm: &mut Vm, args: Args) -> Outcome {
    let (dict, key) = (vm.arg(args, 0), vm.arg(args, 1));
    if let Some(found) = vm.dict_get(dict, key)? {
        return Ok(Flow::Value(vm.heap.keep(found)));
    }
    let default = vm.optional(args, 2).unwrap_or(Value::None);
    let (own_key, own) = (vm.heap.keep(key), vm.heap.keep(default));
    vm.dict_set(dict, own_key, own)?;
    Ok(Flow::Value(vm.heap.keep(default)))
}

fn update(vm: &mut Vm, args: Args) -> Outcome {
    let dict = vm.arg(args, 0);
    let Some(source) = vm.optional(args, 1) else { return NOTHING };
    let Some(from) = vm.as_dict(source) else {
        let args = vm.heap.keep_all(&[dict, source]);
        let callable = vm.library("builtins._dict_update");
        return Ok(Flow::Call { callable, args, after: After::Push });
    };
    let pairs: Vec<_> = from.iter().collect();
    for (key, value) in pairs {
        let (key, value) = (vm.heap.keep(key), vm.heap.keep(value));
        vm.dict_set(dict, key, value)?;
    }
    NOTHING
}

fn clear(vm: &mut Vm, args: Args) -> Outcome {
    let table = match vm.arg(args, 0).handle().map(|handle| vm.heap.get_mut(handle)) {
        Some(Object::Dict(table) | Object::Set(table)) => std::mem::take(table),
        _ => return NOTHING,
    };
    for (key, value) in table.iter() {
        vm.heap.release(key);
        vm.heap.release(value);
    }
    NOTHING
}

fn copy(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let pairs: Vec<_> = match vm.heap.object(of) {
        Some(Object::Dict(table) | Object::Set(table)) => table.iter().collect(),
        _ => Vec::new(),
    };
    let pairs: Vec<_> =
        pairs.into_iter().map(|(key, value)| (vm.heap.keep(key), vm.heap.keep(value))).collect();
    if vm.as_dict(of).is_some() {
        return Ok(Flow::Value(vm.new_dict(pairs)?));
    }
    Ok(Flow::Value(vm.new_set(pairs.into_iter().map(|(key, _)| key).collect())?))
}

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

fn set_pop(vm: &mut Vm, args: Args) -> Outcome {
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

fn set_update(vm: &mut Vm, args: Args) -> Outcome {
    let set = vm.arg(args, 0);
    for index in 1..args.count {
        match vm.items(vm.arg(args, index))? {
            Items::Owned(items) => {
                for item in items {
                    vm.dict_set(set, item, Value::None)?;
                }
            }
            Items::NeedsCall => return Ok(Flow::Materialise(index)),
        }
    }
    NOTHING
}

/// The other operand as a set, owned.
fn other(vm: &mut Vm, args: Args) -> Result<Option<Value>, crate::vm::Raise> {
    let Some(of) = vm.optional(args, 1) else { return vm.new_set(Vec::new()).map(Some) };
    match vm.items(of)? {
        Items::Owned(items) => vm.new_set(items).map(Some),
        Items::NeedsCall => Ok(None),
    }
}

fn combine(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    if args.count == 1 {
        let items = vm.items(vm.arg(args, 0))?;
        let Items::Owned(items) = items else { return NOTHING };
        return Ok(Flow::Value(vm.new_set(items)?));
    }
    let Some(right) = other(vm, args)? else { return Ok(Flow::Materialise(1)) };
    let result = vm.native_binary(op, vm.arg(args, 0), right);
    vm.heap.release(right);
    Ok(Flow::Value(result?.unwrap_or(Value::None)))
}

fn relation(vm: &mut Vm, args: Args, op: CompareOp) -> Outcome {
    let Some(right) = other(vm, args)? else { return Ok(Flow::Materialise(1)) };
    let answer = vm.compare_native(op, vm.arg(args, 0), right, 0);
    vm.heap.release(right);
    Ok(Flow::Value(Value::Bool(answer == Compared::Answer(true))))
}
