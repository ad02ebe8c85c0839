//! A run as lanes of slices with arrows and marks: everything a picture of it shows.
//!
//! A scene knows no pixels: its positions are [`Moment`]s, which a [`crate::Scale`] turns into a
//! place between 0 and 1.
//!
//! **Invariants:** the slices of a lane are sorted, do not overlap and leave no hole from the
//! lane's first moment to the end of the run. Arrows are sorted by where they end, marks by
//! where they are.
//!
//! **Departures:** an event of a processor whose clock is behind another's, by the length of a search
//! or of some instructions, is drawn at the time of the other: the order is the true one.

mod build;
mod crowd;
mod lanes;
mod procs;
mod reduce;
mod rows;
mod story;

pub(crate) use build::Builder;
pub use crowd::{CLASS_STATES, CLASSES, Crowd, class};
pub(crate) use lanes::Unfinished;
pub use reduce::Piece;
pub use rows::{Group, Row, Rows};
pub use story::{Pick, Story};

use crate::names::Names;
use crate::state::State;
use reduce::States;
use runtime_core::id::{FiberId, ProcId};
use runtime_core::trace::{OutcomeKind, Trace};

/// A moment of a run: how many events have happened, and the time on the clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Moment {
    /// The cursor.
    pub index: u32,
    /// Nanoseconds since the start. Later than the last event before it where something begins
    /// without an event: a sleeper is overdue from its deadline on.
    pub ns: u64,
}

/// Whose lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LaneKind {
    /// One of Go's Ps.
    Proc(ProcId),
    /// Go's collector, in a run in which it works: its phases.
    Gc,
    /// A goroutine, a Python thread (with the event loop it runs) or a Task.
    Fiber(FiberId),
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lane {
    /// Whose.
    pub kind: LaneKind,
    /// What stands in front of it: `P0`, `G3 worker`, `Task-2 heartbeat`, `event loop`.
    pub name: String,
    /// What it did.
    pub slices: Vec<Slice>,
    states: States,
}

/// A stretch during which a lane does one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slice {
    /// When it begins: the state holds from this cursor on.
    pub start: Moment,
    /// When the next one begins.
    pub end: Moment,
    /// What is being done.
    pub state: State,
    /// What is written on it: an index into [`Scene::labels`].
    pub label: u32,
}

/// What an arrow tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ArrowKind {
    /// One fiber created another.
    Create,
    /// One made another runnable.
    Wake,
    /// A value went through a channel.
    Value,
    /// A future was done and its waiter goes on.
    Result,
    /// One asked another to stop.
    Cancel,
    /// A P took goroutines from another.
    Steal,
    /// A P went away from a goroutine whose thread is in the kernel; the GIL went from a thread
    /// that was asked for it to the next.
    Handoff,
}

impl ArrowKind {
    /// Every kind.
    pub const ALL: [ArrowKind; 7] = [
        ArrowKind::Create,
        ArrowKind::Wake,
        ArrowKind::Value,
        ArrowKind::Result,
        ArrowKind::Cancel,
        ArrowKind::Steal,
        ArrowKind::Handoff,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            ArrowKind::Create => "creates",
            ArrowKind::Wake => "wakes",
            ArrowKind::Value => "hands over a value",
            ArrowKind::Result => "result",
            ArrowKind::Cancel => "cancels",
            ArrowKind::Steal => "stolen",
            ArrowKind::Handoff => "handoff",
        }
    }
}

/// One lane acting on another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// What it tells.
    pub kind: ArrowKind,
    /// The lane it leaves, an index into [`Scene::lanes`].
    pub from_lane: u32,
    /// When it leaves; a value may lie in a buffer for a while.
    pub from: Moment,
    /// The lane it reaches.
    pub to_lane: u32,
    /// When it arrives.
    pub to: Moment,
}

/// What a mark tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// Something was printed.
    Print,
    /// A timer fired.
    Timer,
    /// A channel was closed.
    Close,
    /// Several ways were open and one was taken.
    Choice,
    /// sysmon asked a goroutine to stop.
    Preempt,
    /// A cycle of the collector began or ended.
    Gc,
    /// A goroutine that nobody can ever wake.
    Leak,
    /// A fiber came to its end by itself.
    Return,
    /// A fiber came to its end by an exception or a cancellation.
    Raise,
    /// The program ended with an error: a panic, a deadlock, a limit.
    Error,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [MarkKind; 10] = [
        MarkKind::Print,
        MarkKind::Timer,
        MarkKind::Close,
        MarkKind::Choice,
        MarkKind::Preempt,
        MarkKind::Gc,
        MarkKind::Leak,
        MarkKind::Return,
        MarkKind::Raise,
        MarkKind::Error,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            MarkKind::Print => "print",
            MarkKind::Timer => "timer",
            MarkKind::Close => "close",
            MarkKind::Choice => "choice",
            MarkKind::Preempt => "asked to stop",
            MarkKind::Gc => "GC cycle",
            MarkKind::Leak => "leaked",
            MarkKind::Return => "end",
            MarkKind::Raise => "raised",
            MarkKind::Error => "error",
        }
    }
}

/// Something that happened in no time at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// In which lane, an index into [`Scene::lanes`].
    pub lane: u32,
    /// When.
    pub at: Moment,
    /// What is said of it: an index into [`Scene::labels`].
    pub label: u32,
}

/// A run, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scene {
    /// The rows, from the top: Ps or threads first, then goroutines or Tasks as created.
    pub lanes: Vec<Lane>,
    /// Who acted on whom.
    pub arrows: Vec<Arrow>,
    /// What happened where.
    pub marks: Vec<Mark>,
    /// The texts of slices and marks; 0 is empty.
    pub labels: Vec<String>,
    /// The time at each cursor, from 0 events to all.
    pub times: Vec<u64>,
    /// The cursors at which the picture changes; between them only lines and queues do.
    pub changes: Vec<u32>,
    /// Lanes of one kind, which can be folded.
    pub groups: Vec<Group>,
    /// How many goroutines, threads and Tasks do what.
    pub crowd: Crowd,
    /// How the run ended, once it has.
    pub outcome: Option<OutcomeKind>,
}

impl Scene {
    /// Reads the whole trace.
    pub fn new(trace: &Trace) -> Scene {
        let mut builder = Builder::new(Names::new(trace));
        trace.events.iter().for_each(|event| builder.read(event, &trace.tables));
        builder.finish().0.finish()
    }

    /// The text behind a slice's or a mark's label.
    pub fn label(&self, label: u32) -> &str {
        self.labels.get(label as usize).map_or("", |label| label)
    }

    /// The lane of a fiber.
    pub fn lane_of(&self, fiber: FiberId) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.kind == LaneKind::Fiber(fiber))
    }

    /// The same run with only its first `count` lanes; an empty one below them says how many are
    /// left out and takes their marks.
    pub fn first_lanes(&self, count: usize) -> Scene {
        let more = self.lanes.len().saturating_sub(count);
        let mut scene = self.clone();
        scene.lanes.truncate(count);
        scene.groups.clear();
        scene.arrows.retain(|arrow| arrow.from_lane.max(arrow.to_lane) < count as u32);
        if more > 0 {
            let name = ["… and ", &more.to_string(), " more"].concat();
            let kind = LaneKind::Fiber(FiberId(0));
            scene.lanes.push(Lane { kind, name, slices: Vec::new(), states: States::default() });
            scene.marks.iter_mut().for_each(|mark| mark.lane = mark.lane.min(count as u32));
        }
        scene
    }

    /// The moment of a cursor.
    pub fn moment(&self, cursor: usize) -> Moment {
        let index = cursor.min(self.times.len().saturating_sub(1));
        Moment { index: index as u32, ns: self.times.get(index).copied().unwrap_or(0) }
    }
}

impl Lane {
    /// The states that occur, as [`State::bit`]s.
    pub fn states_used(&self) -> u16 {
        self.states.all()
    }

    /// The slice that holds at `moment`; `None` before the lane's first.
    pub fn slice_at(&self, moment: Moment) -> Option<&Slice> {
        let after = self.slices.partition_point(|slice| slice.start <= moment);
        after.checked_sub(1).map(|at| &self.slices[at])
    }
}
