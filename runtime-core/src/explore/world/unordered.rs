//! Operations that Go's race detector takes for accesses, and that nothing orders.
//!
//! **Models:** a send, alone or as a case of a select, reads its channel, and closing one writes it
//! (`racereadpc` in `chansend` and `selectgo`, `racewritepc` in `closechan`); the first `Add` to a
//! wait group reads it, and the first `Wait` for it writes it (`sync/waitgroup.go`, Go 1.27).
//!
//! Two of them that both come next are not ordered: neither knows of the other. Where two are not
//! ordered at all, there is a state in which both come next.

use super::{Pending, Thing, World, found, thing};
use crate::explore::Footprint;
use crate::explore::race::Race;
use crate::guest::{Access, Guest, Op, Site, Touch};
use crate::id::{Addr, ChanId, FiberId};
use alloc::vec::Vec;

impl<G: Guest> World<G> {
    /// Whatever `id` stands before is held against what the others do.
    pub(super) fn operations_against(&self, id: FiberId, footprint: &mut Footprint) {
        for (object, how) in self.read_or_written(id) {
            for (other, _) in self.living().filter(|&(other, _)| other != id) {
                for (other_object, other_how) in self.read_or_written(other) {
                    if object == other_object && is_race(how, other_how) {
                        let first = (other, self.as_access(other, other_object, other_how));
                        let second = (id, self.as_access(id, object, how));
                        found(footprint, Race { first, second });
                    }
                }
            }
        }
    }

    /// The counter of a wait group has come to 0: who stands before adding to it is the first.
    pub(super) fn first_adders(&self, at: Addr, footprint: &mut Footprint) {
        let adds = |pending: &Pending| matches!(pending, Pending::Op(Op::WaitGroupAdd { wg, .. }) if *wg == at);
        for (id, _) in self.living().filter(|(_, fiber)| adds(&fiber.pending)) {
            self.operations_against(id, footprint);
        }
    }

    /// What a fiber is about to read or write, as the race detector has it.
    fn read_or_written(&self, id: FiberId) -> Vec<(u64, Touch)> {
        let pending = &self.fibers[id.index() - 1].pending;
        let chan = |chan: ChanId| thing(Thing::Chan, u64::from(chan.0));
        let one = |object, how| Vec::from([(object, how)]);
        match pending {
            Pending::Op(Op::ChanSend(Some(to))) => one(chan(*to), Touch::Send),
            Pending::Op(Op::Select { cases, .. }) => {
                let sends = cases.iter().filter(|case| case.sends);
                sends.filter_map(|case| Some((chan(case.chan?), Touch::Send))).collect()
            }
            Pending::Op(Op::ChanClose(closes)) if !self.chans[closes.index() - 1].closed => {
                one(chan(*closes), Touch::Close)
            }
            Pending::Op(Op::WaitGroupAdd { wg, delta: 1.. }) if self.guest.word(*wg) == 0 => {
                one(thing(Thing::Group, wg.0), Touch::Add)
            }
            Pending::Op(Op::WaitGroupWait(wg)) => one(thing(Thing::Group, wg.0), Touch::Wait),
            _ => Vec::new(),
        }
    }

    fn as_access(&self, id: FiberId, object: u64, how: Touch) -> Access {
        let line = self.guest.line(id);
        Access { at: Addr(object), len: 1, how, site: Site(0), line }
    }
}

fn is_race(a: Touch, b: Touch) -> bool {
    matches!(
        (a, b),
        (Touch::Send, Touch::Close)
            | (Touch::Close, Touch::Send)
            | (Touch::Add, Touch::Wait)
            | (Touch::Wait, Touch::Add)
    )
}
