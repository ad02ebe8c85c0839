//! asyncio for scripts: tasks and futures without values.

use super::{Next, Run, Script};
use crate::guest::{Op, Runs, StepCx};
use crate::id::{FiberId, FutureId, LoopId};
use crate::sync::future::Cancelled;
use crate::trace::{Finish, Handle};
use alloc::vec::Vec;

impl Script {
    fn create_task(&mut self, program: usize, line: u32, cx: &mut StepCx<'_>) -> (Op, FutureId) {
        let name = cx.intern(&alloc::format!("p{program}"));
        let fiber = self.start(program);
        let future = self.futures.make(Some(fiber));
        let event_loop = LoopId(self.loops);
        (Op::TaskCreate { event_loop, fiber, future, name, line, eager: false }, future)
    }

    pub(super) fn spawn_task(&mut self, program: usize, line: u32, cx: &mut StepCx<'_>) -> Next {
        let (op, future) = self.create_task(program, line, cx);
        if let Op::TaskCreate { fiber, .. } = op {
            self.tasks.push((fiber, future));
        }
        Next::Op(op)
    }

    /// The main task, the loop until it is done, the loop until what is left over is done too.
    pub(super) fn asyncio_run(
        &mut self, id: FiberId, program: usize, line: u32, cx: &mut StepCx<'_>,
    ) -> Next {
        match self.fiber(id).run {
            Run::No => {
                self.loops += 1;
                let (op, future) = self.create_task(program, line, cx);
                self.futures.add_callback(future, Handle::Stop);
                let event_loop = LoopId(self.loops);
                let fiber = self.fiber(id);
                fiber.pc -= 1;
                fiber.run = Run::Main;
                self.later(id).push_back(Op::LoopRun { event_loop });
                return Next::Op(op);
            }
            Run::Main => {
                let left = self.futures.tasks.values().map(|task| task.future);
                let left: Vec<FutureId> = left.collect();
                self.leftovers = left.len() as u32;
                for &future in &left {
                    self.cancel(id, future);
                    self.futures.add_callback(future, Handle::Stop);
                }
                let event_loop = LoopId(self.loops);
                let fiber = self.fiber(id);
                fiber.pc -= 1;
                fiber.run = Run::Leftovers;
                if !left.is_empty() {
                    self.later(id).push_back(Op::LoopRun { event_loop });
                }
            }
            Run::Leftovers => {
                let event_loop = LoopId(self.loops);
                self.fiber(id).run = Run::No;
                self.later(id).push_back(Op::LoopClose { event_loop });
            }
        }
        self.next_todo(id)
    }

    /// Cancels a future: what follows from it is to be asked for.
    pub(super) fn cancel(&mut self, by: FiberId, future: FutureId) {
        for cancelled in self.futures.cancel(future) {
            match cancelled {
                Cancelled::Task(task) => self.later(by).push_back(Op::TaskCancel(task)),
                Cancelled::Future(future) => self.finish(by, future, Finish::Cancelled),
            }
        }
    }

    pub(super) fn finish(&mut self, by: FiberId, future: FutureId, how: Finish) {
        let Some(callbacks) = self.futures.finish(future, how) else { return };
        let event_loop = LoopId(self.loops);
        let callbacks = callbacks.into_iter().map(|handle| (event_loop, handle)).collect();
        self.later(by).push_back(Op::FutureFinish { future, how, callbacks });
    }

    /// `await` of a future: nothing if it is done.
    pub(super) fn await_future(&mut self, id: FiberId, future: FutureId) -> Next {
        if self.futures.get(future).done.is_some() {
            return Next::Ran;
        }
        self.futures.add_callback(future, Handle::Wakeup(id, future));
        let task = self.futures.task(id);
        task.waiter = Some(future);
        if core::mem::take(&mut task.must_cancel) {
            self.cancel(id, future);
        }
        self.later(id).push_back(Op::Await(future));
        self.next_todo(id)
    }

    pub(super) fn async_sleep(&mut self, id: FiberId, ns: u64, cx: &mut StepCx<'_>) -> Next {
        if ns == 0 {
            return Next::Op(Op::YieldOnce);
        }
        let future = self.futures.make(None);
        let name = cx.intern("sleep");
        cx.future_made(id, future, name);
        let (when, event_loop) = (cx.now().after(ns), LoopId(self.loops));
        let handle = Handle::SetResult(future);
        let timer = Next::Op(Op::CallAt { event_loop, when, handle });
        match self.await_future(id, future) {
            Next::Op(op) => {
                self.later(id).push_front(op);
                timer
            }
            Next::Ran => timer,
        }
    }

    pub(super) fn begin(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => {
                let known = self.futures.task(task);
                let mut cancelled = core::mem::take(&mut known.must_cancel);
                known.waiter = None;
                if let Handle::Wakeup(_, future) = handle {
                    cancelled |= self.futures.get(future).done == Some(Finish::Cancelled);
                }
                if cancelled {
                    self.fiber(task).finished = Some(Finish::Cancelled);
                }
                return Runs::Fiber(task);
            }
            Handle::SetResult(future) => self.finish(thread, future, Finish::Returned),
            Handle::Stop => {
                self.leftovers = self.leftovers.saturating_sub(1);
                if self.leftovers == 0 {
                    self.later(thread).push_back(Op::LoopStop { event_loop });
                }
            }
            Handle::Call(callback) => {
                panic!("yieldpoint bug: a script has no callback {callback}")
            }
        }
        self.later(thread).push_back(Op::CallbackReturned);
        Runs::Fiber(thread)
    }
}
