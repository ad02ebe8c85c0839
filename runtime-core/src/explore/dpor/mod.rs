//! Optimal dynamic partial-order reduction: one run for each truly different behaviour.
//!
//! **Models:** Abdulla, Aronis, Jonsson, Sagonas, "Source Sets: A Foundation for Optimal Dynamic
//! Partial Order Reduction" (JACM 64, 2017): wakeup trees and sleep sets, races looked for at the
//! end of each run. States are kept along the present run, so nothing is executed again.
//!
//! The dependence is the usual one: two moves of one fiber; two accesses to one location, one of
//! them a write; two operations on one object. Two lockings of a mutex race whatever lies between
//! them, and an unlocking is never reversed with a locking, which it makes possible: races are
//! looked for with clocks that have not yet seen the unlocking.
//!
//! **Where it is not optimal.** A meeting on a channel, a wait that becomes possible: which moves
//! there are depends on the whole state. The other order of two of those is tried out before it is
//! planned, once for each way in which it can go; where not even what lies between is possible
//! without the first (time stands between them), every move of the earlier state is tried. Sleep
//! sets cut what was known; such runs are counted as `blocked`. Programs of memory and mutexes
//! alone have none.

mod event;
mod tree;

use super::race::Race;
use super::{Ending, Footprint, Model, Move, Touched};
use crate::guest::Site;
use crate::id::FiberId;
use alloc::vec::Vec;
use event::{Clock, Event, Happening, Order, PROCESS};
use smallvec::SmallVec;
use tree::{Covering, Sequence, Tree, insert, is_weak_initial};

/// A search under way, or done.
#[derive(Debug)]
pub struct Dpor<M> {
    stack: Vec<Node<M>>,
    events: Vec<Event>,
    pool: Vec<M>,
    footprint: Footprint,
    found: Vec<Found>,
    races: Vec<(Race, Vec<Move>)>,
    shows: Vec<Site>,
    /// Lists that can be used again.
    spare_moves: Vec<Vec<Move>>,
    spare_sleep: Vec<Vec<Happening>>,
    /// Where it began, until visible accesses are remembered.
    start: Option<M>,
    timed: bool,
    executions: u64,
    blocked: u64,
    moves: u64,
    depth_max: usize,
    cut: bool,
    covering: Covering,
}

/// A way in which runs ended.
#[derive(Clone, Debug)]
pub struct Found {
    /// How.
    pub ending: Ending,
    /// How many behaviours end so.
    pub count: u64,
    /// One of the runs.
    pub path: Vec<Move>,
}

/// A state of the present run.
#[derive(Debug)]
struct Node<M> {
    state: M,
    moves: Vec<Move>,
    /// Moves whose behaviours have been seen already.
    sleep: Vec<Happening>,
    /// What is still to be tried from here.
    tree: Tree,
    /// Whether there was a plan when it was reached.
    planned: bool,
    /// Whether a move has been made from here.
    visited: bool,
    /// Whether every move is to be tried.
    expanded: bool,
}

impl<M: Model> Dpor<M> {
    /// A search that begins at `start`; runs of more than `depth_max` moves are cut.
    pub fn new(mut start: M, depth_max: u32) -> Dpor<M> {
        let footprint = start.beginning();
        let mut dpor = Dpor {
            stack: Vec::new(),
            events: Vec::new(),
            pool: Vec::new(),
            footprint,
            found: Vec::new(),
            races: Vec::new(),
            shows: Vec::new(),
            spare_moves: Vec::new(),
            spare_sleep: Vec::new(),
            start: Some(start.clone()),
            timed: false,
            executions: 0,
            blocked: 0,
            moves: 0,
            depth_max: depth_max as usize,
            cut: false,
            covering: Covering::Commuting,
        };
        dpor.note_races(None);
        dpor.push(start, Vec::new(), Tree::default());
        dpor
    }

    /// Makes about `moves` more moves; whether there is more to do.
    pub fn run(&mut self, moves: u64) -> super::graph::Progress {
        let until = self.moves.saturating_add(moves);
        while self.moves < until {
            if !self.advance() {
                return super::graph::Progress::Done;
            }
        }
        super::graph::Progress::Paused
    }

    /// Runs that came to an end: one for each behaviour.
    pub fn executions(&self) -> u64 {
        self.executions
    }

    /// Runs that were given up because everything that could follow was known.
    pub fn blocked(&self) -> u64 {
        self.blocked
    }

    /// Moves made.
    pub fn moves_made(&self) -> u64 {
        self.moves
    }

    /// The ways the program can end.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The races, each with the run up to it.
    pub fn races(&self) -> &[(Race, Vec<Move>)] {
        &self.races
    }

    /// Whether a run set a timer.
    pub fn is_timed(&self) -> bool {
        self.timed
    }

    /// Switch points that turned out to matter.
    pub fn shows(&self) -> &[Site] {
        &self.shows
    }

    /// Whether every behaviour has been seen.
    pub fn is_complete(&self) -> bool {
        self.stack.is_empty() && !self.cut
    }

    fn push(&mut self, mut state: M, sleep: Vec<Happening>, tree: Tree) {
        let mut moves = self.spare_moves.pop().unwrap_or_default();
        state.moves(&mut moves);
        let (planned, visited, expanded) = (!tree.is_empty(), false, false);
        self.stack.push(Node { state, moves, sleep, tree, planned, visited, expanded });
    }

    /// One move, or one step back.
    fn advance(&mut self) -> bool {
        let Some(node) = self.stack.last_mut() else { return false };
        let asleep = |by: &Move| node.sleep.iter().any(|slept| slept.by == *by);
        if let Some((by, subtree)) = node.tree.take_first() {
            // What was planned one by one may have been seen since, on another one's way.
            if !asleep(&by) {
                self.make(by, subtree);
            }
        } else if node.visited {
            self.leave();
        } else if node.planned {
            self.give_up();
        } else if node.moves.is_empty() || self.events.len() >= self.depth_max {
            self.finish_run();
            self.leave();
        } else {
            match node.moves.iter().find(|by| !asleep(by)) {
                Some(&by) => self.make(by, Tree::default()),
                None => self.give_up(),
            }
        }
        true
    }

    fn make(&mut self, by: Move, subtree: Tree) {
        self.moves += 1;
        let depth = self.stack.len() - 1;
        let node = &mut self.stack[depth];
        node.visited = true;
        if !node.moves.contains(&by) {
            // What was planned in another run is not possible here after all: everything is tried.
            return self.expand(depth);
        }
        node.plan_other_ways(by);
        let mut state = match self.pool.pop() {
            Some(mut reused) => {
                reused.clone_from(&node.state);
                reused
            }
            None => node.state.clone(),
        };
        state.make(by, &mut self.footprint);
        if !self.footprint.hidden.is_empty() && self.start.is_some() {
            return self.remember();
        }
        let what = Happening::new(by, &self.footprint);
        let mut sleep = self.spare_sleep.pop().unwrap_or_default();
        sleep.extend(node.sleep.iter().filter(|slept| slept.commutes(&what)).cloned());
        if what.ends() && node.moves.len() > 1 {
            self.expand(depth);
        }
        self.note_races(Some(by));
        let event = self.event(what);
        self.events.push(event);
        self.push(state, sleep, subtree);
        self.keep_timers(depth);
    }

    /// Somebody touches what is not visible: what races with it has to be remembered, from the
    /// start. Where everything is visible, that is never needed.
    fn remember(&mut self) {
        let Some(mut start) = self.start.take() else { return };
        start.remember_visible();
        self.footprint = start.beginning();
        self.stack.clear();
        self.events.clear();
        self.found.clear();
        (self.executions, self.blocked) = (0, 0);
        self.note_races(None);
        self.push(start, Vec::new(), Tree::default());
    }

    /// A timer that could have fired at `depth` and cannot any more was stopped, which nobody
    /// will notice later on: it is to be tried.
    fn keep_timers(&mut self, depth: usize) {
        let fired = self.events[depth].what.by;
        let (before, now) = self.stack.split_at_mut(depth + 1);
        let Some(node) = before.last_mut() else { return };
        let now = &now[0].moves;
        for at in 0..node.moves.len() {
            let by = node.moves[at];
            if by.fiber.0 == 0 && by != fired && !now.contains(&by) {
                node.try_also(by);
            }
        }
    }

    fn note_races(&mut self, by: Option<Move>) {
        for &site in &self.footprint.shows {
            if !self.shows.contains(&site) {
                self.shows.push(site);
            }
        }
        for at in 0..self.footprint.races.len() {
            let race = self.footprint.races[at];
            let sites = |race: &Race| (race.first.1.site, race.second.1.site);
            let (a, b) = sites(&race);
            let known = |(known, _): &(Race, _)| sites(known) == (a, b) || sites(known) == (b, a);
            if !self.races.iter().any(known) {
                let mut path = self.path();
                path.extend(by);
                self.races.push((race, path));
            }
        }
    }

    fn path(&self) -> Vec<Move> {
        self.events.iter().map(|event| event.what.by).collect()
    }

    fn leave(&mut self) {
        if let Some(mut node) = self.stack.pop() {
            self.pool.push(node.state);
            self.spare_moves.push(node.moves);
            node.sleep.clear();
            self.spare_sleep.push(node.sleep);
        }
        if let (Some(event), Some(node)) = (self.events.pop(), self.stack.last_mut()) {
            node.sleep.push(event.what);
        }
    }

    /// Every move of the state at `depth` is to be tried, unless it is known already.
    fn expand(&mut self, depth: usize) {
        let by_now = self.events.get(depth).map(|event| event.what.by);
        let node = &mut self.stack[depth];
        if core::mem::replace(&mut node.expanded, true) {
            return;
        }
        for at in 0..node.moves.len() {
            if Some(node.moves[at]) != by_now {
                node.try_also(node.moves[at]);
            }
        }
    }

    // ---- what happens before what

    /// The event's clock, and with whom it races: with what one of its fibers did not know of and
    /// takes no part in. The sides of a meeting count each for itself, since either could have met
    /// somebody else before.
    fn event(&self, what: Happening) -> Event {
        let mut clock = Clock::new();
        // What the earlier moves of its fibers knew: an unlocking seen since does not count.
        let mut sides: SmallVec<[(FiberId, Clock); 2]> = SmallVec::new();
        for fiber in what.fibers.into_iter().filter(|fiber| fiber.0 != 0) {
            let known = self.clock_of(fiber);
            join(&mut clock, &known);
            sides.push((fiber, known));
        }
        if sides.is_empty() {
            sides.push((FiberId(0), Clock::new()));
        }
        let mut races = SmallVec::new();
        // Who was still to move when the process ended was so before.
        let goes_on = |(_, earlier): &(usize, &Event)| !earlier.what.ends();
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

    fn clock_of(&self, fiber: FiberId) -> Clock {
        let last = self.events.iter().rev().find(|event| event.what.is_of(fiber));
        last.map_or_else(Clock::new, |last| last.clock.clone())
    }

    // ---- the end of a run

    /// Everything that could follow is known. The way here may still show races of its own.
    fn give_up(&mut self) {
        self.blocked += 1;
        self.reverse_races();
        // Who was to pass by a channel, which it no longer can turn to, could have turned before.
        let asleep = self.stack.last().map_or(&[][..], |node| &node.sleep);
        let passed: Vec<Happening> =
            asleep.iter().filter(|slept| slept.has_passed()).cloned().collect();
        passed.into_iter().for_each(|what| self.reverse_pending(what));
        self.leave();
    }

    fn finish_run(&mut self) {
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

    fn reverse_races(&mut self) {
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
            let fibers = [fiber, FiberId(0)];
            let touched = core::iter::once(touched).collect();
            self.reverse_pending(Happening { by: Move::of(fiber), fibers, touched });
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
        if last.ends() || !is_of_state(&first.what, &last) {
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

impl<M> Node<M> {
    /// Every other move that a fiber of `by` could make is to be tried.
    fn plan_other_ways(&mut self, by: Move) {
        let of = |fiber: FiberId| fiber.0 != 0 && (by.fiber == fiber || by.with == fiber);
        for at in 0..self.moves.len() {
            let other = self.moves[at];
            if other != by && (of(other.fiber) || of(other.with)) {
                self.try_also(other);
            }
        }
    }

    /// The move is to be tried, unless it is known already.
    fn try_also(&mut self, by: Move) {
        let asleep = self.sleep.iter().any(|slept| slept.by == by);
        if !asleep && !self.tree.begins_with(by) {
            self.tree.push(by);
        }
    }
}

/// Whether what moves there are depends on the whole state: everything but memory and mutexes.
fn is_of_state(first: &Happening, last: &Happening) -> bool {
    use super::Dependence::{Reads, Takes, Writes};
    let simple = |touched: &Touched| match touched.how {
        Takes => true,
        Reads | Writes => super::world::is_memory(touched.object) || touched.object == PROCESS,
        super::Dependence::Gives => true,
        super::Dependence::Passes => false,
    };
    first.fibers[1].0 != 0
        || last.fibers[1].0 != 0
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
