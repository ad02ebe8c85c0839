//! Pending timers in the order in which they fire.
//!
//! **Models:** asyncio's `_scheduled` heap (`Lib/asyncio/base_events.py`, CPython 3.13).
//! **Invariants:** the order is (deadline, order of setting), never the heap's accident.
//! **Departures:** asyncio's heap compares only the deadline, so equal deadlines come out in
//! heap order there; real clocks never give equal deadlines, so no learner meets that order.

use crate::id::TimerId;
use crate::table::Table;
use crate::time::Time;

/// A queue of timers, each with what to do when it fires.
#[derive(Debug)]
pub struct Timers<T> {
    queue: Table<(Time, TimerId), T>,
    deadlines: Table<TimerId, Time>,
}

impl<T: Clone> Clone for Timers<T> {
    fn clone(&self) -> Self {
        Timers { queue: self.queue.clone(), deadlines: self.deadlines.clone() }
    }

    fn clone_from(&mut self, source: &Self) {
        self.queue.clone_from(&source.queue);
        self.deadlines.clone_from(&source.deadlines);
    }
}

impl<T> Default for Timers<T> {
    fn default() -> Self {
        Timers { queue: Table::new(), deadlines: Table::new() }
    }
}

impl<T> Timers<T> {
    /// Sets a timer for `when`, with a number that no other pending timer has and that is larger
    /// than those before it.
    pub fn set(&mut self, id: TimerId, when: Time, what: T) {
        self.queue.insert((when, id), what);
        self.deadlines.insert(id, when);
    }

    /// Takes a timer out before it fires; `None` if it has fired or was cancelled.
    pub fn cancel(&mut self, id: TimerId) -> Option<T> {
        let when = self.deadlines.remove(&id)?;
        self.queue.remove(&(when, id))
    }

    /// The earliest deadline.
    pub fn next_deadline(&self) -> Option<Time> {
        self.queue.first().map(|(&(when, _), _)| when)
    }

    /// How many timers share the earliest deadline, if that is not after `now`; 0 otherwise.
    pub fn ties(&self, now: Time) -> u32 {
        let Some(first) = self.next_deadline().filter(|&when| when <= now) else {
            return 0;
        };
        self.queue.keys().take_while(|&&(when, _)| when == first).count() as u32
    }

    /// Takes the `option`-th of the timers that share the earliest deadline.
    pub fn pop(&mut self, option: u32) -> Option<(TimerId, T)> {
        let &key = self.queue.keys().nth(option as usize)?;
        self.deadlines.remove(&key.1);
        self.queue.remove(&key).map(|what| (key.1, what))
    }

    /// The pending timers in firing order.
    pub fn iter(&self) -> impl Iterator<Item = (TimerId, Time, &T)> {
        self.queue.iter().map(|(&(when, id), what)| (id, when, what))
    }
}
