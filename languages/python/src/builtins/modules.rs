//! The modules that can be imported: what is in them, and `time` and `sys`.

use super::{Entry, Table, asyncio, function, math, native_of};
use crate::object::{CodeId, ModuleId, Type, Value};
use crate::vm::frame::Pending;
use crate::vm::{Args, Flow, Outcome, Vm};
use runtime_core::guest::Op;
use runtime_core::table::Table as Map;
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
    function("exit", 0, 1, &[], exit),
    function("getrefcount", 1, 1, &[], getrefcount),
    function("getrecursionlimit", 0, 0, &[], |_, _| Ok(Flow::Value(Value::Int(1000)))),
];

const TIME: &[&str] = &[
    "sleep",
    "time",
    "monotonic",
    "perf_counter",
    "process_time",
    "time_ns",
    "monotonic_ns",
    "perf_counter_ns",
];
const SYS: &[&str] = &["exit", "getrefcount", "getrecursionlimit"];

/// `time.time()` at the start of a run: 2026-01-01 00:00:00 UTC.
const EPOCH_SECONDS: i64 = 1_767_225_600;

/// What `module.name` is; `None` if it is not simulated.
pub(crate) fn member(module: ModuleId, name: &str, prelude: &Map<String, CodeId>) -> Option<Value> {
    let native =
        |known: &[&str]| known.contains(&name).then(|| native_of(Table::Modules, name)).flatten();
    match module {
        ModuleId::Time => native(TIME).map(Value::Native),
        ModuleId::Sys => match name {
            "stdout" => Some(Value::Stream(1)),
            "stderr" => Some(Value::Stream(2)),
            "maxsize" => Some(Value::Int(i64::MAX)),
            _ => native(SYS).map(Value::Native),
        },
        ModuleId::Math => match name {
            "pi" => Some(Value::Float(std::f64::consts::PI)),
            "e" => Some(Value::Float(std::f64::consts::E)),
            "tau" => Some(Value::Float(std::f64::consts::TAU)),
            "inf" => Some(Value::Float(f64::INFINITY)),
            "nan" => Some(Value::Float(f64::NAN)),
            _ => native_of(Table::Math, name).map(Value::Native),
        },
        ModuleId::Asyncio => asyncio_member(name, prelude),
    }
}

fn asyncio_member(name: &str, prelude: &Map<String, CodeId>) -> Option<Value> {
    let kind = match name {
        "CancelledError" => Some(Type::CancelledError),
        "InvalidStateError" => Some(Type::InvalidStateError),
        "TimeoutError" => Some(Type::TimeoutError),
        "Task" => Some(Type::Task),
        "Future" => Some(Type::Future),
        _ => None,
    };
    if let Some(kind) = kind {
        return Some(Value::Type(kind));
    }
    if name.starts_with('_') {
        return None;
    }
    let library = prelude.get(&format!("asyncio.{name}")).map(|&code| Value::Prelude(code));
    let native =
        || asyncio::PUBLIC.contains(&name).then(|| native_of(Table::Asyncio, name)).flatten();
    library.or_else(|| native().map(Value::Native))
}

/// Names that [`member`] knows, for advice.
pub(crate) fn members(module: ModuleId) -> Vec<&'static str> {
    match module {
        ModuleId::Time => TIME.to_vec(),
        ModuleId::Sys => [&["stdout", "stderr", "maxsize"], SYS].concat(),
        ModuleId::Math => math::TABLE.iter().map(|entry| entry.name).collect(),
        ModuleId::Asyncio => {
            let mut names = asyncio::PUBLIC.to_vec();
            names.extend(asyncio::LIBRARY);
            names.sort_unstable();
            names
        }
    }
}

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

/// A duration in nanoseconds; endless ones become a very long one.
pub(crate) fn nanoseconds(seconds: f64) -> u64 {
    (seconds * SECOND as f64).round().max(0.0) as u64
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
