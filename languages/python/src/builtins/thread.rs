//! `_thread`: threads, and the locks that everything in `threading` is made of.
//!
//! The machine knows a lock by a number, and who waits for it; whether it is held is a word of the
//! guest's (`Heap::held_locks`). An RLock is such a lock with an owner and a count, which only the
//! owner changes.
//!
//! **Models:** `Modules/_threadmodule.c`, CPython 3.13.
//! **Departures:** a thread's identifier is never given to another thread again.

use super::time::nanoseconds;
use super::{Entry, class, function, method};
use crate::object::{Library, Lock, Object, Type, Value};
use crate::vm::frame::{After, Fiber, Pending};
use crate::vm::{Args, Flow, Outcome, Raise, Vm};
use runtime_core::guest::{LockOp, Op};
use runtime_core::id::{Addr, FiberId, NameId};

const ACQUIRE: &[&str] = &["", "blocking", "timeout"];

pub(super) const TABLE: &[Entry] = &[
    class(Type::Lock, 0, 0, &[], |vm, _| new_lock(vm, None)),
    class(Type::RLock, 0, 0, &[], |vm, _| new_lock(vm, Some([0, 0]))),
    function("allocate_lock", 0, 0, &[], |vm, _| new_lock(vm, None)),
    function("get_ident", 0, 0, &[], get_ident),
    function("get_native_id", 0, 0, &[], |vm, _| {
        value(Value::Int(PROCESS + i64::from(vm.thread.0) - 1))
    }),
    function("stack_size", 0, 1, &[], stack_size),
    function("_start_thread", 3, 3, &[], start_thread),
    function("_thread_ident", 1, 1, &[], |vm, args| {
        let thread = thread_argument(vm, args);
        value(Value::Int(ident(thread.0)))
    }),
    function("_thread_native_id", 1, 1, &[], |vm, args| {
        let thread = thread_argument(vm, args);
        value(Value::Int(PROCESS + i64::from(thread.0) - 1))
    }),
    function("_local_made", 2, 2, &[], local_made),
    function("_local_begins", 1, 1, &[], local_begins),
    function("_join_thread", 2, 2, &[], join_thread),
    function("_thread_is_over", 1, 1, &[], thread_is_over),
    function("_this_thread", 0, 0, &[], |vm, _| value(Value::Int(i64::from(vm.thread.0)))),
    Entry { names: ACQUIRE, ..method(Type::Lock, "acquire", 1, 3, acquire) },
    method(Type::Lock, "__enter__", 1, 1, acquire),
    method(Type::Lock, "release", 1, 1, release),
    method(Type::Lock, "__exit__", 1, 4, release),
    method(Type::Lock, "locked", 1, 1, locked),
    Entry { names: ACQUIRE, ..method(Type::RLock, "acquire", 1, 3, acquire) },
    method(Type::RLock, "__enter__", 1, 1, acquire),
    method(Type::RLock, "release", 1, 1, release),
    method(Type::RLock, "__exit__", 1, 4, release),
    method(Type::RLock, "_is_owned", 1, 1, is_owned),
    method(Type::RLock, "_recursion_count", 1, 1, recursion_count),
    method(Type::RLock, "_release_save", 1, 1, release_save),
    method(Type::RLock, "_acquire_restore", 2, 2, acquire_restore),
];

pub(super) const CONSTANTS: &[(&str, Value)] = &[
    ("error", Value::Type(Type::RuntimeError)),
    ("LockType", Value::Type(Type::Lock)),
    ("TIMEOUT_MAX", Value::Float(TIMEOUT_MAX)),
];

/// `threading.TIMEOUT_MAX`: about 292 years.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;
/// A thread of the process that this one is a copy of.
const NOBODY: FiberId = FiberId(0);
/// The number of the process, which is also that of its main thread.
pub(super) const PROCESS: i64 = 4242;
/// What the main thread's identifier is, and how far the others' are apart: addresses of stacks.
const MAIN_IDENT: i64 = 0x7f4e_9c0f_2740;
const STACK_SIZE: i64 = 0x80_1000;

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

fn new_lock(vm: &mut Vm, owner: Option<[u32; 2]>) -> Outcome {
    let id = vm.heap.lock_number().unwrap_or_else(|| {
        vm.locks_made += 1;
        vm.locks_made
    });
    let lock = Lock { id, owner };
    value(vm.heap.alloc(Object::Library(Library::Lock(lock).into())))
}

fn ident(thread: u32) -> i64 {
    MAIN_IDENT - (i64::from(thread) - 1) * STACK_SIZE
}

fn get_ident(vm: &mut Vm, _args: Args) -> Outcome {
    value(Value::Int(ident(vm.thread.0)))
}

/// The smallest stack that a thread can be given, in bytes.
const STACK_MIN: i64 = 32_768;

fn stack_size(vm: &mut Vm, args: Args) -> Outcome {
    let old = vm.stack_size;
    if let Some(size) = vm.optional(args, 0) {
        let size = vm.int_argument(size)?;
        if size < 0 {
            return Err(vm.raise(Type::ValueError, "size must be 0 or a positive value".into()));
        }
        if size != 0 && size < STACK_MIN {
            let message = format!("size not valid: {size} bytes");
            return Err(vm.raise(Type::ValueError, message));
        }
        vm.stack_size = size;
    }
    value(Value::Int(old))
}

impl Vm {
    fn lock_mut(&mut self, of: Value) -> &mut Lock {
        match of.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Library(library)) => match &mut **library {
                Library::Lock(lock) => lock,
                other => panic!("yieldpoint bug: no lock but {other:?}"),
            },
            _ => panic!("yieldpoint bug: no lock"),
        }
    }

    /// `repr(lock)`.
    pub(crate) fn lock_text(&self, lock: &Lock, address: &str) -> String {
        let word = match self.heap.held_locks.contains_key(&lock.id) {
            true => "locked",
            false => "unlocked",
        };
        match lock.owner {
            None => format!("<{word} _thread.lock object at {address}>"),
            Some([owner, count]) => {
                let owner = if owner == 0 { 0 } else { ident(owner) };
                format!("<{word} _thread.RLock object owner={owner} count={count} at {address}>")
            }
        }
    }

    /// Asks for something to be done to a borrowed lock, which stays on the stack until then.
    fn ask_lock(&mut self, of: Value, timeout_ns: Option<u64>, count: u32) -> Outcome {
        let at = Addr(self.lock_mut(of).id);
        let kept = self.heap.keep(of);
        self.push_after_call(kept);
        let op = Op::ThreadLock { at, how: LockOp::Lock, timeout_ns };
        Ok(Flow::Ask(op, Pending::Lock { count, thread: self.thread.0 }))
    }

    fn ask_unlock(&mut self, of: Value, pending: Pending) -> Outcome {
        let at = Addr(self.lock_mut(of).id);
        Ok(Flow::Ask(Op::ThreadLock { at, how: LockOp::Unlock, timeout_ns: None }, pending))
    }

    /// `lock -> bool`: the machine has answered.
    pub(crate) fn lock_answered(&mut self, owner: [u32; 2], had: bool) {
        let of = self.pop();
        let lock = self.lock_mut(of);
        if had && lock.owner.is_some() {
            lock.owner = Some(owner);
        }
        self.heap.release(of);
        self.push(Value::Bool(had));
    }

    /// The timeout of a wait: `None` for ever, else in ns.
    fn timeout(&mut self, blocking: bool, given: Option<Value>) -> Result<Option<u64>, Raise> {
        let seconds = match given {
            Some(given) => self.seconds(given)?,
            None => -1.0,
        };
        if !blocking && seconds != -1.0 {
            let message = "can't specify a timeout for a non-blocking call".into();
            return Err(self.raise(Type::ValueError, message));
        }
        if seconds.is_nan() {
            return Err(self.raise(Type::ValueError, "Invalid value NaN (not a number)".into()));
        }
        if seconds < 0.0 && seconds != -1.0 {
            let message = "timeout value must be a non-negative number".into();
            return Err(self.raise(Type::ValueError, message));
        }
        if seconds > 9.3e18 {
            let message = "timestamp out of range for platform time_t".into();
            return Err(self.raise(Type::OverflowError, message));
        }
        if seconds > TIMEOUT_MAX {
            return Err(self.raise(Type::OverflowError, "timeout value is too large".into()));
        }
        Ok(match (blocking, seconds) {
            (false, _) => Some(0),
            (true, -1.0) => None,
            (true, seconds) => Some(nanoseconds(seconds)),
        })
    }
}

fn acquire(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let blocking = match vm.optional(args, 1) {
        None => true,
        Some(given) => vm.truth(given) != Some(false),
    };
    let timeout = vm.optional(args, 2);
    let timeout = vm.timeout(blocking, timeout)?;
    let thread = vm.thread.0;
    let lock = vm.lock_mut(of);
    if let Some([owner, count]) = &mut lock.owner
        && *owner == thread
    {
        *count += 1;
        return value(Value::Bool(true));
    }
    vm.ask_lock(of, timeout, 1)
}

fn release(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let thread = vm.thread.0;
    let lock = vm.lock_mut(of);
    match &mut lock.owner {
        None => {
            let id = lock.id;
            if !vm.heap.held_locks.contains_key(&id) {
                return Err(vm.raise(Type::RuntimeError, "release unlocked lock".into()));
            }
        }
        Some([owner, count]) => {
            if *owner != thread {
                let message = "cannot release un-acquired lock".into();
                return Err(vm.raise(Type::RuntimeError, message));
            }
            *count -= 1;
            if *count > 0 {
                return value(Value::None);
            }
            *owner = 0;
        }
    }
    vm.ask_unlock(of, Pending::Unlock)
}

fn locked(vm: &mut Vm, args: Args) -> Outcome {
    let id = vm.lock_mut(vm.arg(args, 0)).id;
    value(Value::Bool(vm.heap.held_locks.contains_key(&id)))
}

fn is_owned(vm: &mut Vm, args: Args) -> Outcome {
    let thread = vm.thread.0;
    let owner = vm.lock_mut(vm.arg(args, 0)).owner;
    value(Value::Bool(owner.is_some_and(|[owner, _]| owner == thread)))
}

fn recursion_count(vm: &mut Vm, args: Args) -> Outcome {
    let thread = vm.thread.0;
    let owner = vm.lock_mut(vm.arg(args, 0)).owner;
    let count = owner.filter(|[owner, _]| *owner == thread).map_or(0, |[_, count]| count);
    value(Value::Int(i64::from(count)))
}

/// Gives it back altogether; the result says how often it was had.
fn release_save(vm: &mut Vm, args: Args) -> Outcome {
    let of = vm.arg(args, 0);
    let thread = vm.thread.0;
    let lock = vm.lock_mut(of);
    let Some([owner, count]) = lock.owner.filter(|[owner, _]| *owner == thread) else {
        return Err(vm.raise(Type::RuntimeError, "cannot release un-acquired lock".into()));
    };
    lock.owner = Some([0, 0]);
    let state = vec![Value::Int(i64::from(count)), Value::Int(ident(owner))];
    let state = vm.heap.tuple(state);
    vm.push_after_call(state);
    vm.ask_unlock(of, Pending::Push)
}

fn acquire_restore(vm: &mut Vm, args: Args) -> Outcome {
    let count = match vm.heap.object(vm.arg(args, 1)) {
        Some(Object::Tuple(state)) => state.first().copied(),
        _ => None,
    };
    let Some(Value::Int(count)) = count else {
        return Err(vm.raise(Type::TypeError, "a lock's state is a tuple of two ints".into()));
    };
    vm.ask_lock(vm.arg(args, 0), None, count.clamp(1, i64::from(u32::MAX)) as u32)
}

// ---- threads

/// How many threads there may be at once besides the main one, as where the system allows no more.
const THREADS_MAX: u32 = 10_000;
/// About what is left of a thread for good.
const FIBER_BYTES: u64 = 512;

/// `_start_thread(function, arguments, name)`: the number of the thread.
fn start_thread(vm: &mut Vm, args: Args) -> Outcome {
    let (function, arguments) = (vm.arg(args, 0), vm.arg(args, 1));
    let name = vm.text(vm.arg(args, 2)).map_or(String::new(), |name| name.to_string());
    if vm.threads_live >= THREADS_MAX {
        return Err(vm.raise(Type::RuntimeError, "can't start new thread".into()));
    }
    let line = vm.line_now();
    let fiber = vm.new_thread(function, arguments)?;
    let _: NameId = vm.task_name(&name);
    vm.push_after_call(Value::Int(i64::from(fiber.0)));
    let interpreter = vm.process();
    let op = Op::ThreadStart { fiber, name: NameId(0), line, interpreter };
    Ok(Flow::Ask(op, Pending::Push))
}

impl Vm {
    /// A fiber that calls a borrowed function with a borrowed tuple of arguments.
    pub(super) fn new_thread(
        &mut self, function: Value, arguments: Value,
    ) -> Result<FiberId, Raise> {
        let values = vec![self.heap.keep(function), self.heap.keep(arguments)];
        let creator = std::mem::take(&mut self.run);
        let called = self.call_library("builtins._call", values, After::Root);
        let fiber: Fiber = std::mem::replace(&mut self.run, creator);
        called?;
        self.threads_live += 1;
        self.heap.grew(FIBER_BYTES);
        Ok(FiberId(self.fibers.push(fiber)))
    }
}

/// The fiber of a thread that was started.
fn thread_argument(vm: &mut Vm, args: Args) -> FiberId {
    match vm.arg(args, 0) {
        Value::Int(fiber) => FiberId(fiber as u32),
        _ => panic!("yieldpoint bug: no thread"),
    }
}

/// `_local_made(local, arguments)`
fn local_made(vm: &mut Vm, args: Args) -> Outcome {
    let thread = vm.thread.0;
    let arguments = vm.heap.keep(vm.arg(args, 1));
    if let Value::Ref(handle) = vm.arg(args, 0) {
        vm.heap.make_local(handle, thread, arguments);
    }
    value(Value::None)
}

/// `_local_begins(local)`: what to initialise it with, if this thread has not used it before.
fn local_begins(vm: &mut Vm, args: Args) -> Outcome {
    let thread = vm.thread.0;
    let handle = vm.arg(args, 0).handle().map_or(0, |handle| handle.0);
    let Some(local) = vm.heap.locals.get_mut(&handle) else { return value(Value::None) };
    if local.begun.insert(thread, ()).is_some() {
        return value(Value::None);
    }
    let arguments = local.arguments;
    value(vm.heap.keep(arguments))
}

/// `_join_thread(thread, timeout)`: whether it has ended.
fn join_thread(vm: &mut Vm, args: Args) -> Outcome {
    let thread = thread_argument(vm, args);
    let timeout_ns = match vm.arg(args, 1) {
        Value::None => None,
        given => Some(nanoseconds(vm.seconds(given)?)),
    };
    Ok(Flow::Ask(Op::ThreadJoin { thread, timeout_ns }, Pending::PushBool))
}

fn thread_is_over(vm: &mut Vm, args: Args) -> Outcome {
    let thread = thread_argument(vm, args);
    if thread == NOBODY {
        return value(Value::Bool(true));
    }
    let fiber = match thread == vm.at {
        true => &vm.run,
        false => &vm.fibers[thread.index() - 1],
    };
    value(Value::Bool(fiber.depth == 0 || fiber.ended.is_some()))
}
