//! Schedules with few preemptions: a model that allows no more of them.
//!
//! **Models:** Musuvathi and Qadeer, "Iterative Context Bounding" (PLDI 2007). A switch away from a
//! fiber that could go on costs one; from one that cannot, nothing. The schedules with at most so
//! many preemptions are searched by the same graph as all of them.

use super::{Ending, Footprint, Model, Move, Touched};
use crate::guest::Fingerprint;
use crate::id::FiberId;
use alloc::vec::Vec;

/// A model whose runs have at most so many preemptions.
#[derive(Debug)]
pub struct Bounded<M> {
    inner: M,
    /// Who moved last.
    last: FiberId,
    /// Whether it could go on now.
    goes_on: bool,
    /// Preemptions that are left.
    left: u32,
}

impl<M: Model> Bounded<M> {
    /// `inner` with at most `bound` preemptions.
    pub fn new(inner: M, bound: u32) -> Bounded<M> {
        Bounded { inner, last: FiberId(1), goes_on: false, left: bound }
    }
}

impl<M: Model> Clone for Bounded<M> {
    fn clone(&self) -> Bounded<M> {
        Bounded { inner: self.inner.clone(), ..*self }
    }

    fn clone_from(&mut self, from: &Bounded<M>) {
        self.inner.clone_from(&from.inner);
        (self.last, self.goes_on, self.left) = (from.last, from.goes_on, from.left);
    }
}

impl<M: Model> Model for Bounded<M> {
    fn moves(&mut self, moves: &mut Vec<Move>) {
        self.inner.moves(moves);
        let last = self.last;
        // A sleeper whose timer is due cannot go on yet.
        let goes_on = |by: &Move| by.fiber == last || by.with == last && by.fiber.0 != 0;
        self.goes_on = moves.iter().any(goes_on);
        if self.goes_on && self.left == 0 {
            moves.retain(goes_on);
        }
    }

    fn beginning(&mut self) -> Footprint {
        self.inner.beginning()
    }

    fn remember_visible(&mut self) {
        self.inner.remember_visible();
    }

    fn remember_across_time(&mut self) {
        self.inner.remember_across_time();
    }

    fn make(&mut self, chosen: Move, footprint: &mut Footprint) {
        let same = chosen.fiber == self.last || chosen.with == self.last;
        if self.goes_on && !same {
            self.left = self.left.saturating_sub(1);
        }
        if !same {
            self.last = chosen.fiber;
        }
        self.inner.make(chosen, footprint);
    }

    fn blocked(&self, blocked: &mut Vec<(FiberId, Touched)>) {
        self.inner.blocked(blocked);
    }

    fn ending(&self) -> Option<&Ending> {
        self.inner.ending()
    }

    fn fingerprint(&self) -> u128 {
        let mut state = Fingerprint::default();
        let inner = self.inner.fingerprint();
        state.word(inner as u64);
        state.word((inner >> 64) as u64);
        state.word(u64::from(self.last.0) << 32 | u64::from(self.left));
        state.finish()
    }

    fn is_timed(&self) -> bool {
        self.inner.is_timed()
    }
}
