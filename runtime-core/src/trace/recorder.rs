//! Takes events as they happen and keeps what was asked for.
//!
//! **Invariants:** with [`Detail::Off`] nothing is kept but the order of calls is the same, so
//! that a run does not depend on being watched. A trace never exceeds its limits: frame and line
//! events stop at theirs with [`EventKind::LinesStopped`]; the machine ends the run with a named
//! outcome before scheduling events exceed theirs.

use super::{Event, EventKind, Stream, Tables, Trace};
use crate::id::{FiberId, NameId};
use crate::table::Table;
use crate::time::Time;
use alloc::string::String;
use serde::{Deserialize, Serialize};

/// How much is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Detail {
    /// Nothing: only the outcome and the output matter.
    Off,
    /// Scheduling and output.
    Scheduling,
    /// Also frames and lines.
    Lines,
}

/// The trace under way.
#[derive(Clone, Debug)]
pub struct Recorder {
    trace: Trace,
    detail: Detail,
    ids: Table<String, NameId>,
    lines_left: u64,
    events_left: u64,
    /// By how much recorded moments are ahead of the clock they are given by, in ns.
    ahead_ns: u64,
    /// How much an instruction adds to that, in ns; 0 where the clock itself goes on with it.
    pace_ns: u64,
    /// Whether names are not kept either: nobody will ever read them.
    is_blank: bool,
}

impl Recorder {
    /// A recorder that keeps at most `lines_max` frame and line events and `events_max` others.
    pub fn new(detail: Detail, lines_max: u64, events_max: u64) -> Recorder {
        Recorder {
            trace: Trace::default(),
            detail,
            ids: Table::new(),
            lines_left: lines_max,
            events_left: events_max,
            ahead_ns: 0,
            pace_ns: 0,
            is_blank: false,
        }
    }

    /// One that keeps nothing, not even names: every name's id is 0. Copies of it cost nothing.
    pub fn blank() -> Recorder {
        Recorder { is_blank: true, ..Recorder::new(Detail::Off, 0, u64::MAX) }
    }

    /// Whether it is such a one.
    pub fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// For a clock that stands still while a program runs: what is recorded is to be `pace_ns`
    /// later with every instruction, so that it can be drawn.
    pub fn paced(self, pace_ns: u64) -> Recorder {
        Recorder { pace_ns, ..self }
    }

    /// Everything from here on is recorded `ns` later than its clock says.
    pub fn run_ahead(&mut self, ns: u64) {
        self.ahead_ns = self.ahead_ns.saturating_add(ns);
    }

    /// By how much `instructions` that have just been run put off what is recorded, in ns.
    pub fn pace_of(&self, instructions: u64) -> u64 {
        instructions.saturating_mul(self.pace_ns)
    }

    /// The name's id. Interned whether or not anything is recorded, so that ids stay the same.
    pub fn intern(&mut self, name: &str) -> NameId {
        if self.is_blank {
            return NameId(0);
        }
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = NameId(self.trace.tables.names.len() as u32);
        self.trace.tables.names.push(name.into());
        self.ids.insert(name.into(), id);
        id
    }

    /// Whether anything is recorded.
    pub fn records(&self) -> bool {
        self.detail != Detail::Off
    }

    /// Whether frames and lines are (still) recorded.
    pub fn records_lines(&self) -> bool {
        self.detail == Detail::Lines
    }

    /// Whether the limit of scheduling events has been reached: the machine must end the run.
    pub fn is_full(&self) -> bool {
        self.events_left == 0
    }

    /// Records one event.
    pub fn emit(&mut self, at: Time, kind: EventKind) {
        if self.detail != Detail::Off {
            self.events_left = self.events_left.saturating_sub(1);
            self.trace.events.push(Event { at: at.after(self.ahead_ns), kind });
        }
    }

    /// Records printed text.
    pub fn printed(&mut self, at: Time, fiber: FiberId, stream: Stream, text: &str) {
        if self.detail != Detail::Off {
            let text = self.trace.tables.print(text);
            self.emit(at, EventKind::Printed { fiber, stream, text });
        }
    }

    /// Records that `fiber` called `function`.
    pub fn frame_entered(&mut self, at: Time, fiber: FiberId, function: NameId, line: u32) {
        self.line_event(at, EventKind::FrameEntered { fiber, function, line });
    }

    /// Records that `fiber`'s top frame moved.
    pub fn line_reached(&mut self, at: Time, fiber: FiberId, line: u32) {
        self.line_event(at, EventKind::LineReached { fiber, line });
    }

    /// Records that `fiber`'s top frame is gone.
    pub fn frame_left(&mut self, at: Time, fiber: FiberId) {
        self.line_event(at, EventKind::FrameLeft { fiber });
    }

    fn line_event(&mut self, at: Time, kind: EventKind) {
        if self.detail != Detail::Lines {
            return;
        }
        if self.lines_left == 0 {
            self.detail = Detail::Scheduling;
            return self.emit(at, EventKind::LinesStopped {});
        }
        self.lines_left -= 1;
        self.trace.events.push(Event { at: at.after(self.ahead_ns), kind });
    }

    /// What has been recorded so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The finished trace.
    pub fn into_trace(self) -> Trace {
        self.trace
    }

    /// The strings.
    pub fn tables(&self) -> &Tables {
        &self.trace.tables
    }
}
