//! `sys`: leaving the program, and what the interpreter says of itself.

use super::{Entry, function};
use crate::object::{Object, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;

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
    function("getrecursionlimit", 0, 0, &[], |vm, _| {
        Ok(Flow::Value(Value::Int(i64::from(vm.recursion_max))))
    }),
    function("getswitchinterval", 0, 0, &[], |vm, _| {
        Ok(Flow::Value(Value::Float(vm.switch_interval_us as f64 * 1e-6)))
    }),
    function("setswitchinterval", 1, 1, &[], set_switch_interval),
    function("_has_gil", 0, 0, &[], |vm, _| Ok(Flow::Value(Value::Bool(vm.version.has_gil())))),
    function("_version_numbers", 0, 0, &[], |vm, _| {
        let numbers = vm.version.numbers().map(Value::Int);
        Ok(Flow::Value(vm.heap.tuple(numbers.to_vec())))
    }),
    function("_version_text", 0, 0, &[], |vm, _| Ok(Flow::Value(vm.heap.str(vm.version.text())))),
    function("setrecursionlimit", 1, 1, &[], set_recursion_limit),
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

/// **Departures:** numbers that fit are no objects here; CPython's are, unless they are small.
fn getrefcount(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let count = match (of, vm.heap.object(of)) {
        (Value::Int(int), _) if !(-5..=256).contains(&int) => 3,
        (Value::Float(_), _) => 3,
        (Value::Native(_), _) => 3,
        (Value::Ref(handle), Some(object)) => match object {
            Object::Str(text) if is_interned(text) => IMMORTAL,
            Object::Tuple(values) if values.is_empty() => IMMORTAL,
            Object::Class(_) => i64::from(vm.heap.refs(handle)) + hidden_references(vm, of),
            _ => i64::from(vm.heap.refs(handle)) + references_to_constant(vm, of),
        },
        _ => IMMORTAL,
    };
    Ok(Flow::Value(Value::Int(count)))
}

/// What `sys.getrefcount` says of what never dies.
const IMMORTAL: i64 = 4_294_967_295;

/// Texts that look like names are interned when they are constants, single characters always.
fn is_interned(text: &str) -> bool {
    text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
        || (text.chars().count() == 1 && text.chars().all(|char| (char as u32) < 256))
}

/// A constant is the same object in all code here; in CPython each code holds its own, twice.
fn references_to_constant(vm: &Vm, of: Value) -> i64 {
    let consts = vm.program.codes.iter().flat_map(|code| &code.consts);
    match consts.filter(|constant| constant.is(of)).count() as i64 {
        0 => 0,
        here => 2 - here,
    }
}

/// References to a class that CPython has and this interpreter does not: of its own order, of
/// its descriptors, and of each class whose first base it is.
fn hidden_references(vm: &Vm, class: Value) -> i64 {
    let mut hidden = 1;
    for handle in vm.heap.live() {
        if let Object::Class(other) = vm.heap.get(handle) {
            hidden += i64::from(other.bases.first().is_some_and(|base| base.is(class)));
        }
    }
    let Some(Object::Class(own)) = vm.heap.object(class) else { return hidden };
    let has_slots = own.attrs.iter().any(|(name, _)| *name == crate::names::SLOTS);
    if !has_slots && own.bases.iter().all(|base| matches!(base, Value::Type(_))) {
        hidden += 1 + i64::from(own.layout == Type::Object);
    }
    hidden
}

fn set_switch_interval(vm: &mut Vm, args: Args) -> Outcome {
    let given = vm.arg(args, 0);
    let seconds = match given {
        Value::Float(_) => vm.seconds(given)?,
        _ if vm.is_int(given) => vm.seconds(given)?,
        _ => {
            let message = format!("must be real number, not {}", vm.type_name(given));
            return Err(vm.raise(Type::TypeError, message));
        }
    };
    if seconds.is_nan() || seconds <= 0.0 {
        let message = "switch interval must be strictly positive".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    vm.switch_interval_us = (seconds * 1e6) as u64;
    let ns = vm.switch_interval_us.clamp(1, u64::MAX / 1000) * 1000;
    Ok(Flow::Ask(Op::SwitchInterval { ns }, Pending::PushNone))
}

/// More frames than memory is set aside for.
const RECURSION_MAX: i64 = 100_000;

fn set_recursion_limit(vm: &mut Vm, args: Args) -> Outcome {
    let limit = vm.int_argument(vm.arg(args, 0))?;
    if limit < 1 {
        let message = "recursion limit must be greater or equal than 1".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    let depth = i64::from(vm.run.depth);
    if limit <= depth {
        let message = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit \
             is too low"
        );
        return Err(vm.raise(Type::RecursionError, message));
    }
    vm.recursion_max = limit.min(RECURSION_MAX) as u32;
    Ok(Flow::Value(Value::None))
}
