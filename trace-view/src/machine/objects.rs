//! Channels, locks, conditions and wait groups: who has them, and who waits for them.

use super::origin::origin;
use super::stage::is_thread;
use super::{Card, Group, Look, Row, Token, card, of, remark};
use crate::texts::Texts;
use runtime_core::id::{Addr, ChanId, FiberId};
use runtime_core::table::{Set, Table};
use runtime_core::trace::{
    EventKind, FiberState, FiberView, Hold, Object, Snapshot, Tables, WaitReason,
};

/// A lock as the program knows it. Python's conditions make a lock for each who waits; these are
/// the parts of one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Thing {
    /// What the program calls it; its kind where that is not known.
    label: String,
    kind: &'static str,
    /// The locks it consists of.
    parts: Vec<Addr>,
    /// Those on which somebody waits for a signal: whoever has them waits himself.
    signals: Set<Addr>,
    /// Whether they are locks of the library's own.
    is_hidden: bool,
}

/// What a lock of the library is called, which the program never sees.
const HIDDEN: &str = "inside the library";

/// Finds the locks of a run.
pub(super) struct Finder<'a> {
    lines: Vec<&'a str>,
    is_go: bool,
    things: Vec<Thing>,
    thing_of: Table<Addr, u32>,
    /// Who took a lock, and at which line, as long as they have not come to another.
    taken: Table<Addr, (FiberId, u32)>,
    /// The line that each fiber stands at and how many it has come to.
    steps: Table<FiberId, u32>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(program: &'a str, is_go: bool) -> Finder<'a> {
        let lines = program.lines().collect();
        let (things, thing_of) = (Vec::new(), Table::new());
        Finder { lines, is_go, things, thing_of, taken: Table::new(), steps: Table::new() }
    }

    pub(super) fn read(&mut self, kind: EventKind, tables: &Tables, before: &Snapshot) {
        match kind {
            EventKind::LineReached { fiber, .. } | EventKind::FrameEntered { fiber, .. } => {
                *self.steps.or_default(fiber) += 1;
            }
            EventKind::Locked { at, by, hold } => {
                let kind = if self.is_go { "Mutex" } else { "Lock" };
                let kind = if hold == Hold::Shared { "RWMutex" } else { kind };
                self.used(at, by, kind, tables, before);
                let step = self.steps.get(&by).copied().unwrap_or(0);
                self.taken.insert(at, (by, step));
            }
            EventKind::GParked { g, reason, on: Object::Addr(at) } => {
                self.used(at, g, kind_of(reason), tables, before);
            }
            EventKind::ThreadBlocked { by, on: Object::Addr(at), .. } => {
                let step = self.steps.get(&by).copied().unwrap_or(0);
                if self.taken.get(&at) == Some(&(by, step)) {
                    self.signals(at, by, tables, before);
                } else {
                    self.used(at, by, "Lock", tables, before);
                }
            }
            EventKind::WaitGroupAdded { wg, by, .. } => {
                self.used(wg, by, "WaitGroup", tables, before);
            }
            _ => {}
        }
    }

    fn used(
        &mut self, at: Addr, by: FiberId, kind: &'static str, tables: &Tables, before: &Snapshot,
    ) {
        if let Some(&thing) = self.thing_of.get(&at) {
            let thing = &mut self.things[thing as usize];
            if kind != "Mutex" {
                thing.kind = kind;
            }
            return;
        }
        let name = self.name(by, tables, before);
        if name.is_none() && !self.is_go {
            return self.join(at, HIDDEN, true);
        }
        let label = name.unwrap_or(kind).into();
        self.thing_of.insert(at, self.things.len() as u32);
        self.things.push(Thing { label, kind, parts: vec![at], ..Thing::default() });
    }

    /// The lock was taken only to be waited on: it is a part of what it waits in.
    fn signals(&mut self, at: Addr, by: FiberId, tables: &Tables, before: &Snapshot) {
        if let Some(thing) = self.thing_of.remove(&at) {
            let thing = &mut self.things[thing as usize];
            thing.parts.retain(|&part| part != at);
        }
        let name = self.name(by, tables, before).unwrap_or(HIDDEN);
        self.join(at, name, name == HIDDEN);
        if let Some(&thing) = self.thing_of.get(&at) {
            let thing = &mut self.things[thing as usize];
            thing.kind = "Condition";
            thing.signals.insert(at);
        }
    }

    /// Makes it a part of the first thing of that name.
    fn join(&mut self, at: Addr, label: &str, is_hidden: bool) {
        let found = self.things.iter().position(|thing| thing.label == label);
        let thing = found.unwrap_or_else(|| {
            let thing = Thing { label: label.into(), is_hidden, kind: "Lock", ..Thing::default() };
            self.things.push(thing);
            self.things.len() - 1
        });
        self.things[thing].parts.push(at);
        self.thing_of.insert(at, thing as u32);
    }

    /// What the line calls it at which the innermost function of the program stands.
    fn name(&self, by: FiberId, tables: &Tables, before: &Snapshot) -> Option<&'a str> {
        let frames = &before.fibers.get(&by)?.frames;
        let own = |function: &str| !self.is_go || function.starts_with("main.");
        let frame = frames.iter().rev().find(|frame| own(tables.name(frame.function)))?;
        origin(self.lines.get((frame.line as usize).checked_sub(1)?)?)
    }

    /// The things, those of one name told apart by numbers.
    pub(super) fn finish(mut self) -> (Vec<Thing>, Table<Addr, u32>) {
        let mut texts = Texts::default();
        let ids: Vec<u32> = self.things.iter().map(|thing| texts.id(&thing.label)).collect();
        let mut totals = vec![0_u32; texts.all.len()];
        ids.iter().zip(&self.things).for_each(|(&id, thing)| {
            totals[id as usize] += u32::from(!thing.parts.is_empty());
        });
        let mut seen = vec![0_u32; totals.len()];
        for (thing, id) in self.things.iter_mut().zip(ids) {
            seen[id as usize] += 1;
            if totals[id as usize] > 1 {
                thing.label.push_str(" #");
                thing.label.push_str(&seen[id as usize].to_string());
            }
        }
        (self.things, self.thing_of)
    }
}

fn kind_of(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::CondWait => "Cond",
        WaitReason::RwMutexLock | WaitReason::RwMutexRLock => "RWMutex",
        WaitReason::WaitGroupWait => "WaitGroup",
        WaitReason::Semacquire => "semaphore",
        _ => "Mutex",
    }
}

impl Look<'_> {
    pub(super) fn chans(&self) -> Group {
        self.group("Channels", &self.stage.chans, |&chan| self.chan(chan))
    }

    fn chan(&self, id: ChanId) -> Card {
        let title = ["chan ", &self.names.chan(id)].concat();
        let Some(view) = self.now.chans.get(&id) else {
            let rows = ["buffer", "sendq", "recvq"].map(|label| remark(label, "")).into();
            return Card { exists: false, ..card(title, "not made yet", rows) };
        };
        let capacity = match view.cap {
            0 => "unbuffered".into(),
            _ => of(view.len as usize, view.cap as usize),
        };
        let note = if view.closed { [&capacity, ", closed"].concat() } else { capacity };
        let buffer = Some((view.len, view.cap)).filter(|&(_, cap)| cap > 0);
        let rows = vec![
            Row { buffer, ..remark("buffer", if buffer.is_none() { "none" } else { "" }) },
            self.waiters("sendq", view.sendq.iter(), Object::Chan(id)),
            self.waiters("recvq", view.recvq.iter(), Object::Chan(id)),
        ];
        card(title, note, rows)
    }

    /// Those who wait there; who waits for several things at once stands elsewhere.
    fn waiters<'b>(
        &self, label: &str, waiters: impl ExactSizeIterator<Item = &'b FiberId>, here: Object,
    ) -> Row {
        self.row(label, waiters, |&id| self.waiter(id, here))
    }

    fn waiter(&self, id: FiberId, here: Object) -> Token {
        let stands =
            |view: &FiberView| matches!(view.state, FiberState::Waiting { on, .. } if on == here);
        let is_here = self.view(id).is_some_and(stands);
        // Until it has dropped the GIL, a thread stands there.
        let holds = || self.now.gils.values().any(|gil| gil.holder == Some(id));
        let moves = self.stage.is_go || is_thread(self.now, id) && !holds();
        if is_here && moves { self.fiber(id) } else { self.copy(id) }
    }

    pub(super) fn locks(&self) -> Group {
        let is_shown = |thing: &&Thing| !thing.parts.is_empty();
        let mut things: Vec<&Thing> = self.stage.things.iter().filter(is_shown).collect();
        things.sort_by_key(|thing| thing.is_hidden);
        self.group("Locks", &things, |thing| self.thing(thing))
    }

    fn thing(&self, thing: &Thing) -> Card {
        let mut holders = Vec::new();
        let (mut waiters, mut readers, mut count) = (Vec::new(), 0, None);
        for &at in &thing.parts {
            if let Some(lock) = self.now.locks.get(&at) {
                holders.extend(lock.holder.filter(|_| !thing.signals.contains(&at)));
                waiters.extend(lock.waiters.iter().map(|&id| (id, at)));
                readers += lock.readers;
            }
            if let Some(group) = self.now.wait_groups.get(&at) {
                waiters.extend(group.waiters.iter().map(|&id| (id, at)));
                count = Some(group.count);
            }
        }
        let is_group = thing.kind == "WaitGroup";
        let first = match is_group {
            true => remark("counter", count.unwrap_or(0).to_string()),
            false => {
                let row = self.row("held by", holders.iter(), |&id| self.copy(id));
                let free = holders.is_empty() && readers == 0;
                let readers = if readers > 0 {
                    [&readers.to_string(), " readers"].concat()
                } else {
                    String::new()
                };
                row.noted(if free { "nobody".into() } else { readers })
            }
        };
        let waits =
            self.row("waits", waiters.iter(), |&(id, at)| self.waiter(id, Object::Addr(at)));
        let title = thing.label.clone();
        let note = if thing.label.starts_with(thing.kind) { "" } else { thing.kind };
        card(title, if thing.is_hidden { "" } else { note }, vec![first, waits])
    }
}
