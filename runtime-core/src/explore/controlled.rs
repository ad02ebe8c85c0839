//! A machine whose schedule decides who goes on, as the engines see it.

use super::{Clock, Ending, Footprint, Model, Move, Touched};
use crate::guest::{Fingerprint, Guest, Sites};
use crate::id::FiberId;
use crate::machine::{Machine, Watching};
use crate::schedule::Schedule;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A program that stands at one of its choices, or is over.
#[derive(Debug)]
pub struct Controlled<G> {
    machine: Machine<G>,
    clock: Clock,
    ending: Option<Ending>,
    /// Room for the options of the pending choice; no state.
    options: Vec<Move>,
}

impl<G: Guest> Controlled<G> {
    /// The program at its first choice. The machine must be new, and its schedule decide who goes
    /// on ([`crate::schedule::Control`]); of accesses and switch points only `sites` are choices.
    pub fn new(mut machine: Machine<G>, sites: Arc<Sites>) -> Controlled<G> {
        machine.watch(Watching::Sites(sites));
        machine.advance();
        let ending = machine.ending();
        Controlled { machine, clock: Clock::Relative, ending, options: Vec::new() }
    }

    /// The same, with this clock.
    pub fn with_clock(mut self, clock: Clock) -> Controlled<G> {
        self.clock = clock;
        self.note_ending();
        self
    }

    fn note_ending(&mut self) {
        let end_ns = self.clock.end_ns(self.machine.now());
        self.ending = self.machine.ending().map(|ending| Ending { end_ns, ..ending });
    }

    /// The schedule by which `machine`, which must be new, goes the way of a search: that search
    /// stopped at `sites` and made these moves. `None` if the machine cannot go there.
    pub fn schedule(machine: Machine<G>, sites: &Sites, way: &[Move]) -> Option<Schedule> {
        let control = machine.control();
        let options = machine.retrace(sites, way)?;
        Some(Schedule { control, options })
    }

    /// The machine, to be looked at.
    pub fn machine(&self) -> &Machine<G> {
        &self.machine
    }
}

impl<G: Guest> Model for Controlled<G> {
    fn moves(&mut self, moves: &mut Vec<Move>) {
        moves.clear();
        self.machine.options(moves);
        // The order of the options depends on who ran last, which is no part of the state.
        moves.sort_unstable();
    }

    fn beginning(&mut self) -> Footprint {
        self.machine.take_footprint()
    }

    fn remember_visible(&mut self) {
        self.machine.remember_visible();
    }

    fn make(&mut self, chosen: Move, footprint: &mut Footprint) {
        self.options.clear();
        self.machine.options(&mut self.options);
        let option = self.options.iter().position(|&option| option == chosen);
        let option = option.unwrap_or_else(|| panic!("yieldpoint bug: {chosen:?} is no move"));
        self.machine.move_on(chosen, option as u32, footprint);
        self.note_ending();
    }

    fn blocked(&self, blocked: &mut Vec<(FiberId, Touched)>) {
        blocked.clear();
    }

    fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    fn fingerprint(&self) -> u128 {
        let state = self.machine.fingerprint_of_search();
        match self.clock {
            Clock::Relative => state,
            Clock::Absolute => {
                let mut timed = Fingerprint::default();
                timed.word(state as u64);
                timed.word((state >> 64) as u64);
                timed.word(self.machine.now().0);
                timed.finish()
            }
        }
    }

    fn is_timed(&self) -> bool {
        self.machine.is_timed()
    }
}

impl<G: Clone> Clone for Controlled<G> {
    fn clone(&self) -> Self {
        let (machine, ending) = (self.machine.clone(), self.ending.clone());
        Controlled { machine, clock: self.clock, ending, options: Vec::new() }
    }

    fn clone_from(&mut self, source: &Self) {
        self.machine.clone_from(&source.machine);
        self.clock = source.clock;
        self.ending.clone_from(&source.ending);
    }
}
