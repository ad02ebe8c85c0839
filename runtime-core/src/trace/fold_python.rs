//! Folds Python's events: the thread, the loop, futures and tasks.

use super::event::EventKind;
use super::fold::{NOBODY, Refused, ensure, waiting};
use super::snapshot::{FiberKind, FiberState, FutureView, LoopView, Snapshot};
use super::words::{Handle, Object, WaitReason};
use crate::id::{FiberId, FutureId, ProcId};
use alloc::collections::VecDeque;
use alloc::vec::Vec;

impl Snapshot {
    pub(super) fn apply_python(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::ThreadStarted { thread, name } => {
                let created = self.create(thread, FiberKind::Thread, name, NOBODY, 0);
                created.and_then(|()| self.run_on_p0(thread))
            }
            EventKind::ThreadSlept { by, .. } => self.live(by).map(|fiber| {
                fiber.state = waiting(WaitReason::Sleep, Object::None);
            }),
            EventKind::ThreadWoke { thread } => self.thread_woke(thread),
            EventKind::LoopStarted { thread } => self.loop_started(thread),
            EventKind::LoopStopped { thread } => self.loop_stopped(thread),
            EventKind::IterationBegan { number, todo } => self.iteration_began(number, todo),
            EventKind::LoopWaited { .. } => self
                .event_loop()
                .and_then(|l| ensure(l.ready.is_empty(), "the loop waited with handles ready")),
            EventKind::HandleQueued { handle } => {
                self.event_loop().map(|l| l.ready.push_back(handle))
            }
            EventKind::HandleScheduled { timer, handle } => {
                let timer = self.timers.get_mut(&timer);
                timer.map(|timer| timer.handle = Some(handle)).ok_or("no such timer")
            }
            EventKind::HandleRun { handle } => self.handle_run(handle),
            EventKind::HandleDone { handle } => self.handle_done(handle),
            EventKind::FutureMade { future, .. } => self.future_made(future, None),
            EventKind::TaskCreated { task, future, by, name, line } => {
                let created = self.create(task, FiberKind::Task, name, by, line);
                created.and_then(|()| self.future_made(future, Some(task)))
            }
            EventKind::TaskSuspended { task, on } => self.task_suspended(task, on),
            EventKind::CallbackAdded { future, handle } => {
                let future = self.futures.get_mut(&future);
                future.map(|future| future.callbacks.push(handle)).ok_or("no such pending future")
            }
            EventKind::FutureDone { future, .. } => {
                self.futures.remove(&future).map(drop).ok_or("no such pending future")
            }
            EventKind::CancelRequested { task, .. } => self.live(task).map(drop),
            _ => return None,
        })
    }

    fn event_loop(&mut self) -> Result<&mut LoopView, Refused> {
        self.event_loop.as_mut().ok_or("no loop is running")
    }

    /// Bytecode runs on the one processor, `p0`; a thread or a task holds it.
    fn run_on_p0(&mut self, id: FiberId) -> Result<(), Refused> {
        self.live(id)?.state = FiberState::Running(ProcId(0));
        Ok(())
    }

    /// Whoever slept inside `time.sleep` runs on: the current task, the thread otherwise.
    fn thread_woke(&mut self, thread: FiberId) -> Result<(), Refused> {
        let current = self.event_loop.as_ref().and_then(|l| l.current);
        match current {
            Some(Handle::Step(task) | Handle::Wakeup(task, _)) => self.run_on_p0(task),
            _ => self.run_on_p0(thread),
        }
    }

    fn loop_started(&mut self, thread: FiberId) -> Result<(), Refused> {
        let view =
            LoopView { thread, iteration: 0, todo: 0, ready: VecDeque::new(), current: None };
        ensure(self.event_loop.replace(view).is_none(), "a loop inside a loop")?;
        self.live(thread)?.state = waiting(WaitReason::RunningLoop, Object::None);
        Ok(())
    }

    fn loop_stopped(&mut self, thread: FiberId) -> Result<(), Refused> {
        let stopped = self.event_loop.take().ok_or("no loop is running")?;
        ensure(stopped.current.is_none() && stopped.todo == 0, "the loop stopped in an iteration")?;
        self.futures.clear();
        self.timers.clear();
        self.run_on_p0(thread)
    }

    fn iteration_began(&mut self, number: u64, todo: u32) -> Result<(), Refused> {
        let event_loop = self.event_loop()?;
        ensure(event_loop.current.is_none(), "an iteration inside a handle")?;
        ensure(number == event_loop.iteration + 1, "iterations out of order")?;
        ensure(event_loop.todo == 0, "the iteration before has handles left")?;
        ensure(todo as usize == event_loop.ready.len(), "not the handles that are ready")?;
        event_loop.iteration = number;
        event_loop.todo = todo;
        Ok(())
    }

    fn handle_run(&mut self, handle: Handle) -> Result<(), Refused> {
        let event_loop = self.event_loop()?;
        event_loop.todo =
            event_loop.todo.checked_sub(1).ok_or("more handles than the iteration has")?;
        ensure(event_loop.ready.pop_front() == Some(handle), "that handle was not first")?;
        ensure(event_loop.current.replace(handle).is_none(), "a handle inside a handle")?;
        let thread = event_loop.thread;
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => {
                let ended = matches!(self.fibers.get(&task), Some(view) if matches!(view.state, FiberState::Ended(_)));
                if ended { Ok(()) } else { self.run_on_p0(task) }
            }
            Handle::Call(_) => self.run_on_p0(thread),
            Handle::SetResult(_) | Handle::Stop => Ok(()),
        }
    }

    fn handle_done(&mut self, handle: Handle) -> Result<(), Refused> {
        let event_loop = self.event_loop()?;
        ensure(event_loop.current.take() == Some(handle), "another handle was running")?;
        if let Handle::Call(_) = handle {
            let thread = event_loop.thread;
            self.live(thread)?.state = waiting(WaitReason::RunningLoop, Object::None);
        }
        Ok(())
    }

    fn future_made(&mut self, id: FutureId, task: Option<FiberId>) -> Result<(), Refused> {
        let view = FutureView { task, callbacks: Vec::new() };
        ensure(self.futures.insert(id, view).is_none(), "a future made twice")
    }

    fn task_suspended(&mut self, task: FiberId, on: FutureId) -> Result<(), Refused> {
        let fiber = self.live(task)?;
        if on == FutureId(0) {
            fiber.state = FiberState::Runnable;
            return Ok(());
        }
        fiber.state = waiting(WaitReason::Await, Object::Future(on));
        Ok(())
    }
}
