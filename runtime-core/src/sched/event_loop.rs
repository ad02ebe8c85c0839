//! asyncio's event loop: a deque of handles that are ready, and timers that will be.
//!
//! **Models:** `BaseEventLoop._run_once` (`Lib/asyncio/base_events.py`, CPython 3.13.0, lines
//! 1947-2028) and the rounding of `EpollSelector.select` (`Lib/selectors.py`).
//!
//! One iteration: (1) if nothing is ready, sleep in `select` until the earliest timer, or until
//! another thread calls `call_soon_threadsafe`; (2) move the timers that are due to the tail of the
//! ready deque; (3) run exactly as many handles as are ready *now*. Whatever those handles schedule
//! with `call_soon` waits for the next iteration: this is why everybody gets a turn, and why one
//! handle that does not return stops everybody.
//!
//! **Invariants:** handles run in the order in which they were queued.
//!
//! **Departures:** a cancelled timer leaves the heap at once, where CPython leaves it until it
//! comes up or the heap is half full of them; nobody can tell.

use super::timers::Timers;
use crate::id::{FiberId, TimerId};
use crate::time::{MS, Time};
use crate::trace::Handle;
use alloc::collections::VecDeque;

/// One loop.
#[derive(Debug, Default)]
pub struct EventLoop {
    /// The thread it runs in, while it runs.
    pub thread: Option<FiberId>,
    /// Handles that are ready, head first (`_ready`).
    pub ready: VecDeque<Handle>,
    /// Handles that will be (`_scheduled`).
    pub scheduled: Timers<Handle>,
    /// The number of the current iteration.
    pub iteration: u64,
    /// Handles of this iteration that have not run yet (`ntodo` minus those that have).
    pub todo: usize,
    /// The handle that runs now, and since when.
    pub current: Option<(Handle, Time)>,
    /// `stop()` was called: the loop stops with this iteration.
    pub stopping: bool,
    /// Another thread has written to the self-pipe and `select` has not seen it.
    pub woken: bool,
    /// The `select` under way does not wait: when it began there was something to do.
    pub polls: bool,
    /// How far the iteration that begins has come.
    pub phase: Phase,
    /// Another thread has reached into it while it ran.
    pub shared: bool,
}

impl Clone for EventLoop {
    fn clone(&self) -> Self {
        EventLoop { ready: self.ready.clone(), scheduled: self.scheduled.clone(), ..*self }
    }

    fn clone_from(&mut self, source: &Self) {
        let mut ready = core::mem::take(&mut self.ready);
        let mut scheduled = core::mem::take(&mut self.scheduled);
        ready.clone_from(&source.ready);
        scheduled.clone_from(&source.scheduled);
        *self = EventLoop { ready, scheduled, ..*source };
    }
}

/// What the loop does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Phase {
    /// A new iteration, whether or not it is to stop.
    #[default]
    Begin,
    /// `select` has returned: the timers that are due come next.
    Selected,
    /// The handles of this iteration.
    Handles,
}

/// What `select` does at the start of an iteration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Select {
    /// Something is ready (or the loop is stopping): it does not wait.
    Poll,
    /// It sleeps until then.
    Until(Time),
    /// Nothing is ready and nothing is scheduled.
    Forever,
}

impl EventLoop {
    /// How long `select` waits, seen from `now`.
    pub fn select(&self, now: Time) -> Select {
        if !self.ready.is_empty() || self.stopping || self.woken {
            return Select::Poll;
        }
        match self.scheduled.next_deadline() {
            None => Select::Forever,
            Some(when) if when <= now => Select::Poll,
            Some(when) => Select::Until(now.after(whole_ms(when.since(now)))),
        }
    }

    /// Whether `select` would not wait.
    pub fn has_work(&self, now: Time) -> bool {
        self.select(now) == Select::Poll
    }

    /// When the earliest timer would end a `select` that begins at `now`.
    pub fn wakes_at(&self, now: Time) -> Option<Time> {
        let when = self.scheduled.next_deadline()?;
        Some(now.after(whole_ms(when.since(now))))
    }

    /// Takes the `option`-th of the timers that are due at `now` and share the earliest deadline.
    /// The clock's resolution is 1 ns, so "due" is `when <= now` (`when < time() +
    /// _clock_resolution`).
    pub fn due(&mut self, now: Time, option: u32) -> Option<(TimerId, Handle)> {
        self.scheduled.next_deadline().filter(|&when| when <= now)?;
        self.scheduled.pop(option)
    }

    /// Takes the next handle of this iteration; `None` when all have run.
    pub fn next_handle(&mut self) -> Option<Handle> {
        self.todo = self.todo.checked_sub(1)?;
        self.ready.pop_front()
    }
}

/// `epoll` waits whole milliseconds, rounded up so that it never wakes early.
fn whole_ms(ns: u64) -> u64 {
    ns.div_ceil(MS) * MS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::FutureId;

    #[test]
    fn select_waits_whole_milliseconds() {
        let mut event_loop = EventLoop::default();
        let handle = Handle::SetResult(FutureId(1));
        event_loop.scheduled.set(TimerId(1), Time(1_500_000), handle);
        assert_eq!(event_loop.select(Time(0)), Select::Until(Time(2_000_000)));
        assert_eq!(event_loop.select(Time(1_500_000)), Select::Poll);
    }

    #[test]
    fn equal_deadlines_fire_in_the_order_of_setting() {
        let mut event_loop = EventLoop::default();
        for future in 1..=8 {
            let handle = Handle::SetResult(FutureId(future));
            event_loop.scheduled.set(TimerId(future), Time(MS), handle);
        }
        for future in 1..=8 {
            let due = event_loop.due(Time(MS), 0).map(|(_, handle)| handle);
            assert_eq!(due, Some(Handle::SetResult(FutureId(future))));
        }
        assert_eq!(event_loop.due(Time(MS), 0), None);
    }

    #[test]
    fn nothing_ready_and_nothing_scheduled_is_for_ever() {
        assert_eq!(EventLoop::default().select(Time(0)), Select::Forever);
    }
}
