//! Stealing: how a thread without work takes some from another P.
//!
//! **Models:** `stealWork`, `runqsteal`, `runqgrab`, `randomOrder` (`runtime/proc.go`, Go 1.27).
//!
//! The thief goes round all Ps four times. In the first three it takes the older half of a ring,
//! rounded up; only in the fourth does it look at timers and at `runnext`, because that G is about
//! to run anyway: were it torn away at once, two goroutines that hand a value to and fro would
//! move from thread to thread all the time. Therefore a thief that finds nothing but the runnext of
//! a P that is running waits 3 µs and looks again.
//!
//! **Departures:** the four rounds happen at one moment.

use super::{P, Sched};
use crate::id::{FiberId, ProcId};
use crate::trace::From;
use alloc::vec::Vec;

/// How long a thief leaves the runnext of a running P alone, in ns (`runqgrab`: `usleep(3)`).
pub const RUNNEXT_PATIENCE_NS: u64 = 3_000;

/// What a thief found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Steal {
    /// These.
    Got(Stolen),
    /// Only the runnext of a P that is running: wait, and look again.
    Patience,
    /// Nothing.
    Nothing,
}

/// What was stolen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stolen {
    /// The G to run: the last of those grabbed.
    pub g: FiberId,
    /// Whose it was.
    pub victim: ProcId,
    /// How many others went to the thief's ring.
    pub moved: u32,
    /// `Runq` or `Runnext`.
    pub from: From,
}

impl Sched {
    /// The order in which a thief visits the Ps, for a number drawn from [`Sched::steal_orders`]:
    /// a start and a step that has no divisor in common with their number.
    pub fn steal_order(&self, drawn: u32) -> impl Iterator<Item = ProcId> + use<> {
        let procs = self.ps.len() as u32;
        let coprimes = coprimes(procs);
        let step = coprimes[(drawn / procs) as usize % coprimes.len()];
        (0..procs).map(move |i| ProcId((drawn % procs + i * step) % procs))
    }

    /// How many such orders there are.
    pub fn steal_orders(&self) -> u32 {
        let procs = self.ps.len() as u32;
        procs * coprimes(procs).len() as u32
    }

    /// The first three rounds: half of the first ring that holds anything.
    pub fn steal_from_rings(&mut self, thief: ProcId, drawn: u32) -> Steal {
        let mut victims = self.steal_order(drawn).filter(|&p| p != thief);
        let found = victims.find(|&p| !self.is_idle(p) && !self.p(p).runq.is_empty());
        found.map_or(Steal::Nothing, |victim| Steal::Got(self.runqgrab(thief, victim)))
    }

    /// The last round: the first runnext, but with `patience` only of a P that does not run.
    pub fn steal_runnext(&mut self, thief: ProcId, drawn: u32, patience: bool) -> Steal {
        let victims: Vec<ProcId> = self.steal_order(drawn).filter(|&p| p != thief).collect();
        let mut torn = false;
        for victim in victims {
            if self.is_idle(victim) {
                continue;
            }
            let p = self.p(victim);
            if patience && p.running.is_some() && p.runnext.is_some() {
                torn = true;
                continue;
            }
            if let Some(g) = p.runnext.take() {
                return Steal::Got(Stolen { g, victim, moved: 0, from: From::Runnext });
            }
        }
        if torn { Steal::Patience } else { Steal::Nothing }
    }

    fn is_idle(&self, p: ProcId) -> bool {
        self.idle_ps.contains(&p)
    }

    /// Moves `n - n/2` Gs from the head of the victim's ring; the last of them is run.
    fn runqgrab(&mut self, thief: ProcId, victim: ProcId) -> Stolen {
        let len = self.p(victim).runq.len();
        let mut grabbed: Vec<FiberId> = self.p(victim).runq.drain(..len - len / 2).collect();
        let g = grabbed.pop().unwrap_or_else(|| panic!("yieldpoint bug: nothing to grab"));
        let moved = grabbed.len() as u32;
        let P { runq, .. } = self.p(thief);
        runq.extend(grabbed);
        Stolen { g, victim, moved, from: From::Runq }
    }
}

/// The numbers up to `n` that have no divisor in common with it (`randomOrder.reset`).
fn coprimes(n: u32) -> Vec<u32> {
    let gcd = |mut a: u32, mut b: u32| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    (1..=n).filter(|&i| gcd(i, n) == 1).collect()
}
