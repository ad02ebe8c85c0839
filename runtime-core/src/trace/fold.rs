//! Folds events into the machine's visible state.
//!
//! The fold is strict and knows nothing of the producer: an event that could not have happened
//! in the state before it (a G started that is not at the head of the queue it is said to come
//! from, a handle run that is not first) is refused. [`super::check`] is this fold over a trace.
//!
//! **Invariants:** after `n` accepted events the snapshot equals the machine's own view of
//! itself at that moment. Ended fibers and done futures stay visible as fibers, not as waiters.

use super::event::{Event, EventKind, Finish, From, Handle, Object, OutcomeKind, Via, WaitReason};
use crate::id::{Addr, ChanId, FiberId, FutureId, NameId, ProcId, TimerId};
use crate::time::Time;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

/// Everything that can be seen of the machine at one moment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snapshot {
    /// The time of the last event.
    pub at: Time,
    /// Every fiber so far.
    pub fibers: BTreeMap<FiberId, FiberView>,
    /// Go's Ps; empty for Python.
    pub ps: Vec<PView>,
    /// Go's global run queue, head first.
    pub global: VecDeque<FiberId>,
    /// Go's channels.
    pub chans: BTreeMap<ChanId, ChanView>,
    /// Go's wait groups that have been used.
    pub wait_groups: BTreeMap<Addr, WaitGroupView>,
    /// Pending timers.
    pub timers: BTreeMap<TimerId, TimerView>,
    /// The running asyncio loop.
    pub event_loop: Option<LoopView>,
    /// asyncio's pending futures.
    pub futures: BTreeMap<FutureId, FutureView>,
    /// Whether frame and line events have stopped: frames are unknown from there on.
    pub lines_stopped: bool,
    /// Bytes of the trace's text that have been printed.
    pub printed_bytes: u32,
    /// How the run ended and with which exit code, once it has.
    pub outcome: Option<(OutcomeKind, i32)>,
}

/// What kind of fiber.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FiberKind {
    /// A goroutine.
    Goroutine,
    /// A Python thread.
    Thread,
    /// An asyncio Task.
    Task,
}

/// One fiber.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FiberView {
    /// What it is.
    pub kind: FiberKind,
    /// Its name: a goroutine's function, a thread's or a task's name.
    pub name: NameId,
    /// Who created it, `f0` for the first.
    pub created_by: FiberId,
    /// The line where it was created, 0 for the first.
    pub created_line: u32,
    /// What it is doing.
    pub state: FiberState,
    /// Its call stack, outermost first.
    pub frames: Vec<FrameView>,
}

/// One frame of a call stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameView {
    /// The function's name.
    pub function: NameId,
    /// The line it stands at.
    pub line: u32,
}

/// What a fiber is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FiberState {
    /// It could run, and waits for its turn.
    Runnable,
    /// It runs.
    Running(ProcId),
    /// It waits.
    Waiting {
        /// Why.
        reason: WaitReason,
        /// For what.
        on: Object,
    },
    /// It came to its end.
    Ended(Finish),
}

/// One of Go's Ps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PView {
    /// The G that runs next.
    pub runnext: Option<FiberId>,
    /// The local ring, head first.
    pub runq: VecDeque<FiberId>,
    /// The G it runs.
    pub running: Option<FiberId>,
}

/// A Go channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChanView {
    /// What the program calls it.
    pub name: NameId,
    /// Its capacity.
    pub cap: u32,
    /// Values in its buffer.
    pub len: u32,
    /// Whether it is closed.
    pub closed: bool,
    /// Waiting senders, first in first out.
    pub sendq: VecDeque<FiberId>,
    /// Waiting receivers, first in first out.
    pub recvq: VecDeque<FiberId>,
}

/// A Go wait group.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WaitGroupView {
    /// Its counter.
    pub count: i64,
    /// Goroutines in `Wait`, first come first.
    pub waiters: VecDeque<FiberId>,
}

/// A pending timer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerView {
    /// Its deadline.
    pub when: Time,
    /// Who set it.
    pub by: FiberId,
    /// What asyncio queues when it fires; `None` for Go, where it readies `by`.
    pub handle: Option<Handle>,
}

/// The asyncio loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoopView {
    /// The thread it runs in.
    pub thread: FiberId,
    /// Number of the current iteration, from 1; 0 before the first.
    pub iteration: u64,
    /// Handles of this iteration that have not been run yet.
    pub todo: u32,
    /// The ready deque, head first.
    pub ready: VecDeque<Handle>,
    /// The handle that runs now.
    pub current: Option<Handle>,
}

/// A pending asyncio future.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FutureView {
    /// The task it is the future of.
    pub task: Option<FiberId>,
    /// What is queued when it is done, in the order of adding.
    pub callbacks: Vec<Handle>,
}

/// Why an event was refused.
pub(super) type Refused = &'static str;

/// The fiber that stands for "nobody".
const NOBODY: FiberId = FiberId(0);

impl Snapshot {
    /// Applies one event. An event that cannot happen in this state is refused with the reason,
    /// and may leave the state half changed.
    pub fn apply(&mut self, event: &Event) -> Result<(), &'static str> {
        self.at = self.at.max(event.at);
        if self.outcome.is_some() {
            return Err("an event after the end of the run");
        }
        match event.kind {
            EventKind::FrameEntered { fiber, function, line } => {
                self.live(fiber)?.frames.push(FrameView { function, line });
                Ok(())
            }
            EventKind::LineReached { fiber, line } => self.line_reached(fiber, line),
            EventKind::FrameLeft { fiber } => {
                self.live(fiber)?.frames.pop().map(drop).ok_or("no frame to leave")
            }
            EventKind::LinesStopped {} => {
                self.lines_stopped = true;
                self.fibers.values_mut().for_each(|fiber| fiber.frames.clear());
                Ok(())
            }
            EventKind::Printed { text, .. } => {
                ensure(text.start == self.printed_bytes, "printed text is not in order")?;
                self.printed_bytes += text.len;
                Ok(())
            }
            EventKind::FiberEnded { fiber, how } => self.fiber_ended(fiber, how),
            EventKind::TimerSet { timer, by, when } => {
                let old = self.timers.insert(timer, TimerView { when, by, handle: None });
                ensure(old.is_none(), "a timer set twice")
            }
            EventKind::TimerFired { timer } => self.timer_fired(timer, event.at),
            EventKind::TimerCancelled { timer } => {
                self.timers.remove(&timer).map(drop).ok_or("no such timer")
            }
            EventKind::ChoiceTaken { options, option, .. } => {
                ensure(option < options, "an option that does not exist")
            }
            EventKind::RunEnded { outcome, exit_code } => {
                self.outcome = Some((outcome, exit_code));
                Ok(())
            }
            kind => self.apply_go(kind).or_else(|| self.apply_python(kind)).unwrap_or(Ok(())),
        }
    }

    fn apply_go(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::GCreated { g, by, function, line } => {
                self.create(g, FiberKind::Goroutine, function, by, line)
            }
            EventKind::GReadied { g, .. } => self.g_readied(g),
            EventKind::RunnextSet { p, g, kicked } => self.runnext_set(p, g, kicked),
            EventKind::RunqPut { p, g } => self.runnable(g).map(|()| {
                self.p(p).runq.push_back(g);
            }),
            EventKind::RunqOverflowed { p, g, moved } => self.runq_overflowed(p, g, moved),
            EventKind::GlobalPut { g } => self.runnable(g).map(|()| self.global.push_back(g)),
            EventKind::GlobalTaken { p, moved } => self.global_taken(p, moved),
            EventKind::GStarted { g, p, from, .. } => self.g_started(g, p, from),
            EventKind::GParked { g, reason, on } => self.g_parked(g, reason, on),
            EventKind::GYielded { g } | EventKind::GPreempted { g } => {
                self.leave_p(g).map(|fiber| fiber.state = FiberState::Runnable)
            }
            EventKind::ProcIdled { p } => {
                ensure(self.p(p).running.is_none(), "an idle P that runs a G")
            }
            EventKind::ChanMade { chan, cap, name, .. } => self.chan_made(chan, cap, name),
            EventKind::ChanSent { chan, via, .. } => self.chan_sent(chan, via),
            EventKind::ChanReceived { chan, via, .. } => self.chan_received(chan, via),
            EventKind::ChanClosed { chan, .. } => self.chan(chan).and_then(|chan| {
                ensure(!chan.closed, "a channel closed twice")?;
                chan.closed = true;
                Ok(())
            }),
            EventKind::WaitGroupAdded { wg, count, .. } => {
                self.wait_groups.entry(wg).or_default().count = count;
                ensure(count >= 0, "a negative WaitGroup counter")
            }
            _ => return None,
        })
    }

    fn apply_python(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
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

    // ---- fibers

    fn create(
        &mut self, id: FiberId, kind: FiberKind, name: NameId, by: FiberId, line: u32,
    ) -> Result<(), Refused> {
        let view = FiberView {
            kind,
            name,
            created_by: by,
            created_line: line,
            state: FiberState::Runnable,
            frames: Vec::new(),
        };
        ensure(self.fibers.insert(id, view).is_none(), "a fiber created twice")
    }

    /// A fiber that exists and has not ended.
    fn live(&mut self, id: FiberId) -> Result<&mut FiberView, Refused> {
        let fiber = self.fibers.get_mut(&id).ok_or("no such fiber")?;
        ensure(!matches!(fiber.state, FiberState::Ended(_)), "a fiber acts after its end")?;
        Ok(fiber)
    }

    fn runnable(&mut self, id: FiberId) -> Result<(), Refused> {
        let fiber = self.live(id)?;
        ensure(fiber.state == FiberState::Runnable, "a fiber is queued that is not runnable")
    }

    fn line_reached(&mut self, id: FiberId, line: u32) -> Result<(), Refused> {
        let frame = self.live(id)?.frames.last_mut().ok_or("a line outside of any frame")?;
        frame.line = line;
        Ok(())
    }

    fn fiber_ended(&mut self, id: FiberId, how: Finish) -> Result<(), Refused> {
        let fiber = self.live(id)?;
        let ran_on = match fiber.state {
            FiberState::Running(p) => Some(p),
            _ => None,
        };
        fiber.state = FiberState::Ended(how);
        fiber.frames.clear();
        if let Some(p) = ran_on.and_then(|p| self.ps.get_mut(p.index())) {
            p.running = None;
        }
        Ok(())
    }

    fn timer_fired(&mut self, timer: TimerId, at: Time) -> Result<(), Refused> {
        let view = self.timers.remove(&timer).ok_or("no such timer")?;
        ensure(view.when <= at, "a timer fired before its deadline")
    }

    // ---- Go

    fn p(&mut self, id: ProcId) -> &mut PView {
        let needed = id.index() + 1;
        if self.ps.len() < needed {
            self.ps.resize_with(needed, PView::default);
        }
        &mut self.ps[id.index()]
    }

    fn chan(&mut self, id: ChanId) -> Result<&mut ChanView, Refused> {
        self.chans.get_mut(&id).ok_or("no such channel")
    }

    /// Takes a running G off its P.
    fn leave_p(&mut self, g: FiberId) -> Result<&mut FiberView, Refused> {
        let FiberState::Running(p) = self.live(g)?.state else {
            return Err("a G that does not run leaves its P");
        };
        self.p(p).running = None;
        self.live(g)
    }

    fn g_readied(&mut self, g: FiberId) -> Result<(), Refused> {
        let fiber = self.live(g)?;
        let FiberState::Waiting { on, .. } = fiber.state else {
            return Err("a G is readied that does not wait");
        };
        fiber.state = FiberState::Runnable;
        match on {
            Object::Chan(chan) => {
                let chan = self.chan(chan)?;
                chan.sendq.retain(|&waiter| waiter != g);
                chan.recvq.retain(|&waiter| waiter != g);
            }
            Object::Addr(addr) => {
                let group = self.wait_groups.entry(addr).or_default();
                group.waiters.retain(|&waiter| waiter != g);
            }
            Object::None | Object::Future(_) | Object::Timer(_) => {}
        }
        Ok(())
    }

    fn runnext_set(&mut self, p: ProcId, g: FiberId, kicked: FiberId) -> Result<(), Refused> {
        self.runnable(g)?;
        let old = self.p(p).runnext.replace(g);
        ensure(old.unwrap_or(NOBODY) == kicked, "another G was in runnext")
    }

    fn runq_overflowed(&mut self, p: ProcId, g: FiberId, moved: u32) -> Result<(), Refused> {
        self.runnable(g)?;
        let moved = moved as usize;
        ensure(moved <= self.p(p).runq.len(), "more moved than the ring holds")?;
        let oldest: Vec<FiberId> = self.p(p).runq.drain(..moved).collect();
        self.global.extend(oldest);
        self.global.push_back(g);
        Ok(())
    }

    fn global_taken(&mut self, p: ProcId, moved: u32) -> Result<(), Refused> {
        let moved = moved as usize;
        ensure(moved < self.global.len(), "more taken than the global queue holds")?;
        let batch: Vec<FiberId> = self.global.drain(1..=moved).collect();
        self.p(p).runq.extend(batch);
        Ok(())
    }

    fn g_started(&mut self, g: FiberId, p: ProcId, from: From) -> Result<(), Refused> {
        self.runnable(g)?;
        let taken = match from {
            From::Runnext => self.p(p).runnext.take(),
            From::Runq => self.p(p).runq.pop_front(),
            From::Global => self.global.pop_front(),
        };
        ensure(taken == Some(g), "the G was not first in that queue")?;
        ensure(self.p(p).running.replace(g).is_none(), "the P runs another G")?;
        self.live(g)?.state = FiberState::Running(p);
        Ok(())
    }

    fn g_parked(&mut self, g: FiberId, reason: WaitReason, on: Object) -> Result<(), Refused> {
        self.leave_p(g)?.state = waiting(reason, on);
        match (reason, on) {
            (WaitReason::ChanSend, Object::Chan(chan)) => self.chan(chan)?.sendq.push_back(g),
            (WaitReason::ChanReceive, Object::Chan(chan)) => self.chan(chan)?.recvq.push_back(g),
            (_, Object::Addr(addr)) => {
                self.wait_groups.entry(addr).or_default().waiters.push_back(g);
            }
            _ => {}
        }
        Ok(())
    }

    fn chan_made(&mut self, id: ChanId, cap: u32, name: NameId) -> Result<(), Refused> {
        let view = ChanView {
            name,
            cap,
            len: 0,
            closed: false,
            sendq: VecDeque::new(),
            recvq: VecDeque::new(),
        };
        ensure(self.chans.insert(id, view).is_none(), "a channel made twice")
    }

    fn chan_sent(&mut self, id: ChanId, via: Via) -> Result<(), Refused> {
        let chan = self.chan(id)?;
        match via {
            Via::Direct(receiver) => {
                ensure(chan.recvq.front() == Some(&receiver), "that receiver is not first")
            }
            Via::Buffer => {
                chan.len += 1;
                ensure(chan.len <= chan.cap, "the buffer was full")
            }
            Via::Refilled(_) | Via::Closed => Err("no way to send"),
        }
    }

    fn chan_received(&mut self, id: ChanId, via: Via) -> Result<(), Refused> {
        let chan = self.chan(id)?;
        match via {
            Via::Direct(sender) => {
                ensure(chan.cap == 0, "a buffered channel hands over through its buffer")?;
                ensure(chan.sendq.front() == Some(&sender), "that sender is not first")
            }
            Via::Refilled(sender) => {
                ensure(chan.len == chan.cap, "the buffer was not full")?;
                ensure(chan.sendq.front() == Some(&sender), "that sender is not first")
            }
            Via::Buffer => {
                chan.len = chan.len.checked_sub(1).ok_or("the buffer was empty")?;
                Ok(())
            }
            Via::Closed => ensure(chan.closed && chan.len == 0, "the channel was not drained"),
        }
    }

    // ---- Python

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

fn waiting(reason: WaitReason, on: Object) -> FiberState {
    FiberState::Waiting { reason, on }
}

fn ensure(holds: bool, otherwise: Refused) -> Result<(), Refused> {
    if holds { Ok(()) } else { Err(otherwise) }
}
