//! Channels.
//!
//! **Models:** `chansend`, `chanrecv`, `closechan` with their `racerelease` and `raceacquire`
//! (`runtime/chan.go`, Go 1.27).

use super::moves::Side;
use super::{Pending, Thing, World, thing, touch};
use crate::explore::{Dependence, Footprint, Move};
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
        state.len += 1;
        self.guest.transfer(chan, end, Endpoint::Buffer);
        self.pass_filling(chan, id);
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
        state.len -= 1;
        self.guest.transfer(chan, Endpoint::Buffer, end);
        self.pass_emptying(chan, id);
        true
    }

    /// Hand to hand, from the first to the second. Where there is a buffer, which is empty then,
    /// both know what they would if the value had gone through it.
    pub(super) fn rendezvous(
        &mut self, chan: ChanId, ends: [Endpoint; 2], fibers: [FiberId; 2],
        footprint: &mut Footprint,
    ) {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
        self.guest.transfer(chan, ends[0], ends[1]);
        if self.chan(chan).cap == 0 {
            return self.knowledge.meet(fibers[0], fibers[1]);
        }
        self.pass_filling(chan, fibers[0]);
        self.pass_emptying(chan, fibers[1]);
    }

    /// The first receives from a full buffer, and the second, who waits, fills it again.
    pub(super) fn pull_in(
        &mut self, chan: ChanId, ends: [Endpoint; 2], fibers: [FiberId; 2],
        footprint: &mut Footprint,
    ) {
        touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes);
        self.guest.transfer(chan, Endpoint::Buffer, ends[0]);
        self.guest.transfer(chan, ends[1], Endpoint::Buffer);
        self.pass_emptying(chan, fibers[0]);
        self.pass_filling(chan, fibers[1]);
    }

    /// A timer's value goes to who waits for it.
    pub(super) fn hand_moment(&mut self, chan: ChanId, chosen: Move, footprint: &mut Footprint) {
        let (id, way) = (chosen.with, chosen.with_way);
        let (_, end) = self.end_of(id, way);
        self.passed(id, way, footprint);
        self.guest.transfer(chan, Endpoint::Moment(self.now), end);
        self.pass_emptying(chan, id);
        self.answer_end(id, end, true, footprint);
        self.run_all(footprint);
    }

    fn pass_filling(&mut self, chan: ChanId, id: FiberId) {
        let state = self.chan(chan);
        let slot = slot(chan, state.sent, state.cap);
        state.sent = (state.sent + 1) % state.cap.max(1);
        self.knowledge.acquire(id, slot);
        self.knowledge.release(id, slot);
    }

    fn pass_emptying(&mut self, chan: ChanId, id: FiberId) {
        let state = self.chan(chan);
        let slot = slot(chan, state.received, state.cap);
        state.received = (state.received + 1) % state.cap.max(1);
        self.knowledge.acquire(id, slot);
        self.knowledge.release(id, slot);
    }

    pub(super) fn close(&mut self, id: FiberId, chan: ChanId, footprint: &mut Footprint) -> Reply {
        let object = thing(Thing::Chan, u64::from(chan.0));
        touch(footprint, object, Dependence::Writes);
        if core::mem::replace(&mut self.chan(chan).closed, true) {
            return Reply::ClosedChan;
        }
        self.knowledge.release(id, object);
        for (waiter, way, side) in self.known_at(chan) {
            self.passed(waiter, way, footprint);
            let (_, end) = self.end_of(waiter, way);
            self.knowledge.acquire(waiter, object);
            if side == Side::Sends {
                self.let_go(waiter, Reply::ClosedChan, footprint);
            } else {
                self.guest.transfer(chan, Endpoint::Zero, end);
                self.answer_end(waiter, end, false, footprint);
            }
        }
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
