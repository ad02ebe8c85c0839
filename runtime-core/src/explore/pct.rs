//! Random priorities, where a program has too many schedules for everything else.
//!
//! **Models:** Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with
//! Probabilistic Guarantees of Finding Bugs" (ASPLOS 2010): every fiber gets a random priority, the
//! highest that can move does, and at `depth - 1` random moments the one that runs drops below all
//! others. A bug that needs `depth` orderings in a program of n fibers and k moves is found by one
//! run with probability at least 1/(n k^(depth - 1)).

use super::dpor::Found;
use super::{Footprint, Model, Move};
use crate::id::FiberId;
use crate::table::Table;
use alloc::vec::Vec;

/// Orderings that a bug may need.
const DEPTH: u32 = 3;

/// A sample under way.
#[derive(Debug)]
pub struct Pct<M> {
    start: M,
    seed: u64,
    depth_max: u32,
    /// The longest run so far, in moves.
    length: u32,
    found: Vec<(Found, u64)>,
    executions: u64,
    moves: u64,
}

impl<M: Model> Pct<M> {
    /// Samples runs from `start`, the first with this seed, the next with the next one.
    pub fn new(start: M, seed: u64, depth_max: u32) -> Pct<M> {
        let (found, executions, moves) = (Vec::new(), 0, 0);
        Pct { start, seed, depth_max, length: 32, found, executions, moves }
    }

    /// Makes whole runs until about `moves` more moves are made.
    pub fn run(&mut self, moves: u64) {
        let until = self.moves.saturating_add(moves);
        while self.moves < until {
            self.sample();
        }
    }

    /// Runs so far.
    pub fn executions(&self) -> u64 {
        self.executions
    }

    /// The ways in which runs ended, each with the seed that showed it first.
    pub fn found(&self) -> &[(Found, u64)] {
        &self.found
    }

    fn sample(&mut self) {
        let seed = self.seed.wrapping_add(self.executions);
        let mut draws = Draws(seed);
        let drops: Vec<u64> = (1..DEPTH).map(|_| draws.below(u64::from(self.length))).collect();
        let mut priorities: Table<FiberId, u64> = Table::new();
        let (mut state, mut moves, mut path) = (self.start.clone(), Vec::new(), Vec::new());
        let mut footprint = Footprint::default();
        loop {
            state.moves(&mut moves);
            let Some(by) = pick(&moves, &mut priorities, &mut draws) else { break };
            if let Some(at) = drops.iter().position(|&drop| drop == path.len() as u64) {
                priorities.insert(by.fiber, at as u64);
            }
            state.make(by, &mut footprint);
            path.push(by);
            self.moves += 1;
            if path.len() as u32 >= self.depth_max {
                break;
            }
        }
        self.executions += 1;
        self.length = self.length.max(path.len() as u32);
        let Some(ending) = state.ending() else { return };
        match self.found.iter_mut().find(|(found, _)| found.ending == *ending) {
            Some((found, _)) => found.count += 1,
            None => self.found.push((Found { ending: ending.clone(), count: 1, path }, seed)),
        }
    }
}

/// A move of the fiber with the highest priority; of several ways any.
fn pick(moves: &[Move], priorities: &mut Table<FiberId, u64>, draws: &mut Draws) -> Option<Move> {
    let mut best: Option<(u64, FiberId)> = None;
    for by in moves {
        let priority = *priorities.or_insert_with(by.fiber, || u64::from(DEPTH) + draws.next() / 2);
        if best.is_none_or(|(highest, _)| priority > highest) {
            best = Some((priority, by.fiber));
        }
    }
    let (_, fiber) = best?;
    let ways: Vec<&Move> = moves.iter().filter(|by| by.fiber == fiber).collect();
    let way = draws.below(ways.len() as u64);
    Some(*ways[way as usize])
}

/// SplitMix64.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        crate::machine::mix(self.0)
    }

    fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n.max(1))) >> 64) as u64
    }
}
