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
mod races;
mod tree;

use super::race::Race;
use super::{Ending, Footprint, Model, Move};
use crate::guest::Site;
use crate::id::FiberId;
use alloc::vec::Vec;
use event::{Event, Happening};
use tree::{Covering, Tree};

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
        if what.ends && node.moves.len() > 1 {
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
            if !self.races.iter().any(|(known, _)| known.places() == race.places()) {
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
