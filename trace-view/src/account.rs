//! A run as an account: a row for each line that somebody comes to, with what happens there.
//!
//! What the scheduler does to its queues is left out; that another goes on is told by the rows.

use crate::names::Names;
use crate::narrate::{NOBODY, narrate_from};
use crate::timeline::Timeline;
use runtime_core::id::{Addr, FiberId};
use runtime_core::table::{Set, Table};
use runtime_core::trace::{ChoiceKind, EventKind, Finish, OutcomeKind, Trace, WaitReason};

/// `main` in Go, the main thread in Python.
const MAIN: FiberId = FiberId(1);

/// What one fiber does at one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Who; `f0` for what nobody does: a timer fires, the run is over.
    pub fiber: FiberId,
    /// What that is called, as in front of a lane; empty for nobody.
    pub who: String,
    /// The line of the program, from 1; 0 where there is none.
    pub line: u32,
    /// What happens, without its subject; may be empty.
    pub what: String,
    /// Whether another fiber ran until now.
    pub is_switch: bool,
}

/// A row of an account that has been shortened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A row.
    Row(Row),
    /// So many rows were left out here.
    LeftOut(u32),
}

/// The whole run.
pub fn account(timeline: &Timeline) -> Vec<Row> {
    let mut account = Account::new(&timeline.names);
    account.hide(&timeline.trace);
    for (index, sentence) in narrate_from(timeline, 0) {
        let event = &timeline.trace.events[index];
        account.follow(&event.kind, timeline);
        account.tell(&event.kind, &sentence);
    }
    account.rows
}

/// At most about `rows_max` rows: first those go in which nothing happens but that a line is run,
/// then those in the middle. What `matters` stays as long as there is room.
pub fn shorten(rows: Vec<Row>, rows_max: usize, matters: impl Fn(&Row) -> bool) -> Vec<Entry> {
    if rows.len() <= rows_max {
        return rows.into_iter().map(Entry::Row).collect();
    }
    let quiet: Vec<bool> = (0..rows.len())
        .map(|at| {
            let ends = rows.get(at + 1).is_none_or(|next| next.is_switch);
            rows[at].what.is_empty() && !rows[at].is_switch && !ends && !matters(&rows[at])
        })
        .collect();
    let mut entries: Vec<Entry> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        // One alone takes no more room than the mark that it is left out.
        let alone = !quiet.get(at + 1).is_some_and(|&next| next)
            && !at.checked_sub(1).is_some_and(|before| quiet[before]);
        match (quiet[at] && !alone, entries.last_mut()) {
            (true, Some(Entry::LeftOut(count))) => *count += 1,
            (true, _) => entries.push(Entry::LeftOut(1)),
            (false, _) => entries.push(Entry::Row(row)),
        }
    }
    cut_middle(entries, rows_max)
}

/// More is kept of the end, which is what the run is shown for.
fn cut_middle(mut entries: Vec<Entry>, rows_max: usize) -> Vec<Entry> {
    if entries.len() <= rows_max {
        return entries;
    }
    let first = rows_max * 2 / 5;
    let last = entries.len() - (rows_max - first - 1);
    let count = |entry: Entry| match entry {
        Entry::Row(_) => 1,
        Entry::LeftOut(count) => count,
    };
    let marks = |entry: Option<&Entry>| matches!(entry, Some(Entry::LeftOut(_)));
    let first = first - usize::from(marks(entries.get(first - 1)));
    let last = last + usize::from(marks(entries.get(last)));
    let left_out = entries.drain(first..last).map(count).sum();
    entries.insert(first, Entry::LeftOut(left_out));
    entries
}

/// Where a fiber's frame stands, if it is the program's own.
type Frame = Option<u32>;

struct Account<'a> {
    names: &'a Names,
    is_go: bool,
    /// The frames of each fiber.
    frames: Table<u32, Vec<Frame>>,
    rows: Vec<Row>,
    /// Who ran last.
    last: FiberId,
    /// Tasks of the library's own: they come to an end without a line of the program.
    hidden: Set<u32>,
    /// Locks of the library's own: they are also taken where no function of the program runs.
    locks: Set<Addr>,
}

impl<'a> Account<'a> {
    fn new(names: &'a Names) -> Account<'a> {
        let is_go = names.is_go();
        let (frames, hidden, locks) = (Table::default(), Set::default(), Set::default());
        Account { names, is_go, frames, rows: Vec::new(), last: NOBODY, hidden, locks }
    }

    /// Finds the tasks and locks that are not told of.
    fn hide(&mut self, trace: &Trace) {
        if self.is_go {
            return;
        }
        let mut depths: Table<u32, u32> = Table::default();
        let mut began = Set::default();
        for event in &trace.events {
            match event.kind {
                EventKind::FrameEntered { fiber, .. } => {
                    *depths.or_default(fiber.0) += 1;
                    began.insert(fiber.0);
                }
                EventKind::FrameLeft { fiber } => {
                    let depth = depths.or_default(fiber.0);
                    *depth = depth.saturating_sub(1);
                }
                EventKind::FiberEnded { fiber, how: Finish::Returned }
                    if !began.contains(&fiber.0) =>
                {
                    self.hidden.insert(fiber.0);
                }
                EventKind::Locked { at, by, .. } if *depths.or_default(by.0) == 0 => {
                    self.locks.insert(at);
                }
                _ => {}
            }
        }
    }

    /// Who stands where from now on.
    fn follow(&mut self, kind: &EventKind, timeline: &Timeline) {
        match *kind {
            EventKind::FrameEntered { fiber, function, line } => {
                let function = timeline.trace.tables.name(function);
                let is_own = !self.is_go || function.starts_with("main.");
                self.frames.or_default(fiber.0).push(is_own.then_some(line));
                if is_own {
                    self.come_to(fiber, line);
                }
            }
            EventKind::LineReached { fiber, line } => {
                if let Some(Some(at)) = self.frames.or_default(fiber.0).last_mut() {
                    *at = line;
                    self.come_to(fiber, line);
                }
            }
            EventKind::FrameLeft { fiber } => {
                self.frames.or_default(fiber.0).pop();
            }
            _ => {}
        }
    }

    fn come_to(&mut self, fiber: FiberId, line: u32) {
        if !fiber.is_system() {
            self.push(fiber, line);
        }
    }

    fn push(&mut self, fiber: FiberId, line: u32) {
        let is_switch = fiber != NOBODY && self.last != NOBODY && fiber != self.last;
        if fiber != NOBODY {
            self.last = fiber;
        }
        let who = if fiber == NOBODY { String::new() } else { self.names.lane(fiber) };
        self.rows.push(Row { fiber, who, line, what: String::new(), is_switch });
    }

    /// What happened goes into the row of who did it.
    fn tell(&mut self, kind: &EventKind, sentence: &str) {
        let Some(fiber) = actor(kind, self.last) else { return };
        if fiber.is_system() || self.is_hidden(kind) {
            return;
        }
        let line = self.line_of(fiber);
        let fits = |row: &Row| row.fiber == fiber && (line.is_none() || line == Some(row.line));
        if fiber == NOBODY || !self.rows.last().is_some_and(fits) {
            self.push(fiber, line.unwrap_or(0));
        }
        if let Some(row) = self.rows.last_mut() {
            let said = without_subject(sentence, &self.names.fiber(fiber));
            let gap = if row.what.is_empty() { "" } else { "; " };
            row.what.push_str(gap);
            row.what.push_str(&said);
        }
    }

    fn is_hidden(&self, kind: &EventKind) -> bool {
        match *kind {
            EventKind::TaskCreated { task: fiber, .. } | EventKind::FiberEnded { fiber, .. } => {
                self.hidden.contains(&fiber.0)
            }
            EventKind::Locked { at, .. } | EventKind::Unlocked { at, .. } => {
                self.locks.contains(&at)
            }
            EventKind::ThreadBlocked { reason, .. } => reason == WaitReason::LoopSelect,
            _ => false,
        }
    }

    /// The line of its topmost frame that the program itself has.
    fn line_of(&self, fiber: FiberId) -> Option<u32> {
        self.frames.get(&fiber.0)?.iter().rev().flatten().next().copied()
    }
}

/// The row names who and where already; in a function of the library it is another file's line.
fn without_subject(sentence: &str, who: &str) -> String {
    let rest = sentence.strip_prefix(who).filter(|rest| rest.starts_with(' '));
    let said = rest.unwrap_or(sentence);
    let said = match said.split_once(AT_LINE) {
        // What is quoted is the program's.
        Some((before, after)) if !before.contains('"') => {
            [before, after.trim_start_matches(|c: char| c.is_ascii_digit())].concat()
        }
        _ => said.into(),
    };
    said.trim_start().into()
}

const AT_LINE: &str = " at line ";

/// Whose doing it is, if it is worth a word; who ran last makes the choices.
fn actor(kind: &EventKind, last: FiberId) -> Option<FiberId> {
    Some(match *kind {
        EventKind::GCreated { g, .. } if g.is_system() => return None,
        // Where main ends, so does the program.
        EventKind::FiberEnded { fiber: MAIN, how: Finish::Returned } => return None,
        EventKind::GCreated { by, .. }
        | EventKind::ChanMade { by, .. }
        | EventKind::ChanSent { by, .. }
        | EventKind::ChanReceived { by, .. }
        | EventKind::ChanClosed { by, .. }
        | EventKind::WaitGroupAdded { by, .. }
        | EventKind::Locked { by, .. }
        | EventKind::Unlocked { by, .. }
        | EventKind::ThreadSlept { by, .. }
        | EventKind::ThreadBlocked { by, .. }
        | EventKind::ThreadStarted { by, .. }
        | EventKind::TaskCreated { by, .. }
        | EventKind::CancelRequested { by, .. } => Some(by).filter(|&by| by != NOBODY)?,
        EventKind::GParked { g, .. } | EventKind::GYielded { g } | EventKind::GLeaked { g } => g,
        EventKind::TaskSuspended { task, .. } => task,
        EventKind::Printed { fiber, .. } | EventKind::FiberEnded { fiber, .. } => fiber,
        EventKind::ChoiceTaken { point, .. } => Some(last).filter(|_| is_told(point))?,
        EventKind::TimerFired { .. } => NOBODY,
        EventKind::RunEnded { outcome, .. } if outcome != OutcomeKind::Stopped => NOBODY,
        _ => return None,
    })
}

/// Who goes on is told by the rows themselves; what threads of the machine do is not the program's.
fn is_told(point: ChoiceKind) -> bool {
    !point.is_noise() && !matches!(point, ChoiceKind::Next | ChoiceKind::StealOrder)
}
