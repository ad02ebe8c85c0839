//! `weakref`: the natives; the rest is Python (`std/weakref.py`).

use super::{Entry, class, function, method};
use crate::names;
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    class(Type::WeakRef, 1, 2, &[], new),
    method(Type::WeakRef, "__call__", 1, 1, deref),
    function("getweakrefcount", 1, 1, &[], |vm, args| {
        let count = vm.arg(args, 0).handle().map_or(0, |handle| vm.heap.weak_refs(handle).len());
        value(Value::Int(count as i64))
    }),
    function("getweakrefs", 1, 1, &[], getweakrefs),
    function("_bound", 2, 2, &[], |vm, args| {
        let function = vm.heap.keep(vm.arg(args, 0));
        let receiver = vm.heap.keep(vm.arg(args, 1));
        value(vm.heap.alloc(crate::object::Object::Method { function, receiver }))
    }),
    // Sets an attribute whatever `__setattr__` says.
    function("_set_plain", 3, 3, &[], |vm, args| {
        let name = vm.str_native(vm.arg(args, 1)).unwrap_or_default();
        let name = vm.sym(&name);
        let new = vm.heap.keep(vm.arg(args, 2));
        vm.set_attr(vm.arg(args, 0), name, new)?;
        value(Value::None)
    }),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn new(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let callback = vm.optional(args, 1).filter(|callback| !callback.is_none());
    let Some(target) = of.handle().filter(|_| can_be_weakly_held(vm, of)) else {
        let message = format!("cannot create weak reference to '{}' object", vm.type_name(of));
        return Err(vm.raise(Type::TypeError, message));
    };
    let callback = vm.heap.keep(callback.unwrap_or(Value::Undef));
    let hash = vm.hash_native(of).ok();
    vm.wanted.take();
    let weak = vm.heap.weak_ref(target, callback, hash);
    value(weak)
}

/// **Departures:** built-in functions and types, which live for ever, cannot be weakly held here.
fn can_be_weakly_held(vm: &Vm, of: Value) -> bool {
    if !vm.heap.can_be_weakly_held(of) {
        return false;
    }
    // A class with slots has room for weak references only if it says so.
    let class = vm.class_of(of);
    let Some(slots) = vm.class_lookup(class, names::SLOTS) else { return true };
    let has = |name: &str| match vm.heap.object(slots) {
        Some(crate::object::Object::Tuple(slots)) => {
            slots.iter().any(|&slot| vm.text(slot).is_some_and(|text| &**text == name))
        }
        _ => vm.text(slots).is_some_and(|text| &**text == name),
    };
    let without = vm.order_of(class).iter().any(|&base| {
        matches!(vm.heap.object(base), Some(crate::object::Object::Class(base))
            if base.attrs.iter().all(|(name, _)| *name != names::SLOTS))
    });
    without || has("__weakref__")
}

fn deref(vm: &mut Vm, args: Args) -> Outcome {
    let target = vm.heap.weak_target(vm.arg(args, 0)).unwrap_or(Value::None);
    value(vm.heap.keep(target))
}

fn getweakrefs(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0).handle();
    let refs: Vec<Value> = match of {
        Some(handle) => vm.heap.weak_refs(handle).iter().map(|&one| Value::Ref(one)).collect(),
        None => Vec::new(),
    };
    let refs = vm.heap.keep_all(&refs);
    value(vm.heap.list(refs))
}
