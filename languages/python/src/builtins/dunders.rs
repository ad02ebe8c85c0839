//! `__getitem__`, `__add__` and the like of the built-in types: what `super()` finds in a class
//! derived from one of them. They act as the built-in type does, whatever the class says.

use super::{Entry, method};
use crate::code::{BinaryOp, CompareOp};
use crate::names;
use crate::object::{Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::List, "__getitem__", 2, 2, getitem),
    method(Type::Tuple, "__getitem__", 2, 2, getitem),
    method(Type::Str, "__getitem__", 2, 2, getitem),
    method(Type::Dict, "__getitem__", 2, 2, getitem),
    method(Type::List, "__setitem__", 3, 3, |vm, args| vm.setitem_call(args)),
    method(Type::Dict, "__setitem__", 3, 3, |vm, args| vm.setitem_call(args)),
    method(Type::List, "__delitem__", 2, 2, |vm, args| vm.delitem_call(args)),
    method(Type::Dict, "__delitem__", 2, 2, |vm, args| vm.delitem_call(args)),
    method(Type::List, "__contains__", 2, 2, contains),
    method(Type::Tuple, "__contains__", 2, 2, contains),
    method(Type::Str, "__contains__", 2, 2, contains),
    method(Type::Dict, "__contains__", 2, 2, contains),
    method(Type::Set, "__contains__", 2, 2, contains),
    method(Type::FrozenSet, "__contains__", 2, 2, contains),
    method(Type::List, "__len__", 1, 1, len),
    method(Type::Tuple, "__len__", 1, 1, len),
    method(Type::Str, "__len__", 1, 1, len),
    method(Type::Dict, "__len__", 1, 1, len),
    method(Type::Set, "__len__", 1, 1, len),
    method(Type::FrozenSet, "__len__", 1, 1, len),
    method(Type::List, "__iter__", 1, 1, iter),
    method(Type::Tuple, "__iter__", 1, 1, iter),
    method(Type::Str, "__iter__", 1, 1, iter),
    method(Type::Dict, "__iter__", 1, 1, iter),
    method(Type::Set, "__iter__", 1, 1, iter),
    method(Type::FrozenSet, "__iter__", 1, 1, iter),
    method(Type::Int, "__repr__", 1, 1, repr),
    method(Type::Str, "__repr__", 1, 1, repr),
    method(Type::List, "__repr__", 1, 1, repr),
    method(Type::Tuple, "__repr__", 1, 1, repr),
    method(Type::Dict, "__repr__", 1, 1, repr),
    method(Type::Set, "__repr__", 1, 1, repr),
    method(Type::Int, "__add__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Add)),
    method(Type::Int, "__sub__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Sub)),
    method(Type::Int, "__mul__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Mul)),
    method(Type::Str, "__add__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Add)),
    method(Type::List, "__add__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Add)),
    method(Type::Tuple, "__add__", 2, 2, |vm, args| binary(vm, args, BinaryOp::Add)),
    method(Type::Int, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::Str, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::List, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::Tuple, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::Dict, "__eq__", 2, 2, |vm, args| compare(vm, args, CompareOp::Eq)),
    method(Type::Int, "__lt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Lt)),
    method(Type::Str, "__lt__", 2, 2, |vm, args| compare(vm, args, CompareOp::Lt)),
    method(Type::Int, "__hash__", 1, 1, hash),
    method(Type::Str, "__hash__", 1, 1, hash),
    method(Type::Tuple, "__hash__", 1, 1, hash),
];

fn getitem(vm: &mut Vm, args: Args) -> Outcome {
    let (of, key) = (vm.arg(args, 0), vm.arg(args, 1));
    let is_missing = vm.as_dict(of).is_some() && vm.dict_get(of, key)?.is_none();
    if is_missing && let Some(method) = vm.user_method(of, names::MISSING) {
        let args = vm.heap.keep_all(&[of, key]);
        return Ok(Flow::Call { callable: vm.heap.keep(method), args, after: After::Push });
    }
    Ok(Flow::Value(vm.item(of, key)?.unwrap_or(Value::None)))
}

fn contains(vm: &mut Vm, args: Args) -> Outcome {
    let (of, item) = (vm.arg(args, 0), vm.arg(args, 1));
    if let Some(found) = vm.contains_native(item, of)? {
        return Ok(Flow::Value(Value::Bool(found)));
    }
    let args = vec![vm.without_shadow(of), vm.heap.keep(item)];
    Ok(Flow::Call { callable: vm.library("builtins._contains"), args, after: After::Push })
}

fn len(vm: &mut Vm, args: Args) -> Outcome {
    let len = vm.len_native(vm.arg(args, 0)).unwrap_or(0);
    Ok(Flow::Value(Value::Int(len as i64)))
}

fn iter(vm: &mut Vm, args: Args) -> Outcome {
    let iterator = vm.plain_iter(vm.arg(args, 0));
    Ok(Flow::Value(iterator.unwrap_or(Value::None)))
}

fn repr(vm: &mut Vm, args: Args) -> Outcome {
    let plain = vm.without_shadow(vm.arg(args, 0));
    if let Some(text) = vm.repr_native(plain) {
        vm.heap.release(plain);
        return Ok(Flow::Value(vm.heap.str(text)));
    }
    let callable = vm.library("builtins._repr");
    Ok(Flow::Call { callable, args: vec![plain], after: After::Push })
}

fn binary(vm: &mut Vm, args: Args, op: BinaryOp) -> Outcome {
    let (a, b) = (vm.arg(args, 0), vm.arg(args, 1));
    let same_layout = vm.layout(vm.class_of(a)) == vm.layout(vm.class_of(b));
    let both_ints = vm.is_int(a) && vm.is_int(b);
    if !(same_layout || both_ints) {
        return Ok(Flow::Value(Value::NotImplemented));
    }
    Ok(Flow::Value(vm.native_binary(op, a, b)?.unwrap_or(Value::NotImplemented)))
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Outcome {
    let (a, b) = (vm.without_shadow(vm.arg(args, 0)), vm.without_shadow(vm.arg(args, 1)));
    let kinds = (vm.heap.object(a).map(Object::type_of), vm.heap.object(b).map(Object::type_of));
    let compared = match kinds {
        (Some(a), Some(b)) if a != b => Compared::Unordered,
        _ => vm.compare_native(op, a, b, 0),
    };
    if compared == Compared::NeedsCall {
        let name = match op {
            CompareOp::Eq => "builtins._equal",
            CompareOp::Ne => "builtins._unequal",
            CompareOp::Lt => "builtins._less",
            CompareOp::Gt => "builtins._greater",
            CompareOp::Le => "builtins._less_equal",
            CompareOp::Ge => "builtins._greater_equal",
        };
        let callable = vm.library(name);
        return Ok(Flow::Call { callable, args: vec![a, b], after: After::Push });
    }
    vm.heap.release_all(&[a, b]);
    Ok(Flow::Value(match compared {
        Compared::Answer(answer) => Value::Bool(answer),
        _ => Value::NotImplemented,
    }))
}

fn hash(vm: &mut Vm, args: Args) -> Outcome {
    let plain = vm.without_shadow(vm.arg(args, 0));
    let hash = vm.hash_plain(plain);
    vm.heap.release(plain);
    Ok(Flow::Value(Value::Int(hash?)))
}
