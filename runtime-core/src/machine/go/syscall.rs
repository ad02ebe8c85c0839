//! System calls and the network.
//!
//! **Models:** `entersyscall`, `exitsyscall`, `exitsyscallNoP`, `injectglist` (`runtime/proc.go`),
//! `netpoll` (`runtime/netpoll.go`); Go 1.27.
//!
//! A system call holds a thread, and for the time being its P: most are over before anybody else
//! could use it. Only sysmon takes the P away. Waiting for the network holds neither: the goroutine
//! parks, and whoever polls readies it.

use super::threads::Spinning;
use super::{GO_ON, Machine, NOBODY, Turn};
use crate::guest::{Guest, Reply};
use crate::id::{FiberId, MId, ProcId};
use crate::sched::go::sysmon::RousedBy;
use crate::sched::go::{MState, Next};
use crate::time::Time;
use crate::trace::{Blocking, ChoiceKind, EventKind, FiberState, From, Object, WaitReason};
use alloc::vec::Vec;

/// How long a write takes for each option of [`ChoiceKind::ThreadDelay`], in ns: 0 for one that
/// nobody can tell from an instruction.
const WRITES_NS: [u64; 4] = [0, 2_000, 60_000, 500_000];

impl<G: Guest> Machine<G> {
    pub(in crate::machine) fn entersyscall(&mut self, g: FiberId, ns: u64, what: Blocking) -> Turn {
        if self.is_controlled() {
            return self.poll_for(g, ns, WaitReason::Syscall);
        }
        self.reply(g, Reply::Done)?;
        let until = self.now.after(ns);
        let go = self.go_runtime();
        let m = go.m;
        let p = go.p().unwrap_or_else(|| panic!("yieldpoint bug: {g} runs without a P"));
        go.sched.p(p).running = None;
        go.sched.p(p).syscall = Some(g);
        go.sched.m(m).state = MState::Syscall(g);
        go.sched.m(m).clock = until;
        self.set_state(g, FiberState::Waiting { reason: WaitReason::Syscall, on: Object::None });
        self.emit(EventKind::SyscallEntered { g, m, p, what });
        GO_ON
    }

    /// What the program wrote is with the operating system. The call is over before anybody could
    /// tell; only an irregular machine holds the thread up in it, perhaps until sysmon takes its P.
    pub(in crate::machine) fn written(&mut self, g: FiberId) -> Turn {
        let drawn = self.draw(ChoiceKind::ThreadDelay, WRITES_NS.len() as u32);
        match WRITES_NS[drawn as usize] {
            0 => self.reply(g, Reply::Done),
            ns => self.entersyscall(g, ns, Blocking::Syscall),
        }
    }

    /// `exitsyscall`: with its own P or an idle one the G goes on, else it queues and the thread
    /// sleeps.
    pub(super) fn exitsyscall(&mut self, m: MId, g: FiberId) -> Turn {
        self.emit(EventKind::SyscallExited { g, m });
        self.set_state(g, FiberState::Runnable);
        let sched = &mut self.go_runtime().sched;
        sched.m(m).state = MState::Running;
        let kept = sched.m(m).p;
        let idle = kept.is_none().then(|| sched.idle_ps.pop()).flatten();
        if let Some(p) = idle {
            sched.acquirep(m, p);
            self.emit(EventKind::MStarted { m, p, spinning: false });
            self.rouse_sysmon(RousedBy::Syscall);
        }
        match kept.or(idle) {
            Some(p) => {
                let p_ref = self.go_runtime().sched.p(p);
                p_ref.syscall = None;
                p_ref.syscalltick = p_ref.syscalltick.wrapping_add(1);
                self.run_on(p, g, From::Thread, kept.is_some())
            }
            None => {
                self.globrunqput(g);
                let sched = &mut self.go_runtime().sched;
                if sched.m(m).locked_g.is_some() {
                    sched.m(m).state = MState::Locked;
                } else {
                    sched.mput(m);
                }
                self.emit(EventKind::MParked { m });
                GO_ON
            }
        }
    }

    /// sysmon takes the P of a thread in a system call.
    pub(super) fn retake_p(&mut self, p: ProcId) {
        let sched = &mut self.go_runtime().sched;
        let Some(m) = sched.p(p).m else { return };
        sched.p(p).syscall = None;
        sched.releasep(m);
        self.emit(EventKind::ProcRetaken { p, m });
        self.handoffp(p);
    }

    // ---- the network

    pub(in crate::machine) fn net_wait(&mut self, g: FiberId, ns: u64) -> Turn {
        self.poll_for(g, ns, WaitReason::IoWait)
    }

    fn poll_for(&mut self, g: FiberId, ns: u64, reason: WaitReason) -> Turn {
        let ready = self.now.after(ns);
        self.go_runtime().netpoll.insert((ready, g), ());
        self.gopark(g, reason, Object::None)
    }

    /// `netpoll(0)`: everybody whose descriptor is ready.
    fn netpoll(&mut self) -> Vec<FiberId> {
        let now = self.now;
        let mut list = Vec::new();
        while let Some((&(when, g), ())) = self.go_runtime().netpoll.first()
            && when <= now
        {
            self.polled(when, g);
            list.push(g);
        }
        list
    }

    /// Its descriptor is ready.
    pub(super) fn polled(&mut self, when: Time, g: FiberId) {
        self.go_runtime().netpoll.remove(&(when, g));
        self.guest.resume(g, Reply::Done);
        self.set_state(g, FiberState::Runnable);
        self.emit(EventKind::GReadied { g, by: NOBODY });
    }

    /// Polls: the first is to be run by this thread, the others are put where they belong.
    pub(super) fn netpoll_ready(&mut self) -> Option<FiberId> {
        let mut list = self.netpoll().into_iter();
        let first = list.next();
        self.injectglist(list.collect());
        first
    }

    /// Polls on behalf of nobody in particular.
    pub(super) fn inject_network(&mut self) {
        let list = self.netpoll();
        for &g in &list {
            self.globrunqput(g);
        }
        self.start_idle(list.len());
    }

    /// As many Gs as there are idle Ps go to the global queue, each with a thread that is started
    /// for it; the rest go to the ring.
    fn injectglist(&mut self, mut list: Vec<FiberId>) {
        let idle = self.go_runtime().sched.idle_ps.len().min(list.len());
        let rest = list.split_off(idle);
        for &g in &list {
            self.globrunqput(g);
        }
        self.start_idle(list.len());
        for g in rest {
            self.put(g, Next::Tail);
        }
    }

    fn start_idle(&mut self, n: usize) {
        for _ in 0..n {
            let Some(p) = self.go_runtime().sched.idle_ps.pop() else { return };
            self.startm(p, Spinning::No);
        }
    }
}
