//! Semaphores: what every lock of Go's package sync sleeps on.
//!
//! **Models:** `runtime/sema.go`, Go 1.27: `semacquire1`, `semrelease1`.
//!
//! The count is a word of the program's memory; the queue is found by its address. A release adds
//! one to the count and wakes the first who waits. The woken goroutine takes the one only when it
//! *runs*: until then anybody else may take it, and then the woken one queues again. With *handoff*
//! the one is given to it at once, and the releasing goroutine steps aside for it.

use crate::id::{Addr, FiberId};
use crate::table::Table;
use alloc::collections::VecDeque;

/// At which end of a queue a goroutine waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QueueEnd {
    /// Behind everybody.
    Back,
    /// In front: a mutex's waiter that was woken and found it locked again (`lifo`).
    Front,
}

/// Who waits on which semaphore.
#[derive(Clone, Debug, Default)]
pub struct SemaRoot {
    /// By the address of the count; no entry is empty.
    pub queues: Table<Addr, VecDeque<FiberId>>,
}

impl SemaRoot {
    /// The goroutine waits.
    pub fn queue(&mut self, at: Addr, g: FiberId, end: QueueEnd) {
        let queue = self.queues.or_default(at);
        match end {
            QueueEnd::Back => queue.push_back(g),
            QueueEnd::Front => queue.push_front(g),
        }
    }

    /// The first who waits, no longer waiting.
    pub fn dequeue(&mut self, at: Addr) -> Option<FiberId> {
        let queue = self.queues.get_mut(&at)?;
        let first = queue.pop_front();
        if queue.is_empty() {
            self.queues.remove(&at);
        }
        first
    }
}
