//! `sync.Mutex`: the arithmetic of its state word.
//!
//! **Models:** `internal/sync/mutex.go`, Go 1.27.
//!
//! *Normal mode*: a woken waiter has to compete with whoever comes along and is running already, so
//! it often loses, and waits again at the front. *Starvation mode*: a waiter that has been at it for
//! more than a millisecond switches the mutex over; from then on `Unlock` hands it directly to the
//! first waiter, and newcomers queue without trying. The mutex returns to normal with the last
//! waiter, or with one that waited less than a millisecond.
//!
//! **Departures:** newcomers do not spin for a moment before they queue.

use crate::time::{MS, Time};

/// Somebody has it.
pub const LOCKED: u64 = 1;
/// A waiter has been woken and has not yet tried.
pub const WOKEN: u64 = 2;
/// Starvation mode.
pub const STARVING: u64 = 4;
/// The number of waiters is counted in this unit.
pub const WAITER: u64 = 8;
/// How long a waiter may be at it before it starves, in ns (`starvationThresholdNs`).
pub const STARVATION_NS: u64 = MS;

/// A goroutine that is at a mutex.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attempt {
    /// When it began to wait; none before its first wait.
    pub since: Option<Time>,
    /// Whether it starves.
    pub starving: bool,
    /// Whether it is the one that was woken.
    pub awoke: bool,
}

/// What an attempt or an unlock comes to, with the new state word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It has the mutex.
    Acquired(u64),
    /// It must wait on the semaphore.
    Wait(u64),
    /// Nobody had it.
    NotLocked,
    /// It is free, and there is nobody to wake.
    Free(u64),
    /// Wake the first waiter, which competes.
    WakeOne(u64),
    /// Hand it to the first waiter.
    HandOff(u64),
}

impl Attempt {
    /// One round of `lockSlow`.
    pub fn lock(self, old: u64) -> Step {
        let mut new = old;
        if old & STARVING == 0 {
            new |= LOCKED;
        }
        if old & (LOCKED | STARVING) != 0 {
            new += WAITER;
        }
        if self.starving && old & LOCKED != 0 {
            new |= STARVING;
        }
        if self.awoke {
            new &= !WOKEN;
        }
        if old & (LOCKED | STARVING) == 0 { Step::Acquired(new) } else { Step::Wait(new) }
    }

    /// The semaphore let it go: in starvation mode it has the mutex, otherwise it tries again.
    pub fn woken(mut self, old: u64, now: Time) -> (Attempt, Option<u64>) {
        let waited = self.since.map_or(0, |since| now.since(since));
        self.starving = self.starving || waited > STARVATION_NS;
        if old & STARVING == 0 {
            return (Attempt { awoke: true, ..self }, None);
        }
        let mut new = old + LOCKED - WAITER;
        if !self.starving || old / WAITER == 1 {
            new -= STARVING;
        }
        (self, Some(new))
    }
}

/// `Unlock`.
pub fn unlock(old: u64) -> Step {
    if old & LOCKED == 0 {
        return Step::NotLocked;
    }
    let new = old - LOCKED;
    if new & STARVING != 0 {
        return Step::HandOff(new);
    }
    if new / WAITER == 0 || new & (LOCKED | WOKEN) != 0 {
        return Step::Free(new);
    }
    Step::WakeOne((new - WAITER) | WOKEN)
}
