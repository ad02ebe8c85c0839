//! What a run did, gathered from its trace in one pass: lines printed, turns of the event loop,
//! fibers that ended.
//!
//! **Invariants:** everything comes from events and the fold of them, so that what is said to a
//! learner is what the timeline shows.

use runtime_core::id::{FiberId, NameId};
use runtime_core::time::Time;
use runtime_core::trace::{Event, EventKind, Finish, Handle, Snapshot, Stream, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// `main` in Go, the main thread in Python.
const MAIN: FiberId = FiberId(1);

/// The facts about a run.
#[derive(Default)]
pub(crate) struct Observed {
    /// The complete lines of stdout.
    pub lines: Vec<PrintedLine>,
    /// Every turn of the event loop.
    pub turns: Vec<Turn>,
    /// Every fiber that ended, with when and how.
    pub ended: BTreeMap<FiberId, (Time, Finish)>,
    /// The tasks that the loop itself cancelled at its shutdown, with when.
    pub cancelled_at_exit: BTreeMap<FiberId, Time>,
    /// The function each fiber began with.
    pub functions: BTreeMap<FiberId, String>,
    /// Everybody of the program but the main one who ran a line of it.
    pub workers: BTreeMap<FiberId, Worker>,
    /// When the run was over.
    pub end: Time,
}

/// A goroutine, thread or task besides the main one.
#[derive(Default)]
pub(crate) struct Worker {
    /// The cursor at which it was made.
    pub began: u32,
    /// The cursor at which it ended; the trace's end for one that did not.
    pub ended: u32,
    /// The functions it was in.
    pub functions: BTreeSet<String>,
    /// The lines it printed.
    pub lines: Vec<String>,
}

impl Observed {
    /// The function a fiber began with, in backticks.
    pub fn function(&self, fiber: FiberId) -> String {
        self.functions.get(&fiber).map_or("a task".into(), |name| format!("`{name}`"))
    }
}

/// A line of stdout.
#[derive(Clone)]
pub(crate) struct PrintedLine {
    /// Without its newline.
    pub text: String,
    /// When it was complete.
    pub at: Time,
    /// Who completed it.
    pub fiber: FiberId,
    /// In which function, empty where frames were not recorded.
    pub function: String,
    /// At which line of the source, 0 where frames were not recorded.
    pub line: u32,
}

/// One handle of the event loop, from being taken to its return.
#[derive(Clone, Default)]
pub(crate) struct Turn {
    /// When it was taken.
    pub began: Time,
    /// When it returned.
    pub ended: Time,
    /// How long it stood at each line of the source.
    pub ns_by_line: BTreeMap<u32, u64>,
    /// The lines at which it slept, blocking its thread.
    pub sleeps: BTreeSet<u32>,
}

impl Turn {
    /// How long it took.
    pub fn ns(&self) -> u64 {
        self.ended.since(self.began)
    }

    /// The line at which it stood longest, the first of several.
    pub fn longest_line(&self) -> Option<u32> {
        let longest = self.ns_by_line.iter().max_by_key(|&(line, ns)| (ns, u32::MAX - line));
        longest.map(|(&line, _)| line)
    }
}

/// Reads the whole trace.
pub(crate) fn observe(trace: &Trace) -> Observed {
    let mut reader = Reader::new(trace);
    for (cursor, event) in trace.events.iter().enumerate() {
        reader.cursor = cursor as u32;
        reader.read(event);
    }
    reader.close()
}

struct Reader<'a> {
    trace: &'a Trace,
    seen: Observed,
    state: Snapshot,
    turn: Option<Turn>,
    unfinished: String,
    /// Events before the one that is read.
    cursor: u32,
    /// The cursor at which each was made.
    made: BTreeMap<FiberId, u32>,
    /// The task of `asyncio.run`: the first that a thread makes.
    main_task: Option<FiberId>,
}

impl<'a> Reader<'a> {
    fn new(trace: &'a Trace) -> Reader<'a> {
        Reader {
            trace,
            seen: Observed::default(),
            state: Snapshot::default(),
            turn: None,
            unfinished: String::new(),
            cursor: 0,
            made: BTreeMap::new(),
            main_task: None,
        }
    }

    fn read(&mut self, event: &Event) {
        self.spend(event.at);
        self.note(event);
        // A damaged event is skipped, as by every reader of traces.
        let _ = self.state.apply(event);
    }

    fn close(mut self) -> Observed {
        self.seen.end = self.state.at;
        if let Some(mut turn) = self.turn.take() {
            turn.ended = self.state.at;
            self.seen.turns.push(turn);
        }
        self.seen
    }

    /// The time since the last event was spent at the line where the running handle stands.
    fn spend(&mut self, now: Time) {
        let ns = now.since(self.state.at);
        let Some(line) = self.running().and_then(|fiber| self.place(fiber)).map(|(_, line)| line)
        else {
            return;
        };
        if let Some(turn) = &mut self.turn {
            *turn.ns_by_line.entry(line).or_default() += ns;
        }
    }

    fn note(&mut self, event: &Event) {
        match event.kind {
            EventKind::FrameEntered { fiber, function, .. } => {
                let name = self.trace.tables.name(function);
                self.seen.functions.entry(fiber).or_insert_with(|| name.into());
                self.worked(fiber, name);
            }
            EventKind::Printed { fiber, stream: Stream::Stdout, text } => {
                let text = self.trace.tables.printed(text);
                self.printed(event.at, fiber, text);
            }
            EventKind::HandleRun { .. } => {
                self.turn = Some(Turn { began: event.at, ..Turn::default() });
            }
            EventKind::HandleDone { .. } => self.turn_ended(event.at),
            EventKind::ThreadSlept { by, .. } => {
                let place = self.place(by);
                if let (Some(turn), Some((_, line))) = (&mut self.turn, place) {
                    turn.sleeps.insert(line);
                }
            }
            EventKind::FiberEnded { fiber, how } => {
                self.seen.ended.insert(fiber, (event.at, how));
                if let Some(worker) = self.seen.workers.get_mut(&fiber) {
                    worker.ended = self.cursor;
                }
            }
            EventKind::GCreated { g: made, .. } | EventKind::ThreadStarted { thread: made, .. } => {
                self.made.insert(made, self.cursor);
            }
            EventKind::TaskCreated { task, by, .. } => {
                self.made.insert(task, self.cursor);
                if self.state.threads.contains_key(&by) {
                    self.main_task.get_or_insert(task);
                }
            }
            // By the thread itself while its loop does not run: `asyncio.run` closes.
            EventKind::CancelRequested { task, by }
                if self.state.threads.contains_key(&by) && self.state.loop_in(by).is_none() =>
            {
                self.seen.cancelled_at_exit.insert(task, event.at);
            }
            _ => {}
        }
    }

    fn worked(&mut self, fiber: FiberId, function: &str) {
        if fiber == MAIN || fiber.is_system() || self.main_task == Some(fiber) {
            return;
        }
        let began = self.made.get(&fiber).copied().unwrap_or(self.cursor);
        let new = || Worker { began, ended: u32::MAX, ..Worker::default() };
        let worker = self.seen.workers.entry(fiber).or_insert_with(new);
        worker.functions.insert(function.into());
    }

    fn turn_ended(&mut self, at: Time) {
        if let Some(mut turn) = self.turn.take() {
            turn.ended = at;
            self.seen.turns.push(turn);
        }
    }

    fn printed(&mut self, at: Time, fiber: FiberId, text: &str) {
        let (function, line) = self.place(fiber).unwrap_or((NameId(u32::MAX), 0));
        let function = if line == 0 { "" } else { self.trace.tables.name(function) };
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('\n') {
            let text = std::mem::take(&mut self.unfinished) + head;
            let function = function.into();
            if let Some(worker) = self.seen.workers.get_mut(&fiber) {
                worker.lines.push(text.clone());
            }
            self.seen.lines.push(PrintedLine { text, at, fiber, function, line });
            rest = tail;
        }
        self.unfinished.push_str(rest);
    }

    /// The fiber that the running handle steps.
    fn running(&self) -> Option<FiberId> {
        let running = self.state.loops.values().find(|view| view.current.is_some())?;
        match running.current? {
            Handle::Step(task) | Handle::Wakeup(task, _) => Some(task),
            Handle::Call(_) => running.thread,
            Handle::SetResult(_) | Handle::Stop => None,
        }
    }

    /// The innermost function of a fiber and its line.
    fn place(&self, fiber: FiberId) -> Option<(NameId, u32)> {
        let frame = self.state.fibers.get(&fiber)?.frames.last()?;
        Some((frame.function, frame.line))
    }
}
