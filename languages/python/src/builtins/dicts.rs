//! Methods of `dict`, its views, `set` and `frozenset`.

use super::{Entry, method};
use crate::object::{Object, Type, Value, ViewKind};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Items, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Dict, "get", 2, 3, get),
    method(Type::Dict, "keys", 1, 1, |vm, args| view(vm, args, ViewKind::Keys)),
    method(Type::Dict, "values", 1, 1, |vm, args| view(vm, args, ViewKind::Values)),
    method(Type::Dict, "items", 1, 1, |vm, args| view(vm, args, ViewKind::Items)),
    method(Type::Dict, "pop", 2, 3, pop),
    method(Type::Dict, "popitem", 1, 1, popitem),
    method(Type::Dict, "setdefault", 2, 3, setdefault),
    method(Type::Dict, "update", 1, 2, update),
    method(Type::DictKeys, "isdisjoint", 2, 2, super::sets::isdisjoint),
    method(Type::DictItems, "isdisjoint", 2, 2, super::sets::isdisjoint),
    method(Type::Dict, "clear", 1, 1, clear),
    method(Type::Dict, "copy", 1, 1, copy),
];

/// `dict.fromkeys`, which needs no receiver.
pub(super) const FROMKEYS: Entry = super::function("fromkeys", 1, 2, &[], fromkeys);

fn fromkeys(vm: &mut Vm, args: Args) -> Outcome {
    let value = vm.optional(args, 1).unwrap_or(Value::None);
    match vm.items(vm.arg(args, 0))? {
        Items::Owned(keys) if keys.iter().any(|&key| vm.asks_to_hash(key)) => {
            let args = vec![vm.heap.list(keys), vm.heap.keep(value)];
            let callable = vm.library("builtins._fromkeys");
            Ok(Flow::Call { callable, args, after: After::Push })
        }
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
    if vm.as_dict(source).is_none() {
        let args = vec![vm.heap.keep(dict), vm.heap.keep(source), vm.new_dict(Vec::new())?];
        let callable = vm.library("builtins._dict_update");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    vm.dict_join(dict, source)?;
    NOTHING
}

pub(super) fn clear(vm: &mut Vm, args: Args) -> Outcome {
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

pub(super) fn copy(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let empty = match vm.as_dict(of) {
        Some(_) => Object::Dict(Default::default()),
        None => Object::Set(Default::default()),
    };
    Ok(Flow::Value(vm.joined(empty, &[of])?))
}
