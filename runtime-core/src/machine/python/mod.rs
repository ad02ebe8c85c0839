//! Python's side of the machine: threads that take turns with the GIL, and the asyncio loops that
//! run in them.
//!
//! **Models:** `Python/ceval_gil.c`, `Modules/_threadmodule.c`, `Lib/asyncio/base_events.py`,
//! `tasks.py`; CPython 3.13.0. The rules of the GIL are [`crate::sched::gil`]'s, those of an
//! iteration [`crate::sched::event_loop`]'s; this module carries them out and says what happened.
//!
//! Every thread has a clock. One that runs (it has the GIL, or there is none) goes on until it
//! asks for something or the next *alarm* is due: the end of a sleep, of a waiter's interval, of
//! the time that a woken thread takes to be on its feet. What a thread asked for is carried out
//! when nobody is behind it in time, so that everything others can see happens in the order of the
//! clocks. With several interpreters (processes), or without a GIL, several threads run at once,
//! and the one furthest behind goes next.
//!
//! **Invariants:** `now` is the clock of whoever has the turn. A thread that runs has no alarm.
//! **Departures:** there are as many processors as threads that could run; bookkeeping of the loop
//! between handles costs no virtual time; a thread is woken in [`WAKE_NS`].

mod asyncio;
mod control;
mod copy;
mod gil;
mod locks;
mod threads;
mod touches;
mod view;

use super::{Fiber, GO_ON, LEAVE, Limits, MAIN, Machine, NOBODY, Runtime, Stand, Stepped, Turn};
use crate::guest::{Guest, Op, Reply, Site, Step};
use crate::id::{Addr, FiberId, LoopId, ProcId};
use crate::sched::event_loop::EventLoop;
use crate::sched::gil::Gil;
use crate::table::Table;
use crate::time::Time;
use crate::trace::{Blocking, ChoiceKind, FiberState, Object, OutcomeKind, WaitReason};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) use view::{fingerprint_controlled, fingerprint_python, view_python};

/// How long a thread that is woken takes to run (a futex and a switch), in ns: a model unit.
const WAKE_NS: u64 = 10_000;
/// How long a new thread takes to begin, in ns: a model unit.
const START_NS: u64 = 40_000;
/// How long a new process takes until its program goes on (`fork`, and the first look at its
/// memory), in ns: measured on CPython 3.13.
const FORK_NS: u64 = 2_000_000;
/// By how much a thread is held up for each option of [`ChoiceKind::ThreadDelay`], in ns.
/// The longest ones are those of a machine that has other things to do: a turn of another process.
const THREAD_DELAYS_NS: [u64; 8] =
    [0, 5_000, 20_000, 60_000, 200_000, 700_000, 2_500_000, 8_000_000];
/// How far a thread may run ahead of another one that runs, in ns.
const LEAD_NS: u64 = 1_000;

/// Python's runtime state.
#[derive(Debug, Default)]
pub struct PythonRuntime {
    /// Of each interpreter; none in a free-threaded Python.
    gils: Table<ProcId, Gil>,
    threads: Table<FiberId, Thread>,
    loops: Table<LoopId, EventLoop>,
    /// Who waits for a lock, first come first.
    locks: Table<Addr, Vec<LockWaiter>>,
    /// How often each pipe was notified without a waiter, and who waits.
    pipes: Table<Addr, Pipe>,
    alarms: Table<(Time, u64), Alarm>,
    alarms_set: u64,
    timers_set: u32,
    /// The thread whose turn was cut short because whoever runs the machine wanted it back, and
    /// how far it may go: it goes on where it was, so that a run in slices is the same run.
    cut: Option<(FiberId, Time)>,
    /// Where the schedule decides: who is on the way.
    goes: Option<FiberId>,
    /// Who was the last one, or is.
    last: FiberId,
    /// The switch point or access that it stopped at, if that is why it stopped.
    stopped_at: Option<Site>,
    /// Who stopped only because it computes for so long.
    computes: Option<FiberId>,
}

/// A thread that has not ended.
#[derive(Debug)]
struct Thread {
    interpreter: ProcId,
    clock: Time,
    /// The tasks it is in the middle of, the innermost last.
    tasks: Vec<FiberId>,
    /// The loop it runs.
    event_loop: Option<LoopId>,
    phase: Phase,
    /// Counts its phases: an alarm set in another one is void.
    epoch: u32,
    /// The answer to what its active fiber asked for, until it has the GIL again.
    reply: Option<Reply>,
    /// What its active fiber came back with, until nobody is behind it in time, or it is chosen.
    came_back: Option<Step>,
    /// Where it stands for whoever watches.
    stand: Stand,
    /// Where the schedule decides: when it blocked, and until when it waits at most.
    since: Time,
    deadline: Option<Time>,
}

/// What a thread is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    /// It was created and has not begun.
    Starting,
    /// It runs: it has the GIL, or there is none.
    Running,
    /// In `take_gil`, waiting on the condition.
    TakesGil,
    /// In `drop_gil`, until another thread has taken it.
    Forced,
    /// Outside of the interpreter, without the GIL.
    Blocked(Wait),
}

/// What a blocked thread waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wait {
    /// A time.
    Time,
    /// A lock.
    Lock(Addr),
    /// The end of a thread.
    Join(FiberId),
    /// The loop's `select`.
    Select(LoopId),
    /// A notification.
    Pipe(Addr),
}

/// A thread that waits for a lock.
#[derive(Clone, Copy, Debug)]
struct LockWaiter {
    thread: FiberId,
    /// Whether it has been woken and is on its way.
    woken: bool,
}

/// A pipe of the guest: how often it may be read without waiting.
#[derive(Clone, Debug, Default)]
struct Pipe {
    notified: u32,
    waiters: Vec<FiberId>,
}

/// Something that happens to a thread at a time.
#[derive(Clone, Copy, Debug)]
struct Alarm {
    thread: FiberId,
    epoch: u32,
    what: What,
}

/// What happens to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    /// It begins, or what it waited for has happened.
    Over,
    /// It has waited as long as it wanted to.
    TimeUp,
    /// Its interval of waiting for the GIL is over.
    GilTimeout,
    /// The GIL's condition was signalled to it.
    GilWake,
    /// A lock that it waits for was given back.
    LockWake,
}

impl<G: Guest> Machine<G> {
    fn py(&mut self) -> &mut PythonRuntime {
        python_of(&mut self.runtime)
    }

    fn thread(&mut self, id: FiberId) -> &mut Thread {
        let thread = self.py().threads.get_mut(&id);
        thread.unwrap_or_else(|| panic!("yieldpoint bug: {id} is no thread"))
    }

    /// The innermost fiber that the thread is in the middle of.
    fn active(&mut self, thread: FiberId) -> FiberId {
        self.thread(thread).tasks.last().copied().unwrap_or(thread)
    }

    /// The thread that runs `fiber`.
    fn thread_of(&mut self, fiber: FiberId) -> FiberId {
        let threads = &self.py().threads;
        if threads.contains_key(&fiber) {
            return fiber;
        }
        let mut running = threads.iter().filter(|(_, thread)| thread.tasks.contains(&fiber));
        let found = running.next().map(|(&id, _)| id);
        found.unwrap_or_else(|| panic!("yieldpoint bug: no thread runs {fiber}"))
    }

    fn set_alarm(&mut self, at: Time, thread: FiberId, what: What) {
        let epoch = self.thread(thread).epoch;
        let python = self.py();
        python.alarms_set += 1;
        let number = python.alarms_set;
        python.alarms.insert((at, number), Alarm { thread, epoch, what });
    }

    fn set_phase(&mut self, thread: FiberId, phase: Phase) {
        let thread = self.thread(thread);
        thread.phase = phase;
        thread.epoch += 1;
    }

    /// How much longer than usual the operating system takes.
    fn delay_ns(&mut self) -> u64 {
        let options = THREAD_DELAYS_NS.len() as u32;
        THREAD_DELAYS_NS[self.draw(ChoiceKind::ThreadDelay, options) as usize]
    }

    // ---- turns

    /// One turn: the earliest alarm rings, or the thread furthest behind runs.
    pub(super) fn turn_python(&mut self, allowance: u64) -> Turn {
        if self.is_controlled() {
            return self.turn_controlled_python(allowance);
        }
        if let Some((thread, horizon)) = self.py().cut.take() {
            return self.run_thread(thread, horizon, allowance);
        }
        let (first, second) = self.furthest_behind();
        let alarm = self.py().alarms.first().map(|(&(at, _), _)| at);
        match (first, alarm) {
            (Some((clock, _)), Some(at)) if at <= clock => self.ring(),
            (Some((_, thread)), alarm) => {
                let ahead = second.map(|clock| clock.after(LEAD_NS));
                let horizon = alarm.into_iter().chain(ahead).min().unwrap_or(Time(u64::MAX));
                self.run_thread(thread, horizon, allowance)
            }
            (None, Some(_)) => self.ring(),
            (None, None) => self.stuck(),
        }
    }

    /// The running thread with the smallest clock, and the clock of the next one.
    fn furthest_behind(&mut self) -> (Option<(Time, FiberId)>, Option<Time>) {
        let (mut first, mut second) = (None, None);
        for (&id, thread) in self.py().threads.iter() {
            if thread.phase != Phase::Running {
                continue;
            }
            let this = (thread.clock, id);
            match first {
                Some(known) if known <= this => {
                    second = Some(second.map_or(this.0, |clock: Time| clock.min(this.0)));
                }
                _ => {
                    second = first.map(|(clock, _)| clock);
                    first = Some(this);
                }
            }
        }
        (first, second)
    }

    /// Whether something happens before the thread's clock that could change what it sees.
    fn is_ahead(&mut self, thread: FiberId) -> bool {
        let now = self.now;
        let python = self.py();
        let rings = python.alarms.first().is_some_and(|(&(at, _), _)| at <= now);
        let mut others = python.threads.iter().filter(|&(&id, _)| id != thread);
        rings || others.any(|(_, other)| other.phase == Phase::Running && other.clock < now)
    }

    fn run_thread(&mut self, id: FiberId, horizon: Time, allowance: u64) -> Turn {
        let thread = self.thread(id);
        let (clock, reply, came_back) =
            (thread.clock, thread.reply.take(), thread.came_back.take());
        self.now = clock;
        let turn = match came_back {
            Some(step) => self.came_back(id, step),
            None => {
                if let Some(reply) = reply {
                    let active = self.active(id);
                    self.guest.resume(active, reply);
                }
                self.step_thread(id, horizon, allowance)
            }
        };
        let now = self.now;
        if let Some(thread) = self.py().threads.get_mut(&id)
            && thread.phase == Phase::Running
        {
            thread.clock = thread.clock.max(now);
        }
        turn
    }

    fn step_thread(&mut self, id: FiberId, horizon: Time, allowance: u64) -> Turn {
        if self.is_between_handles(id) {
            return self.run_once(id);
        }
        let active = self.active(id);
        let until = horizon.since(self.now).div_ceil(self.config.instruction_ns.max(1)).max(1);
        let budget = until.min(allowance).max(1);
        let stop_at_poll = self.drop_requested(id);
        let stand = Stand::default();
        let limits = Limits { budget, stop_at_poll, allocation: u64::MAX, thread: id, stand };
        let Stepped { step, spent, polled, .. } = self.step(active, limits);
        match step {
            Step::Ran if polled && self.drop_requested(id) => self.drop_and_take(id),
            Step::Ran => {
                if spent < until && !polled {
                    self.py().cut = Some((id, horizon));
                }
                GO_ON
            }
            step if self.is_ahead(id) => {
                self.thread(id).came_back = Some(step);
                GO_ON
            }
            step => self.came_back(id, step),
        }
    }

    /// What the active fiber came back with is done now.
    fn came_back(&mut self, thread: FiberId, step: Step) -> Turn {
        let active = self.active(thread);
        match step {
            Step::Ran => GO_ON,
            Step::Op(op) => {
                self.pass(self.config.op_ns);
                self.carry_out(active, op)
            }
            Step::Done(how) if active == thread => self.thread_ended(thread, how),
            Step::Done(how) => self.task_ended(thread, active, how),
            Step::Fault(fault) => self.fault(active, &fault),
            Step::Access(_) | Step::Poll(_) => panic!("yieldpoint bug: nobody watches"),
        }
    }

    /// The earliest alarm: void if its thread has done something else since.
    fn ring(&mut self) -> Turn {
        let Some(&key) = self.py().alarms.keys().next() else { return GO_ON };
        let Some(alarm) = self.py().alarms.remove(&key) else { return GO_ON };
        let thread = self.py().threads.get(&alarm.thread);
        let Some(thread) = thread.filter(|thread| thread.epoch == alarm.epoch) else {
            return GO_ON;
        };
        let phase = thread.phase;
        self.now = key.0;
        match (alarm.what, phase) {
            (What::GilTimeout, _) => self.gil_timed_out(alarm.thread),
            (What::GilWake, _) => self.gil_woken(alarm.thread),
            (What::LockWake, Phase::Blocked(Wait::Lock(at))) => {
                self.lock_woken(alarm.thread, at);
            }
            (What::TimeUp, Phase::Blocked(wait)) => self.time_up(alarm.thread, wait),
            (_, Phase::Blocked(Wait::Select(_))) => self.unblock(alarm.thread, None),
            (_, Phase::Blocked(Wait::Join(_) | Wait::Pipe(_))) => {
                self.unblock(alarm.thread, Some(Reply::Bool(true)))
            }
            (_, Phase::Blocked(_)) => self.unblock(alarm.thread, Some(Reply::Done)),
            _ => self.unblock(alarm.thread, None),
        }
        GO_ON
    }

    /// Nobody can go on, ever. CPython would hang; here the run ends, saying who waits for what.
    fn stuck(&mut self) -> Turn {
        let ids: Vec<FiberId> = self.py().threads.keys().copied().collect();
        let main_selects =
            matches!(self.thread(ids[0]).phase, Phase::Blocked(Wait::Select(_))) && ids.len() == 1;
        if main_selects {
            let what = "the event loop waits for ever: no task is ready and no timer is set";
            return self.fail(OutcomeKind::Stuck, what);
        }
        let mut who: Vec<String> = Vec::new();
        for id in ids {
            let active = self.active(id);
            let Fiber { state, .. } = self.fibers[active.index() - 1];
            if let FiberState::Waiting { reason, .. } = state {
                let name = self.fibers[id.index() - 1].name;
                let name = self.recorder.tables().name(name);
                who.push(format!("{name} is in {}", reason.word()));
            }
        }
        let what = format!("nothing can go on any more: {}", who.join(", "));
        self.fail(OutcomeKind::Stuck, &what)
    }

    /// One call for everything a Python fiber can ask for.
    pub(super) fn carry_out_python(&mut self, by: FiberId, op: Op) -> Turn {
        let thread = self.thread_of(by);
        match op {
            Op::ThreadStart { fiber, name, line, interpreter } => {
                self.thread_start(by, fiber, name, line, interpreter)
            }
            Op::ThreadJoin { thread: other, timeout_ns } => {
                self.thread_join(thread, by, other, timeout_ns)
            }
            Op::ThreadSleep { ns } => self.thread_sleep(thread, by, ns),
            Op::Syscall { ns, kind: Blocking::Cgo } => self.compute_in_c(thread, by, ns),
            Op::Syscall { ns, .. } => {
                let until = Some(self.now.after(ns));
                self.block(thread, WaitReason::Syscall, Object::None, Wait::Time, until)
            }
            Op::ThreadLock { at, how, timeout_ns } => {
                self.thread_lock(thread, by, at, how, timeout_ns)
            }
            Op::SwitchInterval { ns } => self.switch_interval(thread, by, ns),
            Op::ProcessKill { thread: main } => self.process_kill(thread, by, main),
            Op::PipeNotify { pipe } => self.pipe_notify(by, pipe),
            Op::PipeWait { pipe, timeout_ns } => self.pipe_wait(thread, by, pipe, timeout_ns),
            Op::Choose { kind, options } => match self.decide(kind, options) {
                Some(option) => self.reply(by, Reply::Count(option)),
                None => self.again(thread, Op::Choose { kind, options }),
            },
            op => self.carry_out_asyncio(thread, by, op),
        }
    }

    /// A choice has to be made first: the op is carried out when it has been.
    fn again(&mut self, thread: FiberId, op: Op) -> Turn {
        self.thread(thread).came_back = Some(Step::Op(op));
        LEAVE
    }
}

fn python_of(runtime: &mut Runtime) -> &mut PythonRuntime {
    match runtime {
        Runtime::Python(python) => python,
        #[cfg(feature = "go")]
        Runtime::Go(_) => panic!("yieldpoint bug: no threads of Python here"),
    }
}

/// The state of a fiber that has the interpreter.
fn running(interpreter: ProcId) -> FiberState {
    FiberState::Running(interpreter)
}

fn waiting(reason: WaitReason, on: Object) -> FiberState {
    FiberState::Waiting { reason, on }
}
