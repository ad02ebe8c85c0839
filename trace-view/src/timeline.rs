//! A trace that can be entered anywhere: checkpoints, and ways to go from moment to moment.
//!
//! **Invariants:** `snapshot_at(c)` equals folding the first `c` events and folds at most one
//! checkpoint interval; the checkpoints together stay within [`WEIGHT_MAX`], whatever the trace.
//! Time never falls from cursor to cursor: where a processor's clock is behind that of another
//! whose event came before, the later of the two counts.

use crate::names::Names;
use runtime_core::id::{FiberId, ProcId};
use runtime_core::table::Table;
use runtime_core::time::Time;
use runtime_core::trace::{Event, EventKind, FiberState, Handle, Snapshot, Stream, Trace};

/// The shortest checkpoint interval: folding so many events takes some ten microseconds.
const INTERVAL_MIN: usize = 256;

/// The sum of all checkpoints' weights is kept below this, by doubling the interval. One unit is
/// about a hundred bytes, so this is about 30 MB.
const WEIGHT_MAX: usize = 300_000;

/// A trace with what is needed to seek in it.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The trace.
    pub trace: Trace,
    /// What things are called.
    pub names: Names,
    checkpoints: Checkpoints,
    /// The time at each cursor but the first.
    times: Vec<Time>,
    switches: Vec<u32>,
    prints: Vec<u32>,
}

/// A piece of output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chunk<'a> {
    /// Where to.
    pub stream: Stream,
    /// Who printed it.
    pub fiber: FiberId,
    /// When.
    pub at: Time,
    /// The event's index.
    pub index: usize,
    /// What.
    pub text: &'a str,
}

/// Where a fiber stands in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CurrentLine {
    /// Which fiber.
    pub fiber: FiberId,
    /// The line of its top frame, from 1.
    pub line: u32,
    /// What it is doing there.
    pub state: FiberState,
}

impl CurrentLine {
    /// Whether the fiber runs, rather than waits, at that line.
    pub fn is_running(&self) -> bool {
        matches!(self.state, FiberState::Running(_))
    }
}

impl Timeline {
    /// Reads the trace once.
    pub fn new(trace: Trace) -> Timeline {
        let checkpoints = Checkpoints::new(&trace.events);
        let names = Names::new(&trace);
        let switches = switches(&trace.events);
        let prints = positions(&trace.events, |kind| matches!(kind, EventKind::Printed { .. }));
        let times = rising(&trace.events);
        Timeline { trace, names, checkpoints, times, switches, prints }
    }

    /// The last cursor: all events have happened.
    pub fn len(&self) -> usize {
        self.trace.events.len()
    }

    /// Whether nothing happened at all.
    pub fn is_empty(&self) -> bool {
        self.trace.events.is_empty()
    }

    /// The state after the first `cursor` events.
    pub fn snapshot_at(&self, cursor: usize) -> Snapshot {
        self.checkpoints.snapshot_at(&self.trace.events, cursor)
    }

    /// The cursor one event later.
    pub fn next_event(&self, cursor: usize) -> usize {
        (cursor + 1).min(self.len())
    }

    /// The cursor one event earlier.
    pub fn prev_event(&self, cursor: usize) -> usize {
        cursor.min(self.len()).saturating_sub(1)
    }

    /// The next cursor at which another fiber has just begun to run; the end if there is none.
    pub fn next_switch(&self, cursor: usize) -> usize {
        let at = self.switches.partition_point(|&switch| switch as usize <= cursor);
        self.switches.get(at).map_or(self.len(), |&switch| switch as usize)
    }

    /// The last such cursor before this one; the start if there is none.
    pub fn prev_switch(&self, cursor: usize) -> usize {
        let at = self.switches.partition_point(|&switch| (switch as usize) < cursor);
        at.checked_sub(1).map_or(0, |at| self.switches[at] as usize)
    }

    /// The next cursor at which `fiber` has just come to a line; the end if there is none.
    pub fn next_line_of(&self, fiber: FiberId, cursor: usize) -> usize {
        let rest = self.trace.events.iter().enumerate().skip(cursor);
        let found = rest.into_iter().find(|(_, event)| line_of(&event.kind) == Some(fiber));
        found.map_or(self.len(), |(index, _)| index + 1)
    }

    /// The last such cursor before this one; the start if there is none.
    pub fn prev_line_of(&self, fiber: FiberId, cursor: usize) -> usize {
        let before = &self.trace.events[..self.prev_event(cursor)];
        let found = before.iter().rposition(|event| line_of(&event.kind) == Some(fiber));
        found.map_or(0, |index| index + 1)
    }

    /// The cursor at time `t`: everything up to and including `t` has happened.
    pub fn event_at_time(&self, t: Time) -> usize {
        self.times.partition_point(|&at| at <= t)
    }

    /// The time of the last event that has happened.
    pub fn time_of(&self, cursor: usize) -> Time {
        let last = cursor.min(self.len()).checked_sub(1);
        last.map_or(Time(0), |index| self.times[index])
    }

    /// Everything printed so far, piece by piece.
    pub fn console_at(&self, cursor: usize) -> impl Iterator<Item = Chunk<'_>> {
        let printed = self.prints.iter().map(|&index| index as usize);
        printed.take_while(move |&index| index < cursor).filter_map(|index| self.chunk(index))
    }

    /// Everything printed to stdout so far.
    pub fn stdout_at(&self, cursor: usize) -> String {
        let chunks = self.console_at(cursor).filter(|chunk| chunk.stream == Stream::Stdout);
        chunks.map(|chunk| chunk.text).collect()
    }

    /// Where each fiber that has not ended stands in the source. Empty once lines are no longer
    /// recorded.
    pub fn current_lines(&self, cursor: usize) -> Vec<CurrentLine> {
        current_lines(&self.snapshot_at(cursor))
    }

    fn chunk(&self, index: usize) -> Option<Chunk<'_>> {
        let event = &self.trace.events[index];
        let EventKind::Printed { fiber, stream, text } = event.kind else {
            return None;
        };
        let text = self.trace.tables.printed(text);
        Some(Chunk { stream, fiber, at: event.at, index, text })
    }
}

/// Where each fiber of a snapshot stands in the source.
pub fn current_lines(snapshot: &Snapshot) -> Vec<CurrentLine> {
    let fibers = snapshot.fibers.iter();
    let lines = fibers.filter_map(|(&fiber, view)| {
        let line = view.frames.last()?.line;
        Some(CurrentLine { fiber, line, state: view.state })
    });
    lines.collect()
}

/// Snapshots at multiples of an interval.
#[derive(Clone, Debug)]
struct Checkpoints {
    interval: usize,
    /// The snapshot after `i * interval` events at index `i`.
    snapshots: Vec<Snapshot>,
}

impl Checkpoints {
    fn new(events: &[Event]) -> Checkpoints {
        let mut checkpoints = Checkpoints { interval: INTERVAL_MIN, snapshots: Vec::new() };
        let mut now = Snapshot::default();
        let mut weight = 0;
        for (index, event) in events.iter().enumerate() {
            if index % checkpoints.interval == 0 {
                weight += weight_of(&now);
                checkpoints.snapshots.push(now.clone());
            }
            if weight > WEIGHT_MAX && checkpoints.snapshots.len() > 2 {
                weight = checkpoints.thin_out();
            }
            let _ = now.apply(event);
        }
        checkpoints
    }

    /// Drops every second snapshot and returns the weight of the others.
    fn thin_out(&mut self) -> usize {
        self.interval *= 2;
        let mut keep = false;
        self.snapshots.retain(|_| {
            keep = !keep;
            keep
        });
        self.snapshots.iter().map(weight_of).sum()
    }

    fn snapshot_at(&self, events: &[Event], cursor: usize) -> Snapshot {
        let cursor = cursor.min(events.len());
        let nearest = (cursor / self.interval).min(self.snapshots.len().saturating_sub(1));
        let Some(mut snapshot) = self.snapshots.get(nearest).cloned() else {
            return Snapshot::default();
        };
        for event in &events[nearest * self.interval..cursor] {
            let _ = snapshot.apply(event);
        }
        snapshot
    }
}

/// About how much memory a snapshot takes, in units of a hundred bytes.
fn weight_of(snapshot: &Snapshot) -> usize {
    let frames: usize = snapshot.fibers.values().map(|fiber| fiber.frames.len()).sum();
    let waiting = snapshot.timers.len() + snapshot.threads.len() + snapshot.global.len() / 8;
    10 + snapshot.fibers.len() + frames / 8 + waiting + snapshot.chans.len()
}

fn positions(events: &[Event], wanted: impl Fn(&EventKind) -> bool) -> Vec<u32> {
    let all = events.iter().enumerate();
    all.filter(|(_, event)| wanted(&event.kind)).map(|(index, _)| index as u32).collect()
}

/// The time of each event, or of the latest before it.
fn rising(events: &[Event]) -> Vec<Time> {
    let latest = |latest: &mut Time, event: &Event| {
        *latest = (*latest).max(event.at);
        Some(*latest)
    };
    events.iter().scan(Time(0), latest).collect()
}

fn line_of(kind: &EventKind) -> Option<FiberId> {
    match *kind {
        EventKind::LineReached { fiber, .. } | EventKind::FrameEntered { fiber, .. } => Some(fiber),
        _ => None,
    }
}

/// The cursors at which a fiber has just begun to run on a processor that ran another before.
fn switches(events: &[Event]) -> Vec<u32> {
    let mut last: Table<u32, FiberId> = Table::default();
    let mut switches = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let Some((p, fiber)) = begins_to_run(&event.kind) else {
            continue;
        };
        if last.insert(p.0, fiber) != Some(fiber) {
            switches.push(index as u32 + 1);
        }
    }
    switches
}

fn begins_to_run(kind: &EventKind) -> Option<(ProcId, FiberId)> {
    let the_one = ProcId(0);
    match *kind {
        EventKind::GStarted { g, p, .. } if !g.is_system() => Some((p, g)),
        EventKind::GilTaken { thread, .. } | EventKind::LoopStopped { thread, .. } => {
            Some((the_one, thread))
        }
        EventKind::HandleRun { handle: Handle::Step(task) | Handle::Wakeup(task, _), .. } => {
            Some((the_one, task))
        }
        _ => None,
    }
}
