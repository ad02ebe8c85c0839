//! Taking and dropping the GIL. Without one, taking it is nothing but going on.

use super::{GO_ON, Machine, Phase, Turn, WAKE_NS, What, running, waiting};
use crate::guest::Guest;
use crate::guest::Reply;
use crate::id::FiberId;
use crate::sched::gil::Gil;
use crate::trace::{ChoiceKind, EventKind, FiberState, Object, WaitReason};

/// The shortest time for which a thread can wait (the kernel's timer slack), in ns.
const SLACK_NS: u64 = 50_000;

impl<G: Guest> Machine<G> {
    pub(super) fn gil(&mut self, thread: FiberId) -> Option<&mut Gil> {
        let interpreter = self.thread(thread).interpreter;
        self.py().gils.get_mut(&interpreter)
    }

    /// Whether `thread` is asked to drop the GIL at its next poll point.
    pub(super) fn drop_requested(&mut self, thread: FiberId) -> bool {
        self.gil(thread).is_some_and(|gil| gil.drop_request)
    }

    pub(super) fn take_gil(&mut self, thread: FiberId) {
        if self.is_controlled() {
            return self.take_gil_at_once(thread);
        }
        let Some(gil) = self.gil(thread) else {
            return self.goes_on(thread);
        };
        if gil.is_free_for(thread) {
            return self.gil_taken(thread);
        }
        if gil.holder.is_none() {
            return self.set_phase(thread, Phase::Forced);
        }
        self.wait_for_gil(thread);
    }

    pub(super) fn wait_for_gil(&mut self, thread: FiberId) {
        let now = self.now;
        let late = self.delay_ns();
        let Some(gil) = self.gil(thread) else { return };
        gil.wait(thread, now);
        let until = now.after(gil.interval_ns.max(SLACK_NS) + late);
        if let Some(waiter) = gil.waiters.iter_mut().find(|waiter| waiter.thread == thread) {
            waiter.until = until;
        }
        self.set_phase(thread, Phase::TakesGil);
        if !self.is_controlled() {
            self.set_alarm(until, thread, What::GilTimeout);
        }
        let active = self.active(thread);
        self.set_state(active, waiting(WaitReason::Gil, Object::None));
        self.emit(EventKind::GilWaited { thread, until });
    }

    pub(super) fn gil_taken(&mut self, thread: FiberId) {
        let Some(gil) = self.gil(thread) else { return };
        let forced = gil.take(thread);
        let switches = gil.switch_number;
        self.emit(EventKind::GilTaken { thread, switches });
        self.goes_on(thread);
        // Whoever had dropped it on request and waited for this may now wait for the GIL.
        if let Some(forced) = forced.filter(|&forced| forced != thread)
            && self.thread(forced).phase == Phase::Forced
        {
            self.wait_for_gil(forced);
        }
    }

    /// The thread runs from here on.
    pub(super) fn goes_on(&mut self, thread: FiberId) {
        self.set_phase(thread, Phase::Running);
        // The operating system may take its processor away even now: it keeps the GIL meanwhile.
        let late = self.delay_ns();
        self.thread(thread).clock = self.now.after(late);
        let interpreter = self.thread(thread).interpreter;
        let state = match self.is_between_handles(thread) {
            true => waiting(WaitReason::RunningLoop, Object::None),
            false => running(interpreter),
        };
        let active = self.active(thread);
        self.set_state(active, state);
    }

    pub(super) fn drop_gil(&mut self, thread: FiberId) {
        // In a search nobody sees who has it, and it is handed on at every stop.
        if self.is_searched() {
            return;
        }
        let Some(gil) = self.gil(thread) else { return };
        // Who begins to wait after it was stopped may have lost it already.
        if gil.holder != Some(thread) {
            return;
        }
        let requested = gil.release();
        let asleep = gil.asleep();
        self.emit(EventKind::GilDropped { thread, requested });
        let active = self.active(thread);
        if let FiberState::Running(_) = self.fibers[active.index() - 1].state {
            self.set_state(active, waiting(WaitReason::Gil, Object::None));
        }
        if asleep.is_empty() || self.is_controlled() {
            return;
        }
        let option = self.draw(ChoiceKind::GilWake, asleep.len() as u32);
        let at = self.now.after(WAKE_NS + self.delay_ns());
        let Some(gil) = self.gil(thread) else { return };
        let waiter = &mut gil.waiters[asleep[option as usize]];
        waiter.signalled = true;
        let woken = waiter.thread;
        self.set_alarm(at, woken, What::GilWake);
    }

    /// At a poll point of the holder: it was asked to.
    pub(super) fn drop_and_take(&mut self, thread: FiberId) -> Turn {
        self.drop_gil(thread);
        self.take_gil(thread);
        GO_ON
    }

    /// The waiter's interval is over.
    pub(super) fn gil_timed_out(&mut self, thread: FiberId) {
        let Some(gil) = self.gil(thread) else { return };
        if gil.is_free_for(thread) {
            return self.gil_taken(thread);
        }
        if let Some(holder) = gil.timed_out(thread) {
            self.emit(EventKind::GilDropRequested { by: thread, holder });
        }
        self.wait_for_gil(thread);
    }

    /// The waiter is on its feet: if nobody was faster, it has the GIL.
    pub(super) fn gil_woken(&mut self, thread: FiberId) {
        let Some(gil) = self.gil(thread) else { return };
        match gil.is_free_for(thread) {
            true => self.gil_taken(thread),
            false => self.wait_for_gil(thread),
        }
    }

    pub(super) fn switch_interval(&mut self, thread: FiberId, by: FiberId, ns: u64) -> Turn {
        let interpreter = self.thread(thread).interpreter;
        if let Some(gil) = self.gil(thread) {
            gil.interval_ns = ns;
            self.emit(EventKind::SwitchIntervalSet { interpreter, ns });
        }
        self.reply(by, Reply::Done)
    }
}
