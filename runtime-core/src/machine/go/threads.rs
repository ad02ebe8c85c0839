//! Waking threads and laying them to sleep.
//!
//! **Models:** `startm`, `wakep`, `handoffp`, `stopm`, `stoplockedm`, `startlockedm`, the end of
//! `findRunnable` (`runtime/proc.go`, Go 1.27).

use super::{GO_ON, Machine, Turn};
use crate::guest::{Guest, Reply};
use crate::id::{FiberId, MId, ProcId};
use crate::sched::go::MState;
use crate::sched::go::sysmon::RousedBy;
use crate::sched::go::threads::{SEARCH_NS, THREAD_START_NS};
use crate::time::Time;
use crate::trace::{ChoiceKind, EventKind, OutcomeKind};

/// How long a woken thread takes to begin for each option of [`ChoiceKind::ThreadStart`], in
/// hundredths of [`THREAD_START_NS`].
const STARTS: [u64; 8] = [100, 5, 20, 50, 200, 500, 1_000, 4_000];

impl<G: Guest> Machine<G> {
    /// `wakep`: one more thread looks for work, unless one does already or no P is idle.
    pub(super) fn wakep(&mut self) {
        let sched = &mut self.go_runtime().sched;
        if sched.nmspinning > 0 || sched.idle_ps.is_empty() {
            return;
        }
        if let Some(p) = sched.idle_ps.pop() {
            self.startm(p, Spinning::Yes);
        }
    }

    /// `startm`: a sleeping thread, or a new one, gets this P, which is in no list.
    pub(super) fn startm(&mut self, p: ProcId, spinning: Spinning) {
        let start = self.draw(ChoiceKind::ThreadStart, STARTS.len() as u32);
        let begins = self.now.after(THREAD_START_NS * STARTS[start as usize] / 100);
        let sched = &mut self.go_runtime().sched;
        let Some(m) = sched.mget() else {
            let _ = self.fail(OutcomeKind::Limit, "the program needs more than 10000 threads");
            return;
        };
        sched.m(m).state = MState::Running;
        sched.m(m).clock = begins;
        sched.acquirep(m, p);
        let spinning = spinning == Spinning::Yes;
        if spinning {
            sched.spin(m);
        }
        self.emit(EventKind::MStarted { m, p, spinning });
        self.rouse_sysmon(RousedBy::Timer);
    }

    pub(super) fn rouse_sysmon(&mut self, by: RousedBy) {
        let now = self.now;
        if self.config.preemption.has_sysmon() {
            self.go_runtime().sysmon.rouse(now, by);
        }
    }

    /// `handoffp`: the P, which no thread holds any more, gets one if there is anything to do.
    pub(super) fn handoffp(&mut self, p: ProcId) {
        let gc = self.gc_wants_worker(p);
        let sched = &mut self.go_runtime().sched;
        if !sched.p(p).is_empty() || !sched.global.is_empty() || gc {
            return self.startm(p, Spinning::No);
        }
        if sched.nmspinning == 0 && sched.idle_ps.is_empty() {
            return self.startm(p, Spinning::Yes);
        }
        let last = sched.idle_ps.len() == sched.ps.len() - 1;
        if last && sched.poller.is_none() {
            return self.startm(p, Spinning::No);
        }
        sched.pidleput(p);
        self.emit(EventKind::ProcIdled { p });
    }

    /// The thread found nothing: its P is idle, and it sleeps or waits in the netpoller.
    pub(super) fn idle(&mut self, m: MId, p: ProcId) -> Turn {
        let sched = &mut self.go_runtime().sched;
        sched.releasep(m);
        sched.pidleput(p);
        let spun = sched.unspin(m);
        self.emit(EventKind::ProcIdled { p });
        let now = self.now;
        let go = self.go_runtime();
        if let (None, Some(until)) = (go.sched.poller, go.poll_until()) {
            go.sched.poller = Some(m);
            go.sched.m(m).state = MState::Polling;
            // What is due already is another P's, whose thread is still to start: looking again
            // takes time.
            if until <= now {
                go.sched.m(m).clock = now.after(SEARCH_NS);
            }
            // Remembers whether it is to go on spinning when it wakes.
            go.sched.m(m).patient = spun;
        } else {
            go.sched.mput(m);
        }
        self.emit(EventKind::MParked { m });
        GO_ON
    }

    /// The time the poller waited for has come.
    pub(super) fn turn_poller(&mut self, m: MId) -> Turn {
        let now = self.now;
        let go = self.go_runtime();
        go.m = m;
        go.sched.poller = None;
        go.sched.m(m).clock = now;
        let Some(p) = go.sched.idle_ps.pop() else {
            self.inject_network();
            self.go_runtime().sched.mput(m);
            return GO_ON;
        };
        go.sched.acquirep(m, p);
        go.sched.m(m).state = MState::Running;
        let spinning = core::mem::take(&mut go.sched.m(m).patient);
        self.emit(EventKind::MStarted { m, p, spinning });
        self.rouse_sysmon(RousedBy::Timer);
        if let Some(g) = self.netpoll_ready() {
            return self.found(m, crate::sched::go::Found::one(g, crate::trace::From::Thread));
        }
        if spinning {
            self.go_runtime().sched.spin(m);
        }
        GO_ON
    }

    // ---- threads that belong to a goroutine

    /// `LockOSThread` and its opposite.
    pub(in crate::machine) fn lock_thread(&mut self, g: FiberId, lock: bool) -> Turn {
        let locks = lock && !self.is_controlled();
        let go = self.go_runtime();
        let m = go.m;
        go.sched.m(m).locked_g = locks.then_some(g);
        self.reply(g, Reply::Done)
    }

    /// A goroutine that is locked to its thread waits: the thread lets its P go and sleeps.
    pub(super) fn stoplockedm(&mut self, m: MId) -> Turn {
        let sched = &mut self.go_runtime().sched;
        sched.unspin(m);
        sched.m(m).state = MState::Locked;
        let p = sched.releasep(m);
        self.emit(EventKind::MParked { m });
        p.into_iter().for_each(|p| self.handoffp(p));
        GO_ON
    }

    /// Where `g` is locked to another thread, that one gets the P and this one sleeps.
    pub(super) fn startlockedm(&mut self, g: FiberId, p: ProcId) {
        let now = self.now;
        let go = self.go_runtime();
        let this = go.m;
        let ms = go.sched.ms.iter().enumerate();
        let owner = ms.filter(|(_, m)| m.locked_g == Some(g)).map(|(at, _)| MId(at as u32)).next();
        let Some(owner) = owner.filter(|&owner| owner != this) else { return };
        go.sched.releasep(this);
        go.sched.mput(this);
        go.sched.acquirep(owner, p);
        go.sched.m(owner).state = MState::Running;
        go.sched.m(owner).clock = now.after(THREAD_START_NS);
        self.emit(EventKind::MParked { m: this });
        self.emit(EventKind::MStarted { m: owner, p, spinning: false });
    }

    /// A goroutine that was locked to its thread is gone: so is the lock. (The real runtime ends
    /// the thread, because its state may be spoilt.)
    pub(super) fn goexit_locked(&mut self) {
        let go = self.go_runtime();
        let m = go.m;
        go.sched.m(m).locked_g = None;
    }

    /// Whether nobody but sysmon will ever act again.
    pub(super) fn nothing_but_sysmon(&mut self) -> bool {
        let go = self.go_runtime();
        let acts = |state| matches!(state, MState::Running | MState::Syscall(_));
        let polls = go.sched.poller.is_some() && go.poll_until().is_some();
        !polls && !go.sched.ms.iter().any(|m| acts(m.state))
    }

    /// The latest clock of the threads that hold a P.
    pub(super) fn latest_clock(&mut self) -> Time {
        let now = self.now;
        let ms = self.go_runtime().sched.ms.iter();
        ms.filter(|m| m.p.is_some() && m.state == MState::Running)
            .map(|m| m.clock)
            .max()
            .map_or(now, |clock| clock.max(now))
    }
}

/// Whether a thread is started to look for work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spinning {
    Yes,
    No,
}
