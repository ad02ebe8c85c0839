//! A P's own queue: a ring of 256 Gs and the one slot in front of it.
//!
//! **Models:** `runqput`, `runqputslow`, `runqget` (`runtime/proc.go`, Go 1.27) and `p.runq`,
//! `p.runnext` (`runtime/runtime2.go`).

use super::Next;
use super::sysmon::Tick;
use crate::id::{FiberId, MId};
use crate::trace::From;
use alloc::collections::VecDeque;

/// Gs a ring holds (`runtime2.go`: `runq [256]guintptr`).
pub const RUNQ_CAP: usize = 256;

/// A processor: what an OS thread must hold to run Go code.
#[derive(Clone, Debug, Default)]
pub struct P {
    /// The ring, head first.
    pub runq: VecDeque<FiberId>,
    /// The G that runs next, before the ring.
    pub runnext: Option<FiberId>,
    /// The G it runs.
    pub running: Option<FiberId>,
    /// Slices begun so far.
    pub schedtick: u32,
    /// System calls ended so far.
    pub syscalltick: u32,
    /// The thread that holds it.
    pub m: Option<MId>,
    /// The G whose system call the thread that holds it is in.
    pub syscall: Option<FiberId>,
    /// Whether the G it runs has been asked to stop.
    pub preempt: bool,
    /// What sysmon saw of it last.
    pub seen: Tick,
}

/// Where `runqput` put the G.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placed {
    /// Into runnext; the G that was there went on.
    Runnext {
        /// The G that was kicked out, and where it went.
        kicked: Option<(FiberId, Spill)>,
    },
    /// Towards the ring.
    Ring(Spill),
}

/// Where a G went that was to be put at the tail of a ring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spill {
    /// To the tail of the ring.
    Tail,
    /// The ring was full: so many of its oldest Gs, and then this one, went to the global queue.
    Global {
        /// Half of the ring.
        moved: u32,
    },
}

impl P {
    /// Puts a runnable G on this P. With `Next::Runnext` it takes the slot, and the G that was
    /// in it goes to the tail of the ring as if it had just become runnable.
    pub(super) fn runqput(
        &mut self, g: FiberId, next: Next, global: &mut VecDeque<FiberId>,
    ) -> Placed {
        match next {
            Next::Tail => Placed::Ring(self.ring_put(g, global)),
            Next::Runnext => {
                let old = self.runnext.replace(g);
                Placed::Runnext { kicked: old.map(|old| (old, self.ring_put(old, global))) }
            }
        }
    }

    /// The tail of the ring; if that is full, `runqputslow`: half of the ring and the G move to
    /// the global queue in their order, so that other Ps can find work there.
    fn ring_put(&mut self, g: FiberId, global: &mut VecDeque<FiberId>) -> Spill {
        if self.runq.len() < RUNQ_CAP {
            self.runq.push_back(g);
            return Spill::Tail;
        }
        let moved = RUNQ_CAP / 2;
        global.extend(self.runq.drain(..moved));
        global.push_back(g);
        Spill::Global { moved: moved as u32 }
    }

    /// Whether a thread that held it would find nothing in it (`runqempty`).
    pub fn is_empty(&self) -> bool {
        self.runq.is_empty() && self.runnext.is_none()
    }

    /// Takes this G out, wherever it is; whether it was here.
    pub(super) fn take_out(&mut self, g: FiberId) -> bool {
        if self.runnext == Some(g) {
            self.runnext = None;
            return true;
        }
        take_from(&mut self.runq, g)
    }

    /// The next G of this P: runnext, else the head of the ring.
    pub(super) fn runqget(&mut self) -> Option<(FiberId, From)> {
        if let Some(g) = self.runnext.take() {
            return Some((g, From::Runnext));
        }
        self.runq.pop_front().map(|g| (g, From::Runq))
    }
}

/// Takes this G out of a queue; whether it was there.
pub(super) fn take_from(queue: &mut VecDeque<FiberId>, g: FiberId) -> bool {
    let at = queue.iter().position(|&other| other == g);
    at.is_some_and(|at| queue.remove(at).is_some())
}
