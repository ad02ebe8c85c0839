//! CPython's global interpreter lock: who may run bytecode.
//!
//! **Models:** `take_gil` and `drop_gil` (`Python/ceval_gil.c`, CPython 3.13.0; the same since
//! 3.2, in `ceval_gil.h` up to 3.11).
//!
//! The GIL is a flag with a condition variable. **It is the waiter who insists**: a thread that
//! finds it taken waits on the condition for one *interval* (5 ms, `sys.setswitchinterval`). If
//! the time is up and nobody has switched meanwhile, it sets the drop request; the holder sees
//! that at its next *poll point* and drops the GIL. A holder that was asked may not take it again
//! before somebody else has had it (`FORCE_SWITCHING`). A holder that drops it of its own accord,
//! to sleep or to read, may: the condition is signalled, but until the woken thread is on its
//! feet, anybody may come first. That asymmetry is why a thread that does I/O beside one that
//! computes waits one interval for each of its reads.
//!
//! **Invariants:** at most one holder; a drop request has a holder.
//! **Departures:** none that shows; the lock's own mutex is never contended for long.

use crate::id::FiberId;
use crate::time::Time;
use alloc::vec::Vec;

/// `DEFAULT_INTERVAL`, in ns.
pub const DEFAULT_INTERVAL_NS: u64 = 5_000_000;

/// A thread in `take_gil`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiter {
    /// The thread.
    pub thread: FiberId,
    /// `saved_switchnum`: the number of switches when its interval began.
    pub saved_switches: u64,
    /// When its interval is over.
    pub until: Time,
    /// Whether the condition was signalled to it and it is on its way.
    pub signalled: bool,
}

/// One GIL (`struct _gil_runtime_state`).
#[derive(Clone, Debug)]
pub struct Gil {
    /// The switch interval, in ns.
    pub interval_ns: u64,
    /// The thread that has it (`locked`).
    pub holder: Option<FiberId>,
    /// The one that had it last.
    pub last_holder: FiberId,
    /// How often it has gone from one thread to another.
    pub switch_number: u64,
    /// Whether the holder is asked to drop it.
    pub drop_request: bool,
    /// The threads that wait, first come first.
    pub waiters: Vec<Waiter>,
    /// A thread that dropped it on request and waits for somebody else to take it.
    pub forced: Option<FiberId>,
}

impl Gil {
    /// A free one.
    pub fn new() -> Gil {
        Gil {
            interval_ns: DEFAULT_INTERVAL_NS,
            holder: None,
            last_holder: FiberId(0),
            switch_number: 0,
            drop_request: false,
            waiters: Vec::new(),
            forced: None,
        }
    }

    /// Whether `thread` could have it at once: it is free, and not kept from it.
    pub fn is_free_for(&self, thread: FiberId) -> bool {
        self.holder.is_none() && self.forced != Some(thread)
    }

    /// `thread` has it from here on. Gives the thread that had to wait for that and may now wait
    /// for the GIL again.
    pub fn take(&mut self, thread: FiberId) -> Option<FiberId> {
        self.waiters.retain(|waiter| waiter.thread != thread);
        self.holder = Some(thread);
        self.drop_request = false;
        if self.last_holder != thread {
            self.last_holder = thread;
            self.switch_number += 1;
        }
        self.forced.take()
    }

    /// `thread` begins an interval of waiting at `now`; gives its end.
    pub fn wait(&mut self, thread: FiberId, now: Time) -> Time {
        let until = now.after(self.interval_ns);
        let saved_switches = self.switch_number;
        let waiter = Waiter { thread, saved_switches, until, signalled: false };
        match self.waiters.iter_mut().find(|waiter| waiter.thread == thread) {
            Some(known) => *known = waiter,
            None => self.waiters.push(waiter),
        }
        until
    }

    /// `thread`'s interval is over: whether it asks the holder to drop the GIL, and whom.
    pub fn timed_out(&mut self, thread: FiberId) -> Option<FiberId> {
        let waiter = self.waiters.iter().find(|waiter| waiter.thread == thread)?;
        let holder = self.holder.filter(|_| waiter.saved_switches == self.switch_number)?;
        let asks = !self.drop_request;
        self.drop_request = true;
        asks.then_some(holder)
    }

    /// The holder drops it; whether it was asked to, and then may not take it again first.
    pub fn release(&mut self) -> bool {
        let Some(holder) = self.holder.take() else { return false };
        self.last_holder = holder;
        if self.drop_request {
            self.forced = Some(holder);
        }
        self.drop_request
    }

    /// The waiters to whom the condition can be signalled, by their place in `waiters`.
    pub fn asleep(&self) -> Vec<usize> {
        let numbered = self.waiters.iter().enumerate();
        numbered.filter(|(_, waiter)| !waiter.signalled).map(|(at, _)| at).collect()
    }
}

impl Default for Gil {
    fn default() -> Gil {
        Gil::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: FiberId = FiberId(1);
    const B: FiberId = FiberId(2);

    #[test]
    fn a_waiter_asks_once_its_interval_is_over_and_nobody_has_switched() {
        let mut gil = Gil::new();
        gil.take(A);
        assert_eq!(gil.wait(B, Time(0)), Time(DEFAULT_INTERVAL_NS));
        assert_eq!(gil.timed_out(B), Some(A));
        assert!(gil.drop_request);
        assert_eq!(gil.timed_out(B), None, "it is asked already");
    }

    #[test]
    fn another_switch_begins_the_wait_anew() {
        let mut gil = Gil::new();
        gil.take(A);
        gil.wait(B, Time(0));
        gil.release();
        gil.take(FiberId(3));
        assert_eq!(gil.timed_out(B), None);
        assert!(!gil.drop_request);
    }

    #[test]
    fn a_requested_drop_cannot_be_won_back() {
        let mut gil = Gil::new();
        gil.take(A);
        gil.wait(B, Time(0));
        gil.timed_out(B);
        assert!(gil.release());
        assert!(!gil.is_free_for(A));
        assert!(gil.is_free_for(B));
        assert_eq!(gil.take(B), Some(A));
        assert_eq!((gil.switch_number, gil.last_holder), (2, B));
    }

    #[test]
    fn a_voluntary_drop_can() {
        let mut gil = Gil::new();
        gil.take(A);
        gil.wait(B, Time(0));
        assert!(!gil.release());
        assert!(gil.is_free_for(A));
        gil.take(A);
        assert_eq!(gil.switch_number, 1);
    }
}
