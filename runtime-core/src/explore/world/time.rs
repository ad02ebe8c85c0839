//! Sleeps and timers.
//!
//! **Models:** `time/sleep.go`, `runtime/time.go`, Go 1.27: since 1.23 a timer's channel holds
//! nothing that a stop or reset has made void.

use super::{CLOCK, Granted, Pending, TIMERS, Thing, Timer, What, World, thing, touch};
use crate::explore::{Dependence, Footprint, Move};
use crate::guest::{Endpoint, Fingerprint, Firing, Guest, Reply};
use crate::id::{FiberId, TimerId};
use crate::trace::OutcomeKind;

/// Timers that a program may set in one run.
const TIMERS_MAX: usize = 10_000;

impl<G: Guest> World<G> {
    fn add_timer(&mut self, by: FiberId, ns: i64, period_ns: i64, what: What) -> TimerId {
        let when = Some(self.now.after(ns.max(0) as u64));
        let timer = Timer { when, by, period_ns: period_ns.max(0) as u64, what };
        // The number of a sleep's timer, which nobody knows, is used again.
        let free = self
            .timers
            .iter()
            .position(|old| old.when.is_none() && matches!(old.what, What::Wake(_)));
        match (what, free) {
            (What::Wake(_), Some(at)) => {
                self.timers[at] = timer;
                TimerId(at as u32 + 1)
            }
            _ => {
                if self.timers.len() >= TIMERS_MAX {
                    self.end(OutcomeKind::Limit, 3);
                }
                self.timers.push(timer);
                TimerId(self.timers.len() as u32)
            }
        }
    }

    pub(super) fn sleep(&mut self, id: FiberId, ns: u64, footprint: &mut Footprint) {
        touch(footprint, TIMERS, Dependence::Reads);
        self.add_timer(id, ns.min(i64::MAX as u64) as i64, 0, What::Wake(id));
        self.fiber(id).pending = Pending::Asleep;
    }

    pub(super) fn timer_new(
        &mut self, id: FiberId, ns: i64, period_ns: i64, what: Firing, footprint: &mut Footprint,
    ) -> Reply {
        touch(footprint, TIMERS, Dependence::Writes);
        let timer = self.add_timer(id, ns, period_ns, What::Fire(what));
        if let Firing::Send(chan) = what {
            self.chan(chan).timer = Some(timer);
        }
        if matches!(what, Firing::Call { .. }) {
            self.knowledge.expect(CLOCK);
        }
        self.knowledge.release(id, timer_object(timer));
        Reply::Timer(timer)
    }

    fn stop_timer(&mut self, timer: TimerId, footprint: &mut Footprint) -> bool {
        touch(footprint, TIMERS, Dependence::Writes);
        let Some(state) = self.timers.get_mut(timer.index().wrapping_sub(1)) else { return false };
        let pending = state.when.take().is_some();
        let What::Fire(Firing::Send(chan)) = state.what else { return pending };
        let object = thing(Thing::Chan, u64::from(chan.0));
        touch(footprint, object, Dependence::Writes);
        let drained = core::mem::take(&mut self.chan(chan).len) > 0;
        if drained {
            self.guest.transfer(chan, Endpoint::Buffer, Endpoint::Zero);
        }
        pending || drained
    }

    pub(super) fn timer_stop(&mut self, timer: TimerId, footprint: &mut Footprint) -> Reply {
        Reply::Bool(self.stop_timer(timer, footprint))
    }

    pub(super) fn timer_reset(
        &mut self, id: FiberId, timer: TimerId, ns: i64, period_ns: i64, footprint: &mut Footprint,
    ) -> Reply {
        let pending = self.stop_timer(timer, footprint);
        let when = self.now.after(ns.max(0) as u64);
        if let Some(state) = self.timers.get_mut(timer.index().wrapping_sub(1)) {
            (state.when, state.period_ns) = (Some(when), period_ns.max(0) as u64);
        }
        self.knowledge.release(id, timer_object(timer));
        Reply::Bool(pending)
    }

    /// Feeds what is still to fire. The numbers of sleepers' timers, which depend on who slept
    /// first, are no part of it.
    pub(super) fn timers_fingerprint(&self, state: &mut Fingerprint) {
        let mut sleepers = 0u64;
        for (timer, number) in self.timers.iter().zip(1u64..) {
            let left = timer.when.map_or(u64::MAX, |when| when.0.wrapping_sub(self.now.0));
            match timer.what {
                What::Wake(id) if timer.when.is_some() => {
                    let mut one = Fingerprint::default();
                    one.word(u64::from(id.0));
                    one.word(left);
                    sleepers = sleepers.wrapping_add(one.finish() as u64);
                }
                What::Wake(_) => {}
                What::Fire(what) => {
                    // Moves call it by its number.
                    state.word(number);
                    state.word(left);
                    state.word(timer.period_ns);
                    state.word(match what {
                        Firing::Send(chan) => u64::from(chan.0) << 1,
                        Firing::Call { callback, .. } => u64::from(callback.0) << 1 | 1,
                    });
                }
            }
        }
        state.word(sleepers);
    }

    /// The timer that a move of the clock is about.
    pub(super) fn timer_of(&self, chosen: Move) -> TimerId {
        let wakes = |timer: &Timer| {
            timer.when.is_some() && matches!(timer.what, What::Wake(fiber) if fiber == chosen.with)
        };
        match self.timers.iter().position(wakes) {
            Some(at) => TimerId(at as u32 + 1),
            None => TimerId(u32::from(chosen.way)),
        }
    }

    /// A timer fires; in the loose model perhaps late.
    pub(super) fn fire(&mut self, chosen: Move, footprint: &mut Footprint) {
        let timer = self.timer_of(chosen);
        touch(footprint, TIMERS, Dependence::Writes);
        let Timer { when, period_ns, what, .. } = self.timers[timer.index() - 1];
        let when = when.unwrap_or(self.now);
        self.now = self.now.max(when);
        let next = (period_ns > 0).then(|| when.after(period_ns));
        self.timers[timer.index() - 1].when = next;
        match what {
            What::Wake(id) => {
                self.guest.resume(id, Reply::Done);
                self.run(id, Granted::No, footprint);
            }
            What::Fire(Firing::Send(chan)) => {
                touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
                if chosen.with.0 != 0 {
                    return self.hand_moment(chan, chosen, footprint);
                }
                let at = Endpoint::Moment(self.now);
                let state = self.chan(chan);
                if !state.closed && state.len < state.cap {
                    state.len += 1;
                    self.guest.transfer(chan, at, Endpoint::Buffer);
                }
            }
            What::Fire(Firing::Call { callback, .. }) => {
                let id = FiberId(self.fibers.len() as u32 + 1);
                if self.fibers.len() >= self.setting.fibers_max {
                    return self.end(OutcomeKind::Limit, 3);
                }
                self.guest.spawn(callback, id);
                self.add_fiber(id, CLOCK);
                self.knowledge.acquire(id, timer_object(timer));
                self.run(id, Granted::No, footprint);
            }
        }
    }
}

fn timer_object(timer: TimerId) -> u64 {
    TIMERS + (u64::from(timer.0) << 8)
}
