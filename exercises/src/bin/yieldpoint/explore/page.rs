//! A report to be read in a terminal: one sentence, a table of the ends, then each thing that is
//! wrong with the run that shows it.

use super::section;
use super::section::{Finding, findings};
use super::table::{self, counted, grouped};
use lab::explore::{Kind, Mode, Outcome, Report, Timing};
use lab::{Scenario, Schedule, Trace};
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// The program that was searched.
pub struct Program {
    /// With its source.
    pub scenario: Scenario,
    /// Where it lies, as the learner wrote it.
    pub path: PathBuf,
    /// The options that `run` needs for the same program, each with a blank in front.
    pub options: String,
}

/// What a page is made for.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// How wide it may be.
    pub columns: usize,
    /// What lines are drawn with.
    pub glyphs: Glyphs,
}

/// What lines are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyphs {
    /// Characters for lines.
    Lines,
    /// ASCII: for files and pipes, whose readers may know nothing else.
    Ascii,
}

/// The width of a page that nobody looks at now.
const COLUMNS: usize = 100;

/// Narrower ones cannot hold a row; of wider ones the eye loses the line.
const COLUMNS_MIN: usize = 60;
const COLUMNS_MAX: usize = 120;

impl Look {
    /// What stdout is.
    pub fn of_stdout() -> Look {
        let glyphs = if io::stdout().is_terminal() { Glyphs::Lines } else { Glyphs::Ascii };
        let size = terminal_size::terminal_size_of(io::stdout());
        let columns = size.map_or(COLUMNS, |(width, _)| usize::from(width.0));
        Look { columns: columns.clamp(COLUMNS_MIN, COLUMNS_MAX), glyphs }
    }

    /// Instead of what was left out.
    pub fn ellipsis(self) -> &'static str {
        if self.glyphs == Glyphs::Lines { "…" } else { "..." }
    }

    /// A line of this width.
    pub fn rule(self, width: usize) -> String {
        let one = if self.glyphs == Glyphs::Lines { "─" } else { "-" };
        one.repeat(width)
    }
}

/// Runs that are shown step by step; of the findings after them only where they are and how to
/// see them.
const RUNS_MAX: usize = 5;

/// The whole page, with escape codes for colours. `replayed` gives the run of a schedule.
pub fn text(
    report: &Report, program: &Program, look: &Look, replayed: &dyn Fn(&Schedule) -> Option<Trace>,
) -> String {
    let mut page = Page { program, look, replayed, runs: 0, out: String::new() };
    page.say(&format!("{}\n{}\n", headline(report), paragraph(&coverage(report), look)));
    page.part(report, Timing::Virtual);
    if report.outcomes.iter().any(|outcome| outcome.timing == Timing::Loose)
        || report.problems.iter().any(|problem| problem.timing == Timing::Loose)
    {
        page.say(&slow_machine(report, look));
        page.part(report, Timing::Loose);
    }
    for note in &report.notes {
        page.say(&paragraph(&format!("Note: {note}"), look));
    }
    page.out
}

struct Page<'a> {
    program: &'a Program,
    look: &'a Look,
    replayed: &'a dyn Fn(&Schedule) -> Option<Trace>,
    /// Shown step by step so far.
    runs: usize,
    out: String,
}

impl Page<'_> {
    fn say(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// What was found with these timers.
    fn part(&mut self, report: &Report, timing: Timing) {
        let outcomes: Vec<&Outcome> =
            report.outcomes.iter().filter(|outcome| outcome.timing == timing).collect();
        if !outcomes.is_empty() {
            self.say(&table::text(&outcomes, count_title(report), self.look));
        }
        for finding in findings(report, timing) {
            self.finding(&finding);
        }
    }

    fn finding(&mut self, finding: &Finding<'_>) {
        let trace = if self.runs < RUNS_MAX { (self.replayed)(finding.witness) } else { None };
        self.runs += 1;
        let section = section::text(finding, self.program, trace.as_ref(), self.look);
        self.say(&section);
    }
}

/// `Every schedule: 2 outcomes, 1 of them bad.`
fn headline(report: &Report) -> String {
    let ends = || report.outcomes.iter().filter(|outcome| report.counts(outcome.timing));
    let bad = ends().filter(|outcome| outcome.kind != Kind::Ok).count();
    let counted_timings = Timing::ALL.iter().filter(|&&timing| report.counts(timing));
    let problems: usize = counted_timings.map(|&timing| findings(report, timing).len()).sum();
    let outcomes = counted(ends().count() as u64, "outcome");
    let verdict = match (ends().count(), bad) {
        (0, _) => "no run came to an end".into(),
        (1, 1) => format!("{outcomes}, and it is bad"),
        (all, bad) if all == bad => format!("{outcomes}, all of them bad"),
        (_, 0) if problems > 0 => {
            format!("{outcomes}, and {}", counted(problems as u64, "problem"))
        }
        (_, 0) => format!("{outcomes}, and nothing is wrong"),
        _ => format!("{outcomes}, {bad} of them bad"),
    };
    let colour = if super::exit_code(report) == 0 { "1;32" } else { "1;31" };
    let (colour, scope) = match report.complete {
        true => (colour, "Every schedule"),
        // Green would say more than is known.
        false if super::exit_code(report) == 0 => ("1;33", "Not every schedule"),
        false => (colour, "Not every schedule"),
    };
    format!("\x1b[{colour}m{scope}: {verdict}.\x1b[0m")
}

/// What was tried, and what that is worth.
pub fn coverage(report: &Report) -> String {
    let mut tried = Vec::new();
    if report.states > 0 {
        tried.push(counted(report.states, "state"));
    }
    if report.executions > 0 {
        tried.push(counted(report.executions, "run"));
    }
    if report.blocked > 0 {
        tried.push(format!("{} given up because they were known", grouped(report.blocked)));
    }
    let seconds = seconds(report.seconds);
    let tried = if tried.is_empty() { seconds } else { format!("{}, {seconds}", tried.join(", ")) };
    let what = match (report.complete, report.mode, report.bound) {
        (true, ..) => return format!("Tried: {tried}."),
        (false, Mode::Pct, _) => "Tried was a sample with random priorities".into(),
        (false, _, Some(bound)) => {
            let preemptions = counted(bound.into(), "preemption");
            format!("Tried was every schedule with at most {preemptions}")
        }
        (false, _, None) => "The search was not finished".to_string(),
    };
    let worth = match super::exit_code(report) {
        0 => " On others there may be a problem.",
        _ => " On others there may be more.",
    };
    format!("{what}: {tried}.{worth}")
}

fn seconds(seconds: f64) -> String {
    match seconds {
        0.0..10.0 => format!("{seconds:.2} s"),
        _ => format!("{seconds:.0} s"),
    }
}

/// What an outcome's count counts.
fn count_title(report: &Report) -> &'static str {
    match report.mode {
        Mode::Dpor => "behaviours",
        Mode::Bound | Mode::Pct => "runs",
        Mode::Auto | Mode::States | Mode::All => "schedules",
    }
}

fn slow_machine(report: &Report, look: &Look) -> String {
    let worth = match report.loose_counts {
        true => "The scenario says that this counts.",
        false => "None of this counts as a problem.",
    };
    let why = "Here timers fire late, as they do where a machine is busy: a sleep takes longer \
               than what it was to wait for.";
    let said = paragraph(&format!("{why} {worth}"), look);
    format!("\x1b[1mIf the machine is slow\x1b[0m\n{said}\n")
}

fn paragraph(text: &str, look: &Look) -> String {
    textwrap::fill(text, look.columns.min(90))
}
