//! Event loops, and the tasks they step.
//!
//! **Models:** `run_forever`, `_run_once`, `call_soon`, `call_at`, `call_soon_threadsafe`
//! (`Lib/asyncio/base_events.py`), `_write_to_self` (`selector_events.py`), `Task.__step`
//! (`tasks.py`); CPython 3.13.0. What futures and tasks know (results, callbacks, cancellation) is
//! the guest's; here is what runs when.
//!
//! **Departures:** the handle that reads the self-pipe is not there; nobody can tell. Between two
//! iterations `select` lets go of the GIL only where a thread waits for it.

use super::{Fiber, GO_ON, LEAVE, Machine, Phase, Turn, WAKE_NS, Wait, What, running, waiting};
use crate::guest::{Guest, Op, Reply, Runs};
use crate::id::{FiberId, FutureId, LoopId, TimerId};
use crate::sched::event_loop::{self, EventLoop, Select};
use crate::schedule::Control;
use crate::time::Time;
use crate::trace::{
    ChoiceKind, EventKind, FiberKind, FiberState, Finish, Handle, Object, OutcomeKind, WaitReason,
};

/// How long a `select` takes that does not wait, in ns: a model unit.
const SELECT_NS: u64 = 2_000;
/// Handles and timers of one loop: a program that queues without end is stopped.
const HANDLES_MAX: usize = 4_000_000;

const IN_LOOP: FiberState =
    FiberState::Waiting { reason: WaitReason::RunningLoop, on: Object::None };

impl<G: Guest> Machine<G> {
    pub(super) fn carry_out_asyncio(&mut self, thread: FiberId, by: FiberId, op: Op) -> Turn {
        match op {
            Op::LoopRun { event_loop } => self.run_forever(thread, event_loop),
            Op::LoopStop { event_loop } => {
                self.event_loop(event_loop).stopping = true;
                self.reply(by, Reply::Done)
            }
            Op::LoopClose { event_loop } => self.close(by, event_loop),
            Op::TaskCreate { event_loop, fiber, future, name, line, eager } => {
                let task =
                    Fiber { kind: FiberKind::Task, name, by, line, state: FiberState::Runnable };
                self.add_fiber(fiber, task)?;
                self.emit(EventKind::TaskCreated { task: fiber, future, by, name, line, eager });
                match eager {
                    true => self.run_eagerly(thread, by, fiber),
                    false => {
                        self.queue(event_loop, Handle::Step(fiber))?;
                        self.reply(by, Reply::Done)
                    }
                }
            }
            Op::Await(future) => self.suspend(thread, by, future),
            Op::YieldOnce => {
                let of = self.thread(thread).event_loop;
                let Some(event_loop) = of else { panic!("yieldpoint bug: no loop runs {by}") };
                self.suspended(thread, by, FutureId(0), FiberState::Runnable);
                self.queue(event_loop, Handle::Step(by))?;
                self.came_to_rest(thread)
            }
            Op::FutureFinish { future, how, callbacks } => {
                self.emit(EventKind::FutureDone { future, how });
                for (event_loop, handle) in callbacks {
                    self.queue(event_loop, handle)?;
                }
                self.reply(by, Reply::Done)
            }
            Op::CallSoon { event_loop, handle, wakes } => {
                self.queue(event_loop, handle)?;
                if wakes {
                    self.write_to_self(event_loop);
                }
                self.reply(by, Reply::Done)
            }
            Op::CallAt { event_loop, when, handle } => self.call_at(by, event_loop, when, handle),
            Op::TimerCancel { event_loop, timer } => {
                if self.event_loop(event_loop).scheduled.cancel(timer).is_some() {
                    self.emit(EventKind::TimerCancelled { timer });
                }
                self.reply(by, Reply::Done)
            }
            Op::TaskGone(task) => {
                self.end_fiber(task, Finish::Exited);
                self.reply(by, Reply::Done)
            }
            Op::TaskCancel(task) => {
                self.emit(EventKind::CancelRequested { task, by });
                self.reply(by, Reply::Done)
            }
            Op::CallbackReturned => self.handle_done(thread),
            Op::LoopBreak { ended } => self.break_loop(thread, by, ended),
            _ => panic!("yieldpoint bug: a Python fiber asked for what only Go has"),
        }
    }

    fn event_loop(&mut self, id: LoopId) -> &mut EventLoop {
        self.py().loops.or_default(id)
    }

    /// The loop that runs in `thread`.
    fn loop_in(&mut self, thread: FiberId) -> Option<(LoopId, &mut EventLoop)> {
        let id = self.thread(thread).event_loop?;
        Some((id, self.event_loop(id)))
    }

    /// Whether it is the loop's own turn: the thread runs one, and no handle runs.
    pub(super) fn is_between_handles(&mut self, thread: FiberId) -> bool {
        self.loop_in(thread).is_some_and(|(_, running)| running.current.is_none())
    }

    // ---- the loop

    fn run_forever(&mut self, thread: FiberId, id: LoopId) -> Turn {
        let running = self.event_loop(id);
        running.thread = Some(thread);
        running.phase = event_loop::Phase::Begin;
        self.thread(thread).event_loop = Some(id);
        let active = self.active(thread);
        self.set_state(active, IN_LOOP);
        self.emit(EventKind::LoopStarted { event_loop: id, thread });
        GO_ON
    }

    /// `_run_once`, one step of it: `select`, the timers, or the next handle.
    pub(super) fn run_once(&mut self, thread: FiberId) -> Turn {
        if self.drop_requested(thread) && !self.is_controlled() {
            return self.drop_and_take(thread);
        }
        // A step that costs nothing must not make the run endless.
        self.fuel_used += 1;
        let Some((id, running)) = self.loop_in(thread) else { return GO_ON };
        match running.phase {
            event_loop::Phase::Begin => self.select_events(thread, id),
            event_loop::Phase::Selected => self.begin_iteration(id),
            event_loop::Phase::Handles => match running.next_handle() {
                Some(handle) => self.run_handle(thread, id, handle),
                None if running.stopping => self.stop_loop(thread, id, Reply::Done),
                None => {
                    running.phase = event_loop::Phase::Begin;
                    GO_ON
                }
            },
        }
    }

    fn select_events(&mut self, thread: FiberId, id: LoopId) -> Turn {
        if self.is_controlled() {
            return self.select_controlled(thread, id);
        }
        let now = self.now;
        let running = self.event_loop(id);
        running.phase = event_loop::Phase::Selected;
        let until = match running.select(now) {
            Select::Poll => {
                if self.gil(thread).is_none_or(|gil| gil.waiters.is_empty()) {
                    return GO_ON;
                }
                Some(now.after(SELECT_NS))
            }
            Select::Until(until) => Some(until),
            Select::Forever => None,
        };
        self.block(thread, WaitReason::LoopSelect, Object::None, Wait::Select(id), until)
    }

    /// Others may come in between, and so may the clock. With nobody else there, a loop that has
    /// something to do simply does it.
    fn select_controlled(&mut self, thread: FiberId, id: LoopId) -> Turn {
        let (now, control) = (self.now, self.config.control);
        self.touch_select(thread, id);
        let polls = self.event_loop(id).has_work(now);
        let until = self.event_loop(id).wakes_at(now);
        self.event_loop(id).phase = event_loop::Phase::Selected;
        self.event_loop(id).polls = polls;
        let timers_matter = control == Control::Loose && until.is_some_and(|until| until > now);
        if polls && !timers_matter && self.is_alone(thread) {
            return GO_ON;
        }
        self.block(thread, WaitReason::LoopSelect, Object::None, Wait::Select(id), until)
    }

    fn begin_iteration(&mut self, id: LoopId) -> Turn {
        let now = self.now;
        let running = self.event_loop(id);
        (running.woken, running.polls) = (false, false);
        loop {
            let ties = self.event_loop(id).scheduled.ties(now);
            if ties == 0 {
                break;
            }
            let Some(option) = self.decide(ChoiceKind::TimerTie, ties) else { return LEAVE };
            let Some((timer, handle)) = self.event_loop(id).due(now, option) else { break };
            self.emit(EventKind::TimerFired { timer });
            self.queue(id, handle)?;
        }
        let running = self.event_loop(id);
        running.phase = event_loop::Phase::Handles;
        running.iteration += 1;
        running.todo = running.ready.len();
        let (number, todo) = (running.iteration, running.todo as u32);
        self.emit(EventKind::IterationBegan { event_loop: id, number, todo });
        GO_ON
    }

    /// `Handle._run`: it stays current until what runs it comes back.
    fn run_handle(&mut self, thread: FiberId, id: LoopId, handle: Handle) -> Turn {
        let now = self.now;
        self.event_loop(id).current = Some((handle, now));
        self.emit(EventKind::HandleRun { event_loop: id, handle });
        match self.guest.begin_handle(thread, id, handle) {
            Runs::Nothing => self.handle_over(thread),
            Runs::Fiber(fiber) => {
                if fiber != thread {
                    self.thread(thread).tasks.push(fiber);
                }
                // Ending a sleep and stopping are the loop's own work.
                if !matches!(handle, Handle::SetResult(_) | Handle::Stop) {
                    let interpreter = self.thread(thread).interpreter;
                    self.set_state(fiber, running(interpreter));
                }
                GO_ON
            }
        }
    }

    /// What ran the handle has come back: the guest may have something to do about it.
    fn handle_done(&mut self, thread: FiberId) -> Turn {
        let now = self.now;
        let Some((id, running)) = self.loop_in(thread) else {
            panic!("yieldpoint bug: a handle is done and no loop runs in {thread}")
        };
        let Some((handle, began)) = running.current else {
            panic!("yieldpoint bug: a handle is done that did not run")
        };
        match self.guest.end_handle(thread, id, handle, now.since(began)) {
            Runs::Nothing => self.handle_over(thread),
            Runs::Fiber(_) => GO_ON,
        }
    }

    fn handle_over(&mut self, thread: FiberId) -> Turn {
        if let Some((id, running)) = self.loop_in(thread)
            && let Some((handle, _)) = running.current.take()
        {
            self.set_state(thread, IN_LOOP);
            self.emit(EventKind::HandleDone { event_loop: id, handle });
        }
        GO_ON
    }

    fn stop_loop(&mut self, thread: FiberId, id: LoopId, reply: Reply) -> Turn {
        let stopped = self.event_loop(id);
        (stopped.thread, stopped.stopping, stopped.todo) = (None, false, 0);
        let of = self.thread(thread);
        of.event_loop = None;
        let interpreter = of.interpreter;
        let active = self.active(thread);
        self.set_state(active, running(interpreter));
        self.emit(EventKind::LoopStopped { event_loop: id, thread });
        self.reply(active, reply)
    }

    /// A handle raised what no loop catches: the loop stops in the middle of its iteration.
    fn break_loop(&mut self, thread: FiberId, by: FiberId, ended: Option<Finish>) -> Turn {
        if let Some(how) = ended {
            self.thread(thread).tasks.pop();
            self.end_fiber(by, how);
        }
        self.handle_over(thread)?;
        match self.thread(thread).event_loop {
            Some(id) => self.stop_loop(thread, id, Reply::LoopBroken),
            None => panic!("yieldpoint bug: no loop to break in {thread}"),
        }
    }

    fn close(&mut self, by: FiberId, id: LoopId) -> Turn {
        self.py().loops.remove(&id);
        self.emit(EventKind::LoopClosed { event_loop: id });
        self.reply(by, Reply::Done)
    }

    /// `_ready.append`.
    fn queue(&mut self, id: LoopId, handle: Handle) -> Turn {
        let of = self.event_loop(id);
        of.ready.push_back(handle);
        if of.ready.len() > HANDLES_MAX {
            let what = "the event loop has more handles ready than are simulated";
            return self.fail(OutcomeKind::Limit, what);
        }
        self.emit(EventKind::HandleQueued { event_loop: id, handle });
        GO_ON
    }

    fn call_at(&mut self, by: FiberId, id: LoopId, when: Time, handle: Handle) -> Turn {
        self.py().timers_set += 1;
        let timer = TimerId(self.py().timers_set);
        self.event_loop(id).scheduled.set(timer, when, handle);
        self.emit(EventKind::TimerSet { timer, by, when });
        self.emit(EventKind::HandleScheduled { event_loop: id, timer, handle });
        self.reply(by, Reply::Timer(timer))
    }

    /// `call_soon_threadsafe`: a byte to the self-pipe, so that `select` returns.
    fn write_to_self(&mut self, id: LoopId) {
        self.event_loop(id).woken = true;
        let Some(thread) = self.event_loop(id).thread else { return };
        if !self.is_controlled() && self.thread(thread).phase == Phase::Blocked(Wait::Select(id)) {
            let at = self.now.after(WAKE_NS + self.delay_ns());
            self.set_alarm(at, thread, What::Over);
        }
    }

    // ---- tasks

    /// The task's first step, inside of whoever creates it.
    fn run_eagerly(&mut self, thread: FiberId, by: FiberId, task: FiberId) -> Turn {
        self.set_state(by, waiting(WaitReason::EagerTask, Object::Fiber(task)));
        let of = self.thread(thread);
        of.tasks.push(task);
        let interpreter = of.interpreter;
        self.set_state(task, running(interpreter));
        GO_ON
    }

    /// The coroutine yielded a future: the task goes on when the future's callbacks say so.
    fn suspend(&mut self, thread: FiberId, task: FiberId, on: FutureId) -> Turn {
        self.suspended(thread, task, on, waiting(WaitReason::Await, Object::Future(on)));
        self.came_to_rest(thread)
    }

    fn suspended(&mut self, thread: FiberId, task: FiberId, on: FutureId, state: FiberState) {
        self.set_state(task, state);
        self.emit(EventKind::TaskSuspended { task, on });
        self.thread(thread).tasks.pop();
    }

    pub(super) fn task_ended(&mut self, thread: FiberId, task: FiberId, how: Finish) -> Turn {
        self.end_fiber(task, how);
        self.thread(thread).tasks.pop();
        self.came_to_rest(thread)
    }

    /// A task has given its thread back: to the loop, or to whoever ran it eagerly.
    fn came_to_rest(&mut self, thread: FiberId) -> Turn {
        let active = self.active(thread);
        let state = self.fibers[active.index() - 1].state;
        if let FiberState::Waiting { reason: WaitReason::EagerTask, .. } = state {
            let interpreter = self.thread(thread).interpreter;
            self.set_state(active, running(interpreter));
            return self.reply(active, Reply::Done);
        }
        self.handle_done(thread)
    }
}
