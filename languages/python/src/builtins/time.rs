//! `time`: the machine's clock, and sleeping.

use super::{Entry, function};
use crate::object::{Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;
use runtime_core::time::SECOND;

pub(super) const TABLE: &[Entry] = &[
    function("sleep", 1, 1, &[], sleep),
    function("time", 0, 0, &[], time),
    function("monotonic", 0, 0, &[], monotonic),
    function("perf_counter", 0, 0, &[], monotonic),
    function("process_time", 0, 0, &[], monotonic),
    function("time_ns", 0, 0, &[], time_ns),
    function("monotonic_ns", 0, 0, &[], monotonic_ns),
    function("perf_counter_ns", 0, 0, &[], monotonic_ns),
];

/// `time.time()` at the start of a run: 2026-01-01 00:00:00 UTC.
const EPOCH_SECONDS: i64 = 1_767_225_600;

impl Vm {
    /// Seconds as nanoseconds, from an int or a float.
    pub(crate) fn seconds(&mut self, of: Value) -> Result<f64, crate::vm::Raise> {
        match of {
            Value::Float(seconds) => Ok(seconds),
            _ if self.is_int(of) => self.int_to_float(of),
            _ => {
                let kind = self.type_name(of);
                let message = format!("'{kind}' object cannot be interpreted as an integer");
                Err(self.raise(Type::TypeError, message))
            }
        }
    }
}

/// A duration in nanoseconds; endless ones become a very long one. One that is not zero takes time
/// (`_PyTime_ROUND_TIMEOUT` rounds up): who waits for the rest of a timeout would wait for ever.
pub(crate) fn nanoseconds(seconds: f64) -> u64 {
    let least = if seconds > 0.0 { 1.0 } else { 0.0 };
    (seconds * SECOND as f64).round().max(least) as u64
}

fn sleep(vm: &mut Vm, args: Args) -> Outcome {
    let seconds = vm.seconds(vm.arg(args, 0))?;
    if seconds < 0.0 {
        let message = "sleep length must be non-negative".into();
        return Err(vm.raise(Type::ValueError, message));
    }
    Ok(Flow::Ask(Op::ThreadSleep { ns: nanoseconds(seconds) }, Pending::PushNone))
}

fn seconds_now(vm: &Vm) -> f64 {
    vm.now().0 as f64 / SECOND as f64
}

fn time(vm: &mut Vm, _args: Args) -> Outcome {
    Ok(Flow::Value(Value::Float(EPOCH_SECONDS as f64 + seconds_now(vm))))
}

fn monotonic(vm: &mut Vm, _args: Args) -> Outcome {
    Ok(Flow::Value(Value::Float(seconds_now(vm))))
}

fn time_ns(vm: &mut Vm, _args: Args) -> Outcome {
    Ok(Flow::Value(Value::Int(EPOCH_SECONDS * SECOND as i64 + vm.now().0 as i64)))
}

fn monotonic_ns(vm: &mut Vm, _args: Args) -> Outcome {
    Ok(Flow::Value(Value::Int(vm.now().0 as i64)))
}
