//! What can be said of one slice: who, what, from when to when, why, and who ended it.

use super::{ArrowKind, LaneKind, Scene, Slice};
use crate::durations::format_ns;
use crate::narrate::narrate;
use crate::state::State;
use crate::timeline::Timeline;
use runtime_core::id::FiberId;

/// One slice of a scene.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pick {
    /// Its lane, an index into [`Scene::lanes`].
    pub lane: u32,
    /// Which of the lane's slices.
    pub slice: u32,
}

/// What is said of a slice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Story {
    /// `G3 worker: blocked, <-jobs`.
    pub what: String,
    /// `from 12 µs to 40 µs, 28 µs long`.
    pub when: String,
    /// What began it, and who made an end to the wait: a sentence each.
    pub why: Vec<String>,
}

impl Scene {
    /// The slice that is meant.
    pub fn slice(&self, pick: Pick) -> Option<&Slice> {
        self.lanes.get(pick.lane as usize)?.slices.get(pick.slice as usize)
    }

    /// Whom a slice is about: a P's is about the goroutine it runs.
    pub fn fiber_of(&self, pick: Pick, timeline: &Timeline) -> Option<FiberId> {
        match self.lanes.get(pick.lane as usize)?.kind {
            LaneKind::Fiber(fiber) => Some(fiber),
            LaneKind::Gc => None,
            LaneKind::Proc(p) => {
                let cursor = self.slice(pick)?.start.index as usize;
                let snapshot = timeline.snapshot_at(cursor);
                let view = snapshot.ps.get(p.index())?;
                view.running.or(view.syscall).filter(|fiber| !fiber.is_system())
            }
        }
    }

    /// What can be said of it.
    pub fn story(&self, pick: Pick, timeline: &Timeline) -> Option<Story> {
        let slice = self.slice(pick)?;
        let name = &self.lanes[pick.lane as usize].name;
        let (state, label) = (slice.state.word(), self.label(slice.label));
        let label = label.strip_prefix(state).unwrap_or(label).trim_start();
        let comma = if label.is_empty() { "" } else { ", " };
        let what = [name, ": ", state, comma, label].concat();
        let (from, to) = (slice.start.ns, slice.end.ns);
        let lasts = format_ns(to - from);
        let when = match to > from {
            true => {
                ["from ", &format_ns(from), " to ", &format_ns(to), ", ", &lasts, " long"].concat()
            }
            false => ["at ", &format_ns(from), ", in no time"].concat(),
        };
        let begun = slice.start.index.checked_sub(1).filter(|_| slice.state != State::Overdue);
        let mut why: Vec<String> = Vec::new();
        why.extend(begun.map(|index| narrate(timeline, index as usize)));
        why.extend(self.woken(pick.lane, slice));
        Some(Story { what, when, why })
    }

    /// Who ended the wait that a slice is, by the arrow that arrives where it ends.
    fn woken(&self, lane: u32, slice: &Slice) -> Option<String> {
        if !matches!(
            slice.state,
            State::Blocked | State::Syscall | State::Sleeping | State::Overdue
        ) {
            return None;
        }
        let first = self.arrows.partition_point(|arrow| arrow.to.index < slice.end.index);
        let mut here =
            self.arrows[first..].iter().take_while(|arrow| arrow.to.index <= slice.end.index + 1);
        let arrow = here.find(|arrow| arrow.to_lane == lane && arrow.kind != ArrowKind::Create)?;
        let by = &self.lanes[arrow.from_lane as usize].name;
        Some(match arrow.kind {
            ArrowKind::Value => ["Woken by ", by, ", with a value."].concat(),
            ArrowKind::Result => ["Woken by the result of ", by, "."].concat(),
            ArrowKind::Cancel => ["Cancelled by ", by, "."].concat(),
            _ => ["Woken by ", by, "."].concat(),
        })
    }
}
