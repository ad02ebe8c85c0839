//! The lanes of Go's Ps. What a P does can be read from the fold alone, so these lanes are kept by
//! looking at it after each event that could have changed them.

use super::build::Builder;
use super::{ArrowKind, LaneKind, MarkKind};
use crate::state::State;
use runtime_core::id::{FiberId, MId, ProcId};
use runtime_core::trace::{EventKind, FiberKind, StopReason};

/// Up to so many Ps have a lane from the start; of more only those that do something.
const ALWAYS_SHOWN: usize = 8;

/// What is seen of a P.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Does {
    running: Option<FiberId>,
    syscall: Option<FiberId>,
    stopped: bool,
}

impl Builder {
    pub(super) fn apply_threads(&mut self, kind: EventKind) {
        match kind {
            EventKind::RunqStolen { p, victim, g, moved } if moved > 0 || !g.is_system() => {
                self.stolen(p, victim);
            }
            EventKind::RunnextStolen { p, victim, g } if !g.is_system() => self.stolen(p, victim),
            EventKind::SyscallEntered { g, what, .. } => self.set(g, State::Syscall, what.word()),
            EventKind::SyscallExited { g, .. } => self.set(g, State::Runnable, ""),
            EventKind::PreemptRequested { g, .. } if !g.is_system() => {
                self.mark(MarkKind::Preempt, g, "sysmon asks it to stop");
            }
            EventKind::GcStarted { cycle, .. } => self.cycle(cycle, " begins"),
            EventKind::GcEnded { cycle, .. } => self.cycle(cycle, " ends"),
            EventKind::ProcRetaken { p, m } => self.handed_off(p, m),
            EventKind::WorldStopped { reason } => {
                let gc = matches!(reason, StopReason::GcStart | StopReason::GcMarkDone);
                if gc {
                    self.lanes.open(LaneKind::Gc, FiberKind::Goroutine, "GC".into());
                }
                self.lanes.set(LaneKind::Gc, State::Stopped, reason.word());
            }
            EventKind::WorldStarted {} => {
                let marks = self.before.gc.is_some();
                let state = if marks { State::Marking } else { State::Idle };
                self.lanes.set(LaneKind::Gc, state, "");
            }
            EventKind::GLeaked { g } => self.mark(MarkKind::Leak, g, "leaked"),
            EventKind::ChanDrained { chan } => drop(self.buffers.remove(&chan.0)),
            _ => {}
        }
    }

    /// What the Ps do once the event has happened.
    pub(super) fn show_procs(&mut self, kind: EventKind) {
        match kind {
            EventKind::WorldStopped { .. } => self.stopped = true,
            EventKind::WorldStarted {} => self.stopped = false,
            EventKind::GStarted { .. }
            | EventKind::GParked { .. }
            | EventKind::GYielded { .. }
            | EventKind::GPreempted { .. }
            | EventKind::FiberEnded { .. }
            | EventKind::SyscallEntered { .. }
            | EventKind::SyscallExited { .. }
            | EventKind::ProcRetaken { .. }
            | EventKind::ProcsChanged { .. } => {}
            _ => return,
        }
        self.procs.resize(self.procs.len().max(self.before.ps.len()), Does::default());
        for at in 0..self.procs.len() {
            self.show(at);
        }
    }

    fn show(&mut self, at: usize) {
        let view = self.before.ps.get(at);
        let p = ProcId(at as u32);
        let (running, syscall) = view.map_or((None, None), |p| (p.running, p.syscall));
        let does = Does { running, syscall, stopped: self.stopped };
        if view.is_some() && at < ALWAYS_SHOWN {
            self.open_proc(p);
        } else if view.is_none() {
            return self.lanes.set(LaneKind::Proc(p), State::Ended, "");
        }
        if does != self.procs[at] {
            self.procs[at] = does;
            let (state, label) = self.looks(does);
            self.open_proc(p);
            self.lanes.set(LaneKind::Proc(p), state, &label);
        }
    }

    fn open_proc(&mut self, p: ProcId) {
        self.lanes.open(LaneKind::Proc(p), FiberKind::Goroutine, ["P", &p.0.to_string()].concat());
    }

    /// The moments of the runtime's other goroutines are passed over: they are a microsecond each.
    fn looks(&self, does: Does) -> (State, String) {
        match does {
            Does { stopped: true, .. } => (State::Stopped, String::new()),
            Does { running: Some(g), .. } if self.names.is_mark_worker(g) => {
                (State::Marking, String::new())
            }
            Does { running: Some(g), .. } if !g.is_system() => (State::Running, self.names.lane(g)),
            Does { syscall: Some(g), .. } => {
                (State::Syscall, ["syscall ", &self.names.lane(g)].concat())
            }
            _ => (State::Idle, String::new()),
        }
    }

    fn stolen(&mut self, p: ProcId, victim: ProcId) {
        self.open_proc(p);
        let from = self.lanes.place(LaneKind::Proc(victim));
        self.arrow_between(ArrowKind::Steal, from, LaneKind::Proc(p));
    }

    /// The P leaves the goroutine with which its thread is in the kernel.
    fn handed_off(&mut self, p: ProcId, m: MId) {
        let g = self.before.ms.get(&m).and_then(|m| m.syscall);
        let from = g.and_then(|g| self.lanes.place(LaneKind::Fiber(g)));
        self.arrow_between(ArrowKind::Handoff, from, LaneKind::Proc(p));
    }

    /// It concerns all Ps, and is marked at the first.
    fn cycle(&mut self, cycle: u32, what: &str) {
        let label = ["GC cycle ", &cycle.to_string(), what].concat();
        self.lanes.mark(MarkKind::Gc, LaneKind::Proc(ProcId(0)), &label);
    }
}
