//! What happens before what, and what is planned at the end of a run: every race the other way
//! round.

use super::event::{Clock, Event, Happening, Order, PROCESS};
use super::tree::{Covering, Sequence, insert, is_weak_initial};
use super::{Dpor, Found};
use crate::explore::{Dependence, Ending, Model, Move, Touched};
use crate::id::FiberId;
use alloc::vec::Vec;
use smallvec::SmallVec;

impl<M: Model> Dpor<M> {
    /// The event's clock, and with whom it races: with what one of its fibers did not know of and
    /// takes no part in. The sides of a meeting count each for itself, since either could have met
    /// somebody else before.
    pub(super) fn event(&self, what: Happening) -> Event {
        let mut clock = Clock::new();
        // What the earlier moves of its fibers knew: an unlocking seen since does not count.
        let mut sides: SmallVec<[(FiberId, Clock); 2]> = SmallVec::new();
        for &fiber in what.fibers.iter().filter(|fiber| fiber.0 != 0) {
            let known = self.clock_of(fiber);
            join(&mut clock, &known);
            sides.push((fiber, known));
        }
        if sides.is_empty() {
            sides.push((FiberId(0), Clock::new()));
        }
        let mut races = SmallVec::new();
        // Who was still to move when the process ended was so before.
        let goes_on = |(_, earlier): &(usize, &Event)| !earlier.what.ends;
        for (at, earlier) in self.events.iter().enumerate().rev().filter(goes_on) {
            let order = earlier.what.order(&what);
            if order == Order::Races || order == Order::None && earlier.what.passes(&what) {
                let races_with = |(side, known): &(FiberId, Clock)| {
                    !earlier.what.is_of(*side) && !covers(known, &earlier.what, at)
                };
                if sides.iter().any(races_with) {
                    races.push(at as u32);
                }
            }
            // What made room in a channel is no obstacle to who could have had it before that.
            if order == Order::Races && !is_of_state(&earlier.what, &what) {
                sides.iter_mut().for_each(|(_, known)| join(known, &earlier.clock));
            }
            if order != Order::None {
                join(&mut clock, &earlier.clock);
            }
        }
        let number = self.events.len() as u32 + 1;
        for fiber in what.fibers.iter().zip(0..).filter(|(fiber, side)| fiber.0 != 0 || *side == 0)
        {
            let at = fiber.0.index();
            if clock.len() <= at {
                clock.resize(at + 1, 0);
            }
            clock[at] = number;
        }
        Event { what, clock, races }
    }

    pub(super) fn clock_of(&self, fiber: FiberId) -> Clock {
        let last = self.events.iter().rev().find(|event| event.what.is_of(fiber));
        last.map_or_else(Clock::new, |last| last.clock.clone())
    }

    // ---- the end of a run

    /// Everything that could follow is known. The way here may still show races of its own.
    pub(super) fn give_up(&mut self) {
        self.blocked += 1;
        self.reverse_races();
        // Who was to pass by a channel, which it no longer can turn to, could have turned before.
        let asleep = self.stack.last().map_or(&[][..], |node| &node.sleep);
        let passed: Vec<Happening> =
            asleep.iter().filter(|slept| slept.has_passed).cloned().collect();
        passed.into_iter().for_each(|what| self.reverse_pending(what));
        self.leave();
    }

    pub(super) fn finish_run(&mut self) {
        let Some(node) = self.stack.last() else { return };
        match node.state.ending() {
            Some(ending) => {
                let ending = ending.clone();
                self.executions += 1;
                self.timed |= node.state.is_timed();
                self.count(ending);
            }
            None => self.cut = true,
        }
        self.reverse_races();
    }

    pub(super) fn reverse_races(&mut self) {
        for later in 0..self.events.len() {
            for at in 0..self.events[later].races.len() {
                let earlier = self.events[later].races[at] as usize;
                let what = self.events[later].what.clone();
                self.reverse(earlier, later, what);
            }
        }
        self.reverse_blocked();
    }

    fn count(&mut self, ending: Ending) {
        if let Some(found) = self.found.iter_mut().find(|found| found.ending == ending) {
            found.count += 1;
            return;
        }
        let path = self.path();
        self.found.push(Found { ending, count: 1, path });
    }

    /// Whoever could not move at the end could perhaps have moved before somebody else did.
    fn reverse_blocked(&mut self) {
        let Some(node) = self.stack.last() else { return };
        let mut blocked: Vec<(FiberId, Touched)> = Vec::new();
        node.state.blocked(&mut blocked);
        for (fiber, touched) in blocked {
            let fibers = core::iter::once(fiber).collect();
            let touched = core::iter::once(touched).collect();
            self.reverse_pending(Happening::of(Move::of(fiber), fibers, touched));
        }
    }

    /// What has not happened could have happened before that with which it races.
    fn reverse_pending(&mut self, what: Happening) {
        let event = self.event(what);
        for earlier in event.races {
            self.reverse(earlier as usize, self.events.len(), event.what.clone());
        }
    }

    /// Plans the run in which `last`, the event number `later`, comes before the event `earlier`.
    fn reverse(&mut self, earlier: usize, later: usize, last: Happening) {
        let first = &self.events[earlier];
        let after = |event: &&Event| !covers(&event.clock, &first.what, earlier);
        let between = self.events[earlier + 1..later].iter().filter(after);
        let mut sequence: Sequence = between.map(|event| event.what.clone()).collect();
        if last.ends || !is_of_state(&first.what, &last) {
            sequence.push(last);
            return self.plan(earlier, sequence);
        }
        let first = first.what.clone();
        match self.ways(earlier, &sequence, &first, &last) {
            Some(ways) => ways.into_iter().for_each(|way| self.plan(earlier, way)),
            None => {
                self.expand(earlier);
                self.covering = Covering::Contained;
            }
        }
    }

    fn plan(&mut self, depth: usize, sequence: Sequence) {
        let node = &mut self.stack[depth];
        let covering = self.covering;
        if !node.sleep.iter().any(|slept| is_weak_initial(slept, &sequence, covering)) {
            insert(&mut node.tree, sequence, covering);
        }
    }

    /// What a fiber of `last` that is none of `first` could do after `sequence`, from the state at
    /// `depth`, each with the sequence before it; none if not even that is possible.
    fn ways(
        &mut self, depth: usize, sequence: &[Happening], first: &Happening, last: &Happening,
    ) -> Option<Vec<Sequence>> {
        let mut state = self.stack[depth].state.clone();
        let (mut moves, mut done) = (Vec::new(), Sequence::new());
        for what in sequence {
            state.moves(&mut moves);
            if !moves.contains(&what.by) {
                return None;
            }
            state.make(what.by, &mut self.footprint);
            done.push(Happening::new(what.by, &self.footprint));
        }
        state.moves(&mut moves);
        let other = |fiber| last.is_of(fiber) && !first.is_of(fiber);
        let fires = last.fibers[0].0 == 0;
        moves.retain(|by| other(by.fiber) || other(by.with) || fires && by.fiber.0 == 0);
        let mut ways = Vec::new();
        for by in moves {
            state.clone().make(by, &mut self.footprint);
            let mut way = done.clone();
            way.push(Happening::new(by, &self.footprint));
            ways.push(way);
        }
        Some(ways)
    }
}

/// Whether what moves there are depends on the whole state: everything but memory and mutexes.
fn is_of_state(first: &Happening, last: &Happening) -> bool {
    use crate::explore::Dependence::{Reads, Takes, Writes};
    let simple = |touched: &Touched| match touched.how {
        Takes => true,
        Reads | Writes => touched.is_memory() || touched.object == PROCESS,
        Dependence::Gives => true,
        Dependence::Passes => false,
    };
    first.fibers.len() > 1
        || last.fibers.len() > 1
        || !first.touched.iter().chain(&last.touched).all(simple)
}

fn join(into: &mut Clock, from: &Clock) {
    if into.len() < from.len() {
        into.resize(from.len(), 0);
    }
    into.iter_mut().zip(from).for_each(|(a, &b)| *a = (*a).max(b));
}

/// Whether the event number `at` (from 0), which is `what`, happens before whoever has this clock.
fn covers(clock: &Clock, what: &Happening, at: usize) -> bool {
    clock.get(what.fibers[0].index()).is_some_and(|&known| known > at as u32)
}
