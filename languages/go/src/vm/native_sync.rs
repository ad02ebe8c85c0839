//! The natives of the concurrency library.
//!
//! **Invariants:** what waits asks the machine with an [`Op`]; an atomic operation asks nothing,
//! so that nobody can come in between.

use super::fiber::{Fiber, Waiting};
use super::instr::{At, Done};
use super::number::wrap;
use super::see::{value_slots, word_of};
use super::{Trap, Vm};
use crate::code::{Code, Instr, Native, Reg, Width};
use crate::concurrency::{Atomic, Cond, Operand, Sim, Sync, Timer, Value};
use crate::type_names::Style;
use crate::types::{Basic, TypeId};
use runtime_core::guest::{CondOp, Firing, LockOp, Op, Reply, StepCx};
use runtime_core::id::{Addr, CallbackId, ChanId, FiberId, TimerId};
use runtime_core::time::Time;
use runtime_core::trace::Blocking;

/// A native's block in its frame.
pub(super) struct Args<'a> {
    pub at: &'a At,
    pub block: Reg,
}

impl Args<'_> {
    pub(super) fn get(&self, fiber: &Fiber, index: Reg) -> u64 {
        self.at.get(fiber, self.block + index)
    }

    pub(super) fn set(&self, fiber: &mut Fiber, index: Reg, value: u64) {
        self.at.set(fiber, self.block + index, value);
    }

    /// Where the first result is in the fiber's stack.
    pub(super) fn place(&self) -> u32 {
        self.at.base as u32 + u32::from(self.block)
    }
}

impl Vm {
    pub(super) fn sync_native(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, args: &Args<'_>, native: Sync,
        cx: &mut StepCx<'_>,
    ) -> Done {
        match native {
            Sync::Mutex(how) => self.lock(fiber, args, how, |at| Op::Mutex { at, how }),
            Sync::RwMutex(how) => self.lock(fiber, args, how, |at| Op::RwMutex { at, how }),
            Sync::Done => self.wait_group_add(args.get(fiber, 0), -1),
            Sync::Cond(how) => self.cond(fiber, args, how),
            Sync::Atomic(how, operand) => self.atomic(fiber, args, how, operand),
            Sync::Value(how) => self.atomic_value(code, fiber, args, how),
            Sync::Timer(how) => self.timer(code, fiber, args, how, cx),
            Sync::Now => {
                let now = moment(cx.now());
                args.at.set_many(fiber, args.block, &now);
                Ok(0)
            }
            Sync::Runtime(what) => self.runtime_native(code, fiber, id, args, what),
            Sync::Sim(what) => simulated(args.get(fiber, 0) as i64, what),
            Sync::TypeName => {
                let ty = TypeId(args.get(fiber, 1) as u32);
                let name = code.types.name(ty, Style::Runtime);
                let name = self.heap.add_str(name.as_bytes());
                args.set(fiber, 0, name);
                Ok(0)
            }
            Sync::Collections => {
                args.set(fiber, 0, self.collections);
                Ok(0)
            }
        }
    }

    /// A method of a lock: it is an argument, behind the result of a try.
    fn lock(
        &mut self, fiber: &mut Fiber, args: &Args<'_>, how: LockOp, op: impl FnOnce(Addr) -> Op,
    ) -> Done {
        let tries = matches!(how, LockOp::TryLock | LockOp::TryRLock);
        let lock = args.get(fiber, Reg::from(tries));
        self.counter(lock)?;
        if tries {
            fiber.waiting = Waiting::Word { at: args.place() };
        }
        Err(op(Addr(lock)).into())
    }

    fn cond(&mut self, fiber: &mut Fiber, args: &Args<'_>, how: Cond) -> Done {
        let list = |index| Addr(args.get(fiber, index));
        let (at, how) = match how {
            Cond::Add => (list(1), CondOp::Add),
            Cond::Wait => (list(1), CondOp::Wait { ticket: args.get(fiber, 0) as u32 }),
            Cond::Signal => (list(0), CondOp::Signal),
            Cond::Broadcast => (list(0), CondOp::Broadcast),
        };
        self.counter(at.0)?;
        if how == CondOp::Add {
            fiber.waiting = Waiting::Word { at: args.place() };
        }
        Err(Op::Cond { at, how }.into())
    }

    // ---- atomics

    /// One result, but for a store; then the address and the operands, or the other way round.
    fn atomic(
        &mut self, fiber: &mut Fiber, args: &Args<'_>, how: Atomic, operand: Operand,
    ) -> Done {
        let (results, address) = (Reg::from(how != Atomic::Store), word_of(how, operand));
        let first = results + Reg::from(operand == Operand::First);
        let (address, x) = (args.get(fiber, address), args.get(fiber, first));
        let cells = self.heap.cells_mut(address).and_then(|cells| cells.first_mut());
        let cell = cells.ok_or(Trap::Nil)?;
        let old = *cell;
        let (new, result) = match how {
            Atomic::Load => (old, old),
            Atomic::Store | Atomic::Swap => (x, old),
            Atomic::CompareAndSwap if old == x => (args.get(fiber, first + 1), 1),
            Atomic::CompareAndSwap => (old, 0),
            Atomic::And => (old & x, old),
            Atomic::Or => (old | x, old),
            Atomic::Add => both(old.wrapping_add(x)),
            Atomic::AddI32 => both(wrap(old.wrapping_add(x), Width::I32)),
            Atomic::AddU32 => both(wrap(old.wrapping_add(x), Width::U32)),
        };
        *cell = new;
        if results == 1 {
            args.set(fiber, 0, result);
        }
        Ok(0)
    }

    /// The methods of `atomic.Value`, whose two slots are an interface.
    fn atomic_value(
        &mut self, code: &Code, fiber: &mut Fiber, args: &Args<'_>, how: Value,
    ) -> Done {
        let (results, operands) = value_slots(how);
        let word = match how {
            Value::Load => "load",
            Value::Store => "store",
            Value::Swap => "swap",
            Value::CompareAndSwap => "compare and swap",
        };
        let at = args.get(fiber, results + operands);
        let cells = self.heap.cells(at).and_then(|cells| cells.get(..2)).ok_or(Trap::Nil)?;
        let old = [cells[0], cells[1]];
        let operand = |index| [args.get(fiber, index), args.get(fiber, index + 1)];
        let mut result = old.to_vec();
        if operands > 0 {
            let new = operand(results + operands - 2);
            let expected = (how == Value::CompareAndSwap).then(|| operand(results));
            if let Some(what) = refused_value(old, new, expected) {
                return Err(self.panic_with(&format!("sync/atomic: {word} of {what}")));
            }
            let same = match expected {
                Some(expected) => self.equal(code, code.types.any, &old, &expected)?,
                None => true,
            };
            if same && let Some(cells) = self.heap.cells_mut(at) {
                cells[..2].copy_from_slice(&new);
            }
            if expected.is_some() {
                result = vec![u64::from(same)];
            }
        }
        args.at.set_many(fiber, args.block, &result[..results as usize]);
        Ok(0)
    }

    /// A panic whose value is a string.
    pub(super) fn panic_with(&mut self, text: &str) -> Trap {
        Trap::Value([u64::from(Basic::String.id().0), self.heap.add_str(text.as_bytes())])
    }

    // ---- timers

    fn timer(
        &mut self, code: &Code, fiber: &mut Fiber, args: &Args<'_>, how: Timer, cx: &mut StepCx<'_>,
    ) -> Done {
        let arg = |index| args.get(fiber, index);
        let op = match how {
            Timer::Send => {
                let (ns, period_ns) = (arg(2) as i64, arg(3) as i64);
                let chan = self.heap.chan_mut(arg(1));
                let chan = chan.map_or(ChanId(0), |chan| {
                    chan.timer = true;
                    chan.id
                });
                Op::GoTimerNew { ns, period_ns, what: Firing::Send(chan) }
            }
            Timer::Call => {
                let (f, ns) = (arg(2), arg(3) as i64);
                let function = &code.funcs[self.function(f)? as usize].name;
                let (function, line) = (cx.intern(function), self.caller(code, fiber).1);
                self.callback += 1;
                let callback = CallbackId(self.callback);
                self.callbacks.insert(callback, f);
                args.set(fiber, 1, u64::from(callback.0));
                Op::GoTimerNew { ns, period_ns: 0, what: Firing::Call { callback, function, line } }
            }
            Timer::Stop => {
                let (timer, callback) = (TimerId(arg(1) as u32), CallbackId(arg(2) as u32));
                fiber.waiting = Waiting::Timer { at: args.place(), callback, function: 0 };
                return Err(Op::GoTimerStop(timer).into());
            }
            Timer::Reset => {
                let (callback, function) = (CallbackId(arg(2) as u32), arg(3));
                let timer = TimerId(arg(1) as u32);
                let (ns, period_ns) = (arg(4) as i64, arg(5) as i64);
                fiber.waiting = Waiting::Timer { at: args.place(), callback, function };
                return Err(Op::GoTimerReset { timer, ns, period_ns }.into());
            }
        };
        fiber.waiting = Waiting::Word { at: args.place() };
        Err(op.into())
    }

    // ---- answers

    /// What follows where the machine refused: the last instruction says what was asked.
    pub(super) fn refusal(&mut self, fiber: &Fiber, reply: Reply) -> Trap {
        let top = fiber.frames.last();
        let last = top.and_then(|top| {
            let code = &self.code.funcs[top.func as usize].code;
            code.get((top.pc as usize).saturating_sub(1)).copied()
        });
        let plain = |text: &str| Trap::Plain(text.into());
        match (reply, last) {
            (Reply::NotLocked, Some(Instr::Native { native, .. })) => match not_locked(native) {
                Some(text) => Trap::Fatal(text.into()),
                None => self.panic_with("sync: negative WaitGroup counter"),
            },
            (_, Some(Instr::CloseChan { .. })) => plain("close of closed channel"),
            _ => plain("send on closed channel"),
        }
    }
}

fn both(value: u64) -> (u64, u64) {
    (value, value)
}

/// How the program ends that gives back a lock it does not hold; `None` for a wait group.
fn not_locked(native: Native) -> Option<&'static str> {
    match native {
        Native::Sync(Sync::RwMutex(LockOp::RUnlock)) => Some("sync: RUnlock of unlocked RWMutex"),
        Native::Sync(Sync::RwMutex(_)) => Some("sync: Unlock of unlocked RWMutex"),
        Native::Sync(Sync::Mutex(_)) => Some("sync: unlock of unlocked mutex"),
        _ => None,
    }
}

/// Why an `atomic.Value` does not take `new`, if it does not.
fn refused_value(old: [u64; 2], new: [u64; 2], expected: Option<[u64; 2]>) -> Option<&'static str> {
    let [old, new] = [old[0], new[0]];
    let expected = expected.map_or(new, |expected| expected[0]);
    match () {
        () if new == 0 => Some("nil value into Value"),
        () if expected != 0 && expected != new => Some("inconsistently typed values"),
        () if old != 0 && old != new => Some("inconsistently typed value into Value"),
        () => None,
    }
}

/// A `time.Time`: seconds since the year 1, nanoseconds, the monotonic reading from 1, and the
/// location, which the reading says. Programs start at 23:00 on November 10, 2009, as in Go's
/// playground.
pub(super) fn moment(now: Time) -> [u64; 4] {
    const STARTED: u64 = 1_257_894_000 + 62_135_596_800;
    [STARTED + now.0 / 1_000_000_000, now.0 % 1_000_000_000, now.0 + 1, 0]
}

/// What package `sim` simulates: negative times are none.
fn simulated(ns: i64, what: Sim) -> Done {
    let ns = ns.max(0) as u64;
    let kind = match what {
        Sim::Network => return Err(Op::NetWait { ns }.into()),
        Sim::Syscall => Blocking::Syscall,
        Sim::File => Blocking::File,
        Sim::Cgo => Blocking::Cgo,
    };
    Err(Op::Syscall { ns, kind }.into())
}
