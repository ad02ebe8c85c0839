//! Making a move: one visible operation, and what follows by itself.

use super::chans::Sent;
use super::moves::{DEFAULT, Side};
use super::{Granted, OUTPUT, Pending, Thing, World, thing, touch};
use crate::explore::{Dependence, Footprint, Move, Touched};
use crate::guest::{Access, Endpoint, Guest, Op, Reply, SelectCase, Touch};
use crate::id::FiberId;
use crate::trace::Stream;
use alloc::string::String;

impl<G: Guest> World<G> {
    pub(super) fn make_move(&mut self, chosen: Move, footprint: &mut Footprint) {
        let id = chosen.fiber;
        if chosen.with.0 != 0 {
            return self.hand_over(chosen, footprint);
        }
        match core::mem::replace(&mut self.fiber(id).pending, Pending::Ended) {
            Pending::Op(op) => self.operation(id, op, chosen, footprint),
            Pending::Access(access) => self.run(id, Granted::To(access), footprint),
            Pending::Slice => self.run(id, Granted::No, footprint),
            Pending::Readers(at) => self.readers_left(id, at, footprint),
            Pending::Exit(code) => self.exit(code, footprint),
            Pending::Fault(fault) => self.die(*fault, footprint),
            other => panic!("yieldpoint bug: {id} cannot move, it is {other:?}"),
        }
    }

    /// A rendezvous, or an exchange with who is known to wait at a buffer: both go on.
    fn hand_over(&mut self, chosen: Move, footprint: &mut Footprint) {
        let Move { fiber, with, way, with_way } = chosen;
        let ((chan, end), (_, other)) = (self.end_of(fiber, way), self.end_of(with, with_way));
        self.passed(fiber, way, footprint);
        self.passed(with, with_way, footprint);
        match self.side_of(fiber, way) {
            Side::Sends => self.rendezvous(chan, [end, other], [fiber, with], footprint),
            Side::Receives => self.pull_in(chan, [end, other], [fiber, with], footprint),
        }
        self.answer_end(fiber, end, true, footprint);
        self.answer_end(with, other, true, footprint);
        self.run_all(footprint);
    }

    fn side_of(&self, id: FiberId, way: u16) -> Side {
        let pending = &self.fibers[id.index() - 1].pending;
        let side = super::moves::ways(pending).find(|&(at, ..)| at == way);
        side.map_or(Side::Sends, |(.., side)| side)
    }

    /// A select goes one way and passes its other channels, which could have opened theirs.
    pub(super) fn passed(&mut self, id: FiberId, way: u16, footprint: &mut Footprint) {
        for (_, chan, _) in
            super::moves::ways(&self.fiber(id).pending).filter(|&(at, ..)| at != way)
        {
            touch(footprint, thing(Thing::Chan, u64::from(chan.0)), Dependence::Passes);
        }
    }

    /// Answers who sent (`Endpoint` says whether in a select) or received.
    pub(super) fn answer_end(
        &mut self, id: FiberId, end: Endpoint, ok: bool, footprint: &mut Footprint,
    ) {
        let sends = matches!(self.fiber(id).pending, Pending::Op(Op::ChanSend(_)));
        let reply = match end {
            Endpoint::Case(_, case) => Reply::Selected { case: Some(case), ok },
            _ if sends => Reply::Done,
            _ => Reply::Received { ok },
        };
        self.let_go(id, reply, footprint);
    }

    /// A visible access has been made.
    pub(super) fn visible(&mut self, id: FiberId, access: Access, footprint: &mut Footprint) {
        let object = thing(Thing::Memory, access.at.0);
        let how = if access.how.writes() { Dependence::Writes } else { Dependence::Reads };
        footprint.touched.push(Touched { object, len: access.len, how });
        if access.how.is_atomic() {
            self.knowledge.acquire(id, object);
            if access.how == Touch::AtomicWrite {
                self.knowledge.release(id, object);
            }
        }
        self.knowledge.touch_visibly(id, access, &mut footprint.races);
    }

    fn operation(&mut self, id: FiberId, op: Op, chosen: Move, footprint: &mut Footprint) {
        let reply = match op {
            Op::Print { stream, text } => self.print(stream, &text, footprint),
            Op::ChanSend(Some(chan)) => match self.send(id, chan, Endpoint::Fiber(id), footprint) {
                Sent::Closed => Reply::ClosedChan,
                Sent::Done => Reply::Done,
            },
            Op::ChanRecv(Some(chan)) => {
                Reply::Received { ok: self.receive(id, chan, Endpoint::Fiber(id), footprint) }
            }
            Op::ChanClose(chan) => self.close(id, chan, footprint),
            Op::ChanLen(chan) => self.chan_len(chan, footprint),
            Op::Select { cases, .. } => self.take_way(id, &cases, chosen.way, footprint),
            Op::Mutex { at, how } => self.mutex(id, at, how, footprint),
            Op::RwMutex { at, how } => match self.rw_mutex(id, at, how, footprint) {
                Some(reply) => reply,
                None => return,
            },
            Op::Semaphore { at, how } => {
                self.semaphore(id, at, how, footprint);
                Reply::Done
            }
            Op::Cond { at, how } => self.cond(id, at, how, footprint),
            Op::WaitGroupAdd { wg, delta } => self.group_add(id, wg, delta, footprint),
            Op::WaitGroupWait(wg) => {
                self.group_wait(id, wg, footprint);
                Reply::Done
            }
            Op::Sleep { ns } => return self.sleep(id, ns.max(0) as u64, footprint),
            Op::Syscall { ns, .. } | Op::NetWait { ns } => return self.sleep(id, ns, footprint),
            Op::GoTimerNew { ns, period_ns, what } => {
                self.timer_new(id, ns, period_ns, what, footprint)
            }
            Op::GoTimerStop(timer) => self.timer_stop(timer, footprint),
            Op::GoTimerReset { timer, ns, period_ns } => {
                self.timer_reset(id, timer, ns, period_ns, footprint)
            }
            Op::Choose { .. } => Reply::Count(u32::from(chosen.way)),
            op => panic!("yieldpoint bug: a goroutine asked for {op:?}"),
        };
        self.guest.resume(id, reply);
        self.run_all(footprint);
    }

    fn print(&mut self, stream: Stream, text: &str, footprint: &mut Footprint) -> Reply {
        touch(footprint, OUTPUT, Dependence::Writes);
        if stream == Stream::Stdout {
            // Byte by byte, so that where one print ends and the next begins cannot be told.
            text.bytes().for_each(|byte| self.stdout.word(u64::from(byte)));
            if let Some(kept) = &mut self.text {
                String::push_str(kept, text);
            }
        }
        Reply::Done
    }

    /// A select takes one of its ways alone. Looking at a channel is touching it: which cases are
    /// ready is part of what happened where `default` is taken.
    fn take_way(
        &mut self, id: FiberId, cases: &[SelectCase], way: u16, footprint: &mut Footprint,
    ) -> Reply {
        for (case, _) in cases.iter().zip(0..).filter(|&(_, at)| at != way) {
            let Some(chan) = case.chan else { continue };
            let object = thing(Thing::Chan, u64::from(chan.0));
            touch(footprint, object, Dependence::Passes);
            if way == DEFAULT {
                touch(footprint, object, Dependence::Reads);
            }
        }
        if way == DEFAULT {
            return Reply::Selected { case: None, ok: false };
        }
        let case = cases[usize::from(way)];
        let chan = case.chan.unwrap_or_else(|| panic!("yieldpoint bug: a nil channel is ready"));
        let end = Endpoint::Case(id, u32::from(way));
        let case_taken = Some(u32::from(way));
        if !case.sends {
            let ok = self.receive(id, chan, end, footprint);
            return Reply::Selected { case: case_taken, ok };
        }
        match self.send(id, chan, end, footprint) {
            Sent::Closed => Reply::ClosedChan,
            Sent::Done => Reply::Selected { case: case_taken, ok: true },
        }
    }
}
