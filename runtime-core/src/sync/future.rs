//! asyncio's Futures and Tasks: what is done, and what is queued when it is.
//!
//! **Models:** `Lib/asyncio/futures.py` and `tasks.py` (CPython 3.13.0): `add_done_callback`,
//! `__schedule_callbacks`, `Task.cancel`.
//! **Invariants:** a done future has no callbacks. Values belong to the guest.

use crate::id::{FiberId, FutureId};
use crate::table::Table;
use crate::trace::{Finish, Handle};
use alloc::vec::Vec;

/// One future.
#[derive(Clone, Debug, Default)]
pub struct Future {
    /// How it ended, if it has.
    pub done: Option<Finish>,
    /// What is queued, in this order, when it does.
    pub callbacks: Vec<Handle>,
    /// The task it is the future of.
    pub task: Option<FiberId>,
    /// For the future of a `gather`: the children that a cancellation is passed on to.
    pub children: Vec<FutureId>,
}

/// One task.
#[derive(Clone, Debug)]
pub struct Task {
    /// The future that it is.
    pub future: FutureId,
    /// What it waits for (`_fut_waiter`).
    pub waiter: Option<FutureId>,
    /// `CancelledError` is to be thrown in at its next step (`_must_cancel`).
    pub must_cancel: bool,
    /// Whether its coroutine has been started.
    pub started: bool,
}

/// All futures and tasks of a loop.
#[derive(Clone, Debug, Default)]
pub struct Futures {
    futures: Vec<Future>,
    /// Futures before this index belong to loops that are closed.
    current_loop: usize,
    /// The tasks that are not done, by fiber.
    pub tasks: Table<FiberId, Task>,
}

impl Futures {
    /// A new pending future.
    pub fn make(&mut self, task: Option<FiberId>, children: Vec<FutureId>) -> FutureId {
        self.futures.push(Future { task, children, ..Future::default() });
        FutureId(self.futures.len() as u32)
    }

    /// A future that exists.
    pub fn get(&mut self, id: FutureId) -> &mut Future {
        let slot = id.index().checked_sub(1).and_then(|at| self.futures.get_mut(at));
        slot.unwrap_or_else(|| panic!("yieldpoint bug: there is no future {id}"))
    }

    /// Ends a pending future; gives what is to be queued, in order. `None` if it was done.
    pub fn finish(&mut self, id: FutureId, how: Finish) -> Option<Vec<Handle>> {
        let future = self.get(id);
        if future.done.is_some() {
            return None;
        }
        future.done = Some(how);
        Some(core::mem::take(&mut future.callbacks))
    }

    /// `add_done_callback`: gives the handle back if the future is done, to be queued at once.
    pub fn add_callback(&mut self, id: FutureId, handle: Handle) -> Option<Handle> {
        let future = self.get(id);
        if future.done.is_some() {
            return Some(handle);
        }
        future.callbacks.push(handle);
        None
    }

    /// The loop was closed: its pending futures will never be done.
    pub fn forget(&mut self) {
        self.tasks.clear();
        self.current_loop = self.futures.len();
    }

    /// The pending futures of the running loop.
    pub fn pending(&self) -> impl Iterator<Item = (FutureId, &Future)> {
        let numbered = self.futures.iter().enumerate().skip(self.current_loop);
        let numbered = numbered.map(|(at, future)| (FutureId(at as u32 + 1), future));
        numbered.filter(|(_, future)| future.done.is_none())
    }
}
