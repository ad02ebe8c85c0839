//! What is wrong with a run, found in its trace.
//!
//! **Departures:** data races need more than one run, and are found by exploring. What a Python
//! program is only warned of is read from what it wrote to stderr, as its author would.

use crate::narrate::{NOBODY, Narrator};
use crate::timeline::Timeline;
use crate::words::clip;
use runtime_core::id::FiberId;
use runtime_core::time::MS;
use runtime_core::trace::facts::{Block, each_block};
use runtime_core::trace::{
    EventKind, FiberState, Handle, Object, OutcomeKind, Snapshot, Stream, WaitReason,
};

/// asyncio in debug mode complains of a handle that runs for so long: `slow_callback_duration`.
const BLOCK_NS: u64 = 100 * MS;
/// Of one kind so many are told; of more, the first.
const TOLD_MAX: usize = 16;
/// So many of those who take part are told.
const PARTIES_MAX: usize = 24;
/// So much of a message of the program is quoted.
const QUOTE_MAX: usize = 200;

/// What kind of thing is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// Nobody can go on, because of locks.
    LockCycle,
    /// Nobody can go on, for another reason.
    Deadlock,
    /// Goroutines that nobody can wake.
    Leak,
    /// A panic or a fatal error.
    Panic,
    /// An exception that nobody caught.
    Exception,
    /// A coroutine that was never awaited.
    Unawaited,
    /// A task that was destroyed while it was pending.
    DroppedTask,
    /// An exception of a task that nobody looked at.
    NeverRetrieved,
    /// The event loop could not go on for a while.
    BlockedLoop,
    /// The run was cut off by a limit.
    CutOff,
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What kind.
    pub kind: Trouble,
    /// In a sentence.
    pub text: String,
    /// Where to look.
    pub place: Place,
    /// What each of those does who take part.
    pub parties: Vec<(String, Place)>,
}

/// A moment, and whom to look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The cursor.
    pub cursor: u32,
    /// Who; `f0` if it is nobody.
    pub fiber: FiberId,
    /// Where that one stands, 0 if it is not known.
    pub line: u32,
}

/// Everything that is wrong, what ended the run first.
pub fn findings(timeline: &Timeline) -> Vec<Finding> {
    let mut search =
        Search { timeline, found: Vec::new(), end: timeline.snapshot_at(timeline.len()) };
    search.ends();
    search.leaks();
    search.complaints();
    search.blocks();
    search.found
}

struct Search<'a> {
    timeline: &'a Timeline,
    end: Snapshot,
    found: Vec<Finding>,
}

impl Search<'_> {
    fn ends(&mut self) {
        let Some((outcome, _)) = self.end.outcome else { return };
        match outcome {
            OutcomeKind::Deadlock | OutcomeKind::Stuck => self.deadlock(outcome),
            OutcomeKind::Fuel | OutcomeKind::Limit => {
                let text = match outcome {
                    OutcomeKind::Fuel => {
                        "The program did not come to an end: it used up all instructions it was allowed."
                    }
                    _ => "The program reached a limit of this simulation and was cut off.",
                };
                let place = self.place(self.timeline.len(), self.runs_last());
                self.add(Trouble::CutOff, text.into(), place, Vec::new());
            }
            _ => {}
        }
    }

    fn deadlock(&mut self, outcome: OutcomeKind) {
        let circle = self.circle();
        let whole = circle.is_empty();
        let waits = |&fiber: &FiberId| whole || circle.contains(&fiber);
        let wanted: Vec<FiberId> = self.waiters().into_iter().filter(waits).collect();
        let parties = self.parties(&wanted);
        let (kind, text) = match (circle.len(), outcome) {
            (0, OutcomeKind::Deadlock) => {
                (Trouble::Deadlock, "Every goroutine waits, and nobody is left to wake one.")
            }
            (0, _) => (Trouble::Deadlock, "Everybody waits for what cannot happen any more."),
            (1, _) => (Trouble::LockCycle, "It waits for a lock that it holds itself."),
            _ => (Trouble::LockCycle, "Each holds a lock that another one waits for."),
        };
        let place =
            parties.last().map_or_else(|| self.place(self.timeline.len(), NOBODY), |last| last.1);
        self.add(kind, text.into(), place, parties);
    }

    /// Those who wait at the end. Where tasks wait, that their loop waits says nothing more.
    fn waiters(&self) -> Vec<FiberId> {
        let waits = |state| match state {
            FiberState::Waiting { reason, .. } => !matches!(
                reason,
                WaitReason::LoopSelect | WaitReason::RunningLoop | WaitReason::SystemIdle
            ),
            _ => false,
        };
        let fibers =
            self.end.fibers.iter().filter(|(id, view)| !id.is_system() && waits(view.state));
        fibers.map(|(&id, _)| id).collect()
    }

    /// Fibers each of which waits for a lock that the next one holds.
    fn circle(&self) -> Vec<FiberId> {
        let holder = |id: FiberId| match self.end.fibers.get(&id)?.state {
            FiberState::Waiting { on: Object::Addr(at), .. } => self.end.locks.get(&at)?.holder,
            _ => None,
        };
        for &first in self.end.fibers.keys() {
            let mut circle = vec![first];
            while let Some(next) = holder(circle[circle.len() - 1]) {
                if next == first {
                    return circle;
                }
                if circle.contains(&next) {
                    break;
                }
                circle.push(next);
            }
        }
        Vec::new()
    }

    fn leaks(&mut self) {
        let events = &self.timeline.trace.events;
        let leaked = events.iter().filter_map(|event| match event.kind {
            EventKind::GLeaked { g } => Some(g),
            _ => None,
        });
        let leaked: Vec<FiberId> = leaked.collect();
        let parties = self.parties(&leaked);
        let Some(&(_, place)) = parties.first() else { return };
        let text = match leaked.len() {
            1 => "A goroutine is leaked: nobody is left who could ever wake it.".into(),
            count => [
                &count.to_string(),
                " goroutines are leaked: nobody is left who could ever wake them.",
            ]
            .concat(),
        };
        self.add(Trouble::Leak, text, place, parties);
    }

    /// What each of them waits for, and since when.
    fn parties(&self, fibers: &[FiberId]) -> Vec<(String, Place)> {
        let fibers = &fibers[..fibers.len().min(PARTIES_MAX)];
        let mut since: Vec<Option<u32>> = vec![None; fibers.len()];
        let mut open = fibers.len();
        for (index, event) in self.timeline.trace.events.iter().enumerate().rev() {
            let Some(fiber) = begins_to_wait(&event.kind) else { continue };
            let at = fibers.iter().position(|&wanted| wanted == fiber);
            if let Some(since) = at.map(|at| &mut since[at])
                && since.is_none()
            {
                *since = Some(index as u32 + 1);
                open -= 1;
                if open == 0 {
                    break;
                }
            }
        }
        let narrator = Narrator::new(self.timeline, &self.end);
        let party = |(&fiber, since): (&FiberId, Option<u32>)| {
            let cursor = since.unwrap_or(self.timeline.len() as u32);
            (narrator.waits(fiber), self.place(cursor as usize, fiber))
        };
        fibers.iter().zip(since).map(party).collect()
    }

    /// What the program or its runtime wrote to stderr.
    fn complaints(&mut self) {
        let lines = self.stderr();
        let outcome = self.end.outcome.map(|(outcome, _)| outcome);
        let text = |at: usize| lines.get(at).map_or("", |line| line.0.trim());
        let mut found = Vec::new();
        for (at, (line, ..)) in lines.iter().enumerate() {
            let (kind, words) = if line.contains("was never awaited") {
                (Trouble::Unawaited, line.split("Warning: ").last().unwrap_or_default())
            } else if line.contains("Task was destroyed but it is pending!") {
                (Trouble::DroppedTask, text(at + 1))
            } else if line.contains("exception was never retrieved") {
                (Trouble::NeverRetrieved, text(at + 1))
            } else if line.starts_with("Exception in thread") {
                let rest = lines[at + 1..].iter().map(|line| line.0.as_str());
                let mut rest = rest.filter(|line| !line.starts_with([' ', 'T']));
                (Trouble::Exception, rest.next().unwrap_or_default())
            } else {
                continue;
            };
            found.push((kind, words.to_string(), at));
        }
        match outcome {
            Some(OutcomeKind::Panic) => {
                let first = lines.iter().position(|(line, ..)| {
                    line.starts_with("panic: ") || line.starts_with("fatal error: ")
                });
                found.extend(first.map(|at| (Trouble::Panic, text(at).to_string(), at)));
            }
            Some(OutcomeKind::Exception) => {
                let last = lines.iter().rposition(|(line, ..)| !line.trim().is_empty());
                found.extend(last.map(|at| (Trouble::Exception, text(at).to_string(), at)));
            }
            _ => {}
        }
        for (kind, words, at) in found {
            let place = self.blamed(&lines, at);
            self.add(kind, clip(&words, QUOTE_MAX), place, Vec::new());
        }
    }

    /// The lines of stderr, and who wrote the beginning of each at which cursor.
    fn stderr(&self) -> Vec<(String, u32, FiberId)> {
        let mut lines: Vec<(String, u32, FiberId)> = Vec::new();
        let mut is_open = false;
        for chunk in self.timeline.console_at(self.timeline.len()) {
            if chunk.stream != Stream::Stderr {
                continue;
            }
            for part in chunk.text.split_inclusive('\n') {
                match lines.last_mut().filter(|_| is_open) {
                    Some(last) => last.0.push_str(part),
                    None => lines.push((part.into(), chunk.index as u32 + 1, chunk.fiber)),
                }
                is_open = !part.ends_with('\n');
            }
        }
        lines
    }

    /// Whom a complaint is about, where, and when that one stood there for the last time.
    fn blamed(&self, lines: &[(String, u32, FiberId)], at: usize) -> Place {
        let (_, cursor, by) = lines[at];
        let texts = || lines[at..].iter().chain(lines[..at].iter().rev());
        let named = lines[at..].iter().take(2).find_map(|(line, ..)| self.task_in(line));
        let fiber = named.unwrap_or(by);
        let Some(line) = texts().find_map(|(line, ..)| line_in(line)) else {
            return self.place(cursor as usize, fiber);
        };
        let before = &self.timeline.trace.events[..cursor as usize];
        let stood = before.iter().rposition(|event| match event.kind {
            EventKind::LineReached { fiber: by, line: there }
            | EventKind::FrameEntered { fiber: by, line: there, .. } => {
                there == line && (named.is_none() || by == fiber)
            }
            _ => false,
        });
        let cursor = stood.map_or(cursor, |index| index as u32 + 1);
        let stood = stood.and_then(|index| match before[index].kind {
            EventKind::LineReached { fiber, .. } | EventKind::FrameEntered { fiber, .. } => {
                Some(fiber)
            }
            _ => None,
        });
        Place { cursor, fiber: stood.unwrap_or(fiber), line }
    }

    /// The task whose name is quoted: `<Task pending name='Task-2' ...`.
    fn task_in(&self, text: &str) -> Option<FiberId> {
        let name = text.split_once("name='")?.1.split('\'').next()?;
        let tables = &self.timeline.trace.tables;
        let events = self.timeline.trace.events.iter();
        let mut tasks = events.filter_map(|event| match event.kind {
            EventKind::TaskCreated { task, name: own, .. } if tables.name(own) == name => {
                Some(task)
            }
            _ => None,
        });
        tasks.next_back()
    }

    fn blocks(&mut self) {
        let mut blocks: Vec<Block> = Vec::new();
        each_block(&self.timeline.trace, |block| {
            if block.ns >= BLOCK_NS {
                blocks.push(block);
            }
        });
        blocks.sort_by_key(|block| std::cmp::Reverse(block.ns));
        for block in blocks.into_iter().take(TOLD_MAX) {
            let who = match block.handle {
                Handle::Step(task) | Handle::Wakeup(task, _) => self.timeline.names.fiber(task),
                _ => "A callback".into(),
            };
            let ns = crate::format_ns(block.ns);
            let text = [
                &who,
                " kept the event loop for itself for ",
                &ns,
                ": nothing else in it could run.",
            ]
            .concat();
            let place = self.place(block.cursor as usize, block.task().unwrap_or(NOBODY));
            self.add(Trouble::BlockedLoop, text, place, Vec::new());
        }
    }

    fn runs_last(&self) -> FiberId {
        let events = self.timeline.trace.events.iter().rev();
        let mut lines = events.filter_map(|event| match event.kind {
            EventKind::LineReached { fiber, .. } | EventKind::GStarted { g: fiber, .. } => {
                Some(fiber)
            }
            _ => None,
        });
        lines.next().unwrap_or(NOBODY)
    }

    fn place(&self, cursor: usize, fiber: FiberId) -> Place {
        let at = self.timeline.snapshot_at(cursor);
        let line =
            at.fibers.get(&fiber).and_then(|view| view.frames.last()).map(|frame| frame.line);
        Place { cursor: cursor as u32, fiber, line: line.unwrap_or(0) }
    }

    fn add(&mut self, kind: Trouble, text: String, place: Place, parties: Vec<(String, Place)>) {
        if self.found.iter().filter(|known| known.kind == kind).count() < TOLD_MAX {
            self.found.push(Finding { kind, text, place, parties });
        }
    }
}

fn begins_to_wait(kind: &EventKind) -> Option<FiberId> {
    match *kind {
        EventKind::GParked { g, .. } => Some(g),
        EventKind::TaskSuspended { task, .. } => Some(task),
        EventKind::ThreadBlocked { by, .. } => Some(by),
        _ => None,
    }
}

/// The line of the program that a line of a traceback names: `File "main.py", line 7`,
/// `main.py:7: RuntimeWarning`, `prog.go:7 +0x1d`.
fn line_in(text: &str) -> Option<u32> {
    let from = ["main.py\", line ", "main.py:", "prog.go:"];
    let rest = from.iter().find_map(|from| Some(text.split_once(from)?.1))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}
