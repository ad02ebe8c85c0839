//! Folds Go's events of threads, stealing, system calls, locks and the collector.

use super::event::EventKind;
use super::fold::{NOBODY, Refused, ensure, waiting};
use super::snapshot::{FiberKind, FiberState, PView, Snapshot};
use super::words::{Hold, Object, WaitReason};
use crate::id::{Addr, FiberId, MId, NameId, ProcId};
use alloc::vec::Vec;

impl Snapshot {
    pub(super) fn apply_threads(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::RunqStolen { p, victim, g, moved } => self.runq_stolen(p, victim, g, moved),
            EventKind::RunnextStolen { victim, g, .. } => {
                let taken = self.p(victim).runnext.take();
                ensure(taken == Some(g), "another G was in that runnext")
            }
            EventKind::MStarted { m, p, .. } => self.m_started(m, p),
            EventKind::MParked { m } => {
                self.ms.or_default(m).p = None;
                Ok(())
            }
            EventKind::SyscallEntered { g, m, p, .. } => self.syscall_entered(g, m, p),
            EventKind::SyscallExited { g, m } => self.syscall_exited(g, m),
            EventKind::ProcRetaken { p, m } => {
                self.ms.or_default(m).p = None;
                self.p(p).syscall = None;
                Ok(())
            }
            EventKind::ProcsChanged { procs } => {
                self.procs_changed(procs as usize);
                Ok(())
            }
            EventKind::WorkerMade { g, function } => self.worker_made(g, function),
            EventKind::Locked { at, by, hold } => {
                self.locked(at, by, hold);
                Ok(())
            }
            EventKind::Unlocked { at, hold, .. } => {
                let lock = self.locks.or_default(at);
                match hold {
                    Hold::Exclusive => lock.holder = None,
                    Hold::Shared => lock.readers = lock.readers.saturating_sub(1),
                }
                Ok(())
            }
            EventKind::WaiterRequeued { g, at } => self.requeued(g, at),
            EventKind::GcStarted { cycle, .. } => {
                self.gc = Some(cycle);
                Ok(())
            }
            EventKind::GcEnded { cycle, .. } => {
                ensure(self.gc.take() == Some(cycle), "that cycle was not under way")
            }
            _ => return None,
        })
    }

    /// No thread holds the P any more.
    pub(super) fn release_p(&mut self, p: ProcId) {
        self.ms.values_mut().filter(|m| m.p == Some(p)).for_each(|m| m.p = None);
    }

    fn m_started(&mut self, m: MId, p: ProcId) -> Result<(), Refused> {
        self.p(p);
        let held = self.ms.iter().any(|(&other, view)| other != m && view.p == Some(p));
        self.ms.or_default(m).p = Some(p);
        ensure(!held, "another thread holds that P")
    }

    fn runq_stolen(
        &mut self, p: ProcId, victim: ProcId, g: FiberId, moved: u32,
    ) -> Result<(), Refused> {
        let moved = moved as usize;
        ensure(moved < self.p(victim).runq.len(), "more stolen than that ring holds")?;
        let mut grabbed: Vec<FiberId> = self.p(victim).runq.drain(..=moved).collect();
        ensure(grabbed.pop() == Some(g), "another G was the last of those stolen")?;
        self.p(p).runq.extend(grabbed);
        Ok(())
    }

    fn syscall_entered(&mut self, g: FiberId, m: MId, p: ProcId) -> Result<(), Refused> {
        let fiber = self.live(g)?;
        ensure(fiber.state == FiberState::Running(p), "a system call of a G that does not run")?;
        fiber.state = waiting(WaitReason::Syscall, Object::None);
        self.p(p).running = None;
        self.p(p).syscall = Some(g);
        self.ms.or_default(m).syscall = Some(g);
        Ok(())
    }

    fn syscall_exited(&mut self, g: FiberId, m: MId) -> Result<(), Refused> {
        let view = self.ms.or_default(m);
        ensure(view.syscall.take() == Some(g), "that thread is in no such system call")?;
        if let Some(p) = view.p {
            self.p(p).syscall = None;
        }
        self.live(g)?.state = FiberState::Runnable;
        Ok(())
    }

    fn procs_changed(&mut self, procs: usize) {
        let gone: Vec<PView> = self.ps.drain(procs.min(self.ps.len())..).collect();
        for p in gone {
            let gs: Vec<FiberId> = p.runnext.into_iter().chain(p.runq).collect();
            gs.into_iter().rev().for_each(|g| self.global.push_front(g));
            // The goroutine that asked for it goes on with the first P.
            if let Some(g) = p.running
                && let Some(fiber) = self.fibers.get_mut(&g)
            {
                fiber.state = FiberState::Running(ProcId(0));
                self.ps[0].running = Some(g);
            }
        }
        self.ps.resize_with(procs, PView::default);
        let asker = self.ms.values_mut().find(|m| m.p.is_some());
        if let Some(m) = asker
            && m.p.is_some_and(|p| p.index() >= procs)
        {
            m.p = Some(ProcId(0));
        }
    }

    fn worker_made(&mut self, g: FiberId, function: NameId) -> Result<(), Refused> {
        self.create(g, FiberKind::Goroutine, function, NOBODY, 0)?;
        self.live(g)?.state = waiting(WaitReason::GcWorkerIdle, Object::None);
        Ok(())
    }

    fn locked(&mut self, at: Addr, by: FiberId, hold: Hold) {
        let lock = self.locks.or_default(at);
        match hold {
            Hold::Exclusive => lock.holder = Some(by),
            Hold::Shared => lock.readers += 1,
        }
    }

    fn requeued(&mut self, g: FiberId, at: Addr) -> Result<(), Refused> {
        let waiters = &mut self.locks.or_default(at).waiters;
        ensure(waiters.back() == Some(&g), "that goroutine was not the last to wait")?;
        waiters.rotate_right(1);
        Ok(())
    }
}
