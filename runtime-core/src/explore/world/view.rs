//! What a replay on the machine wants to know of the state.

use super::moves::DEFAULT;
use super::{CLOCK, Pending, What, World};
use crate::explore::Move;
use crate::guest::{Access, Guest, Op};
use crate::id::{FiberId, TimerId};
use crate::time::Time;
use alloc::vec::Vec;

/// What a fiber stands before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explore) enum Before {
    /// Nothing: it has ended, or sleeps.
    Nothing,
    /// Computing on.
    Slice,
    /// A choice of its own.
    Choice,
    /// An operation, an access, or the end of the process.
    Step,
    /// Having an RWMutex, once the readers are gone.
    Readers,
}

impl<G: Guest> World<G> {
    pub(in crate::explore) fn before(&self, id: FiberId) -> Before {
        match &self.fibers[id.index() - 1].pending {
            Pending::Ended | Pending::Asleep => Before::Nothing,
            Pending::Slice => Before::Slice,
            Pending::Op(Op::Choose { .. }) => Before::Choice,
            Pending::Readers(_) => Before::Readers,
            Pending::Op(_) | Pending::Access(_) | Pending::Exit(_) | Pending::Fault(_) => {
                Before::Step
            }
        }
    }

    /// Whether the move ends the process.
    pub(in crate::explore) fn ends_with(&self, chosen: Move) -> bool {
        chosen.fiber != CLOCK
            && matches!(
                self.fibers[chosen.fiber.index() - 1].pending,
                Pending::Exit(_) | Pending::Fault(_)
            )
    }

    /// Whether a fiber sees the access as a choice.
    pub(in crate::explore) fn is_seen(&self, access: &Access) -> bool {
        access.how.is_atomic() || self.setting.visible.contains(access.site)
    }

    /// The fibers that wait.
    pub(in crate::explore) fn waiting(&self) -> Vec<FiberId> {
        self.stuck()
    }

    /// Virtual time.
    pub(in crate::explore) fn now(&self) -> Time {
        self.now
    }

    /// Who started each fiber, by number; the clock for those of timers, and for main.
    pub(in crate::explore) fn creators(&self) -> impl Iterator<Item = FiberId> {
        self.fibers.iter().map(|fiber| fiber.by)
    }

    /// The timers that the program has set, each with who did first; not those of sleeps.
    pub(in crate::explore) fn timers(&self) -> impl Iterator<Item = (TimerId, FiberId)> {
        let numbered = self.timers.iter().zip(1..);
        let own = numbered.filter(|(timer, _)| matches!(timer.what, What::Fire(_)));
        own.map(|(timer, number)| (TimerId(number), timer.by))
    }

    /// Whether a way is the `default` of a select.
    pub(in crate::explore) fn is_default(way: u16) -> bool {
        way == DEFAULT
    }
}
