//! Threads: who holds which P, who is woken, who sleeps.
//!
//! **Models:** `startm`, `stopm`, `wakep`, `resetspinning`, `handoffp`, `acquirep`, `releasep`,
//! `pidleput`, `pidleget` (`runtime/proc.go`, Go 1.27).
//!
//! Waking a thread for every new goroutine would cost more than it brings, never waking one would
//! leave Ps idle. So new work wakes one thread, and only if none is looking already (*spinning*);
//! that one, once it has found something, wakes the next.
//!
//! **Departures:** a thread begins [`THREAD_START_NS`] after it was woken, times a number that is a
//! choice; how long it really takes is up to the operating system.

use super::Sched;
use crate::id::{FiberId, MId, ProcId};
use crate::time::Time;

/// How long it takes from `futex` or `clone` until the woken thread runs, in ns: some microseconds
/// on an idle machine. A model unit.
pub const THREAD_START_NS: u64 = 5_000;

/// What one search through all Ps costs, in ns. A model unit.
pub const SEARCH_NS: u64 = 500;

/// The most threads there may be (`sched.maxmcount`).
pub const THREADS_MAX: usize = 10_000;

/// A thread.
#[derive(Clone, Debug, Default)]
pub struct M {
    /// Its clock.
    pub clock: Time,
    /// The P it holds.
    pub p: Option<ProcId>,
    /// What it does.
    pub state: MState,
    /// Whether it looks for work.
    pub spinning: bool,
    /// Whether it has already waited before it takes somebody's runnext.
    pub patient: bool,
    /// Whether its clock has been moved on for what it does next: searching, or a turn of one of
    /// the runtime's own goroutines. It acts when it is the one furthest behind again.
    pub paid: bool,
    /// The only G it may run (`LockOSThread`).
    pub locked_g: Option<FiberId>,
}

/// What a thread does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum MState {
    /// It runs Go code or looks for some; it holds a P.
    #[default]
    Running,
    /// It is in a system call until its clock, with this G; its P may have been taken from it.
    Syscall(FiberId),
    /// It waits in the netpoller, without a P.
    Polling,
    /// It sleeps, without a P.
    Parked,
    /// It sleeps until the G that is locked to it can run (`stoplockedm`).
    Locked,
}

impl Sched {
    /// The thread takes the P.
    pub fn acquirep(&mut self, m: MId, p: ProcId) {
        self.m(m).p = Some(p);
        self.p(p).m = Some(m);
    }

    /// The thread lets its P go; it is in no list yet.
    pub fn releasep(&mut self, m: MId) -> Option<ProcId> {
        let p = self.m(m).p.take()?;
        self.p(p).m = None;
        Some(p)
    }

    /// `pidleput`: nobody holds the P.
    pub fn pidleput(&mut self, p: ProcId) {
        self.idle_ps.push(p);
    }

    /// `mget`, or a new thread. `None` when there are as many as there may be.
    pub fn mget(&mut self) -> Option<MId> {
        if let Some(m) = self.idle_ms.pop() {
            return Some(m);
        }
        if self.ms.len() >= THREADS_MAX {
            return None;
        }
        self.ms.push(M::default());
        Some(MId(self.ms.len() as u32 - 1))
    }

    /// `stopm`: the thread, which holds no P, sleeps.
    pub fn mput(&mut self, m: MId) {
        self.m(m).state = MState::Parked;
        self.idle_ms.push(m);
    }

    /// Whether a thread without work may look for some: at most half as many spin as Ps are busy.
    pub fn may_spin(&self, m: MId) -> bool {
        let busy = self.ps.len() - self.idle_ps.len();
        self.ms[m.index()].spinning || 2 * (self.nmspinning as usize) < busy
    }

    /// The thread begins to spin.
    pub fn spin(&mut self, m: MId) {
        if !self.m(m).spinning {
            self.m(m).spinning = true;
            self.nmspinning += 1;
        }
    }

    /// It no longer spins; whether it did.
    pub fn unspin(&mut self, m: MId) -> bool {
        let spun = core::mem::take(&mut self.m(m).spinning);
        self.nmspinning -= u32::from(spun);
        spun
    }
}
