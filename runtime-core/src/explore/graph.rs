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

use super::race::Race;
use super::{Ending, Footprint, Model, Move};
use crate::guest::Site;
use crate::id::FiberId;
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
    /// States that can be used again, with what they have allocated.
    pool: Vec<M>,
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
        let mut moves = self.spare_moves();
        state.moves(&mut moves);
        let print = state.fingerprint();
        if let Some(&known) = self.visited.get(&print) {
            self.pool.push(state);
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
            return Some(id);
        }
        self.stack.push(Frame { id, state: Some(state), moves, next: 0, edges: Vec::new() });
        Some(id)
    }

    fn spare_moves(&self) -> Vec<Move> {
        Vec::new()
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

    // ---- what the finished graph tells

    /// How many schedules lead to each ending: paths without a state twice, at most `u64::MAX`.
    pub fn counts(&self) -> Vec<u64> {
        let order = self.finishing_order();
        let mut rank = alloc::vec![0u32; self.states.len()];
        order.iter().zip(0..).for_each(|(&state, at)| rank[state as usize] = at);
        let mut paths = alloc::vec![0u64; self.states.len()];
        let mut counts = alloc::vec![0u64; self.endings.len()];
        paths[0] = 1;
        for &state in order.iter().rev() {
            let here = paths[state as usize];
            let ending = self.states[state as usize].ending;
            if ending != u16::MAX {
                let count = &mut counts[usize::from(ending)];
                *count = count.saturating_add(here);
            }
            for edge in self.edges_of(state) {
                // An edge back into a loop leads to no schedule that is not counted elsewhere.
                if rank[edge.to as usize] < rank[state as usize] {
                    let paths = &mut paths[edge.to as usize];
                    *paths = paths.saturating_add(here);
                }
            }
        }
        counts
    }

    /// The states in the order in which a depth-first walk leaves them.
    fn finishing_order(&self) -> Vec<StateId> {
        let mut order = Vec::with_capacity(self.states.len());
        let mut seen = alloc::vec![false; self.states.len()];
        let mut stack = alloc::vec![(0u32, 0usize)];
        seen[0] = true;
        while let Some((state, next)) = stack.last_mut() {
            match self.edges_of(*state).get(*next) {
                Some(edge) => {
                    *next += 1;
                    if !core::mem::replace(&mut seen[edge.to as usize], true) {
                        stack.push((edge.to, 0));
                    }
                }
                None => {
                    order.push(*state);
                    stack.pop();
                }
            }
        }
        order
    }

    /// For each ending, and then for each of `states`, the moves of a path there with the fewest
    /// context switches, and among those one of the shortest.
    pub fn shortest(&self, states: &[StateId]) -> (Vec<Vec<Move>>, Vec<Vec<Move>>) {
        let steps = Steps::new(self);
        let mut best: Vec<Option<(u32, StateId)>> = alloc::vec![None; self.endings.len()];
        for (node, state) in self.states.iter().zip(0..) {
            if node.ending != u16::MAX {
                let cost = steps.cost[state as usize];
                let best = &mut best[usize::from(node.ending)];
                if best.is_none_or(|(least, _)| cost < least) {
                    *best = Some((cost, state));
                }
            }
        }
        let to = |state: StateId| steps.path(state);
        let endings = best.iter().map(|best| best.map_or_else(Vec::new, |(_, state)| to(state)));
        (endings.collect(), states.iter().map(|&state| to(state)).collect())
    }

    /// A state of a circle that runs can stay in for ever although everybody who can go on does:
    /// of each fiber there is a move in the circle, or a state in which it cannot move. A circle
    /// without any way out is one, too. The nearest to the start; only a search that is complete
    /// can tell.
    pub fn livelock(&self) -> Option<StateId> {
        if !self.is_complete() {
            return None;
        }
        let components = self.components();
        let fair = components.iter().filter(|component| self.is_fair_circle(component));
        let states = fair.flatten().copied();
        let mut steps = None;
        states.min_by_key(|&state| {
            let steps = steps.get_or_insert_with(|| Steps::new(self));
            (steps.cost[state as usize], state)
        })
    }

    fn is_fair_circle(&self, component: &[StateId]) -> bool {
        let inside = |state: StateId| component.binary_search(&state).is_ok();
        let edges = || component.iter().flat_map(|&state| self.edges_of(state));
        let turns = || edges().filter(|edge| inside(edge.to));
        if turns().next().is_none() {
            return false;
        }
        let moves_of =
            |edge: &Edge, fiber: FiberId| edge.by.fiber == fiber || edge.by.with == fiber;
        let always_could = |fiber: FiberId| {
            component
                .iter()
                .all(|&state| self.edges_of(state).iter().any(|edge| moves_of(edge, fiber)))
        };
        edges().all(|edge| {
            let fiber = edge.by.fiber;
            turns().any(|turn| moves_of(turn, fiber)) || !always_could(fiber)
        })
    }

    /// The strongly connected components with more than one state or an edge to itself, each in
    /// ascending order (Tarjan).
    fn components(&self) -> Vec<Vec<StateId>> {
        let states = self.states.len();
        let (mut index, mut low) = (alloc::vec![NONE; states], alloc::vec![0u32; states]);
        let mut on_stack = alloc::vec![false; states];
        let (mut stack, mut next, mut components) = (Vec::new(), 0u32, Vec::new());
        let mut walk = alloc::vec![(0u32, 0usize)];
        while let Some((state, at)) = walk.last_mut() {
            let (state, edge) = (*state, self.edges_of(*state).get(*at));
            if *at == 0 {
                (index[state as usize], low[state as usize]) = (next, next);
                next += 1;
                stack.push(state);
                on_stack[state as usize] = true;
            }
            *at += 1;
            match edge {
                Some(edge) if index[edge.to as usize] == NONE => walk.push((edge.to, 0)),
                Some(edge) if on_stack[edge.to as usize] => {
                    low[state as usize] = low[state as usize].min(index[edge.to as usize]);
                }
                Some(_) => {}
                None => {
                    walk.pop();
                    if let Some((before, _)) = walk.last() {
                        let least = low[*before as usize].min(low[state as usize]);
                        low[*before as usize] = least;
                    }
                    if low[state as usize] == index[state as usize] {
                        let from = stack.iter().rposition(|&one| one == state).unwrap_or(0);
                        let mut component = stack.split_off(from);
                        component.iter().for_each(|&one| on_stack[one as usize] = false);
                        component.sort_unstable();
                        components.push(component);
                    }
                }
            }
        }
        components.retain(|component| {
            component.len() > 1
                || self.edges_of(component[0]).iter().any(|edge| edge.to == component[0])
        });
        components
    }
}

/// The cheapest ways from the start to every state, where a context switch costs 1.
struct Steps {
    /// Switches on the way, [`NONE`] if there is no way.
    cost: Vec<u32>,
    /// The last move of the way, the state before it.
    by: Vec<(Move, StateId)>,
}

impl Steps {
    /// 0-1 breadth-first search. Of a state's ways with equally few switches the first is kept:
    /// whoever moved last on another one could go on there without a switch, so that the figure is
    /// at most one too high for what follows; the machine's minimizer looks at that.
    fn new<M: Model>(graph: &Graph<M>) -> Steps {
        let states = graph.states.len();
        let mut steps = Steps {
            cost: alloc::vec![NONE; states],
            by: alloc::vec![(Move::of(FiberId(0)), NONE); states],
        };
        let mut open = alloc::collections::VecDeque::from([0u32]);
        steps.cost[0] = 0;
        let mut settled = alloc::vec![false; states];
        while let Some(state) = open.pop_front() {
            if core::mem::replace(&mut settled[state as usize], true) {
                continue;
            }
            let (last, cost) = (steps.by[state as usize].0, steps.cost[state as usize]);
            for edge in graph.edges_of(state) {
                let same = edge.by.fiber == last.fiber || edge.by.fiber == last.with || state == 0;
                let cost = cost + u32::from(!same);
                if cost < steps.cost[edge.to as usize] {
                    steps.cost[edge.to as usize] = cost;
                    steps.by[edge.to as usize] = (edge.by, state);
                    if same { open.push_front(edge.to) } else { open.push_back(edge.to) }
                }
            }
        }
        steps
    }

    fn path(&self, to: StateId) -> Vec<Move> {
        let mut path = Vec::new();
        let mut state = to;
        while let (by, before) = self.by[state as usize]
            && before != NONE
        {
            path.push(by);
            state = before;
        }
        path.reverse();
        path
    }
}
