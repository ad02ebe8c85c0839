//! Channels and select.
//!
//! **Models:** `chansend`, `chanrecv`, `closechan` (`runtime/chan.go`), `selectgo`
//! (`runtime/select.go`); Go 1.27.

use super::{GO_ON, GoChan, Machine, Pending, Turn};
use crate::guest::{Endpoint, Guest, Op, Reply, SelectCase};
use crate::id::{ChanId, FiberId, NameId};
use crate::machine::LEAVE;
use crate::sync::chan::{Chan, Received, Sent};
use crate::sync::select;
use crate::trace::{ChoiceKind, EventKind, FiberState, Object, OutcomeKind, Via, WaitReason};
use alloc::vec::Vec;

/// Channels that a program may make; a timer of `time.After` has one.
const CHANS_MAX: usize = 8_000_000;

impl<G: Guest> Machine<G> {
    pub(in crate::machine) fn chan_make(&mut self, by: FiberId, cap: u32, name: NameId) -> Turn {
        if self.go_runtime().chans.len() >= CHANS_MAX {
            return self
                .fail(OutcomeKind::Limit, "the program makes more channels than are simulated");
        }
        let go = self.go_runtime();
        go.chans.push(GoChan { chan: Chan::new(cap), name, timer: None });
        let chan = ChanId(go.chans.len() as u32);
        self.emit(EventKind::ChanMade { chan, by, cap, name });
        self.reply(by, Reply::Chan(chan))
    }

    pub(in crate::machine) fn chan_send(&mut self, g: FiberId, chan: Option<ChanId>) -> Turn {
        let Some(chan) = chan else {
            return self.gopark(g, WaitReason::ChanSendNil, Object::None);
        };
        match self.send(g, chan, Endpoint::Fiber(g)) {
            Sent::Closed => self.reply(g, Reply::ClosedChan),
            Sent::Park => self.gopark(g, WaitReason::ChanSend, Object::Chan(chan)),
            _ => self.reply(g, Reply::Done),
        }
    }

    pub(in crate::machine) fn chan_recv(&mut self, g: FiberId, chan: Option<ChanId>) -> Turn {
        let Some(chan) = chan else {
            return self.gopark(g, WaitReason::ChanReceiveNil, Object::None);
        };
        match self.receive(g, chan, Endpoint::Fiber(g)) {
            Some(ok) => self.reply(g, Reply::Received { ok }),
            None => {
                self.block_timer_chan(chan);
                self.gopark(g, WaitReason::ChanReceive, Object::Chan(chan))
            }
        }
    }

    /// A send of what is at `from`; who waits to receive has it and is ready.
    pub(super) fn send(&mut self, by: FiberId, chan: ChanId, from: Endpoint) -> Sent {
        let sent = self.go_runtime().chan(chan).chan.send(by);
        match sent {
            Sent::Closed | Sent::Park => {}
            Sent::Buffered => {
                self.guest.transfer(chan, from, Endpoint::Buffer);
                self.emit(EventKind::ChanSent { chan, by, via: Via::Buffer });
            }
            Sent::Direct(receiver) => {
                let (to, case) = self.waiting_end(receiver, chan, Way::Receives);
                self.guest.transfer(chan, from, to);
                self.emit(EventKind::ChanSent { chan, by, via: Via::Direct(receiver) });
                self.release(receiver, case, Reply::Received { ok: true });
                self.ready(receiver, by);
                self.unblock_timer_chan(chan);
            }
        }
        sent
    }

    /// A receive to `to`: whether a value came, or nothing if it has to wait.
    fn receive(&mut self, by: FiberId, chan: ChanId, to: Endpoint) -> Option<bool> {
        self.maybe_run_chan(chan);
        let received = self.go_runtime().chan(chan).chan.recv(by);
        let (via, sender) = match received {
            Received::Park => return None,
            Received::Direct(sender) => (Via::Direct(sender), Some(sender)),
            Received::Refilled(sender) => (Via::Refilled(sender), Some(sender)),
            Received::Buffered => (Via::Buffer, None),
            Received::Closed => (Via::Closed, None),
        };
        let waiting = sender.map(|sender| self.waiting_end(sender, chan, Way::Sends));
        match (via, waiting) {
            (Via::Direct(_), Some((from, _))) => self.guest.transfer(chan, from, to),
            (Via::Closed, _) => self.guest.transfer(chan, Endpoint::Zero, to),
            (_, waiting) => {
                self.guest.transfer(chan, Endpoint::Buffer, to);
                if let Some((from, _)) = waiting {
                    self.guest.transfer(chan, from, Endpoint::Buffer);
                }
            }
        }
        self.emit(EventKind::ChanReceived { chan, by, via });
        if let (Some(sender), Some((_, case))) = (sender, waiting) {
            self.release(sender, case, Reply::Done);
            self.ready(sender, by);
        }
        Some(via != Via::Closed)
    }

    pub(in crate::machine) fn chan_close(&mut self, g: FiberId, chan: ChanId) -> Turn {
        let receivers = self.go_runtime().chan(chan).chan.recvq.len();
        let Some(woken) = self.go_runtime().chan(chan).chan.close() else {
            return self.reply(g, Reply::ClosedChan);
        };
        self.emit(EventKind::ChanClosed { chan, by: g });
        let senders = woken.len() - receivers;
        for (at, waiter) in woken.into_iter().enumerate() {
            // A select may wait here twice; the first case of it that is met wakes it.
            if !matches!(self.state(waiter), FiberState::Waiting { .. }) {
                continue;
            }
            self.wake_by_close(chan, waiter, if at < senders { Way::Sends } else { Way::Receives });
            self.ready(waiter, g);
        }
        self.reply(g, Reply::Done)
    }

    /// A waiting receiver gets the zero value; a waiting sender will panic.
    fn wake_by_close(&mut self, chan: ChanId, waiter: FiberId, way: Way) {
        let (end, case) = self.waiting_end(waiter, chan, way);
        match way {
            Way::Receives => {
                self.guest.transfer(chan, Endpoint::Zero, end);
                self.release(waiter, case, Reply::Received { ok: false });
            }
            Way::Sends => self.release(waiter, case, Reply::ClosedChan),
        }
    }

    pub(in crate::machine) fn chan_len(&mut self, g: FiberId, chan: ChanId) -> Turn {
        let chan = self.go_runtime().chan(chan);
        let len = if chan.timer.is_some() { 0 } else { chan.chan.len };
        self.reply(g, Reply::Count(len))
    }

    // ---- who waits in a select

    /// Where the value of a waiting fiber comes from or goes to; the case, if it is in a select.
    fn waiting_end(&mut self, g: FiberId, chan: ChanId, way: Way) -> (Endpoint, Option<u32>) {
        let Some(Pending::Select(cases)) = self.go_runtime().pending.get(&g) else {
            return (Endpoint::Fiber(g), None);
        };
        let sends = way == Way::Sends;
        let case = cases.iter().position(|case| case.chan == Some(chan) && case.sends == sends);
        let case = case.unwrap_or_else(|| panic!("yieldpoint bug: {g} does not wait on {chan}"));
        (Endpoint::Case(g, case as u32), Some(case as u32))
    }

    /// Answers a waiting fiber; one in a select leaves the queues of its other cases.
    fn release(&mut self, g: FiberId, case: Option<u32>, reply: Reply) {
        let reply = match (case, reply) {
            (None, reply) | (_, reply @ Reply::ClosedChan) => reply,
            (case, Reply::Received { ok }) => Reply::Selected { case, ok },
            (case, _) => Reply::Selected { case, ok: true },
        };
        if case.is_some()
            && let Some(Pending::Select(cases)) = self.go_runtime().pending.remove(&g)
        {
            for chan in cases.iter().filter_map(|case| case.chan) {
                self.go_runtime().chan(chan).chan.dequeue(g);
                self.unblock_timer_chan(chan);
            }
        }
        self.guest.resume(g, reply);
    }

    pub(in crate::machine) fn select(
        &mut self, g: FiberId, cases: Vec<SelectCase>, default: bool,
    ) -> Turn {
        for case in cases.iter().filter(|case| !case.sends) {
            case.chan.into_iter().for_each(|chan| self.maybe_run_chan(chan));
        }
        let go = self.go_runtime();
        let chan = |id: ChanId| &go.chans[id.index() - 1].chan;
        let ready = select::ready(cases.iter().map(|case| (case.chan.map(chan), case.sends)));
        match ready.len() as u32 {
            0 if default => self.reply(g, Reply::Selected { case: None, ok: false }),
            0 => self.select_waits(g, cases),
            n => match self.decide(ChoiceKind::Select, n) {
                Some(option) => self.take_case(g, &cases, ready[option as usize]),
                None => {
                    let op = Op::Select { cases, default };
                    self.go_runtime().pending.insert(g, Pending::Op(op));
                    LEAVE
                }
            },
        }
    }

    fn take_case(&mut self, g: FiberId, cases: &[SelectCase], at: u32) -> Turn {
        let case = cases[at as usize];
        let chan = case.chan.unwrap_or_else(|| panic!("yieldpoint bug: a nil channel is ready"));
        let end = Endpoint::Case(g, at);
        let ok = if case.sends {
            if self.send(g, chan, end) == Sent::Closed {
                return self.reply(g, Reply::ClosedChan);
            }
            true
        } else {
            self.receive(g, chan, end).unwrap_or_else(|| panic!("yieldpoint bug: not ready"))
        };
        self.reply(g, Reply::Selected { case: Some(at), ok })
    }

    fn select_waits(&mut self, g: FiberId, cases: Vec<SelectCase>) -> Turn {
        if cases.is_empty() {
            return self.gopark(g, WaitReason::SelectNoCases, Object::None);
        }
        for &SelectCase { chan, sends } in &cases {
            let Some(chan) = chan else { continue };
            let queues = &mut self.go_runtime().chan(chan).chan;
            if sends {
                queues.sendq.push_back(g)
            } else {
                queues.recvq.push_back(g)
            }
            self.emit(EventKind::SelectQueued { g, chan, sends });
            self.block_timer_chan(chan);
        }
        self.go_runtime().pending.insert(g, Pending::Select(cases));
        self.gopark(g, WaitReason::Select, Object::Select)
    }

    /// A choice of the program's own.
    pub(in crate::machine) fn choose_freely(
        &mut self, g: FiberId, kind: ChoiceKind, options: u32,
    ) -> Turn {
        match self.decide(kind, options.max(1)) {
            Some(option) => self.reply(g, Reply::Count(option)),
            None => {
                let op = Op::Choose { kind, options };
                self.go_runtime().pending.insert(g, Pending::Op(op));
                GO_ON
            }
        }
    }
}

/// What a fiber waits to do on a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Sends,
    Receives,
}
