//! What every class and object has: `__new__`, `__init_subclass__`, `mro`, `vars` and `dir`.

use super::{Entry, RAW, function, method};
use crate::names;
use crate::object::{Object, Sym, Type, Value};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Object, "__new__", 1, RAW, |vm, args| vm.object_new(args)),
    method(Type::Object, "__init__", 1, RAW, |vm, args| vm.object_init(args)),
    method(Type::Object, "__init_subclass__", 1, RAW, init_subclass),
    method(Type::Object, "__getattribute__", 2, 2, |vm, args| vm.plain_getattribute(args)),
    method(Type::Object, "__setattr__", 3, 3, |vm, args| {
        let name = attribute_name(vm, vm.arg(args, 1))?;
        vm.setattr_call(args, name, true)
    }),
    method(Type::Object, "__delattr__", 2, 2, |vm, args| {
        let name = attribute_name(vm, vm.arg(args, 1))?;
        vm.delattr_call(args, name, true)
    }),
    method(Type::Object, "__dir__", 1, 1, dir),
    method(Type::Object, "__ne__", 2, 2, ne),
    method(Type::TypeType, "__new__", 4, RAW, |vm, args| vm.type_new(args, 1, vm.arg(args, 0))),
    method(Type::TypeType, "__init__", 1, RAW, |vm, _| {
        vm.call_names.clear();
        Ok(Flow::Value(Value::None))
    }),
    method(Type::TypeType, "__call__", 1, RAW, |vm, args| vm.type_call(args)),
    method(Type::TypeType, "mro", 1, 1, mro),
    method(Type::TypeType, "__subclasses__", 1, 1, subclasses),
    method(Type::TypeType, "__instancecheck__", 2, 2, instance_check),
    method(Type::TypeType, "__subclasscheck__", 2, 2, subclass_check),
    method(Type::List, "__init__", 1, RAW, |vm, args| init_container(vm, args, "_init_list")),
    method(Type::Dict, "__init__", 1, RAW, |vm, args| init_container(vm, args, "_init_dict")),
    method(Type::Set, "__init__", 1, RAW, |vm, args| init_container(vm, args, "_init_set")),
    method(Type::Function, "__get__", 2, 3, function_get),
    method(Type::Property, "__get__", 2, 3, property_get),
    function("_derived", 2, 2, &[], |vm, args| vm.derived(args)),
];

/// The name of an attribute.
pub(super) fn attribute_name(vm: &mut Vm, of: Value) -> Result<Sym, Raise> {
    match vm.text(of).map(|text| text.to_string()) {
        Some(text) => Ok(vm.sym(&text)),
        None => {
            let message = format!("attribute name must be string, not '{}'", vm.type_name(of));
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

fn init_subclass(vm: &mut Vm, args: Args) -> Outcome {
    let given = std::mem::take(&mut vm.call_names);
    let class = vm.class_name(vm.arg(args, 0)).to_string();
    if !given.is_empty() {
        let message = format!("{class}.__init_subclass__() takes no keyword arguments");
        return Err(vm.raise(Type::TypeError, message));
    }
    Ok(Flow::Value(Value::None))
}

fn ne(vm: &mut Vm, args: Args) -> Outcome {
    let same = vm.arg(args, 0).is(vm.arg(args, 1));
    Ok(Flow::Value(if same { Value::Bool(false) } else { Value::NotImplemented }))
}

/// `list.__init__(self, ...)`: the library fills it.
fn init_container(vm: &mut Vm, args: Args, name: &str) -> Outcome {
    let given = std::mem::take(&mut vm.call_names);
    let of = vm.heap.keep(vm.arg(args, 0));
    let rest = Args { at: args.at + 1, count: args.count - 1 };
    let (arguments, keywords) = vm.packed(rest, &given)?;
    let callable = vm.library(&format!("builtins.{name}"));
    let after = crate::vm::frame::After::Push;
    Ok(Flow::Call { callable, args: vec![of, arguments, keywords], after })
}

fn mro(vm: &mut Vm, args: Args) -> Outcome {
    let order = vm.order_of(vm.arg(args, 0));
    let order = vm.heap.keep_all(&order);
    Ok(Flow::Value(vm.heap.list(order)))
}

fn subclasses(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let mut found: Vec<(u32, Value)> = Vec::new();
    for handle in vm.heap.live() {
        if let Object::Class(class) = vm.heap.get(handle)
            && class.bases.iter().any(|base| base.is(of))
        {
            found.push((class.serial, Value::Ref(handle)));
        }
    }
    found.sort_by_key(|&(serial, _)| serial);
    let found: Vec<Value> = found.into_iter().map(|(_, class)| class).collect();
    let found = vm.heap.keep_all(&found);
    Ok(Flow::Value(vm.heap.list(found)))
}

fn instance_check(vm: &mut Vm, args: Args) -> Outcome {
    let is_one = vm.is_instance(vm.arg(args, 1), vm.arg(args, 0));
    Ok(Flow::Value(Value::Bool(is_one)))
}

fn subclass_check(vm: &mut Vm, args: Args) -> Outcome {
    let is_one = vm.is_subclass(vm.arg(args, 1), vm.arg(args, 0));
    Ok(Flow::Value(Value::Bool(is_one)))
}

/// `f.__get__(o, class)`: the bound method.
fn function_get(vm: &mut Vm, args: Args) -> Outcome {
    let (function, receiver) = (vm.heap.keep(vm.arg(args, 0)), vm.heap.keep(vm.arg(args, 1)));
    if receiver.is_none() {
        return Ok(Flow::Value(function));
    }
    Ok(Flow::Value(vm.heap.alloc(Object::Method { function, receiver })))
}

fn property_get(vm: &mut Vm, args: Args) -> Outcome {
    let (property, of) = (vm.arg(args, 0), vm.arg(args, 1));
    let getter = match vm.heap.object(property) {
        Some(Object::Property(parts)) if !of.is_none() => parts[0],
        _ => return Ok(Flow::Value(vm.heap.keep(property))),
    };
    let args = vm.heap.keep_all(&[of]);
    let after = crate::vm::frame::After::Push;
    Ok(Flow::Call { callable: vm.heap.keep(getter), args, after })
}

pub(super) fn vars(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    match vm.attr_native(of, names::DICT)? {
        Some(dict) => Ok(Flow::Value(dict)),
        None => {
            let message = "vars() argument must have __dict__ attribute".into();
            Err(vm.raise(Type::TypeError, message))
        }
    }
}

pub(super) fn dir(vm: &mut Vm, args: Args) -> Outcome {
    let names = vm.dir_names(vm.arg(args, 0));
    let names: Vec<Value> = names.into_iter().map(|name| vm.heap.str(name)).collect();
    Ok(Flow::Value(vm.heap.list(names)))
}
