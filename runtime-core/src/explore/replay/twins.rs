//! Which goroutine of the machine is which fiber of the world.
//!
//! Both number goroutines in the order in which they are made, and that order is not the same: in
//! the world a goroutine runs as far as it can at once, on the machine when it is picked. But the
//! third that a goroutine starts is the same on both sides. So are timers.

use crate::id::FiberId;
use alloc::vec::Vec;

/// Things in the order of their making, each with its maker.
pub(super) fn place<T: Copy + PartialEq>(
    made: &[(T, FiberId)], thing: T,
) -> Option<(FiberId, usize)> {
    let at = made.iter().position(|&(other, _)| other == thing)?;
    let by = made[at].1;
    Some((by, made[..at].iter().filter(|&&(_, other)| other == by).count()))
}

/// The `nth` thing that `by` made.
pub(super) fn nth<T: Copy + PartialEq>(
    made: &[(T, FiberId)], by: FiberId, nth: usize,
) -> Option<T> {
    made.iter().filter(|&&(_, maker)| maker == by).nth(nth).map(|&(thing, _)| thing)
}

/// Fibers numbered from 1, each with who started it.
pub(super) fn numbered(creators: impl Iterator<Item = FiberId>) -> Vec<(FiberId, FiberId)> {
    creators.zip(1..).map(|(by, number)| (FiberId(number), by)).collect()
}

/// The fiber of the other side that is `fiber` here; nobody stands for nobody.
pub(super) fn twin(
    here: &[(FiberId, FiberId)], there: &[(FiberId, FiberId)], fiber: FiberId,
) -> Option<FiberId> {
    if fiber.0 == 0 {
        return Some(fiber);
    }
    let (by, at) = place(here, fiber)?;
    nth(there, twin(here, there, by)?, at)
}
