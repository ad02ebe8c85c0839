//! Go's side of the machine: goroutines, channels, wait groups and sleep on one P.
//!
//! **Models:** `schedule`, `newproc`, `gopark`, `goready`, `goschedImpl`, `checkdead`
//! (`runtime/proc.go`), `chansend`/`chanrecv`/`closechan` (`runtime/chan.go`), `timeSleep`
//! (`runtime/time.go`); Go 1.27.

use super::{Fiber, GO_ON, MAIN, Machine, NOBODY, Runtime, Turn};
use crate::guest::{Endpoint, Guest, Reply, Step};
use crate::id::{Addr, ChanId, FiberId, NameId, ProcId};
use crate::sched::go::{FORCE_PREEMPT_NS, Found, Next, Placed, Sched, Spill};
use crate::sched::timers::Timers;
use crate::sync::chan::{Chan, Received, Sent};
use crate::sync::wait_group::WaitGroups;
use crate::time::Time;
use crate::trace::{
    ChoiceKind, EventKind, FiberKind, FiberState, Finish, Object, OutcomeKind, Stream, Via,
    WaitReason,
};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The one P there is so far.
const P0: ProcId = ProcId(0);

/// Go's runtime state.
#[derive(Clone, Debug)]
pub struct GoRuntime {
    pub(super) sched: Sched,
    /// Sleeping goroutines.
    pub(super) timers: Timers<FiberId>,
    pub(super) chans: Vec<(Chan, NameId)>,
    pub(super) wait_groups: WaitGroups,
    /// When the running slice began.
    pub(super) slice_began: Time,
}

impl GoRuntime {
    pub(super) fn new() -> GoRuntime {
        GoRuntime {
            sched: Sched::new(1),
            timers: Timers::default(),
            chans: Vec::new(),
            wait_groups: WaitGroups::default(),
            slice_began: Time::default(),
        }
    }

    fn chan(&mut self, id: ChanId) -> &mut Chan {
        &mut self.chans[id.index() - 1].0
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

    /// `runtime·rt0_go` creates `main` like any other goroutine and starts to schedule.
    pub(super) fn start_main_goroutine(&mut self) {
        let function = self.recorder.intern("main.main");
        let _ = self.create_goroutine(NOBODY, MAIN, function, 0);
    }

    /// One turn: run the running G, or find one.
    pub(super) fn turn_go(&mut self, allowance: u64) -> Turn {
        let Some(g) = self.go_runtime().sched.ps[0].running else {
            return self.schedule();
        };
        let ran_ns = self.now.since(self.go_runtime().slice_began);
        if ran_ns >= FORCE_PREEMPT_NS {
            return self.preempt(g);
        }
        let until_preempted =
            (FORCE_PREEMPT_NS - ran_ns).div_ceil(self.config.instruction_ns.max(1));
        match self.step(g, allowance.min(until_preempted)) {
            Step::Ran => GO_ON,
            Step::Op(op) => self.after_op(g, op),
            Step::Done(how) => self.goexit(g, how),
            Step::Fault(fault) => self.fault(g, &fault),
        }
    }

    // ---- schedule

    /// `schedule`: run the timers that are due, then whoever `find_runnable` finds. With nobody,
    /// the P waits for the next timer; with no timer either, it is a deadlock.
    fn schedule(&mut self) -> Turn {
        self.run_timers()?;
        if let Some(found) = self.go_runtime().sched.find_runnable(0) {
            return self.execute(found);
        }
        match self.go_runtime().timers.next_deadline() {
            Some(when) => {
                self.emit(EventKind::ProcIdled { p: P0 });
                self.now = self.now.max(when);
                // Whoever runs next inherits no slice from before the P was idle: sysmon sleeps
                // too while nothing runs.
                let now = self.now;
                self.go_runtime().slice_began = now;
                GO_ON
            }
            None => self.checkdead(),
        }
    }

    /// `timers.check`: readies the sleepers whose time has come.
    fn run_timers(&mut self) -> Turn {
        loop {
            let now = self.now;
            let ties = self.go_runtime().timers.ties(now);
            if ties == 0 {
                return GO_ON;
            }
            let Some(option) = self.decide(ChoiceKind::TimerTie, ties) else {
                return super::LEAVE;
            };
            if let Some((timer, g)) = self.go_runtime().timers.pop(option) {
                self.emit(EventKind::TimerFired { timer });
                self.ready(g, NOBODY);
            }
        }
    }

    fn execute(&mut self, found: Found) -> Turn {
        let Found { g, from, inherit_time, moved } = found;
        if moved > 0 {
            self.emit(EventKind::GlobalTaken { p: P0, moved });
        }
        let now = self.now;
        let go = self.go_runtime();
        go.sched.execute(0, found);
        if !inherit_time {
            go.slice_began = now;
        }
        self.set_state(g, FiberState::Running(P0));
        self.emit(EventKind::GStarted { g, p: P0, from, inherit_time });
        GO_ON
    }

    /// Puts a runnable G on the P and says where it went.
    fn put(&mut self, g: FiberId, next: Next) {
        match self.go_runtime().sched.runqput(0, g, next) {
            Placed::Ring(spill) => self.emit_spill(g, spill),
            Placed::Runnext { kicked } => {
                let old = kicked.map_or(NOBODY, |(old, _)| old);
                self.emit(EventKind::RunnextSet { p: P0, g, kicked: old });
                if let Some((old, spill)) = kicked {
                    self.emit_spill(old, spill);
                }
            }
        }
    }

    fn emit_spill(&mut self, g: FiberId, spill: Spill) {
        self.emit(match spill {
            Spill::Tail => EventKind::RunqPut { p: P0, g },
            Spill::Global { moved } => EventKind::RunqOverflowed { p: P0, g, moved },
        });
    }

    /// `goready`: a waiting G becomes the P's runnext.
    fn ready(&mut self, g: FiberId, by: FiberId) {
        self.set_state(g, FiberState::Runnable);
        self.emit(EventKind::GReadied { g, by });
        self.put(g, Next::Runnext);
    }

    /// `gopark`: the running G waits, and its P looks for another.
    fn gopark(&mut self, g: FiberId, reason: WaitReason, on: Object) -> Turn {
        self.go_runtime().sched.ps[0].running = None;
        self.set_state(g, FiberState::Waiting { reason, on });
        self.emit(EventKind::GParked { g, reason, on });
        GO_ON
    }

    /// `goschedImpl`: the running G goes to the tail of the global queue.
    fn put_global(&mut self, g: FiberId, left: EventKind) -> Turn {
        let go = self.go_runtime();
        go.sched.ps[0].running = None;
        go.sched.global.push_back(g);
        self.set_state(g, FiberState::Runnable);
        self.emit(left);
        self.emit(EventKind::GlobalPut { g });
        GO_ON
    }

    pub(super) fn gosched(&mut self, g: FiberId) -> Turn {
        self.put_global(g, EventKind::GYielded { g })?;
        self.reply(g, Reply::Done)
    }

    /// sysmon asks again only at its next look, whoever then runs in the same slice.
    fn preempt(&mut self, g: FiberId) -> Turn {
        let now = self.now;
        self.go_runtime().slice_began = now;
        self.put_global(g, EventKind::GPreempted { g })
    }

    // ---- goroutines

    pub(super) fn newproc(&mut self, by: FiberId, g: FiberId, function: NameId, line: u32) -> Turn {
        self.create_goroutine(by, g, function, line)?;
        self.reply(by, Reply::Done)
    }

    fn create_goroutine(&mut self, by: FiberId, g: FiberId, function: NameId, line: u32) -> Turn {
        let state = FiberState::Runnable;
        let kind = FiberKind::Goroutine;
        self.add_fiber(g, Fiber { kind, name: function, by, line, state })?;
        self.emit(EventKind::GCreated { g, by, function, line });
        self.put(g, Next::Runnext);
        GO_ON
    }

    /// A goroutine returned. When main does, the process ends, whatever the others are doing.
    fn goexit(&mut self, g: FiberId, how: Finish) -> Turn {
        self.go_runtime().sched.ps[0].running = None;
        self.end_fiber(g, how);
        if g == MAIN { self.exit(0) } else { GO_ON }
    }

    /// `checkdead`: nobody runs, nobody can run, and no timer will change that.
    fn checkdead(&mut self) -> Turn {
        let mut text = String::from("fatal error: all goroutines are asleep - deadlock!\n");
        for at in 0..self.fibers.len() {
            if let FiberState::Waiting { reason, .. } = self.fibers[at].state {
                let g = FiberId(at as u32 + 1);
                let stack = self.guest.stack_text(g);
                text.push_str(&format!("\ngoroutine {} [{}]:\n{stack}", g.0, reason.word()));
            }
        }
        self.keep(NOBODY, Stream::Stderr, &text);
        self.end(OutcomeKind::Deadlock, 2)
    }

    // ---- channels

    pub(super) fn chan_make(&mut self, by: FiberId, cap: u32, name: NameId) -> Turn {
        let go = self.go_runtime();
        go.chans.push((Chan::new(cap), name));
        let chan = ChanId(go.chans.len() as u32);
        self.emit(EventKind::ChanMade { chan, by, cap, name });
        self.reply(by, Reply::Chan(chan))
    }

    pub(super) fn chan_send(&mut self, g: FiberId, chan: Option<ChanId>) -> Turn {
        let Some(chan) = chan else {
            return self.gopark(g, WaitReason::ChanSendNil, Object::None);
        };
        match self.go_runtime().chan(chan).send(g) {
            Sent::Closed => self.reply(g, Reply::ClosedChan),
            Sent::Park => self.gopark(g, WaitReason::ChanSend, Object::Chan(chan)),
            Sent::Buffered => {
                self.guest.transfer(chan, Endpoint::Fiber(g), Endpoint::Buffer);
                self.emit(EventKind::ChanSent { chan, by: g, via: Via::Buffer });
                self.reply(g, Reply::Done)
            }
            Sent::Direct(receiver) => {
                self.guest.transfer(chan, Endpoint::Fiber(g), Endpoint::Fiber(receiver));
                self.guest.resume(receiver, Reply::Received { ok: true });
                self.emit(EventKind::ChanSent { chan, by: g, via: Via::Direct(receiver) });
                self.ready(receiver, g);
                self.reply(g, Reply::Done)
            }
        }
    }

    pub(super) fn chan_recv(&mut self, g: FiberId, chan: Option<ChanId>) -> Turn {
        let Some(chan) = chan else {
            return self.gopark(g, WaitReason::ChanReceiveNil, Object::None);
        };
        let received = self.go_runtime().chan(chan).recv(g);
        let to = Endpoint::Fiber(g);
        let via = match received {
            Received::Park => return self.gopark(g, WaitReason::ChanReceive, Object::Chan(chan)),
            Received::Direct(sender) => {
                self.guest.transfer(chan, Endpoint::Fiber(sender), to);
                Via::Direct(sender)
            }
            Received::Refilled(sender) => {
                self.guest.transfer(chan, Endpoint::Buffer, to);
                self.guest.transfer(chan, Endpoint::Fiber(sender), Endpoint::Buffer);
                Via::Refilled(sender)
            }
            Received::Buffered => {
                self.guest.transfer(chan, Endpoint::Buffer, to);
                Via::Buffer
            }
            Received::Closed => {
                self.guest.transfer(chan, Endpoint::Zero, to);
                Via::Closed
            }
        };
        self.emit(EventKind::ChanReceived { chan, by: g, via });
        if let Via::Direct(sender) | Via::Refilled(sender) = via {
            self.guest.resume(sender, Reply::Done);
            self.ready(sender, g);
        }
        self.reply(g, Reply::Received { ok: via != Via::Closed })
    }

    pub(super) fn chan_close(&mut self, g: FiberId, chan: ChanId) -> Turn {
        let Some(woken) = self.go_runtime().chan(chan).close() else {
            return self.reply(g, Reply::ClosedChan);
        };
        self.emit(EventKind::ChanClosed { chan, by: g });
        for waiter in woken {
            self.wake_by_close(chan, waiter);
            self.ready(waiter, g);
        }
        self.reply(g, Reply::Done)
    }

    /// A waiting receiver gets the zero value; a waiting sender will panic.
    fn wake_by_close(&mut self, chan: ChanId, waiter: FiberId) {
        let receives = matches!(
            self.state(waiter),
            FiberState::Waiting { reason: WaitReason::ChanReceive, .. }
        );
        if receives {
            self.guest.transfer(chan, Endpoint::Zero, Endpoint::Fiber(waiter));
            self.guest.resume(waiter, Reply::Received { ok: false });
        } else {
            self.guest.resume(waiter, Reply::ClosedChan);
        }
    }

    pub(super) fn chan_len(&mut self, g: FiberId, chan: ChanId) -> Turn {
        let len = self.go_runtime().chan(chan).len;
        self.reply(g, Reply::Count(len))
    }

    // ---- sync and time

    pub(super) fn wait_group_add(&mut self, g: FiberId, wg: Addr, delta: i64, count: i64) -> Turn {
        self.emit(EventKind::WaitGroupAdded { wg, by: g, delta, count });
        for waiter in self.go_runtime().wait_groups.added(wg, count) {
            self.guest.resume(waiter, Reply::Done);
            self.ready(waiter, g);
        }
        self.reply(g, Reply::Done)
    }

    pub(super) fn wait_group_wait(&mut self, g: FiberId, wg: Addr, count: i64) -> Turn {
        if count == 0 {
            return self.reply(g, Reply::Done);
        }
        self.go_runtime().wait_groups.park(wg, g);
        self.gopark(g, WaitReason::WaitGroupWait, Object::Addr(wg))
    }

    /// `timeSleep`: zero or less returns at once, and does not even yield.
    pub(super) fn go_sleep(&mut self, g: FiberId, ns: i64) -> Turn {
        let Some(ns) = u64::try_from(ns).ok().filter(|&ns| ns > 0) else {
            return self.reply(g, Reply::Done);
        };
        let when = self.now.after(ns);
        let timer = self.go_runtime().timers.set(when, g);
        self.emit(EventKind::TimerSet { timer, by: g, when });
        self.guest.resume(g, Reply::Done);
        self.gopark(g, WaitReason::Sleep, Object::Timer(timer))
    }
}
