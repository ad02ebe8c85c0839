//! Folds Python's events: threads and their GIL, loops, tasks.

use super::event::EventKind;
use super::fold::{Refused, ensure, waiting};
use super::snapshot::{FiberKind, FiberState, GilView, LoopView, Snapshot, ThreadView};
use super::words::{Handle, Object, WaitReason};
use crate::id::{FiberId, FutureId, LoopId, NameId, ProcId};
use crate::time::Time;

impl Snapshot {
    pub(super) fn apply_python(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        self.apply_gil(kind).or_else(|| self.apply_asyncio(kind))
    }

    fn apply_gil(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::ThreadStarted { thread, by, name, line, interpreter } => {
                self.thread_started(thread, by, name, line, interpreter)
            }
            EventKind::GilWaited { thread, until } => self.gil_waited(thread, until),
            EventKind::GilDropRequested { by, holder } => self.gil_drop_requested(by, holder),
            EventKind::GilTaken { thread, switches } => self.gil_taken(thread, switches),
            EventKind::GilDropped { thread, .. } => self.gil_dropped(thread),
            EventKind::SwitchIntervalSet { interpreter, ns } => {
                self.gils.or_default(interpreter).interval_ns = ns;
                Ok(())
            }
            EventKind::ThreadSlept { thread, by, until } => {
                self.thread_blocked(thread, by, WaitReason::Sleep, Object::None, until)
            }
            EventKind::ThreadBlocked { thread, by, reason, on, until } => {
                self.thread_blocked(thread, by, reason, on, until)
            }
            EventKind::ThreadWoke { thread } => self.thread_woke(thread),
            _ => return None,
        })
    }

    fn apply_asyncio(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::LoopStarted { event_loop, thread } => self.loop_started(event_loop, thread),
            EventKind::LoopStopped { event_loop, thread } => self.loop_stopped(event_loop, thread),
            EventKind::LoopClosed { event_loop } => {
                self.timers.retain(|_, timer| timer.event_loop != Some(event_loop));
                let closed = self.loops.remove(&event_loop);
                ensure(closed.is_none_or(|view| view.thread.is_none()), "a running loop was closed")
            }
            EventKind::IterationBegan { event_loop, number, todo } => {
                self.iteration_began(event_loop, number, todo)
            }
            EventKind::HandleQueued { event_loop, handle } => {
                self.loops.or_default(event_loop).ready.push_back(handle);
                Ok(())
            }
            EventKind::HandleScheduled { event_loop, timer, handle } => {
                let timer = self.timers.get_mut(&timer);
                let timer = timer.map(|timer| {
                    timer.handle = Some(handle);
                    timer.event_loop = Some(event_loop);
                });
                timer.ok_or("no such timer")
            }
            EventKind::HandleRun { event_loop, handle } => self.handle_run(event_loop, handle),
            EventKind::HandleDone { event_loop, handle } => self.handle_done(event_loop, handle),
            EventKind::FutureMade { .. } | EventKind::FutureDone { .. } => Ok(()),
            EventKind::TaskCreated { task, by, name, line, eager, .. } => {
                let created = self.create(task, FiberKind::Task, name, by, line);
                created.and_then(|()| if eager { self.eager_task(task, by) } else { Ok(()) })
            }
            EventKind::TaskSuspended { task, on } => self.task_suspended(task, on),
            EventKind::CancelRequested { task, .. } => self.live(task).map(drop),
            _ => return None,
        })
    }

    // ---- threads

    fn thread_started(
        &mut self, thread: FiberId, by: FiberId, name: NameId, line: u32, interpreter: ProcId,
    ) -> Result<(), Refused> {
        self.create(thread, FiberKind::Thread, name, by, line)?;
        self.threads.insert(thread, ThreadView { interpreter, ..ThreadView::default() });
        Ok(())
    }

    fn thread(&mut self, thread: FiberId) -> Result<&mut ThreadView, Refused> {
        self.threads.get_mut(&thread).ok_or("no such thread")
    }

    /// The innermost fiber of the thread takes this state.
    fn set_active(&mut self, thread: FiberId, state: FiberState) -> Result<(), Refused> {
        let active = self.active(thread);
        self.live(active)?.state = state;
        Ok(())
    }

    fn gil_of(&mut self, thread: FiberId) -> Result<&mut GilView, Refused> {
        let interpreter = self.thread(thread)?.interpreter;
        Ok(self.gils.or_default(interpreter))
    }

    fn gil_waited(&mut self, thread: FiberId, until: Time) -> Result<(), Refused> {
        self.set_active(thread, waiting(WaitReason::Gil, Object::None))?;
        let gil = self.gil_of(thread)?;
        ensure(gil.holder != Some(thread), "a thread waits for the GIL that it has")?;
        match gil.waiters.iter_mut().find(|(waiter, _)| *waiter == thread) {
            Some(waiter) => waiter.1 = until,
            None => gil.waiters.push((thread, until)),
        }
        Ok(())
    }

    fn gil_drop_requested(&mut self, by: FiberId, holder: FiberId) -> Result<(), Refused> {
        let gil = self.gil_of(holder)?;
        let waits = gil.waiters.iter().any(|&(waiter, _)| waiter == by);
        gil.drop_request = true;
        ensure(waits && gil.holder == Some(holder), "a drop request from or to somebody else")
    }

    fn gil_taken(&mut self, thread: FiberId, switches: u64) -> Result<(), Refused> {
        let interpreter = self.thread(thread)?.interpreter;
        let gil = self.gil_of(thread)?;
        ensure(gil.holder.is_none(), "the GIL was taken while somebody had it")?;
        gil.switch_number += u64::from(gil.last_holder != thread);
        ensure(gil.switch_number == switches, "not the number of switches")?;
        gil.waiters.retain(|&(waiter, _)| waiter != thread);
        (gil.holder, gil.last_holder, gil.drop_request) = (Some(thread), thread, false);
        self.set_running(thread, interpreter)
    }

    fn gil_dropped(&mut self, thread: FiberId) -> Result<(), Refused> {
        let gil = self.gil_of(thread)?;
        ensure(gil.holder.take() == Some(thread), "the GIL was dropped by somebody else")?;
        let active = self.active(thread);
        // Whoever goes to wait for something says so before; otherwise it is the GIL.
        let fiber = self.fibers.get_mut(&active).ok_or("no such fiber")?;
        if let FiberState::Running(_) = fiber.state {
            fiber.state = waiting(WaitReason::Gil, Object::None);
        }
        Ok(())
    }

    /// The thread runs: what it is in the middle of, or the loop between two handles.
    fn set_running(&mut self, thread: FiberId, interpreter: ProcId) -> Result<(), Refused> {
        let between = self.loop_in(thread).is_some_and(|(_, view)| view.current.is_none());
        let state = match between && self.active(thread) == thread {
            true => waiting(WaitReason::RunningLoop, Object::None),
            false => FiberState::Running(interpreter),
        };
        self.set_active(thread, state)
    }

    fn thread_blocked(
        &mut self, thread: FiberId, by: FiberId, reason: WaitReason, on: Object, until: Time,
    ) -> Result<(), Refused> {
        ensure(self.active(thread) == by, "a thread blocks in a fiber that it does not run")?;
        self.live(by)?.state = waiting(reason, on);
        self.thread(thread)?.until = Some(until).filter(|&until| until != Time(0));
        if let (WaitReason::LockAcquire, Object::Addr(at)) = (reason, on) {
            self.locks.or_default(at).waiters.push_back(by);
        }
        Ok(())
    }

    fn thread_woke(&mut self, thread: FiberId) -> Result<(), Refused> {
        let active = self.active(thread);
        let view = self.thread(thread)?;
        view.until = None;
        let interpreter = view.interpreter;
        let state = self.live(active)?.state;
        if let FiberState::Waiting { on: Object::Addr(at), .. } = state
            && let Some(lock) = self.locks.get_mut(&at)
        {
            lock.waiters.retain(|&waiter| waiter != active);
        }
        match self.gils.contains_key(&interpreter) {
            true => self.set_active(thread, waiting(WaitReason::Gil, Object::None)),
            false => self.set_running(thread, interpreter),
        }
    }

    /// A fiber has come to its end: a task gives its thread back, a thread is gone.
    pub(super) fn python_ended(&mut self, id: FiberId) -> Result<(), Refused> {
        self.threads.remove(&id);
        if let Some(thread) = self.thread_of(id) {
            self.pop_task(thread, id);
        }
        // Where a process ends, its threads may wait for anything.
        for lock in self.locks.values_mut() {
            lock.waiters.retain(|&waiter| waiter != id);
        }
        for gil in self.gils.values_mut() {
            gil.waiters.retain(|&(waiter, _)| waiter != id);
        }
        let holds = self.gils.values().any(|gil| gil.holder == Some(id));
        ensure(!holds, "a thread ended with the GIL in hand")
    }

    // ---- loops

    fn running_loop(&mut self, id: LoopId) -> Result<(FiberId, &mut LoopView), Refused> {
        let view = self.loops.get_mut(&id).ok_or("no such loop")?;
        let thread = view.thread.ok_or("that loop does not run")?;
        Ok((thread, view))
    }

    fn loop_started(&mut self, id: LoopId, thread: FiberId) -> Result<(), Refused> {
        ensure(self.loop_in(thread).is_none(), "a loop inside a loop")?;
        let view = self.loops.or_default(id);
        ensure(view.thread.replace(thread).is_none(), "a loop that runs was started")?;
        self.set_active(thread, waiting(WaitReason::RunningLoop, Object::None))
    }

    fn loop_stopped(&mut self, id: LoopId, thread: FiberId) -> Result<(), Refused> {
        let (ran_in, view) = self.running_loop(id)?;
        ensure(ran_in == thread, "that loop runs in another thread")?;
        (view.thread, view.todo) = (None, 0);
        ensure(view.current.is_none(), "the loop stopped in a handle")?;
        let interpreter = self.thread(thread)?.interpreter;
        self.set_active(thread, FiberState::Running(interpreter))
    }

    fn iteration_began(&mut self, id: LoopId, number: u64, todo: u32) -> Result<(), Refused> {
        let (_, view) = self.running_loop(id)?;
        ensure(view.current.is_none(), "an iteration inside a handle")?;
        ensure(number == view.iteration + 1, "iterations out of order")?;
        ensure(view.todo == 0, "the iteration before has handles left")?;
        ensure(todo as usize == view.ready.len(), "not the handles that are ready")?;
        (view.iteration, view.todo) = (number, todo);
        Ok(())
    }

    fn handle_run(&mut self, id: LoopId, handle: Handle) -> Result<(), Refused> {
        let (thread, view) = self.running_loop(id)?;
        view.todo = view.todo.checked_sub(1).ok_or("more handles than the iteration has")?;
        ensure(view.ready.pop_front() == Some(handle), "that handle was not first")?;
        ensure(view.current.replace(handle).is_none(), "a handle inside a handle")?;
        let interpreter = self.thread(thread)?.interpreter;
        if let Handle::Step(task) | Handle::Wakeup(task, _) = handle {
            self.thread(thread)?.tasks.push(task);
        }
        match handle {
            // The loop's own work.
            Handle::SetResult(_) | Handle::Stop => Ok(()),
            _ => self.set_active(thread, FiberState::Running(interpreter)),
        }
    }

    fn handle_done(&mut self, id: LoopId, handle: Handle) -> Result<(), Refused> {
        let (thread, view) = self.running_loop(id)?;
        ensure(view.current.take() == Some(handle), "another handle was running")?;
        ensure(self.thread(thread)?.tasks.is_empty(), "a handle is done whose task runs")?;
        self.set_active(thread, waiting(WaitReason::RunningLoop, Object::None))
    }

    // ---- tasks

    fn eager_task(&mut self, task: FiberId, by: FiberId) -> Result<(), Refused> {
        let thread = self.thread_of(by).ok_or("no thread runs whoever creates a task")?;
        self.set_active(thread, waiting(WaitReason::EagerTask, Object::Fiber(task)))?;
        let view = self.thread(thread)?;
        view.tasks.push(task);
        let interpreter = view.interpreter;
        self.set_active(thread, FiberState::Running(interpreter))
    }

    fn task_suspended(&mut self, task: FiberId, on: FutureId) -> Result<(), Refused> {
        let thread = self.thread_of(task).ok_or("a task that does not run was suspended")?;
        self.live(task)?.state = match on {
            FutureId(0) => FiberState::Runnable,
            _ => waiting(WaitReason::Await, Object::Future(on)),
        };
        self.pop_task(thread, task);
        Ok(())
    }

    /// The task gives its thread back: to whoever created it, if it was run eagerly.
    fn pop_task(&mut self, thread: FiberId, task: FiberId) {
        let Some(view) = self.threads.get_mut(&thread) else { return };
        view.tasks.retain(|&running| running != task);
        let interpreter = view.interpreter;
        let active = self.active(thread);
        if let Some(fiber) = self.fibers.get_mut(&active)
            && let FiberState::Waiting { reason: WaitReason::EagerTask, .. } = fiber.state
        {
            fiber.state = FiberState::Running(interpreter);
        }
    }
}
