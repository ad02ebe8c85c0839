//! What ever exists in a run, so that everything has its place from the start.

use super::NOBODY;
use super::objects::{Finder, Thing};
use crate::names::Role;
use crate::timeline::Timeline;
use runtime_core::id::{Addr, ChanId, FiberId, FutureId, LoopId, ProcId, TimerId};
use runtime_core::table::{Set, Table};
use runtime_core::time::Time;
use runtime_core::trace::{EventKind, FiberKind, FiberState, Object, Snapshot, WaitReason};

/// The places of everything in one run.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    pub(super) is_go: bool,
    /// How many Ps and Ms there are at most.
    pub(super) procs: usize,
    pub(super) threads: usize,
    pub(super) chans: Vec<ChanId>,
    /// Locks, conditions, wait groups.
    pub(super) things: Vec<Thing>,
    /// The index of the thing that the address belongs to.
    pub(super) thing_of: Table<Addr, u32>,
    /// Why fibers wait who stand at no object, in the order of the words.
    pub(super) reasons: Set<WaitReason>,
    /// The P in whose heap a sleeper's timer is.
    pub(super) heaps: Table<TimerId, ProcId>,
    /// For each P: after how many events a time slice began, and when.
    pub(super) slices: Vec<Vec<(u32, Time)>>,
    /// After how many events sysmon asked a goroutine of the P to stop.
    pub(super) requests: Vec<(u32, ProcId)>,
    pub(super) loops: Vec<LoopId>,
    /// Python's interpreters, by what their first threads are called.
    pub(super) interpreters: Table<ProcId, FiberId>,
    /// Those that have a GIL.
    pub(super) gils: Set<ProcId>,
    /// Every task, each below the one that awaits it or else has created it; and how deep.
    pub(super) tasks: Vec<(FiberId, u32)>,
    /// Who made a future.
    pub(super) makers: Table<FutureId, FiberId>,
}

impl Stage {
    /// Reads the whole run once; `program` is its text, of which locks take their names.
    pub fn new(timeline: &Timeline, program: &str) -> Stage {
        let mut stage = Stage { is_go: timeline.names.is_go(), ..Stage::default() };
        let mut finder = Finder::new(program, stage.is_go);
        let mut now = Snapshot::default();
        let mut parents: Table<FiberId, (FiberId, FiberId)> = Table::new();
        for (index, event) in timeline.trace.events.iter().enumerate() {
            finder.read(event.kind, &timeline.trace.tables, &now);
            stage.read(event.kind, &now);
            stage.read_time(index as u32 + 1, event.at, event.kind);
            parent(&mut parents, event.kind, timeline);
            let _ = now.apply(event);
        }
        stage.tasks = tree(&parents);
        (stage.things, stage.thing_of) = finder.finish();
        stage
    }

    fn read(&mut self, kind: EventKind, before: &Snapshot) {
        match kind {
            EventKind::ProcsChanged { procs } => self.procs = self.procs.max(procs as usize),
            EventKind::MStarted { m, p, .. } => {
                self.threads = self.threads.max(m.index() + 1);
                self.procs = self.procs.max(p.index() + 1);
            }
            EventKind::GStarted { p, .. } => self.procs = self.procs.max(p.index() + 1),
            EventKind::ChanMade { chan, .. } => self.chans.push(chan),
            EventKind::GParked { reason, on, .. } => self.waits(reason, on),
            EventKind::ThreadBlocked { thread, by, reason, on, .. } => {
                let own = if thread == by { reason } else { WaitReason::RunningLoop };
                self.waits(own, on);
            }
            EventKind::ThreadSlept { thread, by, .. } if thread == by => {
                self.waits(WaitReason::Sleep, Object::None);
            }
            EventKind::LoopStarted { event_loop, .. } => {
                if !self.loops.contains(&event_loop) {
                    self.loops.push(event_loop);
                }
                self.waits(WaitReason::RunningLoop, Object::None);
            }
            EventKind::TaskCreated { by, eager: true, .. } if before.threads.contains_key(&by) => {
                self.waits(WaitReason::EagerTask, Object::None);
            }
            EventKind::FutureMade { future, by, .. } => drop(self.makers.insert(future, by)),
            EventKind::ThreadStarted { thread, interpreter, .. } => {
                self.interpreters.or_insert_with(interpreter, || thread);
            }
            EventKind::SwitchIntervalSet { interpreter, .. } => drop(self.gils.insert(interpreter)),
            EventKind::TimerSet { timer, by, .. } => {
                let state = before.fibers.get(&by).map(|view| view.state);
                if let Some(FiberState::Running(p)) = state {
                    self.heaps.insert(timer, p);
                }
            }
            _ => {}
        }
    }

    fn waits(&mut self, reason: WaitReason, on: Object) {
        let has_place = match on {
            Object::Chan(_) | Object::Future(_) => true,
            Object::Addr(_) => self.is_go || reason == WaitReason::LockAcquire,
            Object::Timer(_) => self.is_go,
            _ => reason == WaitReason::Syscall,
        };
        if !has_place {
            self.reasons.insert(reason);
        }
    }

    fn read_time(&mut self, cursor: u32, at: Time, kind: EventKind) {
        match kind {
            EventKind::GStarted { p, inherit_time: false, .. } => {
                let needed = self.slices.len().max(p.index() + 1);
                self.slices.resize_with(needed, Vec::new);
                self.slices[p.index()].push((cursor, at));
            }
            EventKind::PreemptRequested { p, .. } => self.requests.push((cursor, p)),
            _ => {}
        }
    }

    /// When the P's present time slice began, and whether its goroutine is asked to stop.
    pub(super) fn slice(&self, p: usize, cursor: usize) -> Option<(Time, bool)> {
        let slices = self.slices.get(p)?;
        let at = slices.partition_point(|&(began, _)| began as usize <= cursor);
        let (began, time) = *slices.get(at.checked_sub(1)?)?;
        let end = self.requests.partition_point(|&(asked, _)| asked as usize <= cursor);
        let recent = self.requests[..end].iter().rev().take_while(|&&(asked, _)| asked > began);
        let asked = recent.into_iter().any(|&(_, of)| of.index() == p);
        Some((time, asked))
    }

    /// Whether the future is somebody's result who still runs, and whose.
    pub(super) fn made_by(&self, future: FutureId) -> FiberId {
        self.makers.get(&future).copied().unwrap_or(NOBODY)
    }
}

/// Who created each task, and who was the first to await it.
fn parent(parents: &mut Table<FiberId, (FiberId, FiberId)>, kind: EventKind, timeline: &Timeline) {
    match kind {
        EventKind::TaskCreated { task, by, .. } => {
            parents.insert(task, (by, NOBODY));
        }
        EventKind::TaskSuspended { task, on } => {
            if let Role::Task(awaited) = timeline.names.role(on)
                && let Some(known) = parents.get_mut(&awaited)
                && known.1 == NOBODY
            {
                known.1 = task;
            }
        }
        _ => {}
    }
}

/// The tasks in the order of a tree, children below their parents. Whoever is awaited by one that
/// it awaits itself stays below its creator, which was there before it.
fn tree(parents: &Table<FiberId, (FiberId, FiberId)>) -> Vec<(FiberId, u32)> {
    let above = |&(&task, &(by, awaited_by)): &(&FiberId, &(FiberId, FiberId))| {
        if awaited_by != NOBODY && awaited_by < task { awaited_by } else { by }
    };
    let mut children: Table<FiberId, Vec<FiberId>> = Table::new();
    let mut stack = Vec::new();
    for entry in parents.iter().collect::<Vec<_>>() {
        let parent = above(&entry);
        match parents.contains_key(&parent) && parent < *entry.0 {
            true => children.or_default(parent).push(*entry.0),
            false => stack.push((*entry.0, 0)),
        }
    }
    stack.reverse();
    let mut order = Vec::new();
    while let Some((task, depth)) = stack.pop() {
        order.push((task, depth));
        let below = children.get(&task).into_iter().flatten().rev();
        stack.extend(below.map(|&child| (child, depth + 1)));
    }
    order
}

/// Whether it is a thread of Python's.
pub(super) fn is_thread(now: &Snapshot, id: FiberId) -> bool {
    now.fibers.get(&id).is_some_and(|view| view.kind == FiberKind::Thread)
}
