//! sysmon: the thread without a P that watches the others.
//!
//! **Models:** `sysmon`, `retake` (`runtime/proc.go`, Go 1.27).
//!
//! It sleeps 20 µs; after 50 rounds in which it took no P back, twice as long each time, up to
//! 10 ms. On waking it looks at every P. Has the P been in the same slice for 10 ms? Then its G is
//! asked to stop. As sysmon itself may sleep 10 ms, a slice really lasts 10 to 20 ms. Has the P
//! been in the same system call since the last look? Then it is taken away, unless nobody would
//! have anything to do with it.
//!
//! **Departures:** GOMAXPROCS is not updated from the system, and no collection is forced after two
//! minutes without one.

use super::{FORCE_PREEMPT_NS, Sched};
use crate::id::{FiberId, ProcId};
use crate::time::{MS, Time, US};
use alloc::vec::Vec;

/// Its shortest sleep, in ns.
pub const SLEEP_NS_MIN: u64 = 20 * US;
/// Its longest sleep, in ns.
pub const SLEEP_NS_MAX: u64 = 10 * MS;
/// After how many rounds without success it begins to sleep longer.
pub const IDLE_ROUNDS: u32 = 50;
/// How long a P without work may stay in a system call while others are idle, in ns.
pub const SYSCALL_PATIENCE_NS: u64 = 10 * MS;

/// What was last seen of a P (`sysmontick`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tick {
    schedtick: u32,
    schedwhen: Time,
    syscalltick: u32,
    syscallwhen: Time,
}

/// The thread.
#[derive(Clone, Debug)]
pub struct Sysmon {
    /// When it wakes; `None` while every P is idle and it sleeps deeply.
    pub wake: Option<Time>,
    idle: u32,
    delay_ns: u64,
}

impl Default for Sysmon {
    fn default() -> Sysmon {
        Sysmon { wake: Some(Time(SLEEP_NS_MIN)), idle: 0, delay_ns: SLEEP_NS_MIN }
    }
}

/// What it decides about a P.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Retake {
    /// Its G is to stop.
    Preempt(ProcId, FiberId),
    /// The P is taken from the thread that is in a system call.
    Syscall(ProcId),
}

impl Sysmon {
    /// It lies down for its next sleep: longer than the last, if it `retook` nothing.
    pub fn sleep(&mut self, now: Time, retook: Retook) {
        self.idle = if retook == Retook::Some { 0 } else { self.idle.saturating_add(1) };
        if self.idle == 0 {
            self.delay_ns = SLEEP_NS_MIN;
        } else if self.idle > IDLE_ROUNDS {
            self.delay_ns = (self.delay_ns * 2).min(SLEEP_NS_MAX);
        }
        self.wake = Some(now.after(self.delay_ns));
    }

    /// Some P is busy again: a deep sleep ends. After a system call it begins with short sleeps.
    pub fn rouse(&mut self, now: Time, by: RousedBy) {
        if self.wake.is_some() {
            return;
        }
        if by == RousedBy::Syscall {
            (self.idle, self.delay_ns) = (0, SLEEP_NS_MIN);
        }
        self.wake = Some(now.after(self.delay_ns));
    }
}

/// Whether a round of sysmon took a P back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Retook {
    /// It did.
    Some,
    /// It did not.
    None,
}

/// What ends a deep sleep of sysmon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RousedBy {
    /// A system call ended.
    Syscall,
    /// A timer, or anything else.
    Timer,
}

impl Sched {
    /// `retake`: what is to be done about each P at this look.
    pub fn retake(&mut self, now: Time) -> Vec<Retake> {
        let others_free = self.nmspinning as usize + self.idle_ps.len() > 0;
        let numbered = self.ps.iter_mut().enumerate();
        numbered.filter_map(|(at, p)| p.look(ProcId(at as u32), now, others_free)).collect()
    }
}

impl super::P {
    fn look(&mut self, id: ProcId, now: Time, others_free: bool) -> Option<Retake> {
        self.m?;
        let seen = &mut self.seen;
        let mut long = false;
        if seen.schedtick != self.schedtick {
            (seen.schedtick, seen.schedwhen) = (self.schedtick, now);
        } else {
            long = now.since(seen.schedwhen) >= FORCE_PREEMPT_NS;
        }
        if self.syscall.is_none() {
            return self.running.filter(|_| long).map(|g| Retake::Preempt(id, g));
        }
        if !long && seen.syscalltick != self.syscalltick {
            (seen.syscalltick, seen.syscallwhen) = (self.syscalltick, now);
            return None;
        }
        let in_no_hurry = now.since(seen.syscallwhen) < SYSCALL_PATIENCE_NS;
        let idle = self.runq.is_empty() && self.runnext.is_none();
        (!(idle && others_free && in_no_hurry)).then_some(Retake::Syscall(id))
    }
}
