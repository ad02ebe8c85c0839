//! What is said about an answer: the checks, the shortest run that fails as an account, as a
//! timeline and as a link; of one that passes what was covered.

use crate::explore::{Look, clip, grouped, replay, steps_around, steps_of, visible};
use crate::site::Site;
use exercises::{Check, Coverage, Exercise, Failure, Report, Status};
use lab::{Scenario, Schedule, Trace};
use std::path::Path;
use trace_view::Colour;

/// Ways to end that are shown of an answer that passes.
const ENDS_MAX: usize = 8;

/// What a report is made for.
pub struct Reader<'a> {
    /// Where the answer lies, as the learner wrote it.
    pub file: &'a Path,
    /// The page.
    pub look: Look,
    /// Where links lead to.
    pub site: &'a Site,
}

/// The whole report, with escape codes for colours.
pub fn text(exercise: &Exercise, report: &Report, reader: &Reader<'_>) -> String {
    let mut out = format!("\x1b[1m{}\x1b[0m\n\n", exercise.title);
    for check in &report.checks {
        out += &checked(check, &reader.look);
    }
    let failing = report.checks.iter().find(|check| !check.holds);
    if let Some(failure) = failing.and_then(|check| check.failure.as_ref()) {
        out += &shown(failure, reader);
    }
    out += &match report.status {
        Status::Pass => passed(exercise, report, &reader.look),
        _ => format!(
            "\n\x1b[1mNot yet.\x1b[0m A hint for this: yieldpoint exercise hint {}\n",
            exercise.name
        ),
    };
    out
}

fn checked(Check { name, holds, message, .. }: &Check, look: &Look) -> String {
    let mark = if *holds { "\x1b[32m  ok  \x1b[0m" } else { "\x1b[1;31m  NOT \x1b[0m" };
    let mut out = format!("{mark}{name}\n");
    if !holds {
        let options = textwrap::Options::new(look.columns.min(90)).initial_indent("      ");
        out += &textwrap::fill(&visible(message), options.subsequent_indent("      "));
        out.push('\n');
    }
    out
}

/// The run that shows a failure.
fn shown(failure: &Failure, reader: &Reader<'_>) -> String {
    let Ok(scenario) = Scenario::parse(&failure.scenario) else { return String::new() };
    let is_found = scenario.schedule != Schedule::default();
    let title = if is_found { "The shortest run that shows it" } else { "The run that shows it" };
    let mut out = format!("\n\x1b[1m{title}\x1b[0m\n\n");
    if let Some(trace) = replay(&scenario, &scenario.schedule) {
        let steps = if is_found { steps_of } else { steps_around };
        out += &steps(&trace, &scenario.source, &failure.lines, &reader.look);
        out += &format!("\n{}\n", lanes(&trace, &reader.look));
    }
    if let Some(link) = reader.site.play(&scenario, failure.cursor) {
        out += &format!("  \x1b[2mstep through it:\x1b[0m  {link}\n");
    }
    let file = reader.file.display();
    out += &match is_found {
        true => format!(
            "  \x1b[2mrepeat it:\x1b[0m        yieldpoint run {file} --schedule '{}'\n",
            scenario.schedule
        ),
        false => format!("  \x1b[2mrepeat it:\x1b[0m        yieldpoint run {file} --timeline\n"),
    };
    out
}

/// Who ran when, without the sentences: the account has them.
fn lanes(trace: &Trace, look: &Look) -> String {
    let all = trace_view::terminal(trace, look.columns, Colour::Always);
    let end = all.find("\n\n").map_or(all.len(), |at| at + 1);
    all[..end].to_string()
}

fn passed(exercise: &Exercise, report: &Report, look: &Look) -> String {
    let covered = match &report.coverage {
        Some(coverage) => covered(coverage, look),
        None => "Judged on one run.".into(),
    };
    format!(
        "\n\x1b[1;32mPassed.\x1b[0m {covered}\nYou have shown: {}.\n\
         The author's answer: yieldpoint exercise solution {}\n",
        exercise.teaches, exercise.name
    )
}

/// How much was tried, and what each of it printed.
fn covered(coverage: &Coverage, look: &Look) -> String {
    let mut out = format!("{}\n", coverage.said);
    let rows = coverage.outcomes.iter().take(ENDS_MAX);
    let counts: Vec<String> = rows.clone().map(|end| grouped(end.count)).collect();
    let width = counts.iter().map(String::len).max().unwrap_or(0);
    for (end, count) in rows.zip(counts) {
        let printed = match end.stdout.as_str() {
            "" => "nothing".into(),
            stdout => visible(&stdout.trim_end_matches('\n').replace('\n', " | ")),
        };
        let printed = clip(&printed, look.columns.saturating_sub(width + 12), *look);
        out += &format!("  {count:>width$}  print  {printed}\n");
    }
    let rest = coverage.outcomes.len().saturating_sub(ENDS_MAX);
    if rest > 0 {
        out += &format!("  {} {rest} other outputs\n", look.ellipsis());
    }
    out
}
