//! The built-in functions that ask an object what it is and has.

use super::classes::attribute_name;
use super::{Entry, function};
use crate::names;
use crate::object::{Object, Type, Value};
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
    function("vars", 1, 1, &[], super::classes::vars),
    function("dir", 1, 1, &[], super::classes::dir),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

/// The classes that `isinstance` is asked about: out of tuples and unions.
fn classes(vm: &mut Vm, of: Value, what: &str) -> Result<Vec<Value>, Raise> {
    let mut list = Vec::new();
    let mut left = vec![of];
    while let Some(one) = left.pop() {
        match vm.heap.object(one) {
            _ if vm.is_class(one) => list.push(one),
            Some(Object::Tuple(values)) if left.len() < 10_000 => {
                left.extend(values.iter().rev());
            }
            _ => match vm.union_parts(one) {
                Some(parts) => list.extend(parts),
                None => {
                    let message = format!("{what} must be a type, a tuple of types, or a union");
                    return Err(vm.raise(Type::TypeError, message));
                }
            },
        }
    }
    Ok(list)
}

fn isinstance(vm: &mut Vm, args: Args) -> Outcome {
    let classes = classes(vm, vm.arg(args, 1), "isinstance() arg 2")?;
    let of = vm.arg(args, 0);
    if classes.iter().any(|&class| vm.is_instance(of, class)) {
        return value(Value::Bool(true));
    }
    ask_classes(vm, of, &classes, names::INSTANCECHECK)
}

/// Classes whose metaclass has a say are asked by the library.
fn ask_classes(vm: &mut Vm, of: Value, classes: &[Value], name: crate::object::Sym) -> Outcome {
    let mut hooks = Vec::new();
    for &class in classes {
        if let Some(method) = vm.user_method(class, name) {
            let (function, receiver) = (vm.heap.keep(method), vm.heap.keep(class));
            hooks.push(vm.heap.alloc(Object::Method { function, receiver }));
        }
    }
    if hooks.is_empty() {
        return value(Value::Bool(false));
    }
    let args = vec![vm.heap.tuple(hooks), vm.heap.keep(of)];
    Ok(Flow::Call { callable: vm.library("builtins._any_hook"), args, after: After::Push })
}

fn issubclass(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if !vm.is_class(of) {
        return Err(vm.raise(Type::TypeError, "issubclass() arg 1 must be a class".into()));
    }
    let classes = classes(vm, vm.arg(args, 1), "issubclass() arg 2")?;
    if classes.iter().any(|&class| vm.is_subclass(of, class)) {
        return value(Value::Bool(true));
    }
    ask_classes(vm, of, &classes, names::SUBCLASSCHECK)
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
        Value::Loop(number) => 139_000_000_000_000 + i64::from(number) * 64,
        other => 9_700_000 + vm.hash(other)?.wrapping_mul(32),
    };
    value(Value::Int(number))
}

fn hash(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    if let Some(method) =
        vm.user_method(of, names::HASH).filter(|method| matches!(method, Value::Native(_)))
    {
        let args = vm.heap.keep_all(&[of]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    let hash = vm.hash(of)?;
    value(Value::Int(hash))
}

fn getattr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let name = attribute_name(vm, vm.arg(args, 1))?;
    let Some(default) = vm.optional(args, 2) else { return vm.getattr_call(args, name) };
    if vm.runs_code_for(of, name)? {
        let args = vm.heap.keep_all(&[of, vm.arg(args, 1), default]);
        let callable = vm.library("builtins._getattr_or");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    match vm.attr_native(of, name)? {
        Some(found) => value(found),
        None => Ok(Flow::Value(vm.heap.keep(default))),
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let name = attribute_name(vm, vm.arg(args, 1))?;
    if vm.runs_code_for(of, name)? {
        let args = vm.heap.keep_all(&[of, vm.arg(args, 1)]);
        let callable = vm.library("builtins._hasattr");
        return Ok(Flow::Call { callable, args, after: After::Push });
    }
    let found = vm.attr_native(of, name)?;
    if let Some(found) = found {
        vm.heap.release(found);
    }
    value(Value::Bool(found.is_some()))
}

fn setattr(vm: &mut Vm, args: Args) -> Outcome {
    let name = attribute_name(vm, vm.arg(args, 1))?;
    vm.setattr_call(args, name, false)
}

fn delattr(vm: &mut Vm, args: Args) -> Outcome {
    let name = attribute_name(vm, vm.arg(args, 1))?;
    vm.delattr_call(args, name, false)
}
