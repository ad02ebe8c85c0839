//! The schedule decides which goroutine goes on, instead of the clocks and the queues.
//!
//! So any interleaving can be shown on the machine with all its queues. One P is enough. A
//! goroutine runs until it stands before a *visible step*: an access to memory that it is watched
//! for, an [`Op`] that others can tell, or the end of the program. Then the schedule says who goes
//! on ([`ChoiceKind::Next`]): option 0 is the same goroutine, if there is one that runs, then come
//! the runnable ones by their numbers, and last, if a timer may fire now, that the earliest does.
//! Whoever is picked makes the step that it stands before, and runs on to before the next; one that
//! is new or was woken runs to before its first. Computing for long is a step too, so that a loop
//! without end keeps nobody else from running.
//!
//! With [`Control::Virtual`] time stands still while anybody can go on; then it moves to the next
//! deadline. With [`Control::Loose`] it may move to the next deadline at any time.
//!
//! The queues are still those of the scheduler: a goroutine that has to give way goes to the global
//! queue as if it were preempted, one that is picked leaves the queue that it is in, and who waits
//! for a channel or a lock is served in the order of arrival.
//!
//! **Invariants:** `now` moves only when a timer fires; no timer that is to fire lies before it. A
//! goroutine on the P with something in `pending` stands before that step.
//!
//! **Departures:** no sysmon, no slices, no thieves; a collection happens at one moment; a system
//! call waits as the network does, without a thread of its own. A timer whose channel nobody waits
//! for fires like any other; only a deadlock takes no notice of it.

use super::{GO_ON, GoRuntime, Limits, MAIN, Machine, Pending, Stand, Stepped, Turn, What};
use crate::explore::Move;
use crate::guest::{Access, Guest, Op, SelectCase, Step};
use crate::id::{ChanId, FiberId, MId, ProcId, TimerId};
use crate::machine::LEAVE;
use crate::sched::go::Next;
use crate::sched::go::timers::Timer;
use crate::schedule::Control;
use crate::sync::select;
use crate::time::Time;
use crate::trace::{ChoiceKind, EventKind, FiberState, Finish, From};
use alloc::vec::Vec;

const P0: ProcId = ProcId(0);
const M0: MId = MId(0);

/// Instructions that a goroutine runs between two visible steps before it has to stop.
const SLICE: u64 = 100_000;

/// How far the last decision has been carried out.
#[derive(Clone, Debug, Default)]
pub(super) struct Controlled {
    next: Decided,
    /// Instructions that the goroutine on the P has run since it stopped last.
    ran: u64,
    /// The program's timers in the order of their making, each with who made it.
    timers: Vec<(TimerId, FiberId)>,
}

/// What has been decided and is still to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Decided {
    /// Nothing: before its next visible step somebody has to be picked.
    #[default]
    Nothing,
    /// The goroutine on the P makes its next visible step.
    Step,
    /// A timer that is due fires.
    Fire,
}

/// What is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Due {
    /// A timer of the program's.
    Timer(TimerId),
    /// The end of a goroutine's sleep.
    Sleep(TimerId, FiberId),
    /// A goroutine's system call or descriptor.
    Network(FiberId),
}

/// Where a goroutine is, for whoever makes a schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// It is on its way to its next step, or computes for long.
    OnTheWay,
    /// It stands before this.
    Before(Op),
    /// It stands before this access.
    Touching(Access),
    /// It stands before the end of the program.
    Ending,
    /// What it waited for is free, and it is to try again.
    Woken,
    /// It waits.
    Waiting,
    /// It has come to its end.
    Ended,
}

impl Controlled {
    pub(super) fn timer_made(&mut self, timer: TimerId, by: FiberId) {
        self.timers.push((timer, by));
    }

    /// For fingerprints.
    pub(super) fn word(&self) -> u64 {
        (self.ran << 2) | self.next as u64
    }
}

/// Whether other goroutines can tell when the op is carried out. Those of which they cannot come
/// with what their goroutine did before.
fn is_visible(op: &Op) -> bool {
    match op {
        Op::Sleep { ns } => *ns > 0,
        Op::Go { .. }
        | Op::Gosched
        | Op::ChanMake { .. }
        | Op::Choose { .. }
        | Op::Procs(_)
        | Op::CpuCount
        | Op::LockThread(_)
        | Op::Gc
        | Op::GcPercent(_)
        | Op::MemStats => false,
        _ => true,
    }
}

impl GoRuntime {
    /// When the earliest timer is to fire, whether or not anybody waits for it.
    fn earliest(&self) -> Option<Time> {
        let network = self.netpoll.first().map(|(&(when, _), ())| when);
        self.timers.earliest().into_iter().chain(network).min()
    }
}

impl<G: Guest> Machine<G> {
    pub(super) fn turn_controlled(&mut self, allowance: u64) -> Turn {
        let go = self.go_runtime();
        if go.control.next == Decided::Fire {
            return self.fire_due();
        }
        let Some(g) = go.sched.p(P0).running else { return self.pick(None) };
        match go.pending.get(&g) {
            None => self.run_watched(g, allowance, Stand::default()),
            Some(Pending::Op(op)) if !is_visible(op) => self.make_hidden_step(g),
            Some(_) if go.control.next == Decided::Step => self.make_step(g, allowance),
            Some(_) => self.pick(Some(g)),
        }
    }

    /// Runs the goroutine up to before its next visible step.
    fn run_watched(&mut self, g: FiberId, allowance: u64, stand: Stand) -> Turn {
        let allocation = self.go_runtime().gc.room();
        let budget = allowance.min(SLICE - self.go_runtime().control.ran);
        let limits = Limits { budget, stop_at_poll: false, allocation, thread: g, stand };
        let Stepped { step, spent, allocated, stand, .. } = self.step(g, limits);
        self.allocated(g, allocated);
        let ran = &mut self.go_runtime().control.ran;
        *ran += spent;
        assert!(!stand.granted, "yieldpoint bug: {g} did not touch what it stood before");
        let before = match step {
            Step::Ran if *ran < SLICE => return GO_ON,
            Step::Ran => Pending::Slice,
            Step::Op(op) => Pending::Op(op),
            Step::Access(access) => Pending::Access(access),
            Step::Done(how) if g != MAIN || how == Finish::Exited => return self.goexit(g, how),
            Step::Done(how) => Pending::End(how),
            Step::Fault(fault) => Pending::Fault(fault),
            Step::Poll(_) => panic!("yieldpoint bug: a goroutine can be switched anywhere"),
        };
        let go = self.go_runtime();
        go.control.ran = 0;
        go.pending.insert(g, before);
        GO_ON
    }

    fn make_step(&mut self, g: FiberId, allowance: u64) -> Turn {
        let go = self.go_runtime();
        go.control.next = Decided::Nothing;
        let turn = match go.pending.remove(&g) {
            None | Some(Pending::Slice) => GO_ON,
            Some(Pending::Access(_)) => {
                self.run_watched(g, allowance, Stand { granted: true, ..Stand::default() })
            }
            Some(before) => self.carry_on(g, before),
        };
        // Something else is to be decided in the middle of it.
        if self.pending.is_some() {
            self.go_runtime().control.next = Decided::Step;
        }
        turn
    }

    fn make_hidden_step(&mut self, g: FiberId) -> Turn {
        match self.go_runtime().pending.remove(&g) {
            Some(before) => self.carry_on(g, before),
            None => GO_ON,
        }
    }

    // ---- who goes on

    /// Asks who goes on; `current` stands before its step.
    fn pick(&mut self, current: Option<FiberId>) -> Turn {
        let options = self.candidates(current);
        let idle = idle(&options);
        let timer = self.timer_may_fire(idle);
        let n = options.len() as u32 + u32::from(timer.is_some());
        if n == 0 {
            return self.checkdead();
        }
        let Some(option) = self.decide(ChoiceKind::Next, n) else { return LEAVE };
        match (options.get(option as usize), timer) {
            (Some(&g), _) => self.switch(current, g),
            (None, Some(when)) => {
                self.time_passes(when, idle);
                GO_ON
            }
            (None, None) => panic!("yieldpoint bug: no option {option}"),
        }
    }

    /// Who could go on: the one on the P first.
    fn candidates(&self, current: Option<FiberId>) -> Vec<FiberId> {
        let numbered = self.fibers.iter().enumerate();
        let runnable = numbered.filter(|(_, fiber)| fiber.state == FiberState::Runnable);
        current.into_iter().chain(runnable.map(|(at, _)| FiberId(at as u32 + 1))).collect()
    }

    fn switch(&mut self, current: Option<FiberId>, g: FiberId) -> Turn {
        let go = self.go_runtime();
        let stands = go.pending.get(&g).is_some();
        go.control.next = if stands { Decided::Step } else { Decided::Nothing };
        go.control.ran = 0;
        if current == Some(g) {
            return GO_ON;
        }
        if let Some(current) = current {
            self.preempt(current)?;
        }
        self.go_runtime().sched.pick(P0, g);
        self.run_on(P0, g, From::Picked, false)
    }

    /// The moves that answer the pending [`ChoiceKind::Next`].
    pub(in crate::machine) fn next_moves_go(&mut self, moves: &mut Vec<Move>) {
        let current = self.go_runtime().sched.p(P0).running;
        let fibers = self.candidates(current);
        let timer = self.timer_may_fire(idle(&fibers)).map(|_| FiberId(0));
        moves.extend(fibers.into_iter().chain(timer).map(Move::of));
    }

    // ---- time

    /// The deadline of a timer that may fire now.
    fn timer_may_fire(&mut self, idle: Idle) -> Option<Time> {
        let now = self.now;
        let loose = self.config.control == Control::Loose;
        let go = self.go_runtime();
        // A channel's timer that nobody waits for is no reason to wait.
        if idle == Idle::Yes {
            go.poll_until()?;
        }
        go.earliest().filter(|&when| loose || idle == Idle::Yes || when <= now)
    }

    /// The deadline has come.
    fn time_passes(&mut self, when: Time, idle: Idle) {
        if idle == Idle::Yes {
            self.emit(EventKind::ProcIdled { p: P0 });
            self.emit(EventKind::MParked { m: M0 });
        }
        self.now = self.now.max(when);
        self.go_runtime().control.next = Decided::Fire;
        if idle == Idle::Yes {
            self.emit(EventKind::MStarted { m: M0, p: P0, spinning: false });
        }
    }

    /// Fires one of those that are due.
    fn fire_due(&mut self) -> Turn {
        let due = self.due();
        let Some(option) = self.decide(ChoiceKind::TimerTie, due.len() as u32) else {
            return LEAVE;
        };
        let now = self.now;
        self.go_runtime().control.next = Decided::Nothing;
        match due.get(option as usize) {
            Some(&Due::Timer(timer) | &Due::Sleep(timer, _)) => self.fire(timer),
            Some(&Due::Network(g)) => {
                self.polled(now, g);
                self.put(g, Next::Tail);
                GO_ON
            }
            None => panic!("yieldpoint bug: nothing is due"),
        }
    }

    /// Everything of the earliest deadline.
    pub(crate) fn due(&mut self) -> Vec<Due> {
        let now = self.now;
        let go = self.go_runtime();
        let timers = go.timers.at(now).map(|timer| match go.timers.all.get(&timer) {
            Some(&Timer { what: What::Wake(g), .. }) => Due::Sleep(timer, g),
            _ => Due::Timer(timer),
        });
        let waiting = go.netpoll.iter().take_while(|&(&(when, _), ())| when == now);
        timers.chain(waiting.map(|(&(_, g), ())| Due::Network(g))).collect()
    }
}

/// What whoever makes a schedule wants to know.
impl<G: Guest> Machine<G> {
    /// Where the goroutine is.
    pub(crate) fn standing(&mut self, g: FiberId) -> Standing {
        match self.state(g) {
            FiberState::Ended(_) => return Standing::Ended,
            FiberState::Waiting { .. } => return Standing::Waiting,
            FiberState::Runnable | FiberState::Running(_) => {}
        }
        match self.go_runtime().pending.get(&g) {
            None | Some(Pending::Slice) => Standing::OnTheWay,
            Some(Pending::Op(op)) => Standing::Before(op.clone()),
            Some(Pending::Access(access)) => Standing::Touching(*access),
            Some(Pending::End(_) | Pending::Fault(_)) => Standing::Ending,
            Some(Pending::Sema(_)) => Standing::Woken,
            Some(Pending::Select(_)) => panic!("yieldpoint bug: {g} runs in a select"),
        }
    }

    /// Who started each goroutine, by number.
    pub(crate) fn creators(&self) -> impl Iterator<Item = FiberId> {
        self.fibers.iter().map(|fiber| fiber.by)
    }

    /// The program's timers, each with who made it.
    pub(crate) fn timers_made(&mut self) -> &[(TimerId, FiberId)] {
        &self.go_runtime().control.timers
    }

    /// The goroutine on the P.
    pub(crate) fn running(&mut self) -> Option<FiberId> {
        self.go_runtime().sched.p(P0).running
    }

    /// The cases of a select that could be taken now, in the order of [`ChoiceKind::Select`].
    pub(crate) fn ready_cases(&mut self, cases: &[SelectCase]) -> Vec<u32> {
        let go = self.go_runtime();
        let chan = |id: ChanId| &go.chans[id.index() - 1].chan;
        select::ready(cases.iter().map(|case| (case.chan.map(chan), case.sends)))
    }
}

/// Whether nobody can go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Idle {
    Yes,
    No,
}

fn idle(candidates: &[FiberId]) -> Idle {
    if candidates.is_empty() { Idle::Yes } else { Idle::No }
}
