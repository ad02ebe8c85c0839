//! Methods of `range` and `slice`.

use super::{Entry, method};
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    method(Type::Range, "index", 2, 2, index),
    method(Type::Range, "count", 2, 2, |vm, args| {
        let found = position(vm, args).is_some();
        Ok(Flow::Value(Value::Int(i64::from(found))))
    }),
    method(Type::Slice, "indices", 2, 2, indices),
];

fn position(vm: &Vm, args: Args) -> Option<i64> {
    let Some(Object::Range(range)) = vm.heap.object(vm.arg(args, 0)) else { return None };
    let item = match vm.arg(args, 1) {
        Value::Int(int) => int,
        Value::Bool(bool) => i64::from(bool),
        Value::Float(float) if float == float.trunc() && float.abs() < 9e15 => float as i64,
        _ => return None,
    };
    let [start, _, step] = **range;
    let offset = i128::from(item) - i128::from(start);
    let (step, len) = (i128::from(step), i128::from(crate::vm::range_len(range)));
    let inside = offset % step == 0 && (0..len).contains(&(offset / step));
    inside.then_some((offset / step) as i64)
}

fn index(vm: &mut Vm, args: Args) -> Outcome {
    match position(vm, args) {
        Some(at) => Ok(Flow::Value(Value::Int(at))),
        None => {
            let shown = vm.repr_native(vm.arg(args, 1)).unwrap_or_default();
            Err(vm.raise(Type::ValueError, format!("{shown} is not in range")))
        }
    }
}

fn indices(vm: &mut Vm, args: Args) -> Outcome {
    let len = vm.int_argument(vm.arg(args, 1))?;
    if len < 0 {
        return Err(vm.raise(Type::ValueError, "length should not be negative".into()));
    }
    let slice = vm.arg(args, 0);
    let cut = vm.cut(slice, len as usize)?;
    let Some(Object::Slice(parts)) = vm.heap.object(slice) else {
        return Ok(Flow::Value(Value::None));
    };
    let stop = parts[1];
    // Where it ends is the given end within bounds, not the last element.
    let (low, high) = if cut.step > 0 { (0, len) } else { (-1, len - 1) };
    let stop = match vm.slice_part(stop)? {
        None => {
            if cut.step > 0 {
                high
            } else {
                low
            }
        }
        Some(at) if at < 0 => at.saturating_add(len).clamp(low, high),
        Some(at) => at.clamp(low, high),
    };
    let parts = [cut.start, stop, cut.step].map(Value::Int).to_vec();
    Ok(Flow::Value(vm.heap.tuple(parts)))
}
