//! A run in a handful of figures: what one compares when the way it is run has changed.

use super::facts::{longest_block, makespan};
use super::{EventKind, Handle, Trace};
use crate::id::{FiberId, FutureId, ProcId, TimerId};
use crate::table::Table;
use crate::time::Time;
use alloc::vec::Vec;

/// The figures of one run. What makes no sense for it is `None`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// The virtual time it took, in ns.
    pub makespan_ns: u64,
    /// The longest time one handle kept an event loop for itself, in ns.
    pub block_ns: Option<u64>,
    /// How long it took from when somebody could go on to when it did, in ns: half of them less.
    pub wake_p50_ns: Option<u64>,
    /// The same: 99 of 100 of them less.
    pub wake_p99_ns: Option<u64>,
    /// How often the GIL went from one thread to another.
    pub hand_overs: Option<u64>,
    /// How often a P took goroutines from another.
    pub steals: Option<u64>,
    /// How often another fiber began to run where one had run before.
    pub switches: u64,
}

/// The figures of the run.
pub fn figures(trace: &Trace) -> Figures {
    let mut wakes = wakes(trace);
    wakes.sort_unstable();
    let rank = |percent: usize| (wakes.len() * percent).div_ceil(100).saturating_sub(1);
    let wake = |percent| wakes.get(rank(percent)).copied();
    Figures {
        makespan_ns: makespan(trace),
        block_ns: longest_block(trace).map(|block| block.ns),
        wake_p50_ns: wake(50),
        wake_p99_ns: wake(99),
        hand_overs: hand_overs(trace),
        steals: steals(trace),
        switches: switches(trace),
    }
}

/// How often another fiber began to run where one had run before.
fn switches(trace: &Trace) -> u64 {
    let mut last: Table<u32, FiberId> = Table::default();
    let begun = trace.events.iter().filter_map(|event| begins_to_run(&event.kind));
    begun.filter(|&(p, fiber)| last.insert(p.0, fiber) != Some(fiber)).count() as u64
}

/// Who begins to run on which processor; it is a switch where another ran there before.
pub fn begins_to_run(kind: &EventKind) -> Option<(ProcId, FiberId)> {
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

/// `None` where there is no GIL that could have another holder.
fn hand_overs(trace: &Trace) -> Option<u64> {
    let (mut threads, mut most) = (0, None);
    for event in &trace.events {
        match event.kind {
            EventKind::ThreadStarted { .. } => threads += 1,
            EventKind::GilTaken { switches, .. } => most = most.max(Some(switches)),
            _ => {}
        }
    }
    most.filter(|_| threads > 1)
}

/// `None` where there never were two Ps.
fn steals(trace: &Trace) -> Option<u64> {
    let (mut steals, mut procs) = (0, 1);
    for event in &trace.events {
        match event.kind {
            EventKind::RunqStolen { .. } | EventKind::RunnextStolen { .. } => steals += 1,
            EventKind::ProcsChanged { procs: now } => procs = procs.max(now),
            _ => {}
        }
    }
    (procs > 1).then_some(steals)
}

/// How long each of those took to run that had been made runnable: from its deadline on where it
/// waited for a time.
fn wakes(trace: &Trace) -> Vec<u64> {
    let mut wakes = Wakes::default();
    trace.events.iter().for_each(|event| wakes.read(event.at, event.kind));
    wakes.took
}

#[derive(Default)]
struct Wakes {
    took: Vec<u64>,
    /// Since when a fiber could run.
    since: Table<FiberId, Time>,
    /// The deadlines of pending timers.
    timers: Table<TimerId, Time>,
    /// The deadlines of the futures that timers end.
    due: Table<FutureId, Time>,
    /// The deadline of the timer that fired last, if nothing has been readied for it yet.
    fired: Option<Time>,
}

impl Wakes {
    fn read(&mut self, at: Time, kind: EventKind) {
        match kind {
            EventKind::TimerSet { timer, when, .. } => {
                self.timers.insert(timer, when);
            }
            EventKind::TimerFired { timer } => self.fired = self.timers.remove(&timer),
            EventKind::HandleScheduled { timer, handle: Handle::SetResult(future), .. } => {
                if let Some(&when) = self.timers.get(&timer) {
                    self.due.insert(future, when);
                }
            }
            EventKind::GReadied { g, by } if !g.is_system() => {
                let fired = self.fired.take().filter(|_| by == FiberId(0));
                self.since.insert(g, fired.unwrap_or(at));
            }
            EventKind::ThreadWoke { thread } => {
                self.since.insert(thread, at);
            }
            EventKind::HandleQueued { handle: Handle::Wakeup(task, future), .. } => {
                let due = self.due.remove(&future);
                self.since.insert(task, due.unwrap_or(at));
            }
            EventKind::GStarted { g: fiber, .. }
            | EventKind::GilTaken { thread: fiber, .. }
            | EventKind::HandleRun { handle: Handle::Wakeup(fiber, _), .. } => {
                let since = self.since.remove(&fiber);
                self.took.extend(since.map(|since| at.since(since)));
            }
            _ => {}
        }
    }
}
