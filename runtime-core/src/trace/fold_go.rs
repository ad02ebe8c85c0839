//! Folds Go's events: queues, channels, wait groups.

use super::event::EventKind;
use super::fold::{NOBODY, Refused, ensure, waiting};
use super::snapshot::{ChanView, FiberKind, FiberState, FiberView, PView, Snapshot};
use super::words::{From, Object, Via, WaitReason};
use crate::id::{ChanId, FiberId, NameId, ProcId};
use alloc::collections::VecDeque;
use alloc::vec::Vec;

impl Snapshot {
    pub(super) fn apply_go(&mut self, kind: EventKind) -> Option<Result<(), Refused>> {
        Some(match kind {
            EventKind::GCreated { g, by, function, line } => {
                self.create(g, FiberKind::Goroutine, function, by, line)
            }
            EventKind::GReadied { g, .. } => self.g_readied(g),
            EventKind::RunnextSet { p, g, kicked } => self.runnext_set(p, g, kicked),
            EventKind::RunqPut { p, g } => self.runnable(g).map(|()| {
                self.p(p).runq.push_back(g);
            }),
            EventKind::RunqOverflowed { p, g, moved } => self.runq_overflowed(p, g, moved),
            EventKind::GlobalPut { g } => self.runnable(g).map(|()| self.global.push_back(g)),
            EventKind::GlobalTaken { p, moved } => self.global_taken(p, moved),
            EventKind::GStarted { g, p, from, .. } => self.g_started(g, p, from),
            EventKind::GParked { g, reason, on } => self.g_parked(g, reason, on),
            EventKind::GYielded { g } | EventKind::GPreempted { g } => {
                self.leave_p(g).map(|fiber| fiber.state = FiberState::Runnable)
            }
            EventKind::ProcIdled { p } => {
                let runs = self.p(p).running.is_some();
                self.release_p(p);
                ensure(!runs, "an idle P that runs a G")
            }
            EventKind::ChanMade { chan, cap, name, .. } => self.chan_made(chan, cap, name),
            EventKind::ChanSent { chan, via, .. } => self.chan_sent(chan, via),
            EventKind::ChanReceived { chan, via, .. } => self.chan_received(chan, via),
            EventKind::ChanClosed { chan, .. } => self.chan(chan).and_then(|chan| {
                ensure(!chan.closed, "a channel closed twice")?;
                chan.closed = true;
                Ok(())
            }),
            EventKind::WaitGroupAdded { wg, count, .. } => {
                self.wait_groups.or_default(wg).count = count;
                ensure(count >= 0, "a negative WaitGroup counter")
            }
            EventKind::ChanDrained { chan } => self.chan(chan).map(|chan| chan.len = 0),
            EventKind::SelectQueued { g, chan, sends } => self
                .chan(chan)
                .map(|chan| if sends { chan.sendq.push_back(g) } else { chan.recvq.push_back(g) }),
            kind => return self.apply_threads(kind),
        })
    }

    pub(super) fn p(&mut self, id: ProcId) -> &mut PView {
        let needed = id.index() + 1;
        if self.ps.len() < needed {
            self.ps.resize_with(needed, PView::default);
        }
        &mut self.ps[id.index()]
    }

    fn chan(&mut self, id: ChanId) -> Result<&mut ChanView, Refused> {
        self.chans.get_mut(&id).ok_or("no such channel")
    }

    /// Takes a running G off its P.
    fn leave_p(&mut self, g: FiberId) -> Result<&mut FiberView, Refused> {
        let FiberState::Running(p) = self.live(g)?.state else {
            return Err("a G that does not run leaves its P");
        };
        self.p(p).running = None;
        self.live(g)
    }

    fn g_readied(&mut self, g: FiberId) -> Result<(), Refused> {
        let fiber = self.live(g)?;
        let FiberState::Waiting { on, .. } = fiber.state else {
            return Err("a G is readied that does not wait");
        };
        fiber.state = FiberState::Runnable;
        match on {
            Object::Chan(chan) => {
                let chan = self.chan(chan)?;
                chan.sendq.retain(|&waiter| waiter != g);
                chan.recvq.retain(|&waiter| waiter != g);
            }
            Object::Addr(addr) => {
                let group = self.wait_groups.get_mut(&addr).map(|group| &mut group.waiters);
                let lock = self.locks.get_mut(&addr).map(|lock| &mut lock.waiters);
                for waiters in group.into_iter().chain(lock) {
                    waiters.retain(|&waiter| waiter != g);
                }
            }
            Object::Select => self.chans.values_mut().for_each(|chan| {
                chan.sendq.retain(|&waiter| waiter != g);
                chan.recvq.retain(|&waiter| waiter != g);
            }),
            Object::None | Object::Future(_) | Object::Timer(_) | Object::Fiber(_) => {}
        }
        Ok(())
    }

    fn runnext_set(&mut self, p: ProcId, g: FiberId, kicked: FiberId) -> Result<(), Refused> {
        self.runnable(g)?;
        let old = self.p(p).runnext.replace(g);
        ensure(old.unwrap_or(NOBODY) == kicked, "another G was in runnext")
    }

    fn runq_overflowed(&mut self, p: ProcId, g: FiberId, moved: u32) -> Result<(), Refused> {
        self.runnable(g)?;
        let moved = moved as usize;
        ensure(moved <= self.p(p).runq.len(), "more moved than the ring holds")?;
        let oldest: Vec<FiberId> = self.p(p).runq.drain(..moved).collect();
        self.global.extend(oldest);
        self.global.push_back(g);
        Ok(())
    }

    fn global_taken(&mut self, p: ProcId, moved: u32) -> Result<(), Refused> {
        let moved = moved as usize;
        ensure(moved < self.global.len(), "more taken than the global queue holds")?;
        let batch: Vec<FiberId> = self.global.drain(1..=moved).collect();
        self.p(p).runq.extend(batch);
        Ok(())
    }

    fn g_started(&mut self, g: FiberId, p: ProcId, from: From) -> Result<(), Refused> {
        self.runnable(g)?;
        let taken = match from {
            From::Runnext => self.p(p).runnext.take(),
            From::Runq => self.p(p).runq.pop_front(),
            From::Global => self.global.pop_front(),
            From::Stolen | From::GcWorker | From::Thread => Some(g),
            From::Picked => self.take_out(p, g),
        };
        ensure(taken == Some(g), "the G was not first in that queue")?;
        ensure(self.p(p).running.replace(g).is_none(), "the P runs another G")?;
        self.live(g)?.state = FiberState::Running(p);
        Ok(())
    }

    /// Takes a G out of the queue it is in, from the middle too.
    fn take_out(&mut self, p: ProcId, g: FiberId) -> Option<FiberId> {
        let view = self.p(p);
        if view.runnext == Some(g) {
            return view.runnext.take();
        }
        if let Some(at) = view.runq.iter().position(|&other| other == g) {
            return view.runq.remove(at);
        }
        let at = self.global.iter().position(|&other| other == g)?;
        self.global.remove(at)
    }

    fn g_parked(&mut self, g: FiberId, reason: WaitReason, on: Object) -> Result<(), Refused> {
        self.leave_p(g)?.state = waiting(reason, on);
        match (reason, on) {
            (WaitReason::ChanSend, Object::Chan(chan)) => self.chan(chan)?.sendq.push_back(g),
            (WaitReason::ChanReceive, Object::Chan(chan)) => self.chan(chan)?.recvq.push_back(g),
            (WaitReason::WaitGroupWait, Object::Addr(addr)) => {
                self.wait_groups.or_default(addr).waiters.push_back(g);
            }
            (_, Object::Addr(addr)) => self.locks.or_default(addr).waiters.push_back(g),
            _ => {}
        }
        Ok(())
    }

    fn chan_made(&mut self, id: ChanId, cap: u32, name: NameId) -> Result<(), Refused> {
        let view = ChanView {
            name,
            cap,
            len: 0,
            closed: false,
            sendq: VecDeque::new(),
            recvq: VecDeque::new(),
        };
        ensure(self.chans.insert(id, view).is_none(), "a channel made twice")
    }

    fn chan_sent(&mut self, id: ChanId, via: Via) -> Result<(), Refused> {
        let chan = self.chan(id)?;
        match via {
            Via::Direct(receiver) => {
                ensure(chan.recvq.front() == Some(&receiver), "that receiver is not first")
            }
            Via::Buffer => {
                chan.len += 1;
                ensure(chan.len <= chan.cap, "the buffer was full")
            }
            Via::Refilled(_) | Via::Closed => Err("no way to send"),
        }
    }

    fn chan_received(&mut self, id: ChanId, via: Via) -> Result<(), Refused> {
        let chan = self.chan(id)?;
        match via {
            Via::Direct(sender) => {
                ensure(chan.cap == 0, "a buffered channel hands over through its buffer")?;
                ensure(chan.sendq.front() == Some(&sender), "that sender is not first")
            }
            Via::Refilled(sender) => {
                ensure(chan.len == chan.cap, "the buffer was not full")?;
                ensure(chan.sendq.front() == Some(&sender), "that sender is not first")
            }
            Via::Buffer => {
                chan.len = chan.len.checked_sub(1).ok_or("the buffer was empty")?;
                Ok(())
            }
            Via::Closed => ensure(chan.closed && chan.len == 0, "the channel was not drained"),
        }
    }
}
