//! Sleep and timers.
//!
//! **Models:** `timeSleep`, `newTimer`, `stopTimer`, `resetTimer`, `timers.check`, `unlockAndRun`,
//! `blockTimerChan` (`runtime/time.go`, Go 1.27).

use super::{GO_ON, Machine, NOBODY, Turn, What};
use crate::guest::{Endpoint, Firing, Guest, Reply};
use crate::id::{ChanId, FiberId, ProcId, TimerId};
use crate::time::Time;
use crate::trace::{ChoiceKind, EventKind, Object, OutcomeKind, WaitReason};

/// Timers that a program may set; those that have fired count, because they may be reset.
const TIMERS_MAX: usize = 8_000_000;

impl<G: Guest> Machine<G> {
    /// `timeSleep`: zero or less returns at once, and does not even yield.
    pub(in crate::machine) fn go_sleep(&mut self, g: FiberId, ns: i64) -> Turn {
        self.reply(g, Reply::Done)?;
        let Some(ns) = u64::try_from(ns).ok().filter(|&ns| ns > 0) else {
            return GO_ON;
        };
        let timer = self.go_runtime().timers.add(What::Wake(g), 0);
        self.set_timer(timer, g, ns);
        self.gopark(g, WaitReason::Sleep, Object::Timer(timer))
    }

    fn set_timer(&mut self, timer: TimerId, by: FiberId, ns: u64) {
        let when = self.now.after(ns);
        let heap = self.heap_for(timer);
        let go = self.go_runtime();
        let unpolled = go.sched.poller.is_none();
        go.timers.set(timer, when, heap);
        self.emit(EventKind::TimerSet { timer, by, when });
        // `wakeNetPoller`: somebody has to wait for it.
        if unpolled && heap.is_some() {
            self.wakep();
        }
    }

    /// The P in whose heap a timer goes: this one, unless it is a channel's that nobody waits for.
    fn heap_for(&mut self, timer: TimerId) -> Option<ProcId> {
        let go = self.go_runtime();
        let p = go.p().unwrap_or(ProcId(0));
        match go.timers.all.get(&timer).map(|timer| timer.what) {
            Some(What::Fire(Firing::Send(chan))) if go.chan(chan).chan.recvq.is_empty() => None,
            _ => Some(p),
        }
    }

    pub(in crate::machine) fn timer_new(
        &mut self, g: FiberId, ns: i64, period_ns: i64, what: Firing,
    ) -> Turn {
        if self.go_runtime().timers.all.len() >= TIMERS_MAX {
            return self
                .fail(OutcomeKind::Limit, "the program sets more timers than are simulated");
        }
        let timer = self.go_runtime().timers.add(What::Fire(what), period_ns.max(0) as u64);
        if let Firing::Send(chan) = what {
            self.go_runtime().chan(chan).timer = Some(timer);
        }
        if self.is_controlled() {
            self.go_runtime().control.timer_made(timer, g);
        }
        self.set_timer(timer, g, ns.max(0) as u64);
        self.reply(g, Reply::Timer(timer))
    }

    /// `stop`: whether it was to fire, or its value had not been received yet: from now on it is
    /// not to be had.
    fn stop_timer(&mut self, timer: TimerId) -> bool {
        let chan = match self.go_runtime().timers.all.get(&timer).map(|timer| timer.what) {
            Some(What::Fire(Firing::Send(chan))) => Some(chan),
            _ => None,
        };
        let mut pending = self.go_runtime().timers.unset(timer);
        if pending {
            self.emit(EventKind::TimerCancelled { timer });
        }
        if let Some(chan) = chan
            && self.go_runtime().chan(chan).chan.len > 0
        {
            self.go_runtime().chan(chan).chan.len = 0;
            self.guest.transfer(chan, Endpoint::Buffer, Endpoint::Zero);
            self.emit(EventKind::ChanDrained { chan });
            pending = true;
        }
        pending
    }

    pub(in crate::machine) fn timer_stop(&mut self, g: FiberId, timer: TimerId) -> Turn {
        let pending = self.stop_timer(timer);
        self.reply(g, Reply::Bool(pending))
    }

    pub(in crate::machine) fn timer_reset(
        &mut self, g: FiberId, timer: TimerId, ns: i64, period_ns: i64,
    ) -> Turn {
        let pending = self.stop_timer(timer);
        if let Some(timer) = self.go_runtime().timers.all.get_mut(&timer) {
            timer.period_ns = period_ns.max(0) as u64;
        }
        self.set_timer(timer, g, ns.max(0) as u64);
        self.reply(g, Reply::Bool(pending))
    }

    // ---- firing

    /// `timers.check`: runs the timers of P `p` whose time has come.
    pub(super) fn run_timers(&mut self, p: ProcId) -> Turn {
        loop {
            let now = self.now;
            let ties = self.go_runtime().timers.ties(p, now);
            if ties == 0 {
                return GO_ON;
            }
            let Some(option) = self.decide(ChoiceKind::TimerTie, ties) else {
                return crate::machine::LEAVE;
            };
            if let Some(timer) = self.go_runtime().timers.due(p, option) {
                self.fire(timer)?;
            }
        }
    }

    pub(super) fn fire(&mut self, id: TimerId) -> Turn {
        let Some(&timer) = self.go_runtime().timers.all.get(&id) else { return GO_ON };
        let when = timer.when.unwrap_or(self.now);
        self.go_runtime().timers.unset(id);
        self.emit(EventKind::TimerFired { timer: id });
        match timer.what {
            What::Wake(g) => {
                self.go_runtime().timers.remove(id);
                self.ready(g, NOBODY);
            }
            What::Fire(Firing::Send(chan)) => {
                self.next_tick(id, when, timer.period_ns);
                let at = Endpoint::Moment(self.now);
                if self.go_runtime().chan(chan).chan.can_send() {
                    self.send(NOBODY, chan, at);
                }
            }
            What::Fire(Firing::Call { callback, function, line }) => {
                let g = FiberId(self.fibers.len() as u32 + 1);
                self.guest.spawn(callback, g);
                self.create_goroutine(NOBODY, g, function, line)?;
                self.wakep();
            }
        }
        GO_ON
    }

    /// A ticker's next deadline: whole periods after the one that was due, in the future.
    fn next_tick(&mut self, timer: TimerId, when: Time, period_ns: u64) {
        if period_ns == 0 {
            return;
        }
        let late = self.now.since(when);
        let next = when.after(period_ns.saturating_mul(1 + late / period_ns));
        let heap = self.heap_for(timer);
        self.go_runtime().timers.set(timer, next, heap);
        self.emit(EventKind::TimerSet { timer, by: NOBODY, when: next });
    }

    // ---- timers that send to a channel

    /// `maybeRunChan`: a timer that nobody waited for fires when somebody looks.
    pub(super) fn maybe_run_chan(&mut self, chan: ChanId) {
        if self.is_controlled() {
            return;
        }
        let now = self.now;
        let go = self.go_runtime();
        let Some(timer) = go.chan(chan).timer else { return };
        let due = go.timers.all.get(&timer).and_then(|timer| timer.when);
        if due.is_some_and(|when| when <= now) {
            let _ = self.fire(timer);
        }
    }

    /// `blockTimerChan`: somebody waits on the channel, so its timer must be in a heap.
    pub(super) fn block_timer_chan(&mut self, chan: ChanId) {
        let go = self.go_runtime();
        if let Some(timer) = go.chan(chan).timer {
            let p = go.p();
            go.timers.put_in(timer, p);
        }
    }

    /// `unblockTimerChan`: nobody waits there any more.
    pub(super) fn unblock_timer_chan(&mut self, chan: ChanId) {
        let go = self.go_runtime();
        if let Some(timer) = go.chan(chan).timer
            && go.chan(chan).chan.recvq.is_empty()
        {
            go.timers.take_out(timer);
        }
    }
}
