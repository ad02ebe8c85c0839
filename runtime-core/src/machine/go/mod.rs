//! Go's side of the machine: threads that run goroutines on Ps, each on a clock of its own.
//!
//! **Models:** `schedule`, `newproc`, `gopark`, `goready`, `goschedImpl`, `checkdead`
//! (`runtime/proc.go`) and what they call; Go 1.27. The rules of who goes where are
//! [`crate::sched::go`]'s, those of channels and locks [`crate::sync`]'s; this module carries them
//! out and says what happened.
//!
//! A turn belongs to whoever is behind in virtual time: a thread with a P, a system call that ends,
//! the thread in the netpoller, or sysmon. A thread runs its goroutine until that asks for something
//! or is `LEAD_NS` ahead of the next; what was asked for is carried out when the
//! thread is the one furthest behind, so that everything that others can see happens in the order
//! of the clocks.
//!
//! **Invariants:** `now` is the clock of whoever has the turn. A goroutine with something in
//! `pending` does that before its next instruction.

mod chans;
mod control;
mod end;
mod gc;
mod locks;
mod run;
mod syscall;
mod sysmon;
mod threads;
mod time;
mod view;
mod world;

use super::{Fiber, GO_ON, Limits, MAIN, Machine, NOBODY, Runtime, Stand, Stepped, Turn};
use crate::guest::{Access, Fault, Firing, Guest, Op, SelectCase, Step};
use crate::id::{Addr, ChanId, FiberId, MId, NameId, ProcId, TimerId};
use crate::sched::go::timers::Timers;
use crate::sched::go::{MState, Sched, Sysmon};
use crate::sync::chan::Chan;
use crate::sync::cond::NotifyLists;
use crate::sync::mutex::Attempt;
use crate::sync::sema::{QueueEnd, SemaRoot};
use crate::sync::wait_group::WaitGroups;
use crate::table::Table;
use crate::time::Time;
use crate::trace::{ChoiceKind, EventKind, FiberKind, FiberState, Finish, WaitReason};
use alloc::vec::Vec;

pub(super) use view::{fingerprint_go, view_go};

use control::Controlled;
pub(crate) use control::{Due, Standing};
use gc::Gc;

/// How far a thread may run ahead of the one furthest behind, in ns; at least one instruction.
const LEAD_NS: u64 = 128;
/// The same where threads are irregular, and goroutines are to meet in the middle of a statement.
const LEAD_WITH_NOISE_NS: u64 = 2;

/// By how much a thread is held up for each option of [`ChoiceKind::ThreadDelay`], in ns.
const THREAD_DELAYS_NS: [u64; 4] = [0, 300, 3_000, 30_000];

/// Go's runtime state.
#[derive(Clone, Debug)]
pub struct GoRuntime {
    pub(super) sched: Sched,
    pub(super) timers: Timers<What>,
    pub(super) chans: Vec<GoChan>,
    pub(super) wait_groups: WaitGroups,
    pub(super) semas: SemaRoot,
    pub(super) conds: NotifyLists,
    /// What a goroutine does before its next instruction.
    pending: Table<FiberId, Pending>,
    /// Goroutines in the netpoller, by when their descriptor is ready.
    pub(super) netpoll: Table<(Time, FiberId), ()>,
    pub(super) sysmon: Sysmon,
    gc: Gc,
    /// How far the schedule's decision has been carried out.
    control: Controlled,
    /// The runtime's own goroutines, from [`FiberId::SYSTEM`].
    pub(super) system: Vec<Fiber>,
    /// The thread whose turn it is.
    m: MId,
    /// The clock of whoever comes next, [`u64::MAX`] for nobody.
    horizon: Time,
    /// Whether the turn was cut short because whoever runs the machine wanted it back: it goes on
    /// where it was, so that a run in slices is the same run.
    cut: bool,
}

/// A channel with what the runtime knows of it.
#[derive(Clone, Debug)]
pub(super) struct GoChan {
    pub(super) chan: Chan,
    pub(super) name: NameId,
    /// The timer that sends to it.
    pub(super) timer: Option<TimerId>,
}

/// What a timer does when it fires.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// Readies a G that sleeps.
    Wake(FiberId),
    /// What the program asked for.
    Fire(Firing),
}

/// What a goroutine does before its next instruction.
#[derive(Clone, Debug)]
enum Pending {
    /// Asks for this: its thread was ahead of the others, or an answer is awaited.
    Op(Op),
    /// It waits in a select with these cases.
    Select(Vec<SelectCase>),
    /// It waits on a semaphore.
    Sema(SemaWait),
    /// Under control: touches memory.
    Access(Access),
    /// Under control: goes on computing.
    Slice,
    /// Under control: main comes to its end.
    End(Finish),
    /// Under control: ends the program.
    Fault(Fault),
}

/// A goroutine on a semaphore.
#[derive(Clone, Copy, Debug)]
struct SemaWait {
    /// Where its count is.
    at: Addr,
    /// The object that the program knows.
    on: Addr,
    end: QueueEnd,
    reason: WaitReason,
    /// Whether the one it waited for was given to it.
    ticket: bool,
    then: Then,
}

/// What follows when a semaphore lets a goroutine go.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// It goes on.
    Reply,
    /// It is at a mutex.
    Mutex(Addr, Attempt, After),
    /// It has an RWMutex for reading.
    Reader(Addr),
    /// It has an RWMutex for itself.
    Writer(Addr),
}

/// What follows when a goroutine has a mutex.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum After {
    /// It goes on.
    Reply,
    /// It is the mutex among the writers of this RWMutex: now the readers.
    Readers(Addr),
}

/// Who can have the next turn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Actor {
    /// A thread that holds a P, or whose system call ends.
    Thread(MId),
    /// The thread in the netpoller.
    Poller(MId),
    Sysmon,
}

impl GoRuntime {
    pub(super) fn new(procs: u32) -> GoRuntime {
        GoRuntime {
            sched: Sched::new(procs),
            timers: Timers::new(procs),
            chans: Vec::new(),
            wait_groups: WaitGroups::default(),
            semas: SemaRoot::default(),
            conds: NotifyLists::default(),
            pending: Table::new(),
            netpoll: Table::new(),
            sysmon: Sysmon::default(),
            gc: Gc::default(),
            control: Controlled::default(),
            system: Vec::new(),
            m: MId(0),
            horizon: Time(u64::MAX),
            cut: false,
        }
    }

    fn chan(&mut self, id: ChanId) -> &mut GoChan {
        &mut self.chans[id.index() - 1]
    }

    /// The P of the thread whose turn it is.
    fn p(&self) -> Option<ProcId> {
        self.sched.ms[self.m.index()].p
    }

    /// When the poller is to wake: at the next timer or when the network has something.
    fn poll_until(&self) -> Option<Time> {
        let network = self.netpoll.first().map(|(&(when, _), ())| when);
        self.timers.next_deadline().into_iter().chain(network).min()
    }

    /// Who is furthest behind, with its clock, and the clock of the next.
    fn next_actor(&self) -> Option<(Time, Actor, Time)> {
        let ms = self.sched.ms.iter().enumerate();
        let threads = ms
            .filter(|(_, m)| matches!(m.state, MState::Running | MState::Syscall(_)))
            .map(|(at, m)| (m.clock, Actor::Thread(MId(at as u32))));
        let poller = self.sched.poller.and_then(|m| {
            let clock = self.sched.ms[m.index()].clock;
            self.poll_until().map(|until| (until.max(clock), Actor::Poller(m)))
        });
        let sysmon = self.sysmon.wake.map(|wake| (wake, Actor::Sysmon));
        let (mut first, mut second) = (None, Time(u64::MAX));
        for actor in threads.chain(poller).chain(sysmon) {
            match first {
                Some(earlier) if earlier <= actor => second = second.min(actor.0),
                _ => {
                    second = first.map_or(second, |(at, _)| at);
                    first = Some(actor);
                }
            }
        }
        first.map(|(at, actor)| (at, actor, second))
    }
}

impl<G: Guest> Machine<G> {
    pub(super) fn go_runtime(&mut self) -> &mut GoRuntime {
        match &mut self.runtime {
            Runtime::Go(go) => go,
            #[cfg(feature = "python")]
            Runtime::Python(_) => panic!("yieldpoint bug: no goroutines here"),
        }
    }

    /// `runtime·rt0_go` creates `main` like any other goroutine and starts to schedule. When
    /// `main.main` begins, two goroutines of the runtime wait behind it (seen in a traceback of
    /// all goroutines with `GOTRACEBACK=system`).
    pub(super) fn start_main_goroutine(&mut self) {
        if !self.config.preemption.has_sysmon() || self.is_controlled() {
            self.go_runtime().sysmon.wake = None;
        }
        self.emit(EventKind::MStarted { m: MId(0), p: ProcId(0), spinning: false });
        let procs = self.go_runtime().sched.ps.len() as u32;
        self.emit(EventKind::ProcsChanged { procs });
        let function = self.recorder.intern("main.main");
        let _ = self.create_goroutine(NOBODY, MAIN, function, 0);
        let tick = self.go_runtime().sched.ps[0].schedtick;
        if let Some(found) = self.go_runtime().sched.find_local(ProcId(0)) {
            let _ = self.execute(found);
        }
        self.go_runtime().sched.ps[0].schedtick = tick;
        if self.is_controlled() {
            return;
        }
        for name in ["runtime.updateMaxProcsGoroutine", "runtime.runFinalizers"] {
            let _ = self.system_goroutine(name);
        }
    }

    /// One turn of whoever is furthest behind.
    pub(super) fn turn_go(&mut self, allowance: u64) -> Turn {
        if self.is_controlled() {
            return self.turn_controlled(allowance);
        }
        if core::mem::take(&mut self.go_runtime().cut) {
            let m = self.go_runtime().m;
            self.now = self.go_runtime().sched.m(m).clock;
            return self.turn_thread(m, allowance);
        }
        let Some((at, actor, horizon)) = self.go_runtime().next_actor() else {
            return self.checkdead();
        };
        if actor == Actor::Sysmon && self.nothing_but_sysmon() {
            return self.checkdead();
        }
        self.now = at;
        self.go_runtime().horizon = horizon;
        match actor {
            Actor::Thread(m) => self.turn_thread(m, allowance),
            Actor::Poller(m) => self.turn_poller(m),
            Actor::Sysmon => self.turn_sysmon(),
        }
    }

    fn turn_thread(&mut self, m: MId, allowance: u64) -> Turn {
        self.go_runtime().m = m;
        if self.go_runtime().sched.m(m).state == MState::Running {
            self.gc_check_done();
        }
        let turn = match self.go_runtime().sched.m(m).state {
            MState::Syscall(g) => self.exitsyscall(m, g),
            _ => self.turn_running(m, allowance),
        };
        let now = self.now;
        let m = self.go_runtime().sched.m(m);
        m.clock = m.clock.max(now);
        turn
    }

    fn turn_running(&mut self, m: MId, allowance: u64) -> Turn {
        let sched = &mut self.go_runtime().sched;
        let p = sched.m(m).p.unwrap_or_else(|| panic!("yieldpoint bug: {m} runs without a P"));
        let Some(g) = sched.p(p).running else {
            return self.schedule(m, p);
        };
        if g.is_system() {
            return self.run_system(m, p, g);
        }
        if let Some(pending) = self.go_runtime().pending.remove(&g) {
            return self.carry_on(g, pending);
        }
        let asked = self.go_runtime().sched.p(p).preempt;
        if asked && self.config.preemption == super::Preemption::Anywhere {
            return self.preempt(g);
        }
        self.run_goroutine(g, allowance, asked)
    }

    /// Lets the goroutine run until it asks for something or is too far ahead.
    fn run_goroutine(&mut self, g: FiberId, allowance: u64, asked: bool) -> Turn {
        let instruction_ns = self.config.instruction_ns.max(1);
        let ahead = if self.config.noise { LEAD_WITH_NOISE_NS } else { LEAD_NS };
        let until = self.go_runtime().horizon.after(ahead);
        let lead = until.since(self.now).div_ceil(instruction_ns).max(1);
        let at_call = asked && self.config.preemption == super::Preemption::AtCalls;
        let budget = allowance.min(lead);
        let room = self.go_runtime().gc.room();
        let stand = Stand::default();
        let limits = Limits { budget, stop_at_poll: at_call, allocation: room, thread: g, stand };
        let Stepped { step, spent, allocated, .. } = self.step(g, limits);
        self.allocated(g, allocated);
        match step {
            Step::Ran if allocated >= room => GO_ON,
            Step::Ran if at_call && spent < budget => self.preempt(g),
            Step::Ran => {
                self.go_runtime().cut = spent < lead;
                GO_ON
            }
            Step::Op(op) => self.asked(g, op),
            Step::Done(how) => self.goexit(g, how),
            Step::Fault(fault) => self.fault(g, &fault),
            Step::Access(_) | Step::Poll(_) => panic!("yieldpoint bug: nobody watches"),
        }
    }

    /// The op costs its time; if another thread is behind now, that one comes first.
    fn asked(&mut self, g: FiberId, op: Op) -> Turn {
        self.pass(self.config.op_ns);
        self.delay();
        let now = self.now;
        if now > self.go_runtime().horizon {
            self.go_runtime().pending.insert(g, Pending::Op(op));
            return GO_ON;
        }
        let turn = self.carry_out(g, op);
        if self.outcome.is_none() {
            self.delay();
        }
        turn
    }

    /// The operating system may keep the thread waiting; it can be told only where another runs.
    fn delay(&mut self) {
        let sched = &self.go_runtime().sched;
        if sched.ps.len() - sched.idle_ps.len() < 2 {
            return;
        }
        let drawn = self.draw(ChoiceKind::ThreadDelay, THREAD_DELAYS_NS.len() as u32);
        self.now = self.now.after(THREAD_DELAYS_NS[drawn as usize]);
    }

    fn carry_on(&mut self, g: FiberId, pending: Pending) -> Turn {
        match pending {
            Pending::Op(op) => self.carry_out(g, op),
            Pending::Sema(wait) => self.sema_woken(g, wait),
            Pending::End(how) => self.goexit(g, how),
            Pending::Fault(fault) => self.fault(g, &fault),
            Pending::Select(_) => panic!("yieldpoint bug: {g} runs in the middle of a select"),
            Pending::Access(_) | Pending::Slice => panic!("yieldpoint bug: nobody watches {g}"),
        }
    }

    // ---- goroutines

    /// Adds a goroutine of the runtime itself and makes it runnable.
    fn system_goroutine(&mut self, name: &str) -> Turn {
        let function = self.recorder.intern(name);
        let g = FiberId(FiberId::SYSTEM + self.go_runtime().system.len() as u32);
        self.create_goroutine(MAIN, g, function, 0)
    }

    fn runnable_fiber(by: FiberId, name: NameId, line: u32) -> Fiber {
        Fiber { kind: FiberKind::Goroutine, name, by, line, state: FiberState::Runnable }
    }
}
