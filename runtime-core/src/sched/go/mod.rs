//! Go's scheduler: goroutines (G) wait in queues of processors (P), and a P that is free looks
//! for the next one to run.
//!
//! **Models:** `runtime/proc.go` of Go 1.27 (rules checked against 1.26.0 source): `newproc`,
//! `runqput`, `runqputslow`, `runqget`, `globrunqgetbatch`, `findRunnable`, `schedule`.
//!
//! ```text
//!                      newproc                      execute
//!   (nothing) ───────────────────────▶ runnable ─────────────▶ running
//!                                       ▲    ▲                  │  │ │
//!                    ready (runnext)    │    │ goschedImpl,     │  │ └─ goexit ─▶ dead
//!                                       │    │ preempted        │  │
//!                      waiting ─────────┘    └──(global tail)───┘  │
//!                         ▲                                        │
//!                         └──────────────── gopark ────────────────┘
//! ```
//!
//! The lesson of this file is *where a G goes*. A new or woken G takes the P's `runnext` slot and
//! kicks the one that was there to the tail of the local ring: the last `go` statement runs
//! first, and all others in their order. A G that gave up its P (`Gosched`, preemption) goes to
//! the tail of the *global* queue, behind everybody.
//!
//! **Invariants:** a runnable G is in exactly one queue; a ring holds at most [`RUNQ_CAP`] Gs.
//!
//! **Departures:** one P so far, hence no stealing, no spinning Ms and no `wakep` (at
//! GOMAXPROCS=1 they never act in Go either). Preemption looks at the slice exactly every 10 ms;
//! sysmon's own sleep makes that 10 to 20 ms in Go.

mod runq;

pub use runq::{P, Placed, RUNQ_CAP, Spill};

use crate::id::FiberId;
use crate::time::MS;
use crate::trace::From;
use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;

/// Every how many scheduler ticks a P looks at the global queue first, so that two Gs that ready
/// each other for ever cannot starve it (`proc.go` `findRunnable`: `schedtick%61 == 0`).
pub const GLOBAL_TICK: u32 = 61;

/// How long a G may run before it is preempted, in ns (`proc.go` `forcePreemptNS`).
pub const FORCE_PREEMPT_NS: u64 = 10 * MS;

/// The queues of all Ps.
#[derive(Clone, Debug)]
pub struct Sched {
    /// The Ps, by number.
    pub ps: Vec<P>,
    /// The global run queue, head first.
    pub global: VecDeque<FiberId>,
}

/// What [`Sched::find_runnable`] found.
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
    fn local(g: FiberId, from: From) -> Found {
        Found { g, from, inherit_time: from == From::Runnext, moved: 0 }
    }
}

impl Sched {
    /// `procs` idle Ps with empty queues. The tick does not start at 0: by the time `main.main`
    /// runs, the runtime's own start (`gcenable` waits for two goroutines) has used some slices.
    pub fn new(procs: u32) -> Sched {
        let p = P { schedtick: 1, ..P::default() };
        Sched { ps: vec![p; procs as usize], global: VecDeque::new() }
    }

    /// `runqput` on P `p`: see [`P::runqput`].
    pub fn runqput(&mut self, p: usize, g: FiberId, next: Next) -> Placed {
        self.ps[p].runqput(g, next, &mut self.global)
    }

    /// `findRunnable` without the parts that need other Ps: every 61st tick the global queue,
    /// then runnext, the ring, and a batch of the global queue.
    pub fn find_runnable(&mut self, p: usize) -> Option<Found> {
        if self.ps[p].schedtick.is_multiple_of(GLOBAL_TICK)
            && let Some(g) = self.global.pop_front()
        {
            return Some(Found::local(g, From::Global));
        }
        let local = self.ps[p].runqget();
        local.map(|(g, from)| Found::local(g, from)).or_else(|| self.globrunqgetbatch(p))
    }

    /// Takes min(128, all, all/procs + 1) Gs from the global queue: the first is run, the rest
    /// go to the ring, which is empty whenever this is called.
    fn globrunqgetbatch(&mut self, p: usize) -> Option<Found> {
        let share = self.global.len() / self.ps.len() + 1;
        let batch = share.min(RUNQ_CAP / 2).min(self.global.len());
        let g = self.global.pop_front()?;
        let moved = batch - 1;
        let rest = self.global.drain(..moved);
        self.ps[p].runq.extend(rest);
        Some(Found { g, from: From::Global, inherit_time: false, moved: moved as u32 })
    }

    /// `execute`: the P runs the G. The tick counts slices, so it stands still while Gs hand
    /// one slice on to each other through runnext.
    pub fn execute(&mut self, p: usize, found: Found) {
        let p = &mut self.ps[p];
        p.running = Some(found.g);
        if !found.inherit_time {
            p.schedtick = p.schedtick.wrapping_add(1);
        }
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
