//! Who waits for a `sync.WaitGroup`.
//!
//! **Models:** `sync/waitgroup.go` and the semaphore queues of `runtime/sema.go`, Go 1.27. The
//! counter is memory of the program, so that copying a WaitGroup copies it, as in Go; the queue
//! is found by the address, as `semaRoot` finds it.

use crate::id::{Addr, FiberId};
use crate::table::Table;
use alloc::collections::VecDeque;

/// The waiters of all wait groups.
#[derive(Clone, Debug, Default)]
pub struct WaitGroups {
    /// By address, first come first; no entry is empty.
    pub waiters: Table<Addr, VecDeque<FiberId>>,
}

impl WaitGroups {
    /// `Add` left the counter at `count`: at zero everybody who waits is to be readied, in the
    /// order in which they came.
    pub fn added(&mut self, wg: Addr, count: i64) -> VecDeque<FiberId> {
        if count > 0 {
            return VecDeque::new();
        }
        self.waiters.remove(&wg).unwrap_or_default()
    }

    /// `fiber` waits.
    pub fn park(&mut self, wg: Addr, fiber: FiberId) {
        self.waiters.or_default(wg).push_back(fiber);
    }
}
