//! Timers: each belongs to a P, and is run by whoever schedules there.
//!
//! **Models:** `runtime/time.go` of Go 1.27: per-P heaps, `timers.check`, `blockTimerChan`,
//! `maybeRunChan`, `stop`, `modify`.
//!
//! No thread waits for a timer as such. A P runs its own timers whenever it looks for work, a thief
//! runs those of others in its last round, and when nobody has work one thread waits in the
//! netpoller until the earliest. So a goroutine that computes keeps every sleeper of its P waiting.
//!
//! A timer that sends to a channel is in a heap only while somebody waits on that channel. One that
//! nobody waits for can be collected, and does not keep a deadlock from being one.
//!
//! **Invariants:** timers of one P fire in the order of (deadline, number).
//! **Departures:** timers of equal deadline come in the order of their numbers unless a choice says
//! otherwise; Go leaves that order to its heap.

use crate::id::{ProcId, TimerId};
use crate::table::{Set, Table};
use crate::time::Time;
use alloc::vec::Vec;

/// A timer that was set; it stays here when it has fired, because it may be reset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timer<W> {
    /// Its deadline while it is to fire.
    pub when: Option<Time>,
    /// A ticker's period in ns, else 0.
    pub period_ns: u64,
    /// What it does.
    pub what: W,
    /// The P in whose heap it is.
    heap: Option<ProcId>,
}

/// All timers; `W` is what one does when it fires.
#[derive(Clone, Debug)]
pub struct Timers<W> {
    /// By number.
    pub all: Table<TimerId, Timer<W>>,
    heaps: Vec<Set<(Time, TimerId)>>,
    next: u32,
}

impl<W> Timers<W> {
    /// None, for so many Ps.
    pub fn new(procs: u32) -> Timers<W> {
        let heaps = (0..procs).map(|_| Set::default()).collect();
        Timers { all: Table::new(), heaps, next: 1 }
    }

    /// A new timer, not yet set.
    pub fn add(&mut self, what: W, period_ns: u64) -> TimerId {
        let id = TimerId(self.next);
        self.next += 1;
        self.all.insert(id, Timer { when: None, period_ns, what, heap: None });
        id
    }

    /// Sets its deadline; `heap` is the P in whose heap it goes, none for a channel's timer that
    /// nobody waits for.
    pub fn set(&mut self, id: TimerId, when: Time, heap: Option<ProcId>) {
        self.take_out(id);
        if let Some(timer) = self.all.get_mut(&id) {
            timer.when = Some(when);
        }
        self.put_in(id, heap);
    }

    /// It is not to fire; whether it was.
    pub fn unset(&mut self, id: TimerId) -> bool {
        self.take_out(id);
        self.all.get_mut(&id).and_then(|timer| timer.when.take()).is_some()
    }

    /// It is gone for good.
    pub fn remove(&mut self, id: TimerId) {
        self.take_out(id);
        self.all.remove(&id);
    }

    /// Puts it in the heap of a P, or in none.
    pub fn put_in(&mut self, id: TimerId, heap: Option<ProcId>) {
        let Some(timer) = self.all.get_mut(&id) else { return };
        if let (Some(when), Some(p), None) = (timer.when, heap, timer.heap) {
            timer.heap = heap;
            self.heaps[p.index()].insert((when, id));
        }
    }

    /// Takes it out of its heap.
    pub fn take_out(&mut self, id: TimerId) {
        let Some(timer) = self.all.get_mut(&id) else { return };
        if let (Some(when), Some(p)) = (timer.when, timer.heap.take()) {
            self.heaps[p.index()].remove(&(when, id));
        }
    }

    /// The earliest deadline in any heap.
    pub fn next_deadline(&self) -> Option<Time> {
        self.heaps.iter().filter_map(|heap| heap.iter().next()).map(|&(when, _)| when).min()
    }

    /// The earliest deadline of all that are to fire, in a heap or not.
    pub fn earliest(&self) -> Option<Time> {
        self.all.values().filter_map(|timer| timer.when).min()
    }

    /// Those that are to fire at this time, in the order of their numbers.
    pub fn at(&self, when: Time) -> impl Iterator<Item = TimerId> + use<'_, W> {
        let all = self.all.iter().filter(move |(_, timer)| timer.when == Some(when));
        all.map(|(&id, _)| id)
    }

    /// How many timers of the P share its earliest deadline, if that is not after `now`; else 0.
    pub fn ties(&self, p: ProcId, now: Time) -> u32 {
        let heap = &self.heaps[p.index()];
        let Some(&(first, _)) = heap.iter().next().filter(|(when, _)| *when <= now) else {
            return 0;
        };
        heap.iter().take_while(|&&(when, _)| when == first).count() as u32
    }

    /// The `option`-th of those.
    pub fn due(&self, p: ProcId, option: u32) -> Option<TimerId> {
        self.heaps[p.index()].iter().nth(option as usize).map(|&(_, id)| id)
    }

    /// There are `procs` Ps now; timers of those that are gone move to `heir`.
    pub fn resize(&mut self, procs: u32, heir: ProcId) {
        let procs = procs as usize;
        let orphans: Vec<TimerId> =
            self.heaps.iter().skip(procs).flat_map(Set::iter).map(|&(_, id)| id).collect();
        for id in orphans {
            self.take_out(id);
            self.put_in(id, Some(heir));
        }
        self.heaps.resize_with(procs, Set::default);
    }
}
