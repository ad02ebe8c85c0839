//! What a finished graph tells: how many schedules lead where, by which shortest way, and in which
//! circles runs can stay for ever.

use super::{Edge, Graph, NONE, StateId};
use crate::explore::{Model, Move};
use crate::id::FiberId;
use alloc::vec::Vec;

impl<M: Model> Graph<M> {
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

    /// A state of each circle that runs can stay in for ever although everybody who can go on
    /// does: of each fiber there is a move in the circle, or a state in which it cannot move. A
    /// circle without any way out is one, too. Of each the nearest to the start, the nearest of all
    /// first; only a search that is complete can tell.
    pub fn livelocks(&self) -> Vec<StateId> {
        if !self.is_complete() {
            return Vec::new();
        }
        let components = self.components();
        let fair: Vec<_> = components.iter().filter(|circle| self.is_fair_circle(circle)).collect();
        if fair.is_empty() {
            return Vec::new();
        }
        let steps = Steps::new(self);
        let nearness = |state: &StateId| (steps.cost[*state as usize], *state);
        let nearest = |circle: &Vec<StateId>| circle.iter().copied().min_by_key(nearness);
        let mut states: Vec<StateId> = fair.into_iter().filter_map(nearest).collect();
        states.sort_unstable_by_key(nearness);
        states
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
