//! asyncio's Futures and Tasks: what is done, what is queued when it is, and how a cancellation
//! goes its way. For guests whose futures carry no values; a language keeps its own, with them.
//!
//! **Models:** `Lib/asyncio/futures.py` and `tasks.py` (CPython 3.13.0): `add_done_callback`,
//! `__schedule_callbacks`, `Task.cancel`, `Task.__step`.
//! **Invariants:** a done future has no callbacks.

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
}

/// What a cancellation comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cancelled {
    /// This task is asked to stop.
    Task(FiberId),
    /// This future is to be ended as cancelled.
    Future(FutureId),
}

/// Futures and tasks.
#[derive(Clone, Debug, Default)]
pub struct Futures {
    futures: Vec<Future>,
    /// The tasks that are not done, by fiber.
    pub tasks: Table<FiberId, Task>,
}

impl Futures {
    /// Whether none was made.
    pub fn is_empty(&self) -> bool {
        self.futures.is_empty()
    }

    /// A new pending future.
    pub fn make(&mut self, task: Option<FiberId>) -> FutureId {
        self.futures.push(Future { task, ..Future::default() });
        let future = FutureId(self.futures.len() as u32);
        if let Some(task) = task {
            self.tasks.insert(task, Task { future, waiter: None, must_cancel: false });
        }
        future
    }

    /// A future that exists.
    pub fn get(&mut self, id: FutureId) -> &mut Future {
        let slot = id.index().checked_sub(1).and_then(|at| self.futures.get_mut(at));
        slot.unwrap_or_else(|| panic!("yieldpoint bug: there is no future {id}"))
    }

    /// A task that is not done.
    pub fn task(&mut self, id: FiberId) -> &mut Task {
        let task = self.tasks.get_mut(&id);
        task.unwrap_or_else(|| panic!("yieldpoint bug: {id} is no pending task"))
    }

    /// Ends a pending future; gives what is to be queued, in order. `None` if it was done.
    pub fn finish(&mut self, id: FutureId, how: Finish) -> Option<Vec<Handle>> {
        let future = self.get(id);
        if future.done.is_some() {
            return None;
        }
        future.done = Some(how);
        if let Some(task) = future.task {
            self.tasks.remove(&task);
        }
        Some(core::mem::take(&mut self.get(id).callbacks))
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

    /// `cancel()` of a future, followed to what its task waits for: a plain future is to be ended,
    /// and a task that waits for nothing that can be cancelled gets `CancelledError` at its next
    /// step.
    pub fn cancel(&mut self, id: FutureId) -> Vec<Cancelled> {
        let mut followed = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.take() {
            let Future { done: None, task, .. } = *self.get(id) else { break };
            let Some(task) = task else {
                followed.push(Cancelled::Future(id));
                break;
            };
            followed.push(Cancelled::Task(task));
            let waiter = self.task(task).waiter;
            next = waiter.filter(|&waiter| self.get(waiter).done.is_none());
            self.task(task).must_cancel = next.is_none();
        }
        followed
    }
}
