//! The machine at one moment, as things in places: what a page shows beside the timeline.
//!
//! A [`Stage`] is made once for a run and gives everything that ever exists in it a place. A
//! [`Machine`] is that stage at one cursor, made of the fold alone: queues are the snapshot's.
//!
//! **Invariants:** every fiber that has not ended stands at exactly one place, as a [`Token`] whose
//! key is the fiber's for the whole run, so that what moves can be seen moving. Where it is named
//! elsewhere (who holds a lock, a select on several channels) that is a copy, without a key.
//! Groups, cards and rows are the same at every cursor; only a list of tasks that is longer than
//! its room lets those go that have ended.

mod go;
mod objects;
mod origin;
mod python;
mod stage;

pub use stage::Stage;

use crate::durations::format_ns;
use crate::names::{Names, Role};
use crate::state::State;
use runtime_core::id::FiberId;
use runtime_core::time::Time;
use runtime_core::trace::{FiberKind, FiberState, FiberView, Handle, Object, Snapshot, WaitReason};

/// Everything that is shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Machine {
    /// Top to bottom.
    pub groups: Vec<Group>,
}

/// Cards of one kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    /// In their fixed order.
    pub cards: Vec<Card>,
    /// Cards for which there was no room.
    pub more: usize,
}

/// A part of the machine: a P, a channel, an event loop.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// How it stands, in a few words; may be empty.
    pub note: String,
    /// Whether it exists at this moment, or only before or after.
    pub exists: bool,
    /// Its parts.
    pub rows: Vec<Row>,
}

/// A queue, a slot, or a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    /// What it is; empty where the tokens say it.
    pub label: String,
    /// How it stands, in a few words; may be empty.
    pub note: String,
    /// How deep it hangs in a tree.
    pub depth: u32,
    /// What is in it, head first.
    pub tokens: Vec<Token>,
    /// Tokens for which there was no room.
    pub more: usize,
    /// The values in a channel's buffer, and how many it holds.
    pub buffer: Option<(u32, u32)>,
}

/// Something that moves: a fiber, a handle, a timer.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// The same wherever it goes; 0 for a copy.
    pub key: u64,
    /// The key of what it comes from when it appears, 0 for none.
    pub origin: u64,
    /// Whom it stands for, `f0` for none.
    pub fiber: FiberId,
    /// Its short name: `G3`, `Task-2`.
    pub label: String,
    /// The rest of its name; may be empty.
    pub name: String,
    /// What it is doing, for its looks.
    pub state: State,
    /// The same in words.
    pub note: String,
    /// What else is to be seen of it: until when it waits, what a loop runs. May be empty.
    pub extra: String,
    /// Percent of its time that are left, where it waits for a time of known length.
    pub left: Option<u8>,
}

/// How much is shown of what may be without end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Tokens in one row.
    pub tokens: usize,
    /// Cards in one group.
    pub cards: usize,
    /// Rows of a list.
    pub rows: usize,
}

impl Limits {
    /// Everything.
    pub const NONE: Limits = Limits { tokens: usize::MAX, cards: usize::MAX, rows: usize::MAX };
}

/// Nobody.
const NOBODY: FiberId = FiberId(0);

/// The machine after the events that led to the snapshot.
pub fn machine(
    stage: &Stage, names: &Names, now: &Snapshot, cursor: usize, limits: Limits,
) -> Machine {
    let look = Look { stage, names, now, cursor, limits };
    let mut groups = if stage.is_go { look.go() } else { look.python() };
    groups.retain(|group| !group.cards.is_empty());
    Machine { groups }
}

/// What a scene is made of.
struct Look<'a> {
    stage: &'a Stage,
    names: &'a Names,
    now: &'a Snapshot,
    cursor: usize,
    limits: Limits,
}

impl Look<'_> {
    fn view(&self, id: FiberId) -> Option<&FiberView> {
        self.now.fibers.get(&id)
    }

    /// The token of a fiber.
    fn fiber(&self, id: FiberId) -> Token {
        let view = self.view(id);
        let full = match view.map(|view| view.kind) {
            Some(FiberKind::Thread) => self.names.fiber(id),
            _ => self.names.lane(id),
        };
        let (label, name) = match full.split_once(' ') {
            Some((label, name)) if !id.is_system() => (label.into(), name.into()),
            _ => (full, String::new()),
        };
        let (state, note) = view.map_or((State::Ended, ""), |view| self.looks(id, view));
        let origin = view.map_or(0, |view| u64::from(view.created_by.0));
        let (note, extra) = (note.into(), String::new());
        Token {
            key: u64::from(id.0),
            origin,
            fiber: id,
            label,
            name,
            state,
            note,
            extra,
            left: None,
        }
    }

    /// A fiber that stands elsewhere.
    fn copy(&self, id: FiberId) -> Token {
        Token { key: 0, ..self.fiber(id) }
    }

    fn looks(&self, id: FiberId, view: &FiberView) -> (State, &'static str) {
        match view.state {
            FiberState::Running(_) => (State::Running, "running"),
            FiberState::Runnable => (State::Runnable, "runnable"),
            FiberState::Ended(how) => (State::Ended, how.word()),
            FiberState::Waiting { .. } if view.kind == FiberKind::Task && self.is_queued(id) => {
                (State::Runnable, "its wakeup is queued")
            }
            FiberState::Waiting { reason, on } => (self.waits(reason, on), reason.word()),
        }
    }

    fn waits(&self, reason: WaitReason, on: Object) -> State {
        match (reason, on) {
            (WaitReason::Sleep, _) => State::Sleeping,
            (WaitReason::Gil, _) => State::Runnable,
            (WaitReason::RunningLoop, _) => State::Loop,
            (WaitReason::GcWorkerIdle | WaitReason::SystemIdle, _) => State::Idle,
            (_, Object::Future(future)) => match self.names.role(future) {
                Role::Sleep(_) => State::Sleeping,
                _ => State::Blocked,
            },
            _ => State::Blocked,
        }
    }

    /// Whether the task is to go on in a round of its loop.
    fn is_queued(&self, id: FiberId) -> bool {
        let steps = |handle: &Handle| match *handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => task == id,
            _ => false,
        };
        self.now.loops.values().any(|view| view.ready.iter().any(steps))
    }

    /// A row of tokens, made for as many as there is room.
    fn row<T>(
        &self, label: &str, things: impl ExactSizeIterator<Item = T>, token: impl FnMut(T) -> Token,
    ) -> Row {
        let more = things.len().saturating_sub(self.limits.tokens);
        let tokens = things.take(self.limits.tokens).map(token).collect();
        Row { label: label.into(), tokens, more, ..Row::default() }
    }

    /// A row of fibers that stand here.
    fn queue(&self, label: &str, fibers: &[FiberId]) -> Row {
        self.row(label, fibers.iter(), |&id| self.fiber(id))
    }

    fn group<T>(&self, title: &'static str, things: &[T], card: impl FnMut(&T) -> Card) -> Group {
        let more = things.len().saturating_sub(self.limits.cards);
        let cards = things.iter().take(self.limits.cards).map(card).collect();
        Group { title, cards, more }
    }

    /// How long it is from now, in words: `in 3 ms`.
    fn until(&self, when: Time) -> String {
        match when.since(self.now.at) {
            0 => "due".into(),
            ns => ["in ", &format_ns(ns)].concat(),
        }
    }
}

fn card(title: impl Into<String>, note: impl Into<String>, rows: Vec<Row>) -> Card {
    Card { title: title.into(), note: note.into(), exists: true, rows }
}

/// A row that says something and holds nothing.
fn remark(label: &str, note: impl Into<String>) -> Row {
    Row { label: label.into(), note: note.into(), ..Row::default() }
}

/// `3 of 256`.
fn of(count: usize, all: usize) -> String {
    [&count.to_string(), " of ", &all.to_string()].concat()
}

impl Row {
    fn noted(self, note: impl Into<String>) -> Row {
        Row { note: note.into(), ..self }
    }
}

impl Machine {
    /// The same in words, a line for each row.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for group in &self.groups {
            say(&mut out, &["# ", group.title]);
            group.cards.iter().for_each(|card| card.say(&mut out));
            say_more(&mut out, group.more);
            out.push('\n');
        }
        out
    }
}

fn say(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

fn say_more(out: &mut String, more: usize) {
    if more > 0 {
        say(out, &["\n  and ", &more.to_string(), " more"]);
    }
}

impl Card {
    fn say(&self, out: &mut String) {
        let (gap, note) = if self.note.is_empty() { ("", "") } else { (": ", &*self.note) };
        say(out, &["\n", &self.title, gap, note]);
        for row in &self.rows {
            let indent = "    ".repeat(row.depth as usize);
            say(out, &["\n  ", &indent, &row.label]);
            if !row.note.is_empty() {
                say(out, &[" (", &row.note, ")"]);
            }
            if let Some((used, all)) = row.buffer {
                say(out, &[" values: ", &of(used as usize, all as usize)]);
            }
            for token in &row.tokens {
                say(out, &[" [", &token.spoken(), "]"]);
            }
            say_more(out, row.more);
        }
    }
}

impl Token {
    /// Its name, what it is doing, and whether it stands elsewhere.
    pub fn spoken(&self) -> String {
        let mut out = self.label.clone();
        if !self.name.is_empty() {
            say(&mut out, &[" ", &self.name]);
        }
        for part in [&self.note, &self.extra] {
            if !part.is_empty() {
                say(&mut out, &[", ", part]);
            }
        }
        out
    }
}
