//! The built-in functions that ask an object what it is and has.

use super::{Entry, function};
use crate::object::{Object, Sym, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("isinstance", 2, 2, &[], isinstance),
    function("issubclass", 2, 2, &[], issubclass),
    function("callable", 1, 1, &[], callable),
    function("id", 1, 1, &[], id),
    function("hash", 1, 1, &[], hash),
    function("getattr", 2, 3, &[], getattr),
    function("hasattr", 2, 2, &[], hasattr),
    function("setattr", 3, 3, &[], setattr),
    function("delattr", 2, 2, &[], delattr),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn classes(vm: &mut Vm, of: Value, what: &str) -> Result<Vec<Value>, Raise> {
    let list = match vm.heap.object(of) {
        Some(Object::Tuple(values)) => values.to_vec(),
        _ => vec![of],
    };
    if list.iter().all(|&class| vm.is_class(class)) {
        return Ok(list);
    }
    let message = format!("{what} must be a type, a tuple of types, or a union");
    Err(vm.raise(Type::TypeError, message))
}

fn isinstance(vm: &mut Vm, args: Args) -> Outcome {
    let classes = classes(vm, vm.arg(args, 1), "isinstance() arg 2")?;
    let of = vm.arg(args, 0);
    value(Value::Bool(classes.into_iter().any(|class| vm.is_instance(of, class))))
}

fn issubclass(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if !vm.is_class(of) {
        return Err(vm.raise(Type::TypeError, "issubclass() arg 1 must be a class".into()));
    }
    let classes = classes(vm, vm.arg(args, 1), "issubclass() arg 2")?;
    value(Value::Bool(classes.into_iter().any(|class| vm.is_subclass(of, class))))
}

fn callable(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    value(Value::Bool(is_callable(vm, of)))
}

/// `callable(of)`.
pub(super) fn is_callable(vm: &Vm, of: Value) -> bool {
    let native = matches!(of, Value::Native(_) | Value::Type(_) | Value::Prelude(_));
    let object = matches!(
        vm.heap.object(of),
        Some(Object::Function(_) | Object::Method { .. } | Object::Class(_))
    );
    native || object || vm.user_method(of, crate::names::CALL).is_some()
}

/// **Departures:** CPython's is an address; here it is the object's number.
fn id(vm: &mut Vm, args: Args) -> Outcome {
    let number = match vm.arg(args, 0) {
        Value::Ref(handle) => 140_000_000_000_000 + i64::from(handle.0) * 16,
        Value::Int(int) => 9_800_000 + int.wrapping_mul(32),
        other => 9_700_000 + vm.hash(other)?.wrapping_mul(32),
    };
    value(Value::Int(number))
}

fn hash(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(method) = vm.user_method(of, crate::names::HASH) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let hash = vm.hash(of)?;
    value(Value::Int(hash))
}

fn attribute_name(vm: &mut Vm, of: Value) -> Result<Sym, Raise> {
    match vm.text(of).map(|text| text.to_string()) {
        Some(text) => Ok(vm.sym(&text)),
        None => {
            let message = format!("attribute name must be string, not '{}'", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn getattr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let name = attribute_name(vm, vm.arg(args, 1))?;
    if let Some(getter) = vm.getter(of, name) {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(getter), args, after: After::Push });
    }
    if let Some(found) = vm.attr_native(of, name)? {
        return value(found);
    }
    if let Some(default) = vm.optional(args, 2) {
        return Ok(Flow::Value(vm.heap.keep(default)));
    }
    if let Some(method) = vm.user_method(of, crate::names::GETATTR) {
        let args = vm.heap.keep_all(&[of, vm.arg(args, 1)]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    Err(vm.no_attribute(of, name))
}

fn hasattr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let name = attribute_name(vm, vm.arg(args, 1))?;
    if vm.getter(of, name).is_some() {
        return value(Value::Bool(true));
    }
    let found = vm.attr_native(of, name)?;
    if let Some(found) = found {
        vm.heap.release(found);
    }
    value(Value::Bool(found.is_some()))
}

fn setattr(vm: &mut Vm, args: Args) -> Outcome {
    let name = attribute_name(vm, vm.arg(args, 1))?;
    let (of, new) = (vm.arg(args, 0), vm.arg(args, 2));
    let new = vm.heap.keep(new);
    vm.set_attr(of, name, new)?;
    value(Value::None)
}

fn delattr(vm: &mut Vm, args: Args) -> Outcome {
    let name = attribute_name(vm, vm.arg(args, 1))?;
    let of = vm.arg(args, 0);
    vm.remove_attr(of, name)?;
    value(Value::None)
}
