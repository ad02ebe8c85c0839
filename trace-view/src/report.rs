//! What became of a Go program's goroutines, in a few lines.

use crate::names::Names;
use runtime_core::id::FiberId;
use runtime_core::trace::{EventKind, FiberState, Finish, Snapshot, Trace};

/// More goroutines than this are only counted.
const LISTED_MAX: usize = 20;

/// How the goroutines ended, which of them are leaked, and what the scheduler did on the way.
/// Empty for a program that is not Go.
pub fn report(trace: &Trace) -> String {
    let names = Names::new(trace);
    if !names.is_go() {
        return String::new();
    }
    let end = trace.snapshot_at(trace.events.len());
    [ends(&end), unfinished(trace, &names, &end), leaks(trace), scheduling(trace)].concat()
}

/// The goroutines that nobody could ever have woken, one a line; empty if there is none.
pub fn leaks(trace: &Trace) -> String {
    let names = Names::new(trace);
    let end = trace.snapshot_at(trace.events.len());
    let line = |g| ["leaked: ", &names.fiber(g), &place(&end, g), "\n"].concat();
    leaked(trace).map(line).collect()
}

fn leaked(trace: &Trace) -> impl Iterator<Item = FiberId> {
    trace.events.iter().filter_map(|event| match event.kind {
        EventKind::GLeaked { g } => Some(g),
        _ => None,
    })
}

/// `12 goroutines: 10 returned, 1 waits, 1 was runnable`.
fn ends(end: &Snapshot) -> String {
    let mine = || end.fibers.iter().filter(|(g, _)| !g.is_system()).map(|(_, view)| view.state);
    let count = |wanted: &dyn Fn(FiberState) -> bool| mine().filter(|&state| wanted(state)).count();
    let groups = [
        (count(&|state| state == FiberState::Ended(Finish::Returned)), " returned"),
        (count(&|state| state == FiberState::Ended(Finish::Exited)), " ended by runtime.Goexit"),
        (count(&|state| matches!(state, FiberState::Running(_))), " running"),
        (count(&|state| state == FiberState::Runnable), " runnable"),
        (count(&|state| matches!(state, FiberState::Waiting { .. })), " waiting"),
    ];
    let said = groups.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, how)| [&count.to_string(), how].concat()).collect();
    [&counted(mine().count(), "goroutine"), " at the end: ", &said.join(", "), "\n"].concat()
}

/// Those that had not come to their end and are not leaked.
fn unfinished(trace: &Trace, names: &Names, end: &Snapshot) -> String {
    let lost: Vec<FiberId> = leaked(trace).collect();
    let open = |g: &FiberId| !g.is_system() && !lost.contains(g);
    let live = end.fibers.iter().filter(|(_, view)| !matches!(view.state, FiberState::Ended(_)));
    let live: Vec<FiberId> = live.map(|(&g, _)| g).filter(open).collect();
    let line = |&g| ["not over: ", &names.fiber(g), &place(end, g), "\n"].concat();
    let mut out: String = live.iter().take(LISTED_MAX).map(line).collect();
    if live.len() > LISTED_MAX {
        let more = (live.len() - LISTED_MAX).to_string();
        out += &["not over: ", &more, " more\n"].concat();
    }
    out
}

/// `, created at line 12, waits: chan send`.
fn place(end: &Snapshot, g: FiberId) -> String {
    let Some(view) = end.fibers.get(&g) else {
        return String::new();
    };
    let created = match view.created_line {
        0 => String::new(),
        line => [", created at line ", &line.to_string()].concat(),
    };
    let does = match view.state {
        FiberState::Waiting { reason, .. } => [", waits: ", reason.word()].concat(),
        FiberState::Runnable => ", runnable".into(),
        FiberState::Running(_) => ", running".into(),
        FiberState::Ended(_) => String::new(),
    };
    [created, does].concat()
}

/// `2 GC cycles, 3 steals, 1 preemption`; nothing if nothing of the kind happened.
fn scheduling(trace: &Trace) -> String {
    let count = |wanted: &dyn Fn(&EventKind) -> bool| {
        trace.events.iter().filter(|event| wanted(&event.kind)).count()
    };
    let steals = |kind: &EventKind| {
        matches!(kind, EventKind::RunqStolen { .. } | EventKind::RunnextStolen { .. })
    };
    let counts = [
        (count(&|kind| matches!(kind, EventKind::GcEnded { .. })), "GC cycle"),
        (count(&steals), "steal"),
        (count(&|kind| matches!(kind, EventKind::GPreempted { .. })), "preemption"),
        (count(&|kind| matches!(kind, EventKind::ProcRetaken { .. })), "retaken P"),
    ];
    let said = counts.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, what)| counted(count, what)).collect();
    if said.is_empty() { String::new() } else { said.join(", ") + "\n" }
}

/// `1 steal`, `3 steals`.
fn counted(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    [&count.to_string(), " ", what, s].concat()
}
