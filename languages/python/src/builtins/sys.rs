//! `sys`: leaving the program, and what the interpreter says of itself.

use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("exit", 0, 1, &[], exit),
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

fn getrefcount(vm: &mut Vm, args: Args) -> Outcome {
    let count =
        vm.arg(args, 0).handle().map_or(4_294_967_295, |handle| i64::from(vm.heap.refs(handle)));
    Ok(Flow::Value(Value::Int(count)))
}
