//! Python's side of the machine: one thread, and the asyncio loop that runs in it.
//!
//! **Models:** `asyncio.run` (`Lib/asyncio/runners.py`), `_run_once`
//! (`base_events.py`), `Task.__step`, `__wakeup`, `cancel` (`tasks.py`),
//! `_GatheringFuture.cancel`; CPython 3.13.0.
//!
//! **Departures:** at the end of `asyncio.run` the tasks left over are cancelled in the order of
//! their creation (CPython walks a set), and waited for without the outer `gather` future:
//! nothing that still runs could tell. The loop's own bookkeeping costs no virtual time.

use super::{Fiber, GO_ON, MAIN, Machine, NOBODY, Runtime, Turn};
use crate::guest::{Guest, Reply, Step};
use crate::id::{CallbackId, FiberId, FutureId, NameId, ProcId, TimerId};
use crate::sched::event_loop::{EventLoop, Select};
use crate::sync::future::{Futures, Task};
use crate::trace::{
    EventKind, FiberKind, FiberState, Finish, Handle, Object, OutcomeKind, WaitReason,
};
use alloc::vec::Vec;

/// asyncio's runtime state.
#[derive(Clone, Debug, Default)]
pub struct Asyncio {
    pub(super) event_loop: Option<EventLoop>,
    pub(super) futures: Futures,
    /// The task that `asyncio.run` waits for, and its future.
    main: Option<FutureId>,
    /// Tasks left over that the closing loop still waits for.
    leftovers: u32,
}

const RUNNING: FiberState = FiberState::Running(ProcId(0));
const IN_LOOP: FiberState =
    FiberState::Waiting { reason: WaitReason::RunningLoop, on: Object::None };

impl<G: Guest> Machine<G> {
    fn asyncio(&mut self) -> &mut Asyncio {
        match &mut self.runtime {
            Runtime::Python(asyncio) => asyncio,
            #[cfg(feature = "go")]
            Runtime::Go(_) => panic!("yieldpoint bug: no event loop here"),
        }
    }

    fn event_loop(&mut self) -> &mut EventLoop {
        let running = self.asyncio().event_loop.as_mut();
        running.unwrap_or_else(|| panic!("yieldpoint bug: no event loop is running"))
    }

    pub(super) fn start_main_thread(&mut self) {
        let name = self.recorder.intern("MainThread");
        let kind = FiberKind::Thread;
        let _ = self.add_fiber(MAIN, Fiber { kind, name, by: NOBODY, line: 0, state: RUNNING });
        self.emit(EventKind::ThreadStarted { thread: MAIN, name });
    }

    /// One turn: the thread runs bytecode of its own, or its loop goes on.
    pub(super) fn turn_python(&mut self, allowance: u64) -> Turn {
        let Some(event_loop) = &self.asyncio().event_loop else {
            return self.step_thread(MAIN, allowance);
        };
        let thread = event_loop.thread;
        match event_loop.current {
            Some(Handle::Step(task) | Handle::Wakeup(task, _)) => self.step_task(task, allowance),
            Some(Handle::Call(_)) => self.step_thread(thread, allowance),
            _ => self.run_once(),
        }
    }

    fn step_thread(&mut self, thread: FiberId, allowance: u64) -> Turn {
        match self.step(thread, allowance) {
            Step::Ran => GO_ON,
            Step::Op(op) => self.after_op(thread, op),
            Step::Done(how) => {
                self.end_fiber(thread, how);
                self.exit(0)
            }
            Step::Fault(fault) => self.fault(thread, &fault),
        }
    }

    fn step_task(&mut self, task: FiberId, allowance: u64) -> Turn {
        match self.step(task, allowance) {
            Step::Ran => GO_ON,
            Step::Op(op) => self.after_op(task, op),
            Step::Done(how) => self.task_done(task, how),
            Step::Fault(fault) => self.fault(task, &fault),
        }
    }

    // ---- the loop

    /// `run_until_complete(main)`: a new loop, whose first handle is the first step of the task.
    pub(super) fn loop_run(
        &mut self, thread: FiberId, main: FiberId, name: NameId, line: u32,
    ) -> Turn {
        self.asyncio().event_loop = Some(EventLoop::new(thread));
        self.set_state(thread, IN_LOOP);
        self.emit(EventKind::LoopStarted { thread });
        let future = self.add_task(thread, main, name, line)?;
        self.asyncio().main = Some(future);
        self.add_callback(future, Handle::Stop);
        GO_ON
    }

    /// `_run_once`: the next handle of this iteration, or the next iteration.
    fn run_once(&mut self) -> Turn {
        if let Some(handle) = self.event_loop().next_handle() {
            return self.run_handle(handle);
        }
        if self.event_loop().stopping {
            return self.loop_stopped();
        }
        self.begin_iteration()
    }

    fn begin_iteration(&mut self) -> Turn {
        let now = self.now;
        match self.event_loop().select(now) {
            Select::Poll => {}
            Select::Until(until) => {
                self.now = until;
                self.emit(EventKind::LoopWaited { until });
            }
            Select::Forever => {
                let what = "the event loop waits for ever: no task is ready and no timer is set";
                return self.fail(OutcomeKind::Stuck, what);
            }
        }
        self.queue_due_timers();
        let event_loop = self.event_loop();
        event_loop.iteration += 1;
        event_loop.todo = event_loop.ready.len();
        let (number, todo) = (event_loop.iteration, event_loop.todo as u32);
        self.emit(EventKind::IterationBegan { number, todo });
        GO_ON
    }

    fn queue_due_timers(&mut self) {
        let now = self.now;
        while let Some((timer, handle)) = self.event_loop().due(now) {
            self.emit(EventKind::TimerFired { timer });
            self.queue(handle);
        }
    }

    /// `Handle._run`. Handles that run code stay current until that code comes back.
    fn run_handle(&mut self, handle: Handle) -> Turn {
        self.event_loop().current = Some(handle);
        self.emit(EventKind::HandleRun { handle });
        match handle {
            Handle::Step(task) => self.begin_step(task),
            Handle::Wakeup(task, future) => self.begin_wakeup(task, future),
            Handle::Call(callback) => self.begin_callback(callback),
            Handle::SetResult(future) => {
                if self.asyncio().futures.get(future).done.is_none() {
                    self.guest.future_done(future, Finish::Returned);
                    self.finish_future(future, Finish::Returned);
                }
                self.handle_done()
            }
            Handle::Stop => {
                let asyncio = self.asyncio();
                asyncio.leftovers = asyncio.leftovers.saturating_sub(1);
                let stopping = asyncio.leftovers == 0;
                self.event_loop().stopping = stopping;
                self.handle_done()
            }
        }
    }

    fn handle_done(&mut self) -> Turn {
        if let Some(handle) = self.event_loop().current.take() {
            self.emit(EventKind::HandleDone { handle });
        }
        GO_ON
    }

    /// The loop has stopped: the first time the tasks left over are cancelled and waited for,
    /// then the loop is closed and the thread goes on.
    fn loop_stopped(&mut self) -> Turn {
        self.event_loop().stopping = false;
        let left: Vec<FutureId> = self.asyncio().futures.tasks.values().map(|t| t.future).collect();
        if left.is_empty() {
            return self.close_loop();
        }
        self.asyncio().leftovers = left.len() as u32;
        for &future in &left {
            self.cancel(future, NOBODY);
        }
        for future in left {
            self.add_callback(future, Handle::Stop);
        }
        GO_ON
    }

    fn close_loop(&mut self) -> Turn {
        let asyncio = self.asyncio();
        let main = asyncio.main.take().and_then(|main| asyncio.futures.get(main).done);
        asyncio.futures.forget();
        let thread = self.event_loop().thread;
        self.asyncio().event_loop = None;
        self.set_state(thread, RUNNING);
        self.emit(EventKind::LoopStopped { thread });
        self.reply(thread, Reply::LoopDone(main.unwrap_or(Finish::Cancelled)))
    }

    /// `call_soon`.
    fn queue(&mut self, handle: Handle) {
        self.event_loop().ready.push_back(handle);
        self.emit(EventKind::HandleQueued { handle });
    }

    // ---- tasks

    pub(super) fn task_create(
        &mut self, by: FiberId, task: FiberId, name: NameId, line: u32,
    ) -> Turn {
        let future = self.add_task(by, task, name, line)?;
        self.reply(by, Reply::Future(future))
    }

    /// `Task.__init__`: its first step is queued; the body starts in the next iteration.
    fn add_task(
        &mut self, by: FiberId, task: FiberId, name: NameId, line: u32,
    ) -> core::ops::ControlFlow<(), FutureId> {
        let state = FiberState::Runnable;
        self.add_fiber(task, Fiber { kind: FiberKind::Task, name, by, line, state })?;
        let futures = &mut self.asyncio().futures;
        let future = futures.make(Some(task), Vec::new());
        futures
            .tasks
            .insert(task, Task { future, waiter: None, must_cancel: false, started: false });
        self.emit(EventKind::TaskCreated { task, future, by, name, line });
        self.queue(Handle::Step(task));
        core::ops::ControlFlow::Continue(future)
    }

    fn task(&mut self, id: FiberId) -> &mut Task {
        let task = self.asyncio().futures.tasks.get_mut(&id);
        task.unwrap_or_else(|| panic!("yieldpoint bug: {id} is no pending task"))
    }

    /// `__step`: the first one starts the coroutine, unless the task was cancelled before.
    fn begin_step(&mut self, id: FiberId) -> Turn {
        let task = self.task(id);
        let first = !core::mem::replace(&mut task.started, true);
        let cancelled = core::mem::take(&mut task.must_cancel);
        self.set_state(id, RUNNING);
        match (cancelled, first) {
            (true, _) => self.reply(id, Reply::Cancelled),
            (false, true) => GO_ON,
            (false, false) => self.reply(id, Reply::Done),
        }
    }

    /// `__wakeup`: what the task waited for is done.
    fn begin_wakeup(&mut self, id: FiberId, future: FutureId) -> Turn {
        let task = self.task(id);
        task.waiter = None;
        let cancelled = core::mem::take(&mut task.must_cancel);
        self.set_state(id, RUNNING);
        self.reply(id, if cancelled { Reply::Cancelled } else { Reply::Awaited(future) })
    }

    /// The coroutine yielded a future: the task will be woken when it is done.
    pub(super) fn task_await(&mut self, id: FiberId, on: FutureId) -> Turn {
        self.task(id).waiter = Some(on);
        let waits = FiberState::Waiting { reason: WaitReason::Await, on: Object::Future(on) };
        self.set_state(id, waits);
        self.emit(EventKind::TaskSuspended { task: id, on });
        self.add_callback(on, Handle::Wakeup(id, on));
        if self.task(id).must_cancel && self.can_cancel(on) {
            self.task(id).must_cancel = false;
            self.cancel(on, NOBODY);
        }
        self.handle_done()
    }

    /// The coroutine yielded nothing (`sleep(0)`): the task's next step comes one iteration later.
    pub(super) fn task_yield(&mut self, id: FiberId) -> Turn {
        self.set_state(id, FiberState::Runnable);
        self.emit(EventKind::TaskSuspended { task: id, on: FutureId(0) });
        self.queue(Handle::Step(id));
        self.handle_done()
    }

    fn task_done(&mut self, id: FiberId, how: Finish) -> Turn {
        let future = self.task(id).future;
        self.asyncio().futures.tasks.remove(&id);
        self.end_fiber(id, how);
        self.finish_future(future, how);
        self.handle_done()
    }

    pub(super) fn task_cancel(&mut self, by: FiberId, task: FiberId) -> Turn {
        let future = self.asyncio().futures.tasks.get(&task).map(|task| task.future);
        if let Some(future) = future {
            self.cancel(future, by);
        }
        self.reply(by, Reply::Bool(future.is_some()))
    }

    /// `cancel()` of a pending future, followed to what its task waits for: a plain future is
    /// cancelled, a gather passes it on to its children, and a task that waits for nothing that
    /// can be cancelled gets `CancelledError` at its next step.
    fn cancel(&mut self, future: FutureId, by: FiberId) {
        let mut todo = Vec::from([future]);
        while let Some(id) = todo.pop() {
            let future = self.asyncio().futures.get(id);
            if future.done.is_some() {
                continue;
            }
            if let Some(task) = future.task {
                todo.extend(self.cancel_task(task, by));
            } else if !future.children.is_empty() {
                todo.extend(future.children.clone().into_iter().rev());
                self.guest.gather_cancelled(id);
            } else {
                self.guest.future_done(id, Finish::Cancelled);
                self.finish_future(id, Finish::Cancelled);
            }
        }
    }

    /// `Task.cancel`: gives the future to cancel instead, if the task waits for one.
    fn cancel_task(&mut self, id: FiberId, by: FiberId) -> Option<FutureId> {
        self.emit(EventKind::CancelRequested { task: id, by });
        let waiter = self.task(id).waiter;
        let waiter = waiter.filter(|&waiter| self.can_cancel(waiter));
        self.task(id).must_cancel = waiter.is_none();
        waiter
    }

    /// Whether `cancel()` of the future would return true.
    fn can_cancel(&mut self, id: FutureId) -> bool {
        let futures = &mut self.asyncio().futures;
        let future = futures.get(id);
        if future.done.is_some() || future.children.is_empty() {
            return future.done.is_none();
        }
        let children = future.children.clone();
        children.into_iter().any(|child| futures.get(child).done.is_none())
    }

    // ---- futures and callbacks

    pub(super) fn future_new(&mut self, by: FiberId, children: Vec<FutureId>) -> Turn {
        let future = self.asyncio().futures.make(None, children);
        self.emit(EventKind::FutureMade { future, by });
        self.reply(by, Reply::Future(future))
    }

    pub(super) fn future_finish(&mut self, by: FiberId, future: FutureId, how: Finish) -> Turn {
        self.finish_future(future, how);
        self.reply(by, Reply::Done)
    }

    /// `__schedule_callbacks`: whoever waits for it is queued, not run.
    fn finish_future(&mut self, future: FutureId, how: Finish) {
        if let Some(callbacks) = self.asyncio().futures.finish(future, how) {
            self.emit(EventKind::FutureDone { future, how });
            callbacks.into_iter().for_each(|handle| self.queue(handle));
        }
    }

    fn add_callback(&mut self, future: FutureId, handle: Handle) {
        match self.asyncio().futures.add_callback(future, handle) {
            Some(handle) => self.queue(handle),
            None => self.emit(EventKind::CallbackAdded { future, handle }),
        }
    }

    pub(super) fn callback_add(
        &mut self, by: FiberId, future: FutureId, callback: CallbackId,
    ) -> Turn {
        self.add_callback(future, Handle::Call(callback));
        self.reply(by, Reply::Done)
    }

    pub(super) fn call_soon(&mut self, by: FiberId, callback: CallbackId) -> Turn {
        self.queue(Handle::Call(callback));
        self.reply(by, Reply::Done)
    }

    pub(super) fn call_later(&mut self, by: FiberId, delay_ns: u64, handle: Handle) -> Turn {
        let when = self.now.after(delay_ns);
        let timer = self.event_loop().scheduled.set(when, handle);
        self.emit(EventKind::TimerSet { timer, by, when });
        self.emit(EventKind::HandleScheduled { timer, handle });
        self.reply(by, Reply::Timer(timer))
    }

    pub(super) fn timer_cancel(&mut self, by: FiberId, timer: TimerId) -> Turn {
        if self.event_loop().scheduled.cancel(timer).is_some() {
            self.emit(EventKind::TimerCancelled { timer });
        }
        self.reply(by, Reply::Done)
    }

    fn begin_callback(&mut self, callback: CallbackId) -> Turn {
        let thread = self.event_loop().thread;
        self.set_state(thread, RUNNING);
        self.guest.begin_callback(thread, callback);
        GO_ON
    }

    pub(super) fn callback_returned(&mut self) -> Turn {
        let thread = self.event_loop().thread;
        self.handle_done()?;
        self.set_state(thread, IN_LOOP);
        GO_ON
    }

    /// `time.sleep`: there is no other thread yet, so nothing at all happens meanwhile.
    pub(super) fn thread_sleep(&mut self, by: FiberId, ns: u64) -> Turn {
        let thread = self.asyncio().event_loop.as_ref().map_or(by, |running| running.thread);
        let until = self.now.after(ns);
        self.emit(EventKind::ThreadSlept { thread, by, until });
        self.now = until;
        self.emit(EventKind::ThreadWoke { thread });
        self.reply(by, Reply::Done)
    }
}
