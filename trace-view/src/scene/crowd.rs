//! How many of some lanes do what: what is shown of a group that is folded, and of the whole run.
//!
//! **Invariants:** the areas under a crowd's counts are the times of its lanes' slices, class by
//! class: whatever a stretch is cut into, nothing is lost and nothing counted twice. The sums wrap
//! around, as only those of a damaged trace can.

use super::LaneKind;
use crate::state::State;
use runtime_core::table::Table;

/// What a crowd tells apart.
pub const CLASSES: usize = 4;

/// The state that stands for each class: running, runnable, waiting, standing still.
pub const CLASS_STATES: [State; CLASSES] =
    [State::Running, State::Runnable, State::Blocked, State::Frozen];

/// Every so many steps the area up to there is kept.
const STRIDE: usize = 16;

/// How many do what, over time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Crowd {
    /// The most that were alive at once.
    pub peak: u32,
    steps: Vec<Step>,
    /// The areas, in lanes times nanoseconds, up to every [`STRIDE`]th step.
    sums: Vec<[u64; CLASSES]>,
}

/// From this cursor on, so many do that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Step {
    index: u32,
    counts: [u32; CLASSES],
}

impl Step {
    fn area(&self, ns: u64) -> [u64; CLASSES] {
        self.counts.map(|count| u64::from(count).wrapping_mul(ns))
    }
}

/// The class of a state; `None` for who does not count: idle or ended.
pub fn class(state: State) -> Option<usize> {
    match state {
        State::Running | State::Loop | State::Marking => Some(0),
        State::Runnable => Some(1),
        State::Blocked | State::Syscall | State::Sleeping | State::Overdue => Some(2),
        State::Frozen | State::Stopped => Some(3),
        State::Idle | State::Ended => None,
    }
}

impl Crowd {
    /// One of them changes from one state to another.
    pub(super) fn change(&mut self, index: u32, from: State, to: State, times: &[u64]) {
        let (from, to) = (class(from), class(to));
        if from == to {
            return;
        }
        let mut step = Step { index, ..self.steps.last().copied().unwrap_or_default() };
        from.into_iter()
            .for_each(|class| step.counts[class] = step.counts[class].saturating_sub(1));
        to.into_iter().for_each(|class| step.counts[class] = step.counts[class].saturating_add(1));
        let alive = step.counts.iter().sum();
        self.peak = self.peak.max(alive);
        match self.steps.last_mut() {
            Some(last) if last.index == index => *last = step,
            _ => self.push(step, times),
        }
    }

    fn push(&mut self, step: Step, times: &[u64]) {
        if self.steps.len().is_multiple_of(STRIDE) {
            self.sums.push(self.area(times[step.index as usize], times));
        }
        self.steps.push(step);
    }

    /// For how long, in all, lanes of each class did what they did up to `ns`; `times` are those
    /// of the scene.
    pub fn area(&self, ns: u64, times: &[u64]) -> [u64; CLASSES] {
        let time = |step: &Step| times[step.index as usize];
        let after = self.steps.partition_point(|step| time(step) <= ns);
        let Some(last) = after.checked_sub(1) else { return [0; CLASSES] };
        let from = last / STRIDE * STRIDE;
        let mut area = self.sums[from / STRIDE];
        for at in from..=last {
            let end = if at == last { ns } else { time(&self.steps[at + 1]) };
            let more = self.steps[at].area(end - time(&self.steps[at]));
            area.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.wrapping_add(more));
        }
        area
    }

    /// How many of each class there were from one time to another, on average; at `cursor` where
    /// the two are the same.
    pub fn counts(&self, from: u64, to: u64, cursor: usize, times: &[u64]) -> [f64; CLASSES] {
        if to <= from {
            let after = self.steps.partition_point(|step| step.index as usize <= cursor);
            let step = after.checked_sub(1).map(|at| self.steps[at]).unwrap_or_default();
            return step.counts.map(f64::from);
        }
        let (before, area) = (self.area(from, times), self.area(to, times));
        core::array::from_fn(|class| {
            area[class].wrapping_sub(before[class]) as f64 / (to - from) as f64
        })
    }
}

/// The crowds while lanes are filled: of each group, and of all fibers.
#[derive(Default)]
pub(super) struct Crowds {
    pub(super) groups: Table<u32, Crowd>,
    pub(super) all: Crowd,
}

impl Crowds {
    /// A lane of a group changes.
    pub(super) fn change(
        &mut self, lane: LaneKind, group: u32, index: u32, [from, to]: [State; 2], times: &[u64],
    ) {
        self.groups.or_default(group).change(index, from, to, times);
        if matches!(lane, LaneKind::Fiber(_)) {
            self.all.change(index, from, to, times);
        }
    }
}
