//! Cancelling futures and tasks, and what they wait for.
//!
//! **Models:** `_asyncio_Task_cancel_impl`, `future_cancel` (`Modules/_asynciomodule.c`) and
//! `_GatheringFuture.cancel` (`Lib/asyncio/tasks.py`), CPython 3.13.0.

use super::{Raise, Vm};
use crate::object::{FutureState, Object, Type, Value};
use runtime_core::guest::Op;

/// Gathers inside of each other's children are cancelled so deep.
const DEPTH_MAX: u32 = 400;

/// Whose cancellation a request comes to.
enum Target {
    Done,
    /// A task, and what it waits for.
    Task(Value),
    /// A gather, with its children.
    Gather(Vec<Value>),
    Future,
}

impl Vm {
    /// `future.cancel(message)`: whether there was something to cancel. What the machine is to be
    /// asked for then is added to `ops`.
    pub(crate) fn cancel(
        &mut self, future: Value, message: Value, ops: &mut Vec<Op>,
    ) -> Result<bool, Raise> {
        self.cancel_within(future, message, ops, 0)
    }

    fn cancel_within(
        &mut self, future: Value, message: Value, ops: &mut Vec<Op>, depth: u32,
    ) -> Result<bool, Raise> {
        // Tasks that wait for each other, the innermost last.
        let mut tasks: Vec<Value> = Vec::new();
        let mut at = future;
        let mut done = loop {
            if depth > DEPTH_MAX || tasks.len() > self.tasks.len() {
                let message = "maximum recursion depth exceeded".into();
                return Err(self.raise(Type::RecursionError, message));
            }
            match self.target(at) {
                Target::Done => break false,
                Target::Task(waiter) => {
                    self.request_cancel(at, ops);
                    tasks.push(at);
                    if waiter.is_none() {
                        break false;
                    }
                    at = waiter;
                }
                Target::Gather(children) => {
                    let mut any = false;
                    for child in children {
                        any |= self.cancel_within(child, message, ops, depth + 1)?;
                    }
                    if let Some(gather) = self.future_mut(at).filter(|_| any) {
                        gather.cancelling = 1;
                    }
                    break any;
                }
                Target::Future => {
                    self.set_cancel_message(at, message);
                    ops.push(self.finish_future(at, FutureState::Cancelled, Value::None));
                    break true;
                }
            }
        };
        while let Some(task) = tasks.pop() {
            if !done {
                self.set_cancel_message(task, message);
                if let Some(part) = self.future_mut(task).and_then(|task| task.task.as_mut()) {
                    part.must_cancel = true;
                }
            }
            done = true;
        }
        Ok(done)
    }

    fn target(&self, of: Value) -> Target {
        let Some(Object::Future(future)) = self.heap.object(of) else { return Target::Done };
        if future.state != FutureState::Pending {
            return Target::Done;
        }
        match (&future.task, self.heap.object(future.extra)) {
            (Some(part), _) => Target::Task(part.waiter),
            (None, Some(Object::List(children))) => Target::Gather(children.clone()),
            _ => Target::Future,
        }
    }

    fn request_cancel(&mut self, task: Value, ops: &mut Vec<Op>) {
        if let Some(found) = self.future_mut(task) {
            found.cancelling += 1;
            ops.extend(found.task.as_ref().map(|part| Op::TaskCancel(part.fiber)));
        }
    }

    fn set_cancel_message(&mut self, of: Value, message: Value) {
        let message = self.heap.keep(message);
        let Some(future) = self.future_mut(of) else { return };
        let old = std::mem::replace(&mut future.cancel_message, message);
        self.heap.release(old);
    }
}
