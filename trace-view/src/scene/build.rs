//! From events to lanes.
//!
//! The fold ([`Snapshot`]) knows every state; what it does not know is what a picture needs
//! besides: since when, until when, and what to write on it.

use super::lanes::{Lanes, Unfinished};
use super::procs::Does;
use super::{Arrow, ArrowKind, LaneKind, MarkKind, Moment};
use crate::durations::format_ns;
use crate::names::{Names, Role};
use crate::state::State;
use runtime_core::id::{ChanId, FiberId, FutureId, LoopId, TimerId};
use runtime_core::table::Table;
use runtime_core::time::Time;
use runtime_core::trace::{
    ChoiceKind, Event, EventKind, FiberKind, Finish, Handle, Object, OutcomeKind, Snapshot, Stream,
    Tables, Via, WaitReason,
};
use std::collections::VecDeque;

/// The fiber that stands for "nobody".
const NOBODY: FiberId = FiberId(0);

/// Characters of printed text kept in a label.
const PRINT_MAX: usize = 60;

/// A scene while it is made.
pub(crate) struct Builder {
    pub(crate) names: Names,
    /// The state before the event at hand.
    pub(crate) before: Snapshot,
    pub(super) lanes: Lanes,
    /// Who ran or complained last.
    runs: FiberId,
    /// Who last handed a value to whom directly: the ready that follows is the same arrow.
    handed: (FiberId, FiberId),
    /// Where the values in a channel's buffer came from.
    pub(super) buffers: Table<u32, VecDeque<(u32, Moment)>>,
    /// The last deadline a goroutine set.
    deadlines: Table<u32, Time>,
    /// When the sleep behind a future is over.
    wakes_at: Table<u32, Time>,
    /// Who gave up the GIL when asked to, and where.
    dropped: Option<(FiberId, (u32, Moment))>,
    /// What is shown of Go's Ps, by number.
    pub(super) procs: Vec<Does>,
    /// Whether the world is stopped.
    pub(super) stopped: bool,
}

impl Builder {
    /// A scene in which nothing has happened yet.
    pub(crate) fn new(names: Names) -> Builder {
        Builder {
            names,
            before: Snapshot::default(),
            lanes: Lanes::default(),
            runs: NOBODY,
            handed: (NOBODY, NOBODY),
            buffers: Table::default(),
            deadlines: Table::default(),
            wakes_at: Table::default(),
            dropped: None,
            procs: Vec::new(),
            stopped: false,
        }
    }

    /// Takes in the next event.
    pub(crate) fn read(&mut self, event: &Event, tables: &Tables) {
        self.lanes.begin_event(event.at);
        self.apply(event, tables);
        let _ = self.before.apply(event);
        self.show_procs(event.kind);
    }

    /// All events have been read.
    pub(crate) fn finish(self) -> (Unfinished, Names) {
        (self.lanes.finish(self.before.outcome.map(|(kind, _)| kind)), self.names)
    }

    fn apply(&mut self, event: &Event, tables: &Tables) {
        match event.kind {
            EventKind::Printed { fiber, stream, text } => {
                if stream == Stream::Stderr && fiber != NOBODY {
                    self.runs = fiber;
                }
                let text = tables.printed(text).trim_end();
                let label: String = text.chars().take(PRINT_MAX).collect();
                self.mark(MarkKind::Print, fiber, &label);
            }
            EventKind::FiberEnded { fiber, how } => self.fiber_ended(fiber, how),
            EventKind::TimerSet { by, when, .. } => self.timer_set(by, when, event.at),
            EventKind::TimerFired { timer } => self.timer_fired(timer),
            // Where a thief begins and how fast a machine is belongs to no lane.
            EventKind::ChoiceTaken { point, .. }
                if !point.is_noise() && point != ChoiceKind::StealOrder =>
            {
                self.mark(MarkKind::Choice, NOBODY, point.word())
            }
            EventKind::RunEnded { outcome, .. } => self.run_ended(outcome),
            _ => {
                self.apply_go(event);
                self.apply_python(event);
            }
        }
    }

    fn apply_go(&mut self, event: &Event) {
        match event.kind {
            EventKind::GCreated { g, by, .. } => self.created(g, by, FiberKind::Goroutine),
            EventKind::GReadied { g, by } => self.readied(g, by),
            EventKind::GStarted { g, .. } => self.runs(g),
            EventKind::GParked { g, reason, on } => self.parked(g, reason, on, event.at),
            EventKind::GYielded { g } => self.set(g, State::Runnable, "yielded"),
            EventKind::GPreempted { g } => self.set(g, State::Runnable, "preempted"),
            EventKind::ChanSent { chan, by, via } => self.sent(chan, by, via),
            EventKind::ChanReceived { chan, by, via } => self.received(chan, by, via),
            EventKind::ChanClosed { chan, by } => {
                let label = ["close(", &self.names.chan(chan), ")"].concat();
                self.mark(MarkKind::Close, by, &label);
            }
            kind => self.apply_threads(kind),
        }
    }

    fn apply_python(&mut self, event: &Event) {
        match event.kind {
            EventKind::ThreadStarted { thread, by, .. } => {
                self.created(thread, by, FiberKind::Thread);
            }
            EventKind::GilTaken { thread, .. } => {
                let dropped = self.dropped.take().filter(|(by, _)| *by != thread);
                self.arrow_from(ArrowKind::Handoff, dropped.map(|(_, place)| place), thread);
                self.thread_runs(thread);
            }
            EventKind::GilWaited { thread, .. } => self.waits_for_gil(thread),
            EventKind::GilDropped { thread, requested: true } => {
                let place = self.lanes.place(LaneKind::Fiber(thread));
                self.dropped = place.map(|place| (thread, place));
                self.waits_for_gil(thread);
            }
            EventKind::ThreadBlocked { thread, by, reason, until, .. } => {
                self.thread_blocked(thread, by, reason, until);
            }
            EventKind::ThreadSlept { thread, by, until } => {
                self.thread_slept(thread, by, until.since(event.at));
            }
            EventKind::ThreadWoke { thread } => self.thread_woke(thread),
            EventKind::LoopStarted { thread, .. } => self.set(thread, State::Loop, ""),
            EventKind::LoopStopped { thread, .. } => self.runs(thread),
            EventKind::IterationBegan { event_loop, .. } => {
                self.loop_does(event_loop, State::Loop, "");
            }
            EventKind::HandleQueued { event_loop, handle } => {
                self.handle_queued(event_loop, handle);
            }
            EventKind::HandleScheduled { timer, handle: Handle::SetResult(future), .. } => {
                if let Some(timer) = self.before.timers.get(&timer) {
                    self.wakes_at.insert(future.0, timer.when);
                }
            }
            EventKind::HandleRun { event_loop, handle } => self.handle_run(event_loop, handle),
            EventKind::HandleDone { event_loop, .. } => {
                self.loop_does(event_loop, State::Loop, "");
            }
            EventKind::TaskCreated { task, by, eager, .. } => {
                self.created(task, by, FiberKind::Task);
                if eager {
                    self.runs(task);
                }
            }
            EventKind::TaskSuspended { task, on } => self.suspended(task, on),
            EventKind::CancelRequested { task, by } => self.arrow(ArrowKind::Cancel, by, task),
            _ => {}
        }
    }

    // ---- every language

    fn open(&mut self, fiber: FiberId, kind: FiberKind) {
        self.lanes.open(LaneKind::Fiber(fiber), kind, self.names.lane(fiber));
    }

    pub(super) fn set(&mut self, fiber: FiberId, state: State, label: &str) {
        self.lanes.set(LaneKind::Fiber(fiber), state, label);
    }

    fn runs(&mut self, fiber: FiberId) {
        self.runs = fiber;
        self.set(fiber, State::Running, "");
    }

    pub(super) fn mark(&mut self, kind: MarkKind, fiber: FiberId, label: &str) {
        self.lanes.mark(kind, LaneKind::Fiber(fiber), label);
    }

    fn arrow(&mut self, kind: ArrowKind, from: FiberId, to: FiberId) {
        let from = self.lanes.place(LaneKind::Fiber(from));
        self.arrow_from(kind, from, to);
    }

    fn arrow_from(&mut self, kind: ArrowKind, from: Option<(u32, Moment)>, to: FiberId) {
        self.arrow_between(kind, from, LaneKind::Fiber(to));
    }

    pub(super) fn arrow_between(
        &mut self, kind: ArrowKind, from: Option<(u32, Moment)>, to: LaneKind,
    ) {
        let to = self.lanes.place(to);
        if let (Some((from_lane, from)), Some((to_lane, to))) = (from, to) {
            self.lanes.arrow(Arrow { kind, from_lane, from, to_lane, to });
        }
    }

    /// A goroutine of the runtime has no lane: what it does is seen in that of its P.
    fn created(&mut self, fiber: FiberId, by: FiberId, kind: FiberKind) {
        if fiber.is_system() {
            return;
        }
        self.open(fiber, kind);
        self.set(fiber, State::Runnable, "new");
        self.arrow(ArrowKind::Create, by, fiber);
    }

    fn fiber_ended(&mut self, fiber: FiberId, how: Finish) {
        self.set(fiber, State::Ended, "");
        let kind = if how == Finish::Returned { MarkKind::Return } else { MarkKind::Raise };
        self.mark(kind, fiber, how.word());
    }

    /// A goroutine may set its timer before or after it parks.
    fn timer_set(&mut self, by: FiberId, when: Time, at: Time) {
        self.deadlines.insert(by.0, when);
        let label = ["sleep ", &format_ns(when.since(at))].concat();
        self.lanes.add_deadline(LaneKind::Fiber(by), when, &label);
    }

    fn timer_fired(&mut self, timer: TimerId) {
        if let Some(view) = self.before.timers.get(&timer) {
            self.mark(MarkKind::Timer, view.by, "timer fires");
        }
    }

    fn run_ended(&mut self, outcome: OutcomeKind) {
        if !matches!(outcome, OutcomeKind::Ok | OutcomeKind::Exit | OutcomeKind::Stopped) {
            let lane = match outcome {
                OutcomeKind::Panic | OutcomeKind::Exception => self.runs,
                _ => NOBODY,
            };
            self.mark(MarkKind::Error, lane, outcome.word());
        }
    }

    // ---- Go

    fn readied(&mut self, g: FiberId, by: FiberId) {
        self.set(g, State::Runnable, "");
        if self.handed != (by, g) {
            self.arrow(ArrowKind::Wake, by, g);
        }
        self.handed = (NOBODY, NOBODY);
    }

    fn parked(&mut self, g: FiberId, reason: WaitReason, on: Object, at: Time) {
        if reason != WaitReason::Sleep {
            let label = waits_for(reason, on, &self.names);
            return self.set(g, State::Blocked, &label);
        }
        self.set(g, State::Sleeping, "sleep");
        if let Some(&when) = self.deadlines.get(&g.0).filter(|&&when| when > at) {
            self.timer_set(g, when, at);
        }
    }

    fn sent(&mut self, chan: ChanId, by: FiberId, via: Via) {
        match via {
            Via::Direct(receiver) => {
                self.arrow(ArrowKind::Value, by, receiver);
                self.handed = (by, receiver);
            }
            _ => self.put_in_buffer(chan, by),
        }
    }

    fn received(&mut self, chan: ChanId, by: FiberId, via: Via) {
        match via {
            Via::Direct(sender) => {
                self.arrow(ArrowKind::Value, sender, by);
                self.handed = (by, sender);
            }
            Via::Buffer | Via::Refilled(_) => {
                let value = self.buffers.get_mut(&chan.0).and_then(VecDeque::pop_front);
                self.arrow_from(ArrowKind::Value, value, by);
                if let Via::Refilled(sender) = via {
                    self.put_in_buffer(chan, sender);
                }
            }
            Via::Closed => {}
        }
    }

    fn put_in_buffer(&mut self, chan: ChanId, sender: FiberId) {
        let place = self.lanes.place(LaneKind::Fiber(sender));
        match self.buffers.get_mut(&chan.0) {
            Some(buffer) => buffer.extend(place),
            None => drop(self.buffers.insert(chan.0, place.into_iter().collect())),
        }
    }

    // ---- Python

    fn loop_does(&mut self, event_loop: LoopId, state: State, label: &str) {
        if let Some(thread) = self.loop_thread(event_loop) {
            self.set(thread, state, label);
        }
    }

    fn loop_thread(&self, event_loop: LoopId) -> Option<FiberId> {
        self.before.loops.get(&event_loop).and_then(|view| view.thread)
    }

    /// The thread has the interpreter: it goes on where it was.
    fn thread_runs(&mut self, thread: FiberId) {
        let active = self.before.active(thread);
        let current = self.before.loop_in(thread).map(|(_, view)| view.current);
        match current {
            Some(None) => self.set(thread, State::Loop, ""),
            _ if active != thread => {
                self.runs(active);
                self.set(thread, State::Running, &self.names.lane(active));
            }
            _ => self.runs(thread),
        }
    }

    fn waits_for_gil(&mut self, thread: FiberId) {
        let active = self.before.active(thread);
        self.set(active, State::Runnable, "waits for the GIL");
        if active != thread {
            self.set(thread, State::Runnable, "waits for the GIL");
        }
    }

    fn thread_slept(&mut self, thread: FiberId, by: FiberId, ns: u64) {
        let label = ["time.sleep ", &format_ns(ns)].concat();
        let freezes = self.before.loop_in(thread).is_some();
        let state = if freezes { State::Frozen } else { State::Sleeping };
        self.thread_stands(thread, by, state, &label);
    }

    fn thread_blocked(&mut self, thread: FiberId, by: FiberId, reason: WaitReason, until: Time) {
        if reason == WaitReason::LoopSelect {
            let label = match until {
                Time(0) => "waits in select",
                _ => "waits for the next timer",
            };
            return self.set(thread, State::Idle, label);
        }
        let freezes = self.before.loop_in(thread).is_some();
        let state = if freezes { State::Frozen } else { State::Blocked };
        self.thread_stands(thread, by, state, reason.word());
    }

    fn thread_stands(&mut self, thread: FiberId, by: FiberId, state: State, label: &str) {
        self.set(by, state, label);
        if by != thread {
            self.set(thread, state, label);
        }
    }

    /// Without a GIL the thread goes on at once; with one, `GilTaken` follows.
    fn thread_woke(&mut self, thread: FiberId) {
        if self.before.gils.is_empty() {
            return self.thread_runs(thread);
        }
        let active = self.before.active(thread);
        self.set(active, State::Runnable, "");
        if active != thread {
            self.set(thread, State::Runnable, "");
        }
    }

    fn handle_queued(&mut self, event_loop: LoopId, handle: Handle) {
        match handle {
            Handle::Step(task) => self.set(task, State::Runnable, ""),
            Handle::Wakeup(task, future) => {
                self.set(task, State::Runnable, "");
                self.woken_by(event_loop, task, future);
            }
            _ => {}
        }
    }

    fn woken_by(&mut self, event_loop: LoopId, task: FiberId, future: FutureId) {
        let thread = self.loop_thread(event_loop).unwrap_or(NOBODY);
        let current = self.before.loops.get(&event_loop).and_then(|view| view.current);
        let (kind, from) = match (self.names.role(future), current) {
            (Role::Task(done), _) => (ArrowKind::Result, done),
            (Role::Sleep(_), _) => (ArrowKind::Wake, thread),
            (_, Some(Handle::Step(by) | Handle::Wakeup(by, _))) => (ArrowKind::Result, by),
            _ => (ArrowKind::Result, thread),
        };
        self.arrow(kind, from, task);
    }

    fn handle_run(&mut self, event_loop: LoopId, handle: Handle) {
        match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => {
                self.runs(task);
                self.loop_does(event_loop, State::Running, &self.names.lane(task));
            }
            Handle::Call(_) => self.loop_does(event_loop, State::Running, "callback"),
            Handle::SetResult(_) | Handle::Stop => self.loop_does(event_loop, State::Loop, ""),
        }
    }

    fn suspended(&mut self, task: FiberId, on: FutureId) {
        if on == FutureId(0) {
            return self.set(task, State::Runnable, "gave way");
        }
        if let (Role::Sleep(ns), Some(&when)) = (self.names.role(on), self.wakes_at.get(&on.0)) {
            self.set(task, State::Sleeping, "");
            let label = ["sleep ", &format_ns(ns)].concat();
            return self.lanes.add_deadline(LaneKind::Fiber(task), when, &label);
        }
        let label = ["await ", &self.names.future(on)].concat();
        self.set(task, State::Blocked, &label);
    }
}

/// What the learner wrote that does not go on: `<-ch`, `ch<-`; otherwise the reason in the words
/// of Go's own goroutine dump.
fn waits_for(reason: WaitReason, on: Object, names: &Names) -> String {
    match (reason, on) {
        (WaitReason::ChanReceive, Object::Chan(chan)) => ["<-", &names.chan(chan)].concat(),
        (WaitReason::ChanSend, Object::Chan(chan)) => [&names.chan(chan), "<-"].concat(),
        _ => reason.word().strip_prefix("sync.").unwrap_or(reason.word()).into(),
    }
}
