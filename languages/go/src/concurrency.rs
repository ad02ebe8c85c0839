//! The natives of the concurrency library: locks, atomics, timers, and what the runtime tells.
//!
//! **Models:** the functions without a body of `sync`, `sync/atomic`, `time`, `runtime` and
//! `runtime/debug`, Go 1.27; each is one instruction, so that an atomic operation is one.

use runtime_core::guest::LockOp;

/// A function or method of the concurrency library that has no body in Go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sync {
    /// A method of `sync.Mutex`.
    Mutex(LockOp),
    /// A method of `sync.RWMutex`.
    RwMutex(LockOp),
    /// `wg.Done`
    Done,
    /// What is done to a `sync.Cond`'s list.
    Cond(Cond),
    /// An operation of `sync/atomic`.
    Atomic(Atomic, Operand),
    /// A method of `atomic.Value`.
    Value(Value),
    /// What is done to a timer.
    Timer(Timer),
    /// `time.Now`
    Now,
    /// A question to the runtime, or a request.
    Runtime(Runtime),
    /// What package `sim` simulates.
    Sim(Sim),
    /// The name of an interface's dynamic type.
    TypeName,
    /// How many collections the program has seen: `sync.Pool` is emptied by them.
    Collections,
}

/// What is done to a condition's list of waiters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cond {
    Add,
    Wait,
    Signal,
    Broadcast,
}

/// The operations of `sync/atomic`; `Add` wraps at the width of its type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Atomic {
    Load,
    Store,
    Swap,
    CompareAndSwap,
    Add,
    AddI32,
    AddU32,
    And,
    Or,
}

/// Where the address is: functions take it first, methods have it behind their parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    First,
    Receiver,
}

/// The methods of `atomic.Value`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    Load,
    Store,
    Swap,
    CompareAndSwap,
}

/// What is done to a timer of `time`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timer {
    /// `send(c chan Time, d, period Duration) int`: one that sends.
    Send,
    /// `call(f func(), d Duration) (timer, callback int)`: one that starts a goroutine.
    Call,
    /// `stop(timer, callback int) bool`
    Stop,
    /// `reset(timer, callback int, f func(), d, period Duration) bool`
    Reset,
}

/// What is asked of `runtime`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Runtime {
    Goexit,
    Procs,
    CpuCount,
    LockThread,
    UnlockThread,
    Gc,
    GcPercent,
    /// `readMem() (eight figures)`, in the order of [`runtime_core::guest::MemStats`].
    MemStats,
    /// `stack(all bool) string`
    Stack,
    /// `caller(skip int) (pc uintptr, file string, line int, ok bool)`
    Caller,
    /// `funcName(pc uintptr) string`
    FuncName,
}

/// What package `sim` simulates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sim {
    Syscall,
    File,
    Cgo,
    Network,
}

/// The natives by their name, without those of `sync/atomic`, whose names say what they do.
const NAMES: &[(&str, Sync)] = &[
    ("sync.(*Mutex).Lock", Sync::Mutex(LockOp::Lock)),
    ("sync.(*Mutex).TryLock", Sync::Mutex(LockOp::TryLock)),
    ("sync.(*Mutex).Unlock", Sync::Mutex(LockOp::Unlock)),
    ("sync.(*RWMutex).Lock", Sync::RwMutex(LockOp::Lock)),
    ("sync.(*RWMutex).TryLock", Sync::RwMutex(LockOp::TryLock)),
    ("sync.(*RWMutex).Unlock", Sync::RwMutex(LockOp::Unlock)),
    ("sync.(*RWMutex).RLock", Sync::RwMutex(LockOp::RLock)),
    ("sync.(*RWMutex).TryRLock", Sync::RwMutex(LockOp::TryRLock)),
    ("sync.(*RWMutex).RUnlock", Sync::RwMutex(LockOp::RUnlock)),
    ("sync.(*WaitGroup).Done", Sync::Done),
    ("sync.(*notifyList).add", Sync::Cond(Cond::Add)),
    ("sync.(*notifyList).await", Sync::Cond(Cond::Wait)),
    ("sync.(*notifyList).signal", Sync::Cond(Cond::Signal)),
    ("sync.(*notifyList).broadcast", Sync::Cond(Cond::Broadcast)),
    ("sync.collections", Sync::Collections),
    ("atomic.(*Value).Load", Sync::Value(Value::Load)),
    ("atomic.(*Value).Store", Sync::Value(Value::Store)),
    ("atomic.(*Value).Swap", Sync::Value(Value::Swap)),
    ("atomic.(*Value).CompareAndSwap", Sync::Value(Value::CompareAndSwap)),
    ("time.Now", Sync::Now),
    ("time.send", Sync::Timer(Timer::Send)),
    ("time.call", Sync::Timer(Timer::Call)),
    ("time.stop", Sync::Timer(Timer::Stop)),
    ("time.reset", Sync::Timer(Timer::Reset)),
    ("context.typeName", Sync::TypeName),
    ("runtime.Goexit", Sync::Runtime(Runtime::Goexit)),
    ("runtime.GOMAXPROCS", Sync::Runtime(Runtime::Procs)),
    ("runtime.NumCPU", Sync::Runtime(Runtime::CpuCount)),
    ("runtime.LockOSThread", Sync::Runtime(Runtime::LockThread)),
    ("runtime.UnlockOSThread", Sync::Runtime(Runtime::UnlockThread)),
    ("runtime.GC", Sync::Runtime(Runtime::Gc)),
    ("runtime.readMem", Sync::Runtime(Runtime::MemStats)),
    ("runtime.stack", Sync::Runtime(Runtime::Stack)),
    ("runtime.Caller", Sync::Runtime(Runtime::Caller)),
    ("runtime.funcName", Sync::Runtime(Runtime::FuncName)),
    ("debug.gcPercent", Sync::Runtime(Runtime::GcPercent)),
    ("debug.stack", Sync::Runtime(Runtime::Stack)),
    ("sim.Syscall", Sync::Sim(Sim::Syscall)),
    ("sim.ReadFile", Sync::Sim(Sim::File)),
    ("sim.Cgo", Sync::Sim(Sim::Cgo)),
    ("sim.Network", Sync::Sim(Sim::Network)),
];

/// The native called `name`.
pub fn native(name: &str) -> Option<Sync> {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, native)| *native).or_else(|| atomic(name))
}

/// `atomic.AddInt32`, `atomic.(*Int32).Add` and their like.
fn atomic(name: &str) -> Option<Sync> {
    let name = name.strip_prefix("atomic.")?;
    let (operation, ty, operand) = match name.strip_prefix("(*") {
        Some(method) => {
            let (ty, operation) = method.split_once(").")?;
            (operation, ty, Operand::Receiver)
        }
        None => {
            let word = ["Int", "Uint", "Pointer"].into_iter().filter_map(|word| name.find(word));
            let (operation, ty) = name.split_at(word.min()?);
            (operation, ty, Operand::First)
        }
    };
    let operation = match operation {
        "Load" => Atomic::Load,
        "Store" => Atomic::Store,
        "Swap" => Atomic::Swap,
        "CompareAndSwap" => Atomic::CompareAndSwap,
        "Add" if ty == "Int32" => Atomic::AddI32,
        "Add" if ty == "Uint32" => Atomic::AddU32,
        "Add" => Atomic::Add,
        "And" => Atomic::And,
        "Or" => Atomic::Or,
        _ => return None,
    };
    Some(Sync::Atomic(operation, operand))
}
