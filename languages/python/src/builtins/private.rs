//! What the library's Python cannot do by itself: natives of no module.

use super::{Entry, function};
use crate::object::{Attrs, Object, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("_handled", 0, 0, &[], handled),
    function("_adopt_attributes", 2, 2, &[], adopt_attributes),
    function("_own_attribute", 3, 3, &[], own_attribute),
    function("_bind_method", 2, 2, &[], bind_method),
];

const NOTHING: Outcome = Ok(Flow::Value(Value::None));

/// The exception that the innermost handler handles, or None: `sys.exception()`.
pub(super) fn handled(vm: &mut Vm, _args: Args) -> Outcome {
    let found = vm.handled().unwrap_or(Value::None);
    Ok(Flow::Value(vm.heap.keep(found)))
}

fn own_attributes(vm: &Vm, of: Value) -> &[(crate::object::Sym, Value)] {
    match vm.heap.object(of) {
        Some(Object::Function(function)) => &function.attrs,
        Some(Object::Instance { attrs, .. }) => attrs,
        Some(Object::Class(class)) => &class.attrs,
        _ => &[],
    }
}

/// What was set on the second goes to the first, as `f.__dict__.update(g.__dict__)`.
fn adopt_attributes(vm: &mut Vm, args: Args) -> Outcome {
    let (to, from) = (vm.arg(args, 0), vm.arg(args, 1));
    let found: Attrs = own_attributes(vm, from).to_vec();
    for (name, value) in found {
        let is_special = vm.name(name).starts_with("__") && vm.name(name) != "__wrapped__";
        if !is_special {
            let value = vm.heap.keep(value);
            vm.set_attr(to, name, value)?;
        }
    }
    NOTHING
}

/// `o.__dict__.get(name, default)`
fn own_attribute(vm: &mut Vm, args: Args) -> Outcome {
    let name = vm.text(vm.arg(args, 1)).map(|text| text.to_string()).unwrap_or_default();
    let name = vm.sym(&name);
    let found = own_attributes(vm, vm.arg(args, 0)).iter().find(|(known, _)| *known == name);
    let value = found.map_or(vm.arg(args, 2), |&(_, value)| value);
    Ok(Flow::Value(vm.heap.keep(value)))
}

fn bind_method(vm: &mut Vm, args: Args) -> Outcome {
    let (function, receiver) = (vm.arg(args, 0), vm.arg(args, 1));
    let (function, receiver) = (vm.heap.keep(function), vm.heap.keep(receiver));
    Ok(Flow::Value(vm.heap.alloc(Object::Method { function, receiver })))
}
