//! Facts about a run, computed from its trace: for claims, headlines and grading.

use super::{EventKind, Handle, Stream, Trace};
use crate::id::{FiberId, LoopId};
use crate::table::Table;
use crate::time::Time;
use alloc::string::String;

/// A time during which one handle kept the event loop to itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What ran.
    pub handle: Handle,
    /// The cursor after it began.
    pub cursor: u32,
    /// When it began.
    pub start: Time,
    /// For how long it ran, in nanoseconds.
    pub ns: u64,
}

impl Block {
    /// The task that was stepped, if it was one.
    pub fn task(&self) -> Option<FiberId> {
        match self.handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => Some(task),
            _ => None,
        }
    }
}

/// The longest time one handle of the event loop ran, the first of several equally long ones. A
/// handle that was still running when the run ended counts up to there.
pub fn longest_block(trace: &Trace) -> Option<Block> {
    let mut longest: Option<Block> = None;
    each_block(trace, |block| {
        if longest.is_none_or(|known| block.ns > known.ns) {
            longest = Some(block);
        }
    });
    longest
}

/// Every time for which one handle of an event loop ran, in the order of their ends.
pub fn each_block(trace: &Trace, mut see: impl FnMut(Block)) {
    let mut current: Table<LoopId, Block> = Table::new();
    for (index, event) in trace.events.iter().enumerate() {
        let mut ended = |block: Option<Block>| {
            block.into_iter().for_each(|b| see(Block { ns: event.at.since(b.start), ..b }));
        };
        match event.kind {
            EventKind::HandleRun { event_loop, handle } => {
                let block = Block { handle, cursor: index as u32 + 1, start: event.at, ns: 0 };
                current.insert(event_loop, block);
            }
            EventKind::HandleDone { event_loop, .. } => ended(current.remove(&event_loop)),
            EventKind::RunEnded { .. } => current.values().for_each(|&block| ended(Some(block))),
            _ => {}
        }
    }
}

/// The length of [`longest_block`] in nanoseconds, 0 where no loop ran.
pub fn longest_block_ns(trace: &Trace) -> u64 {
    longest_block(trace).map_or(0, |block| block.ns)
}

/// The virtual time the whole run took, in nanoseconds.
pub fn makespan(trace: &Trace) -> u64 {
    trace.events.iter().map(|event| event.at.0).max().unwrap_or(0)
}

/// The largest time in nanoseconds between two stdout lines in a row that start with `prefix`;
/// `None` if there are fewer than two. A line counts from when its end is printed.
pub fn gap(trace: &Trace, prefix: &str) -> Option<u64> {
    let (mut last, mut largest): (Option<Time>, _) = (None, None);
    each_line(trace, |at, line| {
        if line.starts_with(prefix) {
            largest = largest.max(last.map(|last| at.since(last)));
            last = Some(at);
        }
    });
    largest
}

/// When the first stdout line that starts with `prefix` was complete, in nanoseconds.
pub fn printed(trace: &Trace, prefix: &str) -> Option<u64> {
    let mut first = None;
    each_line(trace, |at, line| {
        if line.starts_with(prefix) {
            first.get_or_insert(at.0);
        }
    });
    first
}

/// How many events of this name there are.
pub fn count(trace: &Trace, name: &str) -> u64 {
    trace.events.iter().filter(|event| event.kind.name() == name).count() as u64
}

/// Each line of stdout with the time at which it was complete.
fn each_line(trace: &Trace, mut see: impl FnMut(Time, &str)) {
    let mut line = String::new();
    for event in &trace.events {
        let EventKind::Printed { stream: Stream::Stdout, text, .. } = event.kind else {
            continue;
        };
        for part in trace.tables.printed(text).split_inclusive('\n') {
            line.push_str(part);
            if part.ends_with('\n') {
                see(event.at, &line);
                line.clear();
            }
        }
    }
}
