//! A trace that can be entered anywhere: checkpoints, and ways to go from moment to moment.
//!
//! **Invariants:** `snapshot_at(c)` equals folding the first `c` events and folds at most one
//! checkpoint interval; the checkpoints together stay within [`WEIGHT_MAX`], whatever the trace.
//! Time never falls from cursor to cursor: where a processor's clock is behind that of another
//! whose event came before, the later of the two counts.

use crate::names::Names;
use runtime_core::id::FiberId;
use runtime_core::table::Table;
use runtime_core::time::Time;
use runtime_core::trace::figures::begins_to_run;
use runtime_core::trace::{Event, EventKind, FiberState, Snapshot, Stream, Trace};

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

/// What a timeline needs beside its trace, while it is made.
#[derive(Default)]
pub(crate) struct Index {
    checkpoints: Checkpoints,
    times: Vec<Time>,
    /// Who began last on each processor.
    last: Table<u32, FiberId>,
    switches: Vec<u32>,
    prints: Vec<u32>,
}

impl Index {
    /// Takes in the next event; `now` is the state before it.
    pub(crate) fn read(&mut self, event: &Event, now: &Snapshot) {
        let index = self.times.len();
        self.checkpoints.read(index, now);
        // The time of the event, or of the latest before it.
        let latest = self.times.last().copied().unwrap_or(Time(0));
        self.times.push(latest.max(event.at));
        if matches!(event.kind, EventKind::Printed { .. }) {
            self.prints.push(index as u32);
        }
        if let Some((p, fiber)) = begins_to_run(&event.kind)
            && self.last.insert(p.0, fiber) != Some(fiber)
        {
            self.switches.push(index as u32 + 1);
        }
    }

    /// All events have been read.
    pub(crate) fn finish(self, trace: Trace, names: Names) -> Timeline {
        let Index { checkpoints, times, switches, prints, .. } = self;
        Timeline { trace, names, checkpoints, times, switches, prints }
    }
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
        let names = Names::new(&trace);
        let mut index = Index::default();
        let mut now = Snapshot::default();
        for event in &trace.events {
            index.read(event, &now);
            let _ = now.apply(event);
        }
        index.finish(trace, names)
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

    /// Takes `snapshot`, the state at `from`, to `cursor`: by the events between if there are few,
    /// as while a film plays, else from a checkpoint.
    pub fn advance(&self, snapshot: &mut Snapshot, from: usize, cursor: usize) {
        let cursor = cursor.min(self.len());
        if from > cursor || cursor - from > self.checkpoints.interval {
            *snapshot = self.snapshot_at(cursor);
            return;
        }
        for event in &self.trace.events[from..cursor] {
            let _ = snapshot.apply(event);
        }
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

    /// Who came to a line last before the cursor; before the first line, who comes to it.
    pub fn near_line(&self, cursor: usize) -> Option<FiberId> {
        let (before, after) = self.trace.events.split_at(cursor.min(self.len()));
        let mut near = before.iter().rev().chain(after);
        near.find_map(|event| line_of(&event.kind))
    }

    /// The next cursor at which something has just been printed; the end if there is none.
    pub fn next_print(&self, cursor: usize) -> usize {
        let at = self.prints.partition_point(|&print| (print as usize) < cursor);
        self.prints.get(at).map_or(self.len(), |&print| print as usize + 1)
    }

    /// The last such cursor before this one; the start if there is none.
    pub fn prev_print(&self, cursor: usize) -> usize {
        let at = self.prints.partition_point(|&print| print as usize + 1 < cursor);
        at.checked_sub(1).map_or(0, |at| self.prints[at] as usize + 1)
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
    pub fn console_at(&self, cursor: usize) -> impl DoubleEndedIterator<Item = Chunk<'_>> {
        let printed = self.prints.partition_point(|&index| (index as usize) < cursor);
        self.prints[..printed].iter().filter_map(|&index| self.chunk(index as usize))
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
    /// The sum of their weights.
    weight: usize,
}

impl Default for Checkpoints {
    fn default() -> Checkpoints {
        Checkpoints { interval: INTERVAL_MIN, snapshots: Vec::new(), weight: 0 }
    }
}

impl Checkpoints {
    fn read(&mut self, index: usize, now: &Snapshot) {
        if index.is_multiple_of(self.interval) {
            self.weight += weight_of(now);
            self.snapshots.push(now.clone());
        }
        if self.weight > WEIGHT_MAX && self.snapshots.len() > 2 {
            self.weight = self.thin_out();
        }
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

fn line_of(kind: &EventKind) -> Option<FiberId> {
    match *kind {
        EventKind::LineReached { fiber, .. } | EventKind::FrameEntered { fiber, .. } => Some(fiber),
        _ => None,
    }
}
