//! Paths of the world as schedules of the machine.

use super::Move;
use super::world::World;
use crate::guest::Guest;
use crate::machine::Machine;
use crate::schedule::Schedule;
use alloc::string::String;

/// The schedule.
pub fn schedule<G: Guest>(_: World<G>, _: Machine<G>, _: &[Move]) -> Result<Schedule, String> {
    Err("replays are not linked yet".into())
}
