//! Go's scheduler: goroutines (G) wait in queues of processors (P), and threads (M) that hold a P
//! look for the next one to run.
//!
//! **Models:** `runtime/proc.go` of Go 1.27.3: `newproc`, `runqput`, `runqputslow`, `runqget`,
//! `globrunqgetbatch`, `findRunnable`, `stealWork`, `wakep`, `startm`, `stopm`, `handoffp`,
//! `entersyscall`, `exitsyscall`, `procresize`, `sysmon`, `retake`.
//!
//! ```text
//!                      newproc                      execute
//!   (nothing) ───────────────────────▶ runnable ─────────────▶ running ──── entersyscall ──┐
//!                                       ▲  ▲  ▲                 │ │ │                      ▼
//!                    ready (runnext)    │  │  │ goschedImpl,    │ │ └─ goexit ─▶ dead   syscall
//!                                       │  │  │ preempted       │ │                      │
//!                      waiting ─────────┘  │  └─(global tail)───┘ │                      │
//!                         ▲                └──── exitsyscall, P lost (global tail) ───────┤
//!                         │                                       │                      │
//!                         └─────────────── gopark ────────────────┘   P kept: running ◀──┘
//! ```
//!
//! The first lesson of this file is *where a G goes*. A new or woken G takes the P's `runnext` slot
//! and kicks the one that was there to the tail of the local ring: the last `go` statement runs
//! first, and all others in their order. A G that gave up its P (`Gosched`, preemption) goes to
//! the tail of the *global* queue, behind everybody.
//!
//! The second is *who looks*. A thread without work spins: it looks into the other Ps' rings, four
//! times round in an order drawn by lot, takes half of what it finds, and only then, in the last
//! round, touches timers and the `runnext` of others. Each new piece of work wakes at most one
//! thread (`wakep`), and only if none spins already; a spinning thread that finds work wakes the
//! next ([`threads`]).
//!
//! The third is *who takes away*: `sysmon`, a thread without a P, sees that a slice lasts longer
//! than 10 ms, or that a P sits in a system call ([`sysmon`]).
//!
//! **Invariants:** a runnable G is in exactly one queue; a ring holds at most [`RUNQ_CAP`] Gs; a P
//! is held by at most one M, and an idle P by none; an M that spins holds a P.
//!
//! **Departures:** what a thread does while it holds the scheduler's lock happens at one moment, so
//! that the checks which real Go repeats after giving up its P are not needed. Spinning costs
//! [`threads::SEARCH_NS`] for each search, whatever the number of Ps.

mod runq;
pub mod steal;
pub mod sysmon;
pub mod threads;
pub mod timers;

pub use runq::{P, Placed, RUNQ_CAP, Spill};
pub use steal::{Steal, Stolen};
pub use sysmon::Sysmon;
pub use threads::{M, MState};

use crate::id::{FiberId, MId, ProcId};
use crate::time::MS;
use crate::trace::From;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Every how many scheduler ticks a P looks at the global queue first, so that two Gs that ready
/// each other for ever cannot starve it (`proc.go` `findRunnable`: `schedtick%61 == 0`).
pub const GLOBAL_TICK: u32 = 61;

/// How long a G may run before it is preempted, in ns (`proc.go` `forcePreemptNS`).
pub const FORCE_PREEMPT_NS: u64 = 10 * MS;

/// The tick of the first P when `main.main` begins, modulo 61: the runtime's own start has used
/// some slices by then. Measured with go1.27.3 at GOMAXPROCS=1: of 310 goroutines started in a
/// row, number 0, the third in the global queue, runs as the 179th.
pub const FIRST_TICK: u32 = 4;

/// All Ps and Ms, and the queues between them.
#[derive(Clone, Debug)]
pub struct Sched {
    /// The Ps, by number: GOMAXPROCS of them.
    pub ps: Vec<P>,
    /// The threads, by number; never fewer.
    pub ms: Vec<M>,
    /// The global run queue, head first.
    pub global: VecDeque<FiberId>,
    /// `sched.pidle`: idle Ps, the one taken first last.
    pub idle_ps: Vec<ProcId>,
    /// `sched.midle`: sleeping threads, the one woken first last.
    pub idle_ms: Vec<MId>,
    /// How many threads spin.
    pub nmspinning: u32,
    /// The thread that waits in the netpoller for timers and the network.
    pub poller: Option<MId>,
}

/// What [`Sched::find_local`] found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// The G to run.
    pub g: FiberId,
    /// Where it was.
    pub from: From,
    /// Whether it goes on in the slice of the G before it (only from runnext).
    pub inherit_time: bool,
    /// How many more Gs the P took from the global queue into its ring.
    pub moved: u32,
}

impl Found {
    /// A G from a queue of one.
    pub fn one(g: FiberId, from: From) -> Found {
        Found { g, from, inherit_time: from == From::Runnext, moved: 0 }
    }
}

impl Sched {
    /// `procs` Ps with empty queues; thread 0 runs the first, the others are idle.
    pub fn new(procs: u32) -> Sched {
        let mut sched = Sched {
            ps: Vec::new(),
            ms: Vec::from([M::default()]),
            global: VecDeque::new(),
            idle_ps: (1..procs).map(ProcId).collect(),
            idle_ms: Vec::new(),
            nmspinning: 0,
            poller: None,
        };
        sched.ps.resize(procs as usize, P::default());
        sched.ps[0].schedtick = FIRST_TICK;
        sched.acquirep(MId(0), ProcId(0));
        sched
    }

    /// The P.
    pub fn p(&mut self, p: ProcId) -> &mut P {
        &mut self.ps[p.index()]
    }

    /// The thread.
    pub fn m(&mut self, m: MId) -> &mut M {
        &mut self.ms[m.index()]
    }

    /// `runqput` on P `p`: see [`P::runqput`].
    pub fn runqput(&mut self, p: ProcId, g: FiberId, next: Next) -> Placed {
        self.ps[p.index()].runqput(g, next, &mut self.global)
    }

    /// The part of `findRunnable` that needs no other P: every 61st tick the global queue, then
    /// runnext, the ring, and a batch of the global queue.
    pub fn find_local(&mut self, p: ProcId) -> Option<Found> {
        if self.p(p).schedtick.is_multiple_of(GLOBAL_TICK)
            && let Some(g) = self.global.pop_front()
        {
            return Some(Found::one(g, From::Global));
        }
        let local = self.p(p).runqget();
        local.map(|(g, from)| Found::one(g, from)).or_else(|| self.globrunqgetbatch(p))
    }

    /// Takes min(128, all, all/procs + 1) Gs from the global queue: the first is run, the rest
    /// go to the ring, which is empty whenever this is called.
    fn globrunqgetbatch(&mut self, p: ProcId) -> Option<Found> {
        let share = self.global.len() / self.ps.len() + 1;
        let batch = share.min(RUNQ_CAP / 2).min(self.global.len());
        let g = self.global.pop_front()?;
        let moved = batch - 1;
        let rest = self.global.drain(..moved);
        self.ps[p.index()].runq.extend(rest);
        Some(Found { g, from: From::Global, inherit_time: false, moved: moved as u32 })
    }

    /// The schedule picked a runnable G: it leaves the queue of the P or the global one.
    pub fn pick(&mut self, p: ProcId, g: FiberId) {
        let found = self.p(p).take_out(g) || runq::take_from(&mut self.global, g);
        assert!(found, "yieldpoint bug: {g} is in no queue of {p}");
    }

    /// `execute`: the P runs the G. The tick counts slices, so it stands still while Gs hand
    /// one slice on to each other through runnext.
    pub fn execute(&mut self, p: ProcId, g: FiberId, inherit_time: bool) {
        let p = self.p(p);
        p.running = Some(g);
        p.preempt = false;
        if !inherit_time {
            p.schedtick = p.schedtick.wrapping_add(1);
        }
    }

    /// `procresize`, with the world stopped and every P free but that of `holder`, the thread that
    /// called it. Gs of Ps that go away move to the head of the global queue, runnext in front.
    /// Gives the free Ps that have work; the others are idle.
    pub fn procresize(&mut self, procs: u32, holder: MId) -> Vec<ProcId> {
        let procs = procs as usize;
        for p in self.ps.drain(procs.min(self.ps.len())..) {
            let gs: Vec<FiberId> = p.runnext.into_iter().chain(p.runq).collect();
            gs.into_iter().rev().for_each(|g| self.global.push_front(g));
        }
        self.ps.resize(procs, P::default());
        if self.m(holder).p.is_none_or(|p| p.index() >= procs) {
            self.acquirep(holder, ProcId(0));
        }
        let free = (0..procs).map(|p| ProcId(p as u32)).filter(|p| self.ps[p.index()].m.is_none());
        let (idle, with_work) = free.partition(|p| self.ps[p.index()].is_empty());
        self.idle_ps = idle;
        with_work
    }
}

/// Whether a G goes to the runnext slot or to the tail of the ring (`runqput`'s `next`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// To runnext: a new goroutine, or one that was woken.
    Runnext,
    /// To the tail of the ring.
    Tail,
}

#[cfg(test)]
mod tests;
