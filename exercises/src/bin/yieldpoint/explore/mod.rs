//! `yieldpoint explore`: searches the schedules of a program and tells what it found.

mod jobs;
mod json;
mod page;
mod progress;
mod section;
mod steps;
mod table;
#[cfg(test)]
pub mod tests;

pub use json::{Form, report as json_of};
#[cfg(test)]
pub use page::Glyphs;
pub use page::{Look, Program, coverage};
pub use section::{of_problem as section_of, replay};
pub use steps::{around as steps_around, text as steps_of};
pub use table::{clip, grouped, visible};

use crate::args::{ExploreOptions, SearchOptions};
use crate::diagnostics;
use crate::failure::{Failure, REFUSED};
use crate::source_file;
use jobs::Threads;
use lab::explore::{Exploration, Kind, Mode, Options, Report};
use lab::{Diagnostic, Scenario};
use progress::Progress;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A problem was found.
pub const PROBLEM: u8 = 1;

/// What a shell reports for a process that Ctrl-C ended: 128 + SIGINT.
const INTERRUPTED: i32 = 130;

/// Searches and tells.
pub fn explore(options: &ExploreOptions) -> Result<ExitCode, Failure> {
    let ExploreOptions { search: asked, bound, mode, states, timing, jobs } = options;
    let how = Options { mode: *mode, bound: *bound, states_max: *states, timing: *timing };
    let (program, report) = match search_in(asked, &how, *jobs) {
        Ok(found) => found,
        Err(refusal) => return refuse(refusal, asked),
    };
    match Form::of(asked) {
        Form::Json => writeln!(io::stdout(), "{}", json::report(&report))?,
        Form::Text => {
            let look = Look::of_stdout();
            let replayed = |schedule: &_| replay(&program.scenario, schedule);
            let text = page::text(&report, &program, &look, &replayed);
            anstream::stdout().write_all(text.as_bytes())?;
        }
    }
    Ok(ExitCode::from(exit_code(&report)))
}

/// Whether there is a problem: any end but a good one, any problem. What needs a slow machine does
/// not count, unless the scenario says so. Where no run came to an end nothing is known, which is
/// not the same as no problem.
pub fn exit_code(report: &Report) -> u8 {
    let bad = report.outcomes.iter().any(|one| one.kind != Kind::Ok && report.counts(one.timing));
    let bad = bad || report.problems.iter().any(|problem| report.counts(problem.timing));
    match bad {
        true => PROBLEM,
        false if report.outcomes.is_empty() => REFUSED,
        false => 0,
    }
}

/// Why there is nothing to tell.
pub enum Refusal {
    /// There is no such program.
    Failure(Failure),
    /// The program cannot be run.
    Program(Box<Scenario>, Vec<Diagnostic>),
}

/// Tells why; with `--json` as an object.
pub fn refuse(refusal: Refusal, asked: &SearchOptions) -> Result<ExitCode, Failure> {
    match (refusal, Form::of(asked)) {
        (Refusal::Failure(Failure::Said(message)), Form::Json) => {
            writeln!(io::stdout(), "{}", json::error(&message, &[]))?;
        }
        (Refusal::Failure(failure), _) => return Err(failure),
        (Refusal::Program(_, found), Form::Json) => {
            let message = "the program does not compile";
            writeln!(io::stdout(), "{}", json::error(message, &found))?;
        }
        (Refusal::Program(scenario, found), Form::Text) => {
            diagnostics::print(&found, &scenario, &asked.file)?;
        }
    }
    Ok(ExitCode::from(REFUSED))
}

/// Searches for as long as was said, or until Ctrl-C.
pub fn search_in(
    asked: &SearchOptions, options: &Options, jobs: Option<u32>,
) -> Result<(Program, Report), Refusal> {
    let head = |_| asked.profile.as_ref().map_or(String::new(), |profile| profile_line(profile));
    let scenario = source_file::scenario(&asked.file, head).map_err(Refusal::Failure)?;
    let until = Until::new(asked.time, options.mode);
    let found = match jobs::threads(jobs, options) {
        Threads::One => {
            Exploration::start(&scenario, options).map(|exploration| drive(exploration, &until))
        }
        Threads::Two => jobs::search(&scenario, options, &until),
    };
    let report = match found {
        Ok(report) => report,
        Err(found) => return Err(Refusal::Program(Box::new(scenario), found)),
    };
    let options = asked.profile.as_ref().map_or(String::new(), |name| format!(" --profile {name}"));
    Ok((Program { scenario, path: asked.file.clone(), options }, report))
}

fn profile_line(profile: &str) -> String {
    format!("profile: {}\n", profile.replace('\n', " "))
}

/// Moves until the next look at the clock, at first; then as many as take about [`SLICE`].
const MOVES: u64 = 256;

/// Between two looks at the clock: short enough for who presses Ctrl-C.
const SLICE: Duration = Duration::from_millis(40);

/// How long a search may take.
struct Until {
    began: Instant,
    time: Duration,
    /// When a search that could say "every" is over, and one that finds begins; never for those
    /// that were asked for.
    hurry_at: Option<Duration>,
    interrupted: Arc<AtomicBool>,
}

impl Until {
    fn new(time: Duration, mode: Mode) -> Until {
        // Two thirds of the time for the one, the rest for the other.
        let hurry_at = (mode == Mode::Auto).then_some(time * 2 / 3);
        Until { began: Instant::now(), time, hurry_at, interrupted: interrupt() }
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    fn is_over(&self) -> bool {
        self.elapsed() >= self.time || self.interrupted.load(Ordering::Relaxed)
    }

    fn is_short(&self) -> bool {
        self.hurry_at.is_some_and(|hurry_at| self.elapsed() >= hurry_at)
    }
}

fn drive(mut exploration: Exploration, until: &Until) -> Report {
    let mut progress = Progress::on_stderr();
    let mut moves = MOVES;
    while !until.is_over() {
        if until.is_short() {
            exploration.hurry();
        }
        let at = until.elapsed();
        if !exploration.advance(moves) {
            break;
        }
        moves = next_moves(moves, until.elapsed().saturating_sub(at));
        progress.show(&exploration.progress(), until.elapsed());
    }
    progress.clear();
    exploration.finish(until.elapsed().as_secs_f64())
}

fn next_moves(moves: u64, took: Duration) -> u64 {
    if took < SLICE / 2 {
        moves.saturating_mul(2)
    } else if took > SLICE * 2 {
        (moves / 2).max(1)
    } else {
        moves
    }
}

/// Set by Ctrl-C; a second one ends the process at once. Where no handler can be set, Ctrl-C ends
/// it as ever.
fn interrupt() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    let _ = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    });
    flag
}
