//! The default engine: every state once, kept with its edges as a graph.
//!
//! Depth first over states, with a visited set of 128-bit fingerprints. What the graph is kept for
//! comes out of it exactly: how many schedules end in each way (paths, counted backwards from the
//! ends), the schedule with the fewest context switches, and the states from which no end can be
//! reached at all (a livelock).
//!
//! **Why no sleep sets here.** They would leave out edges, not states, and the counts and shortest
//! schedules need every edge; measured on the programs of the tables they save less than a third
//! of the moves.
//!
//! **Invariants:** an edge is recorded exactly once; the edges of a state lie together. A state
//! that waits on the stack for its other moves is the only thing that is copied: the last move of
//! a state takes the state itself along.

mod told;

use super::race::Race;
use super::{Ending, Footprint, Model, Move};
use crate::guest::Site;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};
use hashbrown::HashMap;

/// The number of a state, in the order of discovery.
pub type StateId = u32;

/// What stands for "none" among numbers.
const NONE: u32 = u32::MAX;

/// A search under way, or done.
#[derive(Debug)]
pub struct Graph<M> {
    visited: HashMap<u128, StateId, BuildHasherDefault<Identity>>,
    states: Vec<Node>,
    edges: Vec<Edge>,
    stack: Vec<Frame<M>>,
    /// States that can be used again, with what they have allocated; so for lists of moves.
    pool: Vec<M>,
    spare: Vec<Vec<Move>>,
    endings: Vec<Ending>,
    footprint: Footprint,
    limits: Limits,
    /// Runs that reached an end.
    executions: u64,
    /// Moves made.
    moves: u64,
    /// Whether something was left out because of a limit.
    cut: bool,
    /// Accesses that nothing orders, each pair of places once.
    races: Vec<RaceAt>,
    /// Switch points that turned out to matter.
    shows: Vec<Site>,
    /// Whether a run set a timer.
    timed: bool,
}

/// How much a search may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// States.
    pub states_max: u32,
    /// Moves of one run.
    pub depth_max: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { states_max: 4_000_000, depth_max: 100_000 }
    }
}

/// A race and the state after which both accesses had been seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RaceAt {
    /// The accesses.
    pub race: Race,
    /// Where: the state before the move.
    pub state: StateId,
    /// The move; none before the first.
    pub by: Option<Move>,
}

/// What is kept of a state.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Its first edge.
    first: u32,
    edges: u16,
    /// The number of its ending; none where the run goes on.
    ending: u16,
}

/// A move from one state to another.
#[derive(Clone, Copy, Debug)]
struct Edge {
    by: Move,
    to: StateId,
}

/// A state on the stack.
#[derive(Debug)]
struct Frame<M> {
    id: StateId,
    /// The state itself, while there are moves left.
    state: Option<M>,
    moves: Vec<Move>,
    next: usize,
    /// The edges so far.
    edges: Vec<Edge>,
}

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// There is more to do.
    Paused,
    /// There is not.
    Done,
}

/// A fingerprint is its own hash.
#[derive(Clone, Copy, Default, Debug)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 ^= u64::from_le_bytes(word);
        }
    }

    fn write_u128(&mut self, word: u128) {
        self.0 = word as u64;
    }
}

impl<M: Model> Graph<M> {
    /// A search that begins at `start`.
    pub fn new(mut start: M, limits: Limits) -> Graph<M> {
        let footprint = start.beginning();
        let mut graph = Graph {
            visited: HashMap::default(),
            states: Vec::new(),
            edges: Vec::new(),
            stack: Vec::new(),
            pool: Vec::new(),
            spare: Vec::new(),
            endings: Vec::new(),
            footprint,
            limits,
            executions: 0,
            moves: 0,
            cut: false,
            races: Vec::new(),
            shows: Vec::new(),
            timed: false,
        };
        graph.note(0, None);
        graph.reach(start);
        graph
    }

    /// Makes about `moves` more moves.
    pub fn run(&mut self, moves: u64) -> Progress {
        let until = self.moves.saturating_add(moves);
        while self.moves < until {
            if !self.advance() {
                return Progress::Done;
            }
        }
        Progress::Paused
    }

    /// One move, or one step back.
    fn advance(&mut self) -> bool {
        let Some(frame) = self.stack.last_mut() else { return false };
        let Some(&by) = frame.moves.get(frame.next) else {
            self.leave();
            return true;
        };
        frame.next += 1;
        let last = frame.next == frame.moves.len();
        let from = frame.id;
        let state = match (last, &frame.state) {
            (false, Some(kept)) => match self.pool.pop() {
                Some(mut reused) => {
                    reused.clone_from(kept);
                    reused
                }
                None => kept.clone(),
            },
            _ => match frame.state.take() {
                Some(state) => state,
                None => panic!("yieldpoint bug: a state is gone before its last move"),
            },
        };
        self.make(from, by, state);
        true
    }

    fn make(&mut self, from: StateId, by: Move, mut state: M) {
        self.moves += 1;
        state.make(by, &mut self.footprint);
        self.note(from, Some(by));
        let to = self.reach(state);
        // The frame that was left last may be that of the new state.
        let frame = self.stack.iter_mut().rev().find(|frame| frame.id == from);
        if let (Some(frame), Some(to)) = (frame, to) {
            frame.edges.push(Edge { by, to });
        }
    }

    /// Keeps what the last move has shown.
    fn note(&mut self, state: StateId, by: Option<Move>) {
        for at in 0..self.footprint.races.len() {
            let race = self.footprint.races[at];
            self.raced(RaceAt { race, state, by });
        }
        for &site in &self.footprint.shows {
            if !self.shows.contains(&site) {
                self.shows.push(site);
            }
        }
    }

    fn raced(&mut self, at: RaceAt) {
        let pair = |race: &Race| {
            let (a, b) = (race.first.1, race.second.1);
            let (a, b) = ((a.site, a.line, a.how), (b.site, b.line, b.how));
            if a <= b { (a, b) } else { (b, a) }
        };
        if !self.races.iter().any(|known| pair(&known.race) == pair(&at.race)) {
            self.races.push(at);
        }
    }

    /// A state is reached: known, or on the stack from now on. `None` where a limit forbids it.
    fn reach(&mut self, mut state: M) -> Option<StateId> {
        let mut moves = self.spare.pop().unwrap_or_default();
        state.moves(&mut moves);
        let print = state.fingerprint();
        if let Some(&known) = self.visited.get(&print) {
            self.pool.push(state);
            self.spare.push(moves);
            return Some(known);
        }
        let id = self.states.len() as u32;
        let full = id >= self.limits.states_max || self.stack.len() as u32 >= self.limits.depth_max;
        if full {
            self.cut = true;
            self.pool.push(state);
            return None;
        }
        self.visited.insert(print, id);
        self.timed |= state.is_timed();
        let ending = if moves.is_empty() { self.ended(&state) } else { u16::MAX };
        self.states.push(Node { first: NONE, edges: 0, ending });
        if moves.is_empty() {
            self.pool.push(state);
            self.spare.push(moves);
            return Some(id);
        }
        self.stack.push(Frame { id, state: Some(state), moves, next: 0, edges: Vec::new() });
        Some(id)
    }

    fn ended(&mut self, state: &M) -> u16 {
        self.executions += 1;
        let ending = state.ending();
        let ending = ending.unwrap_or_else(|| panic!("yieldpoint bug: nobody moves and no end"));
        if let Some(at) = self.endings.iter().position(|known| known == ending) {
            return at as u16;
        }
        if self.endings.len() >= usize::from(u16::MAX) - 1 {
            self.cut = true;
            return u16::MAX;
        }
        self.endings.push(ending.clone());
        self.endings.len() as u16 - 1
    }

    fn leave(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        let node = &mut self.states[frame.id as usize];
        (node.first, node.edges) = (self.edges.len() as u32, frame.edges.len() as u16);
        self.edges.extend(frame.edges);
        self.pool.extend(frame.state);
        self.spare.push(frame.moves);
    }

    /// Gives the search up where it is: what is on the stack keeps the edges found so far.
    pub fn stop(&mut self) {
        self.cut |= !self.stack.is_empty();
        while !self.stack.is_empty() {
            self.leave();
        }
    }

    /// Whether every schedule has been seen.
    pub fn is_complete(&self) -> bool {
        self.stack.is_empty() && !self.cut
    }

    /// How many states there are.
    pub fn states(&self) -> u64 {
        self.states.len() as u64
    }

    /// Runs that reached an end of their own; others joined a state that was known.
    pub fn executions(&self) -> u64 {
        self.executions
    }

    /// Moves made.
    pub fn moves_made(&self) -> u64 {
        self.moves
    }

    /// The ways the program can end, in the order in which they were found.
    pub fn endings(&self) -> &[Ending] {
        &self.endings
    }

    /// The races, each pair of places once.
    pub fn races(&self) -> &[RaceAt] {
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

    /// Bytes that are kept for states and edges.
    pub fn bytes(&self) -> u64 {
        let table = self.visited.capacity() * (size_of::<(u128, StateId)>() + 1);
        let nodes = self.states.capacity() * size_of::<Node>();
        (table + nodes + self.edges.capacity() * size_of::<Edge>()) as u64
    }

    fn edges_of(&self, state: StateId) -> &[Edge] {
        let node = self.states[state as usize];
        match node.first {
            NONE => &[],
            first => &self.edges[first as usize..][..usize::from(node.edges)],
        }
    }
}
