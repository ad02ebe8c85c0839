//! A path, gone through once: what is known of each move before it is made.

use super::super::world::{Before, World};
use super::super::{Footprint, Model, Move};
use crate::guest::Guest;
use crate::id::FiberId;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A move with what there was before it.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub chosen: Move,
    /// What its fiber stood before.
    pub before: Before,
    /// What its fiber stands before now.
    pub after: Before,
    /// For a timer that fires: whose sleep it ends, if it is a sleep's.
    pub sleeper: Option<FiberId>,
    /// Whether time goes on because nobody can.
    pub idle: bool,
    /// Those who have arrived where they wait before this move: everybody who waits, where time
    /// goes on because nobody can, and where the process ends.
    pub arrive: Vec<FiberId>,
    /// Those who go on with it.
    pub others: Vec<FiberId>,
}

/// All moves of a path.
pub(super) struct Plan<G> {
    pub moves: Vec<Planned>,
    /// The state behind the last of them.
    pub end: World<G>,
    /// Those who wait at a deadlock.
    pub dead: Vec<FiberId>,
}

impl<G: Guest> Plan<G> {
    /// Goes the path from the start.
    pub fn new(mut world: World<G>, path: &[Move]) -> Result<Plan<G>, String> {
        world.keep_output();
        let (mut possible, mut footprint) = (Vec::new(), Footprint::default());
        let mut moves = Vec::new();
        for &chosen in path {
            let now = world.now();
            world.moves(&mut possible);
            if !possible.contains(&chosen) {
                return Err(format!(
                    "move {} of the path is not possible: {chosen:?}",
                    moves.len()
                ));
            }
            let is_clock = chosen.fiber.0 == 0;
            let idle = world.now() > now;
            let arrive = if idle || world.ends_with(chosen) { world.waiting() } else { Vec::new() };
            let before = if is_clock { Before::Nothing } else { world.before(chosen.fiber) };
            let sleeps = |fiber: &FiberId| fiber.0 != 0 && world.before(*fiber) == Before::Nothing;
            let sleeper = is_clock.then_some(chosen.with).filter(sleeps);
            world.make(chosen, &mut footprint);
            let others = footprint.fibers.get(1..).unwrap_or_default().to_vec();
            let after = if is_clock { Before::Nothing } else { world.before(chosen.fiber) };
            moves.push(Planned { chosen, before, after, sleeper, idle, arrive, others });
        }
        world.moves(&mut possible);
        let dead = if possible.is_empty() { world.waiting() } else { Vec::new() };
        Ok(Plan { moves, end: world, dead })
    }

    /// The place of the next move from `at` on in which the fiber takes part.
    pub fn next_of(&self, fiber: FiberId, at: usize) -> usize {
        let takes_part = |one: &Planned| one.chosen.fiber == fiber || one.chosen.with == fiber;
        let rest = self.moves.get(at..).unwrap_or_default();
        rest.iter().position(takes_part).map_or(usize::MAX, |place| at + place)
    }

    /// How the fiber answers its `nth` choice of its own.
    pub fn choice_of(&self, fiber: FiberId, nth: usize) -> u32 {
        let own = self.moves.iter().filter(|one| one.chosen.fiber == fiber);
        let mut choices = own.filter(|one| one.before == Before::Choice);
        choices.nth(nth).map_or(0, |one| u32::from(one.chosen.way))
    }
}
