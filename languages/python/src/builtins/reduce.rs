//! `sum`, `min`, `max`, `any`, `all` of what needs no Python code; the library has them for the
//! rest.
//!
//! **Models:** `builtin_sum_impl` (compensated for floats since 3.12) and `min_max` in
//! `Python/bltinmodule.c`, CPython 3.13.

use super::{ANY, Entry, function};
use crate::code::{BinaryOp, CompareOp};
use crate::object::{Object, Type, Value};
use crate::vm::frame::After;
use crate::vm::{Args, Compared, Flow, Items, Outcome, Raise, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("sum", 1, 2, &["", "start"], sum),
    function("min", 1, ANY, &[], |vm, args| extreme(vm, args, CompareOp::Lt)),
    function("max", 1, ANY, &[], |vm, args| extreme(vm, args, CompareOp::Gt)),
    function("any", 1, 1, &[], |vm, args| quantified(vm, args, true)),
    function("all", 1, 1, &[], |vm, args| quantified(vm, args, false)),
];

fn in_library(vm: &mut Vm, name: &str, args: Vec<Value>) -> Outcome {
    let callable = vm.library(name);
    Ok(Flow::Call { callable, args, after: After::Push })
}

/// A sum under way.
enum Total {
    Int(i64),
    /// The sum, and what rounding has lost of it.
    Float(f64, f64),
    /// Anything else, owned.
    Value(Value),
}

impl Total {
    fn value(self) -> Value {
        match self {
            Total::Int(int) => Value::Int(int),
            Total::Float(sum, lost) if lost != 0.0 && lost.is_finite() => Value::Float(sum + lost),
            Total::Float(sum, _) => Value::Float(sum),
            Total::Value(value) => value,
        }
    }
}

fn sum(vm: &mut Vm, args: Args) -> Outcome {
    let source = vm.arg(args, 0);
    let start = vm.optional(args, 1).unwrap_or(Value::Int(0));
    let refused = match vm.heap.object(start) {
        Some(Object::Str(_)) => "sum() can't sum strings [use ''.join(seq) instead]",
        Some(Object::Bytes(_)) => "sum() can't sum bytes [use b''.join(seq) instead]",
        Some(Object::ByteArray(_)) => "sum() can't sum bytearray [use b''.join(seq) instead]",
        _ => "",
    };
    if !refused.is_empty() {
        return Err(vm.raise(Type::TypeError, refused.into()));
    }
    if let Some(Object::Range(range)) = vm.heap.object(source)
        && let Value::Int(start) = start
    {
        let [first, _, step] = **range;
        let len = crate::vm::range_len(range);
        vm.charge(len as u64 / 4);
        let (first, step, len) = (i128::from(first), i128::from(step), i128::from(len));
        // The sum of an arithmetic progression.
        let pairs = len.checked_mul(len - 1).and_then(|pairs| (pairs / 2).checked_mul(step));
        let total = pairs.and_then(|pairs| (first * len).checked_add(pairs));
        let total = total.and_then(|total| i64::try_from(total + i128::from(start)).ok());
        if let Some(total) = total {
            return Ok(Flow::Value(Value::Int(total)));
        }
    }
    let items = match vm.items(source)? {
        Items::Owned(items) => items,
        Items::NeedsCall => return Ok(Flow::Materialise(0)),
    };
    vm.charge(items.len() as u64 / 4);
    let total = add_up(vm, &items, start);
    let left = match total {
        Ok(Some(total)) => {
            vm.heap.release_all(&items);
            return Ok(Flow::Value(total));
        }
        Ok(None) => vm.heap.list(items),
        Err(raise) => {
            vm.heap.release_all(&items);
            return Err(raise);
        }
    };
    let start = vm.heap.keep(start);
    in_library(vm, "builtins._sum", vec![left, start])
}

/// The owned sum; `None` where a user's method has to be called.
fn add_up(vm: &mut Vm, items: &[Value], start: Value) -> Result<Option<Value>, Raise> {
    let mut total = match start {
        Value::Int(int) => Total::Int(int),
        Value::Float(float) => Total::Float(float, 0.0),
        other => Total::Value(vm.heap.keep(other)),
    };
    for &item in items {
        total = match (total, item) {
            (Total::Int(sum), Value::Int(int)) if sum.checked_add(int).is_some() => {
                Total::Int(sum + int)
            }
            (Total::Int(sum), Value::Float(float)) => Total::Float(sum as f64 + float, 0.0),
            (Total::Float(sum, lost), Value::Float(x)) => {
                let next = sum + x;
                let error = if sum.abs() >= x.abs() { (sum - next) + x } else { (x - next) + sum };
                Total::Float(next, lost + error)
            }
            (Total::Float(sum, lost), Value::Int(int)) => Total::Float(sum + int as f64, lost),
            (total, item) => {
                let before = total.value();
                let after = vm.native_binary(BinaryOp::Add, before, item);
                vm.heap.release(before);
                match after? {
                    Some(Value::Int(int)) => Total::Int(int),
                    Some(Value::Float(float)) => Total::Float(float, 0.0),
                    Some(value) => Total::Value(value),
                    None => return Ok(None),
                }
            }
        };
    }
    Ok(Some(total.value()))
}

/// `min(..)` or `max(..)` without keywords.
fn extreme(vm: &mut Vm, args: Args, op: CompareOp) -> Outcome {
    let name = if op == CompareOp::Lt { "min" } else { "max" };
    let items = if args.count == 1 {
        match vm.items(vm.arg(args, 0))? {
            Items::Owned(items) => items,
            Items::NeedsCall => return Ok(Flow::Materialise(0)),
        }
    } else {
        let all: Vec<Value> = (0..args.count).map(|index| vm.arg(args, index)).collect();
        vm.heap.keep_all(&all)
    };
    if items.is_empty() {
        let message = format!("{name}() iterable argument is empty");
        return Err(vm.raise(Type::ValueError, message));
    }
    vm.charge(items.len() as u64 / 2);
    let mut best = items[0];
    for &item in &items[1..] {
        match vm.compare_native(op, item, best, 0) {
            Compared::Answer(true) => best = item,
            Compared::Answer(false) => {}
            Compared::Unordered => {
                let raise = vm.no_order(op, item, best);
                vm.heap.release_all(&items);
                return Err(raise);
            }
            _ => {
                let items = vm.heap.list(items);
                let args = vec![vm.heap.str(name), items];
                return in_library(vm, "builtins._extreme_of", args);
            }
        }
    }
    let best = vm.heap.keep(best);
    vm.heap.release_all(&items);
    Ok(Flow::Value(best))
}

/// `min` or `max` with keywords: `None` for other functions.
pub(crate) fn extreme_keywords(
    vm: &mut Vm, name: &str, values: &[Value], named: &[(String, Value)],
) -> Outcome {
    let (mut key, mut default) = (Value::None, Value::Undef);
    for (option, value) in named {
        match &**option {
            "key" => key = *value,
            "default" => default = *value,
            other => {
                let message = format!("{name}() got an unexpected keyword argument '{other}'");
                return Err(vm.raise(Type::TypeError, message));
            }
        }
    }
    if values.is_empty() {
        let message = format!("{name} expected at least 1 argument, got 0");
        return Err(vm.raise(Type::TypeError, message));
    }
    if values.len() > 1 && !default.is_undef() {
        let message =
            format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(vm.raise(Type::TypeError, message));
    }
    let has_default = Value::Bool(!default.is_undef());
    let default = if default.is_undef() { Value::None } else { vm.heap.keep(default) };
    let source = match values {
        [one] => vm.heap.keep(*one),
        many => {
            let many = vm.heap.keep_all(many);
            vm.heap.tuple(many)
        }
    };
    let args = vec![vm.heap.str(name), source, vm.heap.keep(key), has_default, default];
    in_library(vm, "builtins._extreme", args)
}

/// `any(..)` ends at a true item, `all(..)` at a false one.
fn quantified(vm: &mut Vm, args: Args, ends_at: bool) -> Outcome {
    let source = vm.arg(args, 0);
    let items: &[Value] = match vm.heap.object(source) {
        Some(Object::List(values)) => values,
        Some(Object::Tuple(values)) => values,
        _ if vm.is_iterable(source) => &[Value::Undef],
        _ => return Err(vm.not_iterable(source)),
    };
    let mut answer = Some(!ends_at);
    for &item in items {
        match if item.is_undef() { None } else { vm.truth(item) } {
            Some(truth) if truth == ends_at => {
                answer = Some(ends_at);
                break;
            }
            Some(_) => {}
            None => {
                answer = None;
                break;
            }
        }
    }
    if let Some(answer) = answer {
        return Ok(Flow::Value(Value::Bool(answer)));
    }
    let args = vm.heap.keep_all(&[source]);
    in_library(vm, if ends_at { "builtins._any" } else { "builtins._all" }, args)
}
