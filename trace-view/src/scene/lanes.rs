//! The lanes while they are being filled.

use super::crowd::Crowds;
use super::reduce::States;
use super::rows::{self, Group};
use super::{Arrow, Lane, LaneKind, Mark, MarkKind, Moment, Scene, Slice};
use crate::state::State;
use crate::texts::Texts;
use runtime_core::table::Table;
use runtime_core::time::Time;
use runtime_core::trace::{FiberKind, OutcomeKind};

/// A sleeper whose wake-up is late by less than a twentieth of its sleep is not called overdue:
/// the loop and the scheduler take a moment for their own work.
const LATE_MIN_PARTS: u64 = 20;

#[derive(Default)]
pub(super) struct Lanes {
    scene: Scene,
    procs: Table<u32, u32>,
    fibers: Table<u32, u32>,
    gc: Option<u32>,
    open: Vec<Open>,
    labels: Texts,
    /// What kinds of lanes there are: a number for each, 0 for Ps.
    kinds: Texts,
    crowds: Crowds,
    now: Moment,
}

/// A scene that lacks only what drawing many slices at once needs.
pub(crate) struct Unfinished {
    scene: Scene,
    /// The next lane to be summed up.
    next: usize,
}

impl Unfinished {
    /// Sums up lanes with about so many slices; whether that was not the last.
    pub(crate) fn advance(&mut self, slices: usize) -> bool {
        let mut left = slices;
        while let Some(lane) = self.scene.lanes.get_mut(self.next) {
            lane.states = States::new(&lane.slices);
            self.next += 1;
            match left.checked_sub(lane.slices.len() + 1) {
                Some(rest) => left = rest,
                None => return true,
            }
        }
        false
    }

    /// The scene.
    pub(crate) fn finish(mut self) -> Scene {
        while self.advance(usize::MAX) {}
        self.scene
    }
}

/// The slice of a lane that has not ended yet.
struct Open {
    kind: FiberKind,
    group: u32,
    start: Moment,
    state: State,
    label: u32,
    due: Option<u64>,
}

impl Lanes {
    /// Everything from here on holds once this event has happened.
    pub(super) fn begin_event(&mut self, at: Time) {
        if self.scene.times.is_empty() {
            self.scene.times.push(0);
        }
        self.now = Moment { index: self.now.index + 1, ns: self.now.ns.max(at.0) };
        self.scene.times.push(self.now.ns);
    }

    /// Adds the lane unless it is there. A fiber's begins now, any other at the start of the run.
    pub(super) fn open(&mut self, lane: LaneKind, kind: FiberKind, name: String) {
        if self.find(lane).is_some() {
            return;
        }
        let start = if matches!(lane, LaneKind::Fiber(_)) { self.now } else { Moment::default() };
        let at = self.open.len() as u32;
        match lane {
            LaneKind::Proc(p) => self.procs.insert(p.0, at),
            LaneKind::Fiber(f) => self.fibers.insert(f.0, at),
            LaneKind::Gc => self.gc.replace(at),
        };
        let group = rows::kind_of(lane, &name).map_or(0, |kind| self.kinds.id(kind).max(1));
        self.open.push(Open { kind, group, start, state: State::Idle, label: 0, due: None });
        self.scene.lanes.push(Lane {
            kind: lane,
            name,
            slices: Vec::new(),
            states: States::default(),
        });
    }

    /// The lane does this from now on. A lane that does not exist (a damaged trace) is left out.
    pub(super) fn set(&mut self, lane: LaneKind, state: State, label: &str) {
        let Some(at) = self.find(lane) else {
            return;
        };
        let label = self.labels.id(label);
        let open = &self.open[at as usize];
        if (open.state, open.label) == (state, label) {
            return;
        }
        let change = [open.state, state];
        self.crowds.change(lane, open.group, self.now.index, change, &self.scene.times);
        self.close(at as usize);
        let open = &mut self.open[at as usize];
        *open = Open { start: self.now, state, label, due: None, ..*open };
        self.changed();
    }

    /// The lane sleeps, if it does, until `when`.
    pub(super) fn add_deadline(&mut self, lane: LaneKind, when: Time, label: &str) {
        let label = self.labels.id(label);
        let open = self.find(lane).map(|at| &mut self.open[at as usize]);
        if let Some(open) = open.filter(|open| open.state == State::Sleeping && open.due.is_none())
        {
            (open.due, open.label) = (Some(when.0), label);
        }
    }

    /// Where the lane is now.
    pub(super) fn place(&self, lane: LaneKind) -> Option<(u32, Moment)> {
        self.find(lane).map(|at| (at, self.now))
    }

    pub(super) fn arrow(&mut self, arrow: Arrow) {
        self.scene.arrows.push(arrow);
        self.changed();
    }

    /// A mark in a lane, in the first where the fiber has none.
    pub(super) fn mark(&mut self, kind: MarkKind, lane: LaneKind, label: &str) {
        if self.scene.lanes.is_empty() {
            return;
        }
        let first =
            || self.scene.lanes.iter().position(|lane| matches!(lane.kind, LaneKind::Proc(_)));
        let lane = self.find(lane).unwrap_or_else(|| first().unwrap_or(0) as u32);
        let label = self.labels.id(label);
        self.scene.marks.push(Mark { kind, lane, at: self.now, label });
        self.changed();
    }

    /// Ends every slice and puts the lanes in their order.
    pub(super) fn finish(mut self, outcome: Option<OutcomeKind>) -> Unfinished {
        for lane in 0..self.open.len() {
            self.close(lane);
        }
        self.sort();
        self.scene.crowd = self.crowds.all;
        self.scene.labels = self.labels.all;
        self.scene.outcome = outcome;
        Unfinished { scene: self.scene, next: 0 }
    }

    fn changed(&mut self) {
        if self.scene.changes.last() != Some(&self.now.index) {
            self.scene.changes.push(self.now.index);
        }
    }

    fn find(&self, lane: LaneKind) -> Option<u32> {
        match lane {
            LaneKind::Proc(p) => self.procs.get(&p.0).copied(),
            LaneKind::Fiber(f) => self.fibers.get(&f.0).copied(),
            LaneKind::Gc => self.gc,
        }
    }

    /// Ends the lane's open slice now; what was slept too long becomes a slice of its own.
    fn close(&mut self, lane: usize) {
        let Open { start, state, label, due, .. } = self.open[lane];
        let late = due.filter(|&due| {
            let planned = due.saturating_sub(start.ns);
            self.now.ns.saturating_sub(due) > planned / LATE_MIN_PARTS && due > start.ns
        });
        let Some(due) = late else {
            return self.push(lane, Slice { start, end: self.now, state, label });
        };
        let index = self.scene.times.partition_point(|&time| time <= due).saturating_sub(1);
        let split = Moment { index: index as u32, ns: due };
        self.push(lane, Slice { start, end: split, state, label });
        let label = self.labels.id("overdue");
        self.push(lane, Slice { start: split, end: self.now, state: State::Overdue, label });
    }

    fn push(&mut self, lane: usize, slice: Slice) {
        if slice.start < slice.end {
            self.scene.lanes[lane].slices.push(slice);
        }
    }

    /// Ps by number, then the collector, then threads, then the others as they appeared.
    fn sort(&mut self) {
        let is_thread = |&at: &u32| self.open[at as usize].kind == FiberKind::Thread;
        let lanes = 0..self.scene.lanes.len() as u32;
        let fibers =
            lanes.filter(|&at| matches!(self.scene.lanes[at as usize].kind, LaneKind::Fiber(_)));
        let (threads, others): (Vec<u32>, Vec<u32>) = fibers.partition(is_thread);
        let procs = self.procs.values().copied();
        let order: Vec<u32> = procs.chain(self.gc).chain(threads).chain(others).collect();
        let mut place = vec![0; order.len()];
        let mut lanes: Vec<Option<Lane>> = self.scene.lanes.drain(..).map(Some).collect();
        for (to, &from) in order.iter().enumerate() {
            place[from as usize] = to as u32;
            self.scene.lanes.extend(lanes[from as usize].take());
        }
        self.group(&order);
        for arrow in &mut self.scene.arrows {
            arrow.from_lane = place[arrow.from_lane as usize];
            arrow.to_lane = place[arrow.to_lane as usize];
        }
        for mark in &mut self.scene.marks {
            mark.lane = place[mark.lane as usize];
        }
    }

    /// Lanes of one kind, if there are several, are a group.
    fn group(&mut self, order: &[u32]) {
        let mut members: Table<u32, Vec<u32>> = Table::default();
        for (to, &from) in order.iter().enumerate() {
            members.or_default(self.open[from as usize].group).push(to as u32);
        }
        for (&kind, lanes) in members.iter().filter(|(_, lanes)| lanes.len() > 1) {
            let name = if kind == 0 { "Ps" } else { &self.kinds.all[kind as usize] };
            let crowd = self.crowds.groups.remove(&kind).unwrap_or_default();
            self.scene.groups.push(Group { name: name.into(), lanes: lanes.clone(), crowd });
        }
    }
}
