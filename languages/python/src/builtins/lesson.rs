//! `lesson`: calls that take as long as they are told to (`std/lesson.py`).

use super::time::nanoseconds;
use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use runtime_core::guest::Op;
use runtime_core::trace::Blocking;

pub(super) const TABLE: &[Entry] =
    &[function("_outside", 1, 1, &[], outside), function("_keeps_gil", 1, 1, &[], keeps_gil)];

/// The longest that a call can be told to take, in ns: an hour.
const LONGEST_NS: u64 = 3_600_000_000_000;

fn duration(vm: &mut Vm, args: Args) -> Result<u64, Raise> {
    let seconds = vm.seconds(vm.arg(args, 0))?;
    if seconds.is_nan() || seconds < 0.0 {
        return Err(vm.raise(Type::ValueError, "seconds must be non-negative".into()));
    }
    Ok(nanoseconds(seconds).min(LONGEST_NS))
}

/// `_outside(seconds)`: in a system call, or computing, without the GIL.
fn outside(vm: &mut Vm, args: Args) -> Outcome {
    let ns = duration(vm, args)?;
    Ok(Flow::Ask(Op::Syscall { ns, kind: Blocking::Syscall }, Pending::PushNone))
}

/// `_keeps_gil(seconds)`: nobody can ask for the GIL before it is over.
fn keeps_gil(vm: &mut Vm, args: Args) -> Outcome {
    let ns = duration(vm, args)?;
    if vm.instruction_ns() == 0 {
        // No instructions make the clock go on here: the call itself does.
        return Ok(Flow::Ask(Op::Syscall { ns, kind: Blocking::Cgo }, Pending::PushNone));
    }
    vm.charge_ns(ns);
    Ok(Flow::Value(Value::None))
}
