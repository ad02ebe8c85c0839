//! What a move touches, as numbers that an explorer compares.

use super::Machine;
use crate::explore::{Dependence, Touched};
use crate::guest::{Access, Guest};
use crate::id::{Addr, FiberId, LoopId};

/// A thing that several fibers can reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "python"), expect(dead_code, reason = "Go is searched as a world"))]
pub(super) enum Touches {
    /// A lock, a semaphore, a wait group: by the address of its word.
    Lock(Addr),
    /// A notification between processes.
    Pipe(Addr),
    /// The end of a fiber.
    End(FiberId),
    /// What is ready or scheduled in an event loop.
    Loop(LoopId),
    /// The numbers of the fibers.
    Fibers,
    /// What is printed.
    Output,
    /// Everything there is: every move looks at it.
    World,
}

impl Touches {
    /// Its number. The kind stands above all addresses.
    pub fn object(self) -> u64 {
        let (kind, number) = match self {
            Touches::Lock(at) => (1, at.0),
            Touches::Pipe(at) => (2, at.0),
            Touches::End(fiber) => (3, u64::from(fiber.0)),
            Touches::Loop(id) => (4, u64::from(id.0)),
            Touches::Fibers => (5, 0),
            Touches::Output => (6, 0),
            Touches::World => (7, 0),
        };
        kind << 60 | number & ((1 << 60) - 1)
    }

    /// Memory of the program's, kind 0.
    pub fn access(access: Access) -> Touched {
        let how = if access.how.writes() { Dependence::Writes } else { Dependence::Reads };
        Touched { object: access.at.0 & ((1 << 60) - 1), len: access.len, how }
    }
}

impl<G: Guest> Machine<G> {
    /// The move under way touches `what`. Costs nothing where nobody searches.
    pub(super) fn touch(&mut self, what: Touches, how: Dependence) {
        if self.is_searched() {
            self.footprint.touched.push(Touched { object: what.object(), len: 1, how });
            self.learn(what, how);
        }
    }

    /// What an operation orders: who gives passes on what it knows, who takes has it.
    fn learn(&mut self, what: Touches, how: Dependence) {
        let fiber = self.footprint.fibers[0];
        if matches!(what, Touches::World | Touches::Output | Touches::Fibers) || fiber.0 == 0 {
            return;
        }
        if how != Dependence::Gives {
            self.knowledge.acquire(fiber, what.object());
        }
        if matches!(how, Dependence::Gives | Dependence::Writes) {
            self.knowledge.release(fiber, what.object());
        }
    }
}
