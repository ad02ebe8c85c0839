//! A data race in the layout of Go's race detector.
//!
//! **Models:** `PrintReport` for Go in LLVM's `compiler-rt/lib/tsan/rtl/tsan_report.cpp`, which Go
//! links.
//! **Departures:** where it prints an address there is the variable, if it is known, and no offset
//! into machine code follows a line. Frames of the library are left out.

use lab::Trace;
use lab::explore::{Location, Problem};
use runtime_core::id::FiberId;
use runtime_core::trace::{EventKind, FiberState, Snapshot};

/// Main.
const MAIN: FiberId = FiberId(1);

/// One block, between two lines of `=`. Of the two accesses the later comes first; where the run is
/// not known only the lines are told.
pub fn report(problem: &Problem, trace: Option<&Trace>, file: &str) -> String {
    let line = "=".repeat(18);
    let mut out = format!("{line}\nWARNING: DATA RACE\n");
    let sides: Vec<Side<'_>> = problem.locations.iter().rev().map(Side::new).collect();
    let mut until = trace.map_or(0, |trace| trace.events.len());
    let mut moments = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        until = trace.and_then(|trace| side.moment(trace, until)).unwrap_or(until);
        moments.push(until);
        let frames = trace.map_or(Vec::new(), |trace| {
            side.fiber.map_or(Vec::new(), |id| frames(trace, until, id))
        });
        out += &side.text(at > 0);
        out += &stack(&frames, side.line, file);
    }
    if let (Some(trace), Some(&last)) = (trace, moments.first()) {
        for side in sides {
            out += &side.fiber.and_then(|id| created(trace, last, id, file)).unwrap_or_default();
        }
    }
    format!("{}\n{line}\n", out.trim_end())
}

/// One access.
struct Side<'a> {
    /// `read` or `write`.
    verb: &'a str,
    /// The rest of what happens: the variable, or nothing.
    of: &'a str,
    fiber: Option<FiberId>,
    who: &'a str,
    line: u32,
}

impl<'a> Side<'a> {
    fn new(location: &'a Location) -> Side<'a> {
        let (verb, of) = location.what.split_once(' ').unwrap_or((&location.what, ""));
        let verb = verb.strip_suffix('s').unwrap_or(verb);
        Side { verb, of, fiber: fiber(&location.who), who: &location.who, line: location.line }
    }

    /// `Previous write at n by goroutine 7:`
    fn text(&self, is_previous: bool) -> String {
        let verb = match is_previous {
            true => format!("\nPrevious {}", self.verb),
            false => self.verb[..1].to_uppercase() + &self.verb[1..],
        };
        let of = if self.of.is_empty() { String::new() } else { format!(" at {}", self.of) };
        let who = match self.fiber {
            Some(MAIN) => "main goroutine".into(),
            Some(id) => format!("goroutine {}", id.0),
            None => self.who.to_string(),
        };
        format!("{verb}{of} by {who}:\n")
    }

    /// The last cursor, before `until`, at which the goroutine has just come to the line.
    fn moment(&self, trace: &Trace, until: usize) -> Option<usize> {
        let comes = |kind: &EventKind| match *kind {
            EventKind::LineReached { fiber, line }
            | EventKind::FrameEntered { fiber, line, .. } => {
                (Some(fiber), line) == (self.fiber, self.line)
            }
            _ => false,
        };
        trace.events[..until].iter().rposition(|event| comes(&event.kind)).map(|at| at + 1)
    }
}

/// `main`, or `goroutine 7` with more behind it.
fn fiber(who: &str) -> Option<FiberId> {
    if who == "main" {
        return Some(MAIN);
    }
    let rest = who.strip_prefix("goroutine ")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().map(FiberId)
}

/// Function and line of the program's own frames, the innermost first.
fn frames(trace: &Trace, cursor: usize, id: FiberId) -> Vec<(String, u32)> {
    let snapshot: Snapshot = trace.snapshot_at(cursor);
    let frames = snapshot.fibers.get(&id).map_or(Vec::new(), |view| view.frames.clone());
    let named = frames
        .iter()
        .rev()
        .map(|frame| (trace.tables.name(frame.function).to_string(), frame.line));
    named.filter(|(function, _)| function.starts_with("main.")).collect()
}

fn stack(frames: &[(String, u32)], line: u32, file: &str) -> String {
    if frames.is_empty() {
        return format!("      {file}:{line}\n");
    }
    let frame = |(function, line): &(String, u32)| format!("  {function}()\n      {file}:{line}\n");
    frames.iter().map(frame).collect()
}

/// Who started the goroutine, and whether it is over at `cursor`. Main was started by nobody.
fn created(trace: &Trace, cursor: usize, id: FiberId, file: &str) -> Option<String> {
    let (at, by, line) =
        trace.events.iter().enumerate().find_map(|(at, event)| match event.kind {
            EventKind::GCreated { g, by, line, .. } if g == id && g != MAIN => Some((at, by, line)),
            _ => None,
        })?;
    let state = trace.snapshot_at(cursor).fibers.get(&id).map(|view| view.state);
    let state = if matches!(state, Some(FiberState::Ended(_))) { "finished" } else { "running" };
    let stack = stack(&frames(trace, at, by), line, file);
    Some(format!("\nGoroutine {} ({state}) created at:\n{stack}", id.0))
}
