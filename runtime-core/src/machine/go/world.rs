//! Stopping the world, and changing the number of Ps.
//!
//! **Models:** `stopTheWorldWithSema`, `startTheWorldWithSema`, `procresize`
//! (`runtime/proc.go`), `GOMAXPROCS`, `ReadMemStats` (`runtime/debug.go`, `mstats.go`); Go 1.27.
//!
//! **Departures:** every P stops at once, however long its goroutine would need to the next safe
//! point; only for a change of GOMAXPROCS do the goroutines really leave their Ps.

use super::threads::Spinning;
use super::{GO_ON, Machine, Turn};
use crate::guest::{Guest, Reply};
use crate::id::{FiberId, MId, ProcId};
use crate::sched::go::{Next, Placed, Spill};
use crate::time::US;
use crate::trace::{EventKind, FiberState, StopReason};
use alloc::vec::Vec;

/// The most Ps there may be here.
pub const PROCS_MAX: u32 = 256;

impl<G: Guest> Machine<G> {
    /// Stops all Ps for `ns`, at the clock of the one that is ahead.
    pub(super) fn stop_the_world(&mut self, reason: StopReason, ns: u64) {
        self.now = self.latest_clock();
        self.emit(EventKind::WorldStopped { reason });
        if !self.is_controlled() {
            self.now = self.now.after(ns);
        }
    }

    pub(super) fn start_the_world(&mut self) {
        self.emit(EventKind::WorldStarted {});
        let now = self.now;
        let go = self.go_runtime();
        for m in &mut go.sched.ms {
            m.clock = m.clock.max(now);
        }
        go.sysmon.wake = go.sysmon.wake.map(|wake| wake.max(now));
    }

    /// `runtime.GOMAXPROCS`.
    pub(in crate::machine) fn procs(&mut self, g: FiberId, wanted: i64) -> Turn {
        // Where the schedule decides who runs, one P is enough.
        if self.is_controlled() {
            return self.reply(g, Reply::Count(1));
        }
        let old = self.go_runtime().sched.ps.len() as u32;
        self.reply(g, Reply::Count(old))?;
        let wanted = wanted.min(i64::from(PROCS_MAX)) as u32;
        if wanted == 0 || wanted > PROCS_MAX || wanted == old {
            return GO_ON;
        }
        self.stop_the_world(StopReason::Procs, 10 * US);
        self.clear_ps();
        let holder = self.go_runtime().m;
        let before = self.go_runtime().sched.m(holder).p;
        let go = self.go_runtime();
        let with_work = go.sched.procresize(wanted, holder);
        let p = go.p().unwrap_or(ProcId(0));
        go.timers.resize(wanted, p);
        self.emit(EventKind::ProcsChanged { procs: wanted });
        if before != Some(p) {
            // Its P is gone: it goes on with the first.
            let sched = &mut self.go_runtime().sched;
            sched.p(p).running = Some(g);
            self.set_state(g, FiberState::Running(p));
        }
        self.start_the_world();
        for p in with_work {
            self.startm(p, Spinning::No);
        }
        self.wakep();
        GO_ON
    }

    /// Every thread but this one leaves its P; the goroutine it ran becomes the P's runnext.
    fn clear_ps(&mut self) {
        let this = self.go_runtime().m;
        let others: Vec<(MId, ProcId)> = {
            let ms = self.go_runtime().sched.ms.iter().enumerate();
            let others = ms.filter_map(|(at, m)| Some((MId(at as u32), m.p?)));
            others.filter(|&(m, _)| m != this).collect()
        };
        for (m, p) in others {
            let sched = &mut self.go_runtime().sched;
            sched.unspin(m);
            sched.releasep(m);
            if sched.p(p).syscall.take().is_some() {
                self.emit(EventKind::ProcRetaken { p, m });
                continue;
            }
            if let Some(g) = self.go_runtime().sched.p(p).running.take() {
                self.set_state(g, FiberState::Runnable);
                self.emit(EventKind::GPreempted { g });
                self.put_on(p, g);
            }
            let sched = &mut self.go_runtime().sched;
            sched.mput(m);
            self.emit(EventKind::MParked { m });
        }
    }

    /// Makes `g` the runnext of a P that no thread holds.
    fn put_on(&mut self, p: ProcId, g: FiberId) {
        let placed = self.go_runtime().sched.runqput(p, g, Next::Runnext);
        let Placed::Runnext { kicked } = placed else { return };
        let old = kicked.map_or(FiberId(0), |(old, _)| old);
        self.emit(EventKind::RunnextSet { p, g, kicked: old });
        match kicked {
            None => {}
            Some((old, Spill::Tail)) => self.emit(EventKind::RunqPut { p, g: old }),
            Some((old, Spill::Global { moved })) => {
                self.emit(EventKind::RunqOverflowed { p, g: old, moved });
            }
        }
    }

    /// `runtime.NumCPU`: at least as many as there are Ps.
    pub(in crate::machine) fn cpu_count(&mut self, g: FiberId) -> Turn {
        let cpus = self.config.cpus.max(self.config.procs);
        self.reply(g, Reply::Count(cpus))
    }

    /// `runtime.ReadMemStats`.
    pub(in crate::machine) fn mem_stats(&mut self, g: FiberId) -> Turn {
        self.stop_the_world(StopReason::MemStats, 5 * US);
        self.start_the_world();
        let stack_inuse = self.guest.stack_bytes();
        let stats = self.go_runtime().gc_stats(stack_inuse);
        self.reply(g, Reply::Mem(stats))
    }
}
