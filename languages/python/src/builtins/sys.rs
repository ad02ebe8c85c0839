//! `sys`: leaving the program, and what the interpreter says of itself.

use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("exit", 0, 1, &[], exit),
    function("exception", 0, 0, &[], super::private::handled),
    function("exc_info", 0, 0, &[], exc_info),
    Entry {
        names: &["firstiter", "finalizer"],
        ..function("set_asyncgen_hooks", 0, 2, &[], super::asyncs::set_asyncgen_hooks)
    },
    function("get_asyncgen_hooks", 0, 0, &[], super::asyncs::get_asyncgen_hooks),
    function("getrefcount", 1, 1, &[], getrefcount),
    function("getrecursionlimit", 0, 0, &[], |_, _| Ok(Flow::Value(Value::Int(1000)))),
];

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("stdout", Value::Stream(1)),
    ("stderr", Value::Stream(2)),
    ("maxsize", Value::Int(i64::MAX)),
];

fn exit(vm: &mut Vm, args: Args) -> Outcome {
    let arguments = match vm.optional(args, 0) {
        Some(code) => vec![vm.heap.keep(code)],
        None => Vec::new(),
    };
    Err(vm.raise_with(Type::SystemExit, arguments))
}

fn exc_info(vm: &mut Vm, _args: Args) -> Outcome {
    let exception = vm.handled().unwrap_or(Value::None);
    if exception.is_none() {
        return Ok(Flow::Value(vm.heap.tuple(vec![Value::None; 3])));
    }
    let traceback = vm.attr_native(exception, crate::names::TRACEBACK)?.unwrap_or(Value::None);
    let class = vm.class_of(exception);
    let parts = vec![vm.heap.keep(class), vm.heap.keep(exception), traceback];
    Ok(Flow::Value(vm.heap.tuple(parts)))
}

fn getrefcount(vm: &mut Vm, args: Args) -> Outcome {
    let count =
        vm.arg(args, 0).handle().map_or(4_294_967_295, |handle| i64::from(vm.heap.refs(handle)));
    Ok(Flow::Value(Value::Int(count)))
}
