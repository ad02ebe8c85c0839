//! Who runs next: `schedule`, `execute`, and the ways in and out of the queues.
//!
//! **Models:** `schedule`, `findRunnable`, `execute`, `ready`, `gopark`, `goschedImpl`, `newproc`,
//! `goexit0` (`runtime/proc.go`, Go 1.27).

use super::{Fiber, GO_ON, Machine, NOBODY, Turn};
use crate::guest::{Guest, Reply};
use crate::id::{FiberId, MId, NameId, ProcId};
use crate::machine::MAIN;
use crate::sched::go::steal::RUNNEXT_PATIENCE_NS;
use crate::sched::go::threads::SEARCH_NS;
use crate::sched::go::{Found, Next, Placed, Spill, Steal, Stolen};
use crate::time::US;
use crate::trace::{ChoiceKind, EventKind, FiberState, Finish, From, Object, WaitReason};

/// What the runtime's own goroutines do before they wait, in ns.
const SYSTEM_NS: u64 = US;

impl<G: Guest> Machine<G> {
    /// `schedule` with `findRunnable`: a thread with a P and no G.
    pub(super) fn schedule(&mut self, m: MId, p: ProcId) -> Turn {
        if self.go_runtime().sched.m(m).locked_g.is_some() {
            return self.stoplockedm(m);
        }
        self.run_timers(p)?;
        if let Some(worker) = self.gc_worker(p) {
            return self.start_worker(m, worker);
        }
        if let Some(found) = self.go_runtime().sched.find_local(p) {
            return self.found(m, found);
        }
        if let Some(g) = self.netpoll_ready() {
            return self.found(m, Found::one(g, From::Thread));
        }
        self.look_elsewhere(m, p)
    }

    /// Nothing of its own: the thread steals, or its P becomes idle.
    fn look_elsewhere(&mut self, m: MId, p: ProcId) -> Turn {
        let sched = &mut self.go_runtime().sched;
        if sched.ps.len() < 2 || !sched.may_spin(m) {
            return self.no_work(m, p);
        }
        sched.spin(m);
        let orders = sched.steal_orders();
        if self.pay(m, SEARCH_NS) {
            return GO_ON;
        }
        let order = self.draw(ChoiceKind::StealOrder, orders);
        if let Steal::Got(stolen) = self.go_runtime().sched.steal_from_rings(p, order) {
            return self.stole(m, p, stolen);
        }
        if self.steal_timers(p, order)? {
            return GO_ON;
        }
        let sched = &mut self.go_runtime().sched;
        let patience = !core::mem::take(&mut sched.m(m).patient);
        match sched.steal_runnext(p, order, patience) {
            Steal::Got(stolen) => self.stole(m, p, stolen),
            Steal::Patience => {
                sched.m(m).patient = true;
                self.now = self.now.after(RUNNEXT_PATIENCE_NS);
                GO_ON
            }
            Steal::Nothing => self.no_work(m, p),
        }
    }

    /// Not even anything to steal: the P marks, or is idle.
    fn no_work(&mut self, m: MId, p: ProcId) -> Turn {
        match self.idle_worker(m, p) {
            Some(turn) => turn,
            None => self.idle(m, p),
        }
    }

    /// Runs the timers of other Ps that are due; whether there were any.
    fn steal_timers(&mut self, thief: ProcId, order: u32) -> core::ops::ControlFlow<(), bool> {
        let victims = self.go_runtime().sched.steal_order(order);
        for victim in victims.filter(|&p| p != thief) {
            let now = self.now;
            if self.go_runtime().timers.ties(victim, now) > 0 {
                self.run_timers(victim)?;
                return core::ops::ControlFlow::Continue(true);
            }
        }
        core::ops::ControlFlow::Continue(false)
    }

    fn stole(&mut self, m: MId, p: ProcId, stolen: Stolen) -> Turn {
        let Stolen { g, victim, moved, from } = stolen;
        self.emit(match from {
            From::Runnext => EventKind::RunnextStolen { p, victim, g },
            _ => EventKind::RunqStolen { p, victim, g, moved },
        });
        self.found(m, Found::one(g, From::Stolen))
    }

    /// A thread that span and found work lets the next one look.
    pub(super) fn found(&mut self, m: MId, found: Found) -> Turn {
        let sched = &mut self.go_runtime().sched;
        sched.m(m).patient = false;
        if sched.unspin(m) {
            self.wakep();
        }
        self.execute(found)
    }

    pub(super) fn execute(&mut self, found: Found) -> Turn {
        let Found { g, from, inherit_time, moved } = found;
        let go = self.go_runtime();
        let p = go.p().unwrap_or_else(|| panic!("yieldpoint bug: {g} has no P"));
        if moved > 0 {
            self.emit(EventKind::GlobalTaken { p, moved });
        }
        self.startlockedm(g, p);
        self.run_on(p, g, from, inherit_time)
    }

    /// The P runs the G.
    pub(super) fn run_on(&mut self, p: ProcId, g: FiberId, from: From, inherit_time: bool) -> Turn {
        self.go_runtime().sched.execute(p, g, inherit_time);
        self.set_state(g, FiberState::Running(p));
        self.emit(EventKind::GStarted { g, p, from, inherit_time });
        GO_ON
    }

    // ---- into the queues

    /// Puts a runnable G on the P of this thread and says where it went.
    pub(super) fn put(&mut self, g: FiberId, next: Next) {
        let next = if self.config.preemption.has_sysmon() { next } else { Next::Tail };
        let go = self.go_runtime();
        let p = go.p().unwrap_or_else(|| panic!("yieldpoint bug: {g} is put on no P"));
        match go.sched.runqput(p, g, next) {
            Placed::Ring(spill) => self.emit_spill(p, g, spill),
            Placed::Runnext { kicked } => {
                let old = kicked.map_or(NOBODY, |(old, _)| old);
                self.emit(EventKind::RunnextSet { p, g, kicked: old });
                if let Some((old, spill)) = kicked {
                    self.emit_spill(p, old, spill);
                }
            }
        }
    }

    fn emit_spill(&mut self, p: ProcId, g: FiberId, spill: Spill) {
        self.emit(match spill {
            Spill::Tail => EventKind::RunqPut { p, g },
            Spill::Global { moved } => EventKind::RunqOverflowed { p, g, moved },
        });
    }

    /// The G goes to the tail of the global queue.
    pub(super) fn globrunqput(&mut self, g: FiberId) {
        self.go_runtime().sched.global.push_back(g);
        self.emit(EventKind::GlobalPut { g });
    }

    /// `goready`: a waiting G becomes runnable, as the P's runnext.
    pub(super) fn ready(&mut self, g: FiberId, by: FiberId) {
        self.set_state(g, FiberState::Runnable);
        self.emit(EventKind::GReadied { g, by });
        self.put(g, Next::Runnext);
        self.wakep();
    }

    /// The running G is off its P, which looks for another.
    fn dropg(&mut self) -> ProcId {
        let go = self.go_runtime();
        let p = go.p().unwrap_or_else(|| panic!("yieldpoint bug: nothing runs here"));
        go.sched.p(p).running = None;
        p
    }

    /// `gopark`: the running G waits.
    pub(super) fn gopark(&mut self, g: FiberId, reason: WaitReason, on: Object) -> Turn {
        self.dropg();
        self.set_state(g, FiberState::Waiting { reason, on });
        self.emit(EventKind::GParked { g, reason, on });
        GO_ON
    }

    /// `goschedImpl`: the running G goes to the tail of the global queue.
    fn put_global(&mut self, g: FiberId, left: EventKind) -> Turn {
        self.dropg();
        self.set_state(g, FiberState::Runnable);
        self.emit(left);
        self.globrunqput(g);
        self.wakep();
        GO_ON
    }

    pub(in crate::machine) fn gosched(&mut self, g: FiberId) -> Turn {
        self.reply(g, Reply::Done)?;
        self.put_global(g, EventKind::GYielded { g })
    }

    pub(super) fn preempt(&mut self, g: FiberId) -> Turn {
        self.put_global(g, EventKind::GPreempted { g })
    }

    /// `goyield`: the running G goes to the tail of its P's ring.
    pub(super) fn goyield(&mut self, g: FiberId) {
        self.dropg();
        self.set_state(g, FiberState::Runnable);
        self.emit(EventKind::GYielded { g });
        self.put(g, Next::Tail);
    }

    // ---- goroutines

    pub(in crate::machine) fn newproc(
        &mut self, by: FiberId, g: FiberId, function: NameId, line: u32,
    ) -> Turn {
        self.create_goroutine(by, g, function, line)?;
        self.wakep();
        self.reply(by, Reply::Done)
    }

    pub(super) fn create_goroutine(
        &mut self, by: FiberId, g: FiberId, function: NameId, line: u32,
    ) -> Turn {
        let fiber: Fiber = Self::runnable_fiber(by, function, line);
        if g.is_system() {
            self.go_runtime().system.push(fiber);
        } else {
            self.add_fiber(g, fiber)?;
        }
        self.emit(EventKind::GCreated { g, by, function, line });
        self.put(g, Next::Runnext);
        GO_ON
    }

    /// A goroutine returned, or called `runtime.Goexit`. When main returns, the process ends,
    /// whatever the others are doing; when it exits, they go on.
    pub(super) fn goexit(&mut self, g: FiberId, how: Finish) -> Turn {
        self.dropg();
        self.end_fiber(g, how);
        self.goexit_locked();
        if g == MAIN && how != Finish::Exited {
            return self.main_returned();
        }
        GO_ON
    }

    /// A goroutine of the runtime does what it has to and waits.
    pub(super) fn run_system(&mut self, m: MId, p: ProcId, g: FiberId) -> Turn {
        if self.is_gc_worker(g) {
            return self.run_gc_worker(m, p, g);
        }
        if self.pay(m, SYSTEM_NS) {
            return GO_ON;
        }
        self.gopark(g, WaitReason::SystemIdle, Object::None)
    }

    /// Moves the thread's clock on by `ns` for what it does next; it has the turn again when it is
    /// furthest behind. Whether it was moved just now.
    pub(super) fn pay(&mut self, m: MId, ns: u64) -> bool {
        let paid = &mut self.go_runtime().sched.m(m).paid;
        *paid = !*paid;
        if *paid {
            self.now = self.now.after(ns);
            self.fuel_used += 1;
            return true;
        }
        false
    }
}
