//! What could come next.

use super::sync::{READER_COUNT, READER_WAIT, word_at};
use super::{CLOCK, Fiber, MAIN, Pending, Thing, What, World, thing};
use crate::explore::{Dependence, Move, Touched};
use crate::guest::{CondOp, Firing, Guest, LockOp, Op, SelectCase, SemaOp};
use crate::id::{Addr, ChanId, FiberId};
use crate::schedule::Control;
use crate::time::Time;
use crate::trace::Object;
use alloc::vec::Vec;

/// The way of a select that takes its `default`.
pub(super) const DEFAULT: u16 = u16::MAX;

/// Choices of the program's own with more options than this are not searched: option 0 is taken.
pub(super) const OPTIONS_MAX: u32 = 16;

impl<G: Guest> World<G> {
    pub(super) fn fiber_moves(&self, moves: &mut Vec<Move>) {
        for (id, fiber) in self.living() {
            match &fiber.pending {
                Pending::Ended | Pending::Asleep => {}
                Pending::Op(op) => self.op_moves(id, fiber, op, moves),
                Pending::Readers(at) => {
                    if self.guest.word(word_at(*at, READER_WAIT)) == 0 {
                        moves.push(Move::of(id));
                    }
                }
                _ => moves.push(Move::of(id)),
            }
        }
    }

    fn op_moves(&self, id: FiberId, fiber: &Fiber, op: &Op, moves: &mut Vec<Move>) {
        match op {
            Op::ChanSend(chan) => self.send_moves(id, 0, *chan, moves),
            Op::ChanRecv(chan) => self.receive_moves(id, 0, *chan, moves),
            Op::Select { cases, default } => self.select_moves(id, cases, *default, moves),
            Op::Choose { options, .. } if *options <= OPTIONS_MAX => {
                moves.extend((0..*options as u16).map(|way| Move::way(id, way)));
            }
            op => {
                if self.can_go_on(id, fiber, op) {
                    moves.push(Move::of(id));
                }
            }
        }
    }

    /// Whether an operation that has one way would not block.
    fn can_go_on(&self, id: FiberId, fiber: &Fiber, op: &Op) -> bool {
        match *op {
            Op::Mutex { at, how: LockOp::Lock | LockOp::RLock } => {
                self.guest.word(at) == 0 && self.may_barge(id, fiber, at)
            }
            Op::RwMutex { at, how: LockOp::RLock } => {
                self.guest.word(word_at(at, READER_COUNT)) as i64 >= 0
            }
            Op::RwMutex { at, how: LockOp::Lock } => {
                self.guest.word(at) == 0 && self.may_barge(id, fiber, at)
            }
            Op::Semaphore { at, how: SemaOp::Acquire } => {
                self.guest.word(at) > 0 && self.may_barge(id, fiber, at)
            }
            Op::Cond { at, how: CondOp::Wait { ticket } } => {
                u64::from(ticket) < self.guest.word(word_at(at, 1))
            }
            Op::WaitGroupWait(at) => self.guest.word(at) == 0,
            _ => true,
        }
    }

    // ---- places in line

    /// Among those who wait for a lock, one who is known to have come first goes first; who may
    /// not have arrived yet may always be the one who comes along when it is free.
    fn may_barge(&self, id: FiberId, fiber: &Fiber, at: Addr) -> bool {
        self.rank == 0
            || fiber.rank == 0
            || !self.living().any(|(other, waiter)| {
                other != id
                    && waiter.rank != 0
                    && waiter.rank < fiber.rank
                    && lock_of(&waiter.pending) == Some(at)
            })
    }

    /// Who is known to wait with such an operation, in the order of their coming.
    pub(super) fn known_for(&self, wanted: impl Fn(&Op) -> bool) -> Vec<FiberId> {
        let waits = |fiber: &Fiber| matches!(&fiber.pending, Pending::Op(op) if wanted(op));
        let known = self.living().filter(|(_, fiber)| fiber.rank != 0 && waits(fiber));
        let mut known: Vec<(u32, FiberId)> = known.map(|(id, fiber)| (fiber.rank, id)).collect();
        known.sort_unstable();
        known.into_iter().map(|(_, id)| id).collect()
    }

    /// Who is known to wait at a channel, each with one way: to receive, if it could do either.
    pub(super) fn known_at(&self, chan: ChanId) -> Vec<(FiberId, u16, Side)> {
        let mut known = Vec::new();
        for (id, fiber) in self.living().filter(|(_, fiber)| fiber.rank != 0) {
            let here = || ways(&fiber.pending).filter(|&(_, on, _)| on == chan);
            let receives = here().find(|&(.., side)| side == Side::Receives);
            let way = receives.or_else(|| here().next());
            known.extend(way.map(|(way, _, side)| (id, way, side)));
        }
        known
    }

    /// Who is known to wait on this side of the channel with nobody before it, and in which ways;
    /// several where any of them could have come first. `but` does not count.
    fn known_first(&self, chan: ChanId, side: Side, but: FiberId) -> Vec<(FiberId, u16)> {
        let mut first = (u32::MAX, Vec::new());
        if self.rank == 0 {
            return first.1;
        }
        for (id, fiber) in self.living().filter(|&(id, fiber)| fiber.rank != 0 && id != but) {
            for (way, ..) in ways(&fiber.pending).filter(|&(_, on, at)| on == chan && at == side) {
                if fiber.rank < first.0 {
                    first = (fiber.rank, Vec::new());
                }
                if fiber.rank == first.0 {
                    first.1.push((id, way));
                }
            }
        }
        first.1
    }

    /// Whether nobody is known to have come before `id` on this side of the channel.
    fn is_first(&self, id: FiberId, chan: ChanId, sends: Side) -> bool {
        self.is_first_but_for(id, chan, sends, id)
    }

    /// The same where `partner`, who may stand on both sides, does not count.
    fn is_first_but_for(&self, id: FiberId, chan: ChanId, sends: Side, partner: FiberId) -> bool {
        if self.rank == 0 {
            return true;
        }
        let own = self.fibers[id.index() - 1].rank;
        !self.living().any(|(other, waiter)| {
            let earlier = waiter.rank != 0 && (own == 0 || waiter.rank < own);
            other != id
                && other != partner
                && earlier
                && ways(&waiter.pending).any(|(_, on, side)| on == chan && side == sends)
        })
    }

    // ---- channels

    fn send_moves(&self, id: FiberId, way: u16, chan: Option<ChanId>, moves: &mut Vec<Move>) {
        let Some(chan) = chan else { return };
        let state = self.chans[chan.index() - 1];
        if state.closed {
            return moves.push(Move::way(id, way));
        }
        if state.len < state.cap && self.is_first(id, chan, Side::Sends) {
            return self.buffer_moves(id, way, (chan, Side::Receives), moves);
        }
        if state.cap == 0 {
            for (with, with_way) in self.partners(id, chan, Side::Receives) {
                if self.may_park(id) || self.may_park(with) {
                    moves.push(Move { fiber: id, with, way, with_way });
                }
            }
        }
    }

    /// A send that finds room or a receive that finds a value. Who is known to wait on the other
    /// side goes on with it.
    fn buffer_moves(
        &self, id: FiberId, way: u16, (chan, other): (ChanId, Side), moves: &mut Vec<Move>,
    ) {
        let known = self.known_first(chan, other, id);
        if known.is_empty() {
            moves.push(Move::way(id, way));
        }
        let joint = |(with, with_way)| Move { fiber: id, with, way, with_way };
        moves.extend(known.into_iter().map(joint));
    }

    /// Whether a fiber at channels could be found waiting there: it had to come when none of its
    /// ways was ready, and it would have been let go if one became so.
    fn may_park(&self, id: FiberId) -> bool {
        match &self.fibers[id.index() - 1].pending {
            Pending::Op(Op::Select { cases, default }) => {
                !default && !cases.iter().any(|case| self.is_surely_ready(id, case))
            }
            _ => true,
        }
    }

    /// A rendezvous is the sender's move.
    fn receive_moves(&self, id: FiberId, way: u16, chan: Option<ChanId>, moves: &mut Vec<Move>) {
        let Some(chan) = chan else { return };
        let state = self.chans[chan.index() - 1];
        if state.closed && state.len == 0 {
            moves.push(Move::way(id, way));
        } else if state.len > 0 && self.is_first(id, chan, Side::Receives) {
            self.buffer_moves(id, way, (chan, Side::Sends), moves);
        }
    }

    /// Who is ready for a rendezvous, and in which of its ways.
    fn partners(&self, id: FiberId, chan: ChanId, side: Side) -> Vec<(FiberId, u16)> {
        let mut partners = Vec::new();
        for (other, fiber) in self.living().filter(|&(other, _)| other != id) {
            let here =
                ways(&fiber.pending).filter(|&(_, on, on_side)| on == chan && on_side == side);
            if self.is_first_but_for(other, chan, side, id)
                && self.is_first_but_for(id, chan, side.opposite(), other)
            {
                partners.extend(here.map(|(way, ..)| (other, way)));
            }
        }
        partners
    }

    fn select_moves(
        &self, id: FiberId, cases: &[SelectCase], default: bool, moves: &mut Vec<Move>,
    ) {
        for (case, way) in cases.iter().zip(0..) {
            if case.sends {
                self.send_moves(id, way, case.chan, moves)
            } else {
                self.receive_moves(id, way, case.chan, moves)
            }
        }
        if default && !cases.iter().any(|case| self.is_surely_ready(id, case)) {
            moves.push(Move::way(id, DEFAULT));
        }
    }

    /// Whether a case can go on however late its partner arrives.
    fn is_surely_ready(&self, id: FiberId, case: &SelectCase) -> bool {
        let Some(chan) = case.chan else { return false };
        let state = self.chans[chan.index() - 1];
        let has_arrived = |side| {
            let partners = self.partners(id, chan, side);
            partners.iter().any(|&(other, _)| self.fibers[other.index() - 1].rank != 0)
        };
        match case.sends {
            true => state.closed || state.len < state.cap || has_arrived(Side::Receives),
            false => state.closed || state.len > 0 || state.cap == 0 && has_arrived(Side::Sends),
        }
    }

    // ---- time

    /// Timers that may fire now. Where nothing else can go on, time advances to the earliest.
    pub(super) fn timer_moves(&mut self, moves: &mut Vec<Move>) {
        let Some(first) = self.timers.iter().filter_map(|timer| timer.when).min() else { return };
        let loose = self.setting.control == Control::Loose;
        if !loose && first > self.now {
            if !moves.is_empty() {
                return;
            }
            self.advance(first);
        }
        let due = self.timers.iter().zip(1..).filter(|(timer, _)| timer.when == Some(first));
        // A sleeper's timer is known by the sleeper: its number depends on who slept first.
        for (timer, number) in due {
            match timer.what {
                What::Wake(with) => moves.push(Move { with, ..Move::of(CLOCK) }),
                What::Fire(Firing::Call { .. }) => moves.push(Move::way(CLOCK, number)),
                What::Fire(Firing::Send(chan)) => {
                    self.buffer_moves(CLOCK, number, (chan, Side::Receives), moves)
                }
            }
        }
    }

    /// Nothing can go on before `when`: everybody who waits has arrived.
    fn advance(&mut self, when: Time) {
        self.now = when;
        let waits = |fiber: &Fiber| {
            fiber.rank == 0 && matches!(fiber.pending, Pending::Op(_) | Pending::Readers(_))
        };
        if self.fibers.iter().any(waits) {
            self.rank += 1;
            let rank = self.rank;
            self.fibers.iter_mut().filter(|fiber| waits(fiber)).for_each(|fiber| fiber.rank = rank);
        }
    }

    // ---- who cannot go on

    /// The fibers that cannot go on now.
    pub(super) fn stuck(&self) -> Vec<FiberId> {
        let mut moves = Vec::new();
        self.fiber_moves(&mut moves);
        let goes = |id: FiberId| moves.iter().any(|one| one.fiber == id || one.with == id);
        let waits = |fiber: &Fiber| matches!(fiber.pending, Pending::Op(_) | Pending::Readers(_));
        let stuck = self.living().filter(|&(id, fiber)| waits(fiber) && !goes(id));
        stuck.map(|(id, _)| id).collect()
    }

    pub(super) fn blocked_on(&self, blocked: &mut Vec<(FiberId, Touched)>) {
        blocked.clear();
        for id in self.stuck() {
            let pending = &self.fibers[id.index() - 1].pending;
            let touched = |object, how| (id, Touched { object, len: 1, how });
            for (_, chan, _) in ways(pending) {
                blocked.push(touched(thing(Thing::Chan, u64::from(chan.0)), Dependence::Writes));
            }
            match pending {
                Pending::Readers(at) | Pending::Op(Op::RwMutex { at, .. }) => {
                    blocked.push(touched(thing(Thing::Readers, at.0), Dependence::Writes))
                }
                Pending::Op(Op::WaitGroupWait(at)) => {
                    blocked.push(touched(thing(Thing::Group, at.0), Dependence::Reads))
                }
                Pending::Op(Op::Cond { at, .. }) => {
                    blocked.push(touched(thing(Thing::Cond, at.0), Dependence::Reads))
                }
                pending => {
                    if let Some(at) = lock_of(pending) {
                        blocked.push(touched(thing(Thing::Lock, at.0), Dependence::Takes))
                    }
                }
            }
        }
    }

    /// Fibers that nobody can ever wake, when main returns.
    pub(super) fn leaked(&self) -> Vec<FiberId> {
        if self.living().all(|(id, _)| id == MAIN) {
            return Vec::new();
        }
        let stuck = self.stuck();
        let mut blocked = Vec::new();
        for &id in stuck.iter().filter(|&&id| id != MAIN) {
            let on = self.waits_on(id);
            let fires = |on: &Object| matches!(on, Object::Chan(chan) if self.will_fire(*chan));
            if !on.iter().any(fires) {
                blocked.extend(on.into_iter().map(|on| (id, on)));
            }
        }
        if blocked.is_empty() { Vec::new() } else { self.guest.leaked(&blocked) }
    }

    fn waits_on(&self, id: FiberId) -> Vec<Object> {
        let pending = &self.fibers[id.index() - 1].pending;
        let chans: Vec<Object> = ways(pending).map(|(_, chan, _)| Object::Chan(chan)).collect();
        if !chans.is_empty() {
            return chans;
        }
        Vec::from([match pending {
            Pending::Readers(at) | Pending::Op(Op::WaitGroupWait(at) | Op::Cond { at, .. }) => {
                Object::Addr(*at)
            }
            pending => lock_of(pending).map_or(Object::None, Object::Addr),
        }])
    }

    fn will_fire(&self, chan: ChanId) -> bool {
        let timer = self.chans[chan.index() - 1].timer;
        timer.is_some_and(|timer| self.timers[timer.index() - 1].when.is_some())
    }
}

/// A side of a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Sends,
    Receives,
}

impl Side {
    fn opposite(self) -> Side {
        match self {
            Side::Sends => Side::Receives,
            Side::Receives => Side::Sends,
        }
    }
}

/// The lock or semaphore that a fiber wants.
pub(super) fn lock_of(pending: &Pending) -> Option<Addr> {
    match *pending {
        Pending::Op(
            Op::Mutex { at, how: LockOp::Lock | LockOp::RLock }
            | Op::RwMutex { at, how: LockOp::Lock | LockOp::RLock }
            | Op::Semaphore { at, how: SemaOp::Acquire },
        ) => Some(at),
        _ => None,
    }
}

/// The channels that a fiber stands at, each with the way that it is.
pub(super) fn ways(pending: &Pending) -> impl Iterator<Item = (u16, ChanId, Side)> {
    let (one, cases): (Option<(u16, ChanId, Side)>, &[SelectCase]) = match pending {
        Pending::Op(Op::ChanSend(chan)) => (chan.map(|chan| (0, chan, Side::Sends)), &[]),
        Pending::Op(Op::ChanRecv(chan)) => (chan.map(|chan| (0, chan, Side::Receives)), &[]),
        Pending::Op(Op::Select { cases, .. }) => (None, cases),
        _ => (None, &[]),
    };
    let side = |sends| if sends { Side::Sends } else { Side::Receives };
    let cases = cases.iter().zip(0u16..);
    let cases = cases.filter_map(move |(case, way)| Some((way, case.chan?, side(case.sends))));
    one.into_iter().chain(cases)
}
