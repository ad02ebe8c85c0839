//! Channels.
//!
//! **Models:** `chansend`, `chanrecv`, `closechan` with their `racerelease` and `raceacquire`
//! (`runtime/chan.go`, Go 1.27).

use super::{Pending, Thing, World, thing, touch};
use crate::explore::{Dependence, Footprint};
use crate::guest::{Endpoint, Guest, Op, Reply};
use crate::id::{ChanId, FiberId};

impl<G: Guest> World<G> {
    /// A send that does not wait; `end` is where the value is.
    pub(super) fn send(
        &mut self, id: FiberId, chan: ChanId, end: Endpoint, footprint: &mut Footprint,
    ) -> Sent {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
        let state = self.chan(chan);
        if state.closed {
            return Sent::Closed;
        }
        let slot = slot(chan, state.sent, state.cap);
        state.sent = (state.sent + 1) % state.cap.max(1);
        state.len += 1;
        self.guest.transfer(chan, end, Endpoint::Buffer);
        self.knowledge.acquire(id, slot);
        self.knowledge.release(id, slot);
        Sent::Done
    }

    /// A receive that does not wait: whether a value came.
    pub(super) fn receive(
        &mut self, id: FiberId, chan: ChanId, end: Endpoint, footprint: &mut Footprint,
    ) -> bool {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
        let state = self.chan(chan);
        if state.len == 0 {
            self.guest.transfer(chan, Endpoint::Zero, end);
            self.knowledge.acquire(id, thing(Thing::Chan, u64::from(chan.0)));
            return false;
        }
        let slot = slot(chan, state.received, state.cap);
        state.received = (state.received + 1) % state.cap.max(1);
        state.len -= 1;
        self.guest.transfer(chan, Endpoint::Buffer, end);
        self.knowledge.acquire(id, slot);
        self.knowledge.release(id, slot);
        true
    }

    /// Hand to hand.
    pub(super) fn rendezvous(
        &mut self, chan: ChanId, from: Endpoint, to: Endpoint, fibers: [FiberId; 2],
        footprint: &mut Footprint,
    ) {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
        self.guest.transfer(chan, from, to);
        self.knowledge.meet(fibers[0], fibers[1]);
    }

    pub(super) fn close(&mut self, id: FiberId, chan: ChanId, footprint: &mut Footprint) -> Reply {
        let object = thing(Thing::Chan, u64::from(chan.0));
        touch(footprint, object, Dependence::Writes);
        if core::mem::replace(&mut self.chan(chan).closed, true) {
            return Reply::ClosedChan;
        }
        self.knowledge.release(id, object);
        Reply::Done
    }

    pub(super) fn chan_len(&mut self, chan: ChanId, footprint: &mut Footprint) -> Reply {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Reads);
        let state = self.chan(chan);
        Reply::Count(if state.timer.is_some() { 0 } else { state.len })
    }

    /// The channel of one of a fiber's ways, and where its value comes from or goes to.
    pub(super) fn end_of(&self, id: FiberId, way: u16) -> (ChanId, Endpoint) {
        let pending = &self.fibers[id.index() - 1].pending;
        let chan = super::moves::ways(pending).find(|&(at, ..)| at == way);
        let (_, chan, _) = chan.unwrap_or_else(|| panic!("yieldpoint bug: {id} has no way {way}"));
        match pending {
            Pending::Op(Op::Select { .. }) => (chan, Endpoint::Case(id, u32::from(way))),
            _ => (chan, Endpoint::Fiber(id)),
        }
    }
}

/// What became of a send.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sent {
    Done,
    Closed,
}

/// The buffer's slot, through which a receive knows of the send that filled it and a send of the
/// receive that emptied it.
fn slot(chan: ChanId, turn: u32, cap: u32) -> u64 {
    thing(Thing::Slot, u64::from(chan.0) << 24 | u64::from(turn % cap.max(1)) & 0xff_ffff)
}
