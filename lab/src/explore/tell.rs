//! Findings in the learner's words, from the run that shows them.

use super::report::{Kind, Location};
use crate::{OutcomeKind, Run, Trace};
use runtime_core::explore::Ending;
use runtime_core::explore::race::Race;
use runtime_core::guest::{Access, Touch};
use runtime_core::id::FiberId;
use runtime_core::trace::{EventKind, FiberKind, FiberState, Object, Snapshot};

/// The line of an error text that says what happened: Go's first, Python's last.
pub(super) fn headline(stderr: &str) -> String {
    let lines = || stderr.lines().filter(|line| !line.trim().is_empty());
    let go = lines().find(|line| line.starts_with("panic:") || line.starts_with("fatal error:"));
    go.or_else(|| lines().next_back()).unwrap_or_default().to_string()
}

/// What an outcome's detail says.
pub(super) fn detail(ending: &Ending, run: &Run) -> String {
    match ending.kind {
        OutcomeKind::Deadlock | OutcomeKind::Stuck => {
            let (message, _) = waiting(run, |_| true);
            match cycle(&last(run), &run.trace) {
                Some(cycle) => format!("{cycle}; {message}"),
                None => message,
            }
        }
        OutcomeKind::Ok => match leaked(run).is_empty() {
            true => String::new(),
            false => waiting(run, |fiber| leaked(run).contains(&fiber)).0,
        },
        OutcomeKind::Exit => format!("the program ended itself with code {}", ending.exit_code),
        _ => headline(&run.stderr),
    }
}

/// How often another fiber went on than the one before.
pub(super) fn switches(trace: &Trace) -> u32 {
    let mut last = None;
    let mut switches = 0;
    for event in &trace.events {
        let fiber = match event.kind {
            EventKind::GStarted { g, .. } if !g.is_system() => g,
            EventKind::GilTaken { thread, .. } => thread,
            _ => continue,
        };
        switches += u32::from(last.is_some_and(|last| last != fiber));
        last = Some(fiber);
    }
    switches
}

/// What is wrong with a run that ended well.
pub(super) fn complaint(kind: Kind, run: &Run) -> (String, Vec<Location>) {
    let line_with = |texts: &[&str]| {
        let found = run.stderr.lines().find(|line| texts.iter().any(|text| line.contains(text)));
        found.unwrap_or_default().trim().to_string()
    };
    let message = match kind {
        Kind::Leak => return waiting(run, |fiber| leaked(run).contains(&fiber)),
        Kind::Unawaited => line_with(&["was never awaited"]),
        Kind::DroppedTask => {
            line_with(&["Task was destroyed but it is pending!", "exception was never retrieved"])
        }
        Kind::BlockedLoop => {
            "a handle kept the event loop waiting in a call that blocks: nothing else could run"
                .into()
        }
        _ => headline(&run.stderr),
    };
    let locations = line_number(&message).map(|line| Location {
        line,
        who: String::new(),
        what: kind.word().into(),
    });
    (message, locations.into_iter().collect())
}

/// The line that a message like `main.py:12: RuntimeWarning: ...` names.
fn line_number(message: &str) -> Option<u32> {
    message.split(':').nth(1)?.trim().parse().ok()
}

fn last(run: &Run) -> Snapshot {
    run.trace.snapshot_at(run.trace.events.len())
}

fn leaked(run: &Run) -> Vec<FiberId> {
    let leaks = run.trace.events.iter().filter_map(|event| match event.kind {
        EventKind::GLeaked { g } => Some(g),
        _ => None,
    });
    leaks.collect()
}

/// Whether somebody waits for ever when the process ends.
pub(super) fn leaks(trace: &Trace) -> bool {
    trace.events.iter().any(|event| matches!(event.kind, EventKind::GLeaked { .. }))
}

/// Who waits for what at the end, in one sentence, and where.
fn waiting(run: &Run, wanted: impl Fn(FiberId) -> bool) -> (String, Vec<Location>) {
    let snapshot = last(run);
    let (mut said, mut locations) = (Vec::new(), Vec::new());
    for (&id, fiber) in snapshot.fibers.iter().filter(|&(&id, _)| !id.is_system() && wanted(id)) {
        let FiberState::Waiting { reason, .. } = fiber.state else { continue };
        let who = name(&run.trace, &snapshot, id);
        let line = fiber.frames.last().map_or(0, |frame| frame.line);
        let place = if line == 0 { String::new() } else { format!(" at line {line}") };
        said.push(format!("{who} waits{place}: {}", reason.word()));
        locations.push(Location { line, who, what: format!("waits: {}", reason.word()) });
    }
    (said.join("; "), locations)
}

/// A circle of fibers, each of which holds what the next wants.
fn cycle(snapshot: &Snapshot, trace: &Trace) -> Option<String> {
    let wants = |id: FiberId| match snapshot.fibers.get(&id)?.state {
        FiberState::Waiting { on: Object::Addr(at), .. } => snapshot.locks.get(&at)?.holder,
        _ => None,
    };
    for &first in snapshot.fibers.keys() {
        let mut circle = vec![first];
        while let Some(next) = wants(circle[circle.len() - 1]) {
            if next == first {
                let names: Vec<String> =
                    circle.iter().map(|&id| name(trace, snapshot, id)).collect();
                return Some(match names.len() {
                    1 => format!("{} waits for the lock that it holds itself", names[0]),
                    _ => format!(
                        "each holds the lock that the one before wants: {}",
                        names.join(" -> ")
                    ),
                });
            }
            if circle.contains(&next) {
                break;
            }
            circle.push(next);
        }
    }
    None
}

/// What to call a fiber: its own name, or the first function of the program's own that it runs (a
/// goroutine of `wg.Go` begins in the library), and its number.
fn name(trace: &Trace, snapshot: &Snapshot, id: FiberId) -> String {
    let Some(fiber) = snapshot.fibers.get(&id) else { return format!("fiber {}", id.0) };
    let given = trace.tables.name(fiber.name);
    match fiber.kind {
        FiberKind::Goroutine if id == FiberId(1) => "main".into(),
        FiberKind::Goroutine => {
            let own = trace.events.iter().find_map(|event| match event.kind {
                EventKind::FrameEntered { fiber, function, .. } if fiber == id => {
                    trace.tables.name(function).strip_prefix("main.")
                }
                _ => None,
            });
            let given = given.strip_prefix("main.").unwrap_or(given);
            format!("goroutine {} ({})", id.0, own.unwrap_or(given))
        }
        _ => given.to_string(),
    }
}

/// What to call a fiber of a run.
pub(super) fn name_in(run: &Run, id: FiberId) -> String {
    name(&run.trace, &last(run), id)
}

/// Two accesses that nothing orders.
pub(super) fn race(race: &Race, run: &Run) -> (String, Vec<Location>) {
    let snapshot = last(run);
    let side = |(fiber, access): &(FiberId, Access)| Location {
        line: access.line,
        who: name(&run.trace, &snapshot, *fiber),
        what: match access.how {
            Touch::Read => "reads".into(),
            Touch::Write => "writes".into(),
            Touch::AtomicRead => "reads atomically".into(),
            Touch::AtomicWrite => "writes atomically".into(),
            Touch::Send => "sends".into(),
            Touch::Close => "closes the channel".into(),
            Touch::Add => "adds to the wait group".into(),
            Touch::Wait => "waits for the wait group".into(),
        },
    };
    let (first, second) = (side(&race.first), side(&race.second));
    let message = format!(
        "{} {} at line {} while {} {} at line {}, and nothing orders the two",
        first.who, first.what, first.line, second.who, second.what, second.line
    );
    (message, vec![first, second])
}
