//! `yieldpoint race`: searches every schedule, and tells of data races only.

mod layout;

use crate::args::{STATES_MAX, SearchOptions};
use crate::explore::{self, Form, Look, PROBLEM, Program, coverage, replay};
use crate::failure::{Failure, REFUSED};
use lab::explore::{Kind, Mode, Options, Problem, Report};
use lab::{Language, Schedule, Trace};
use std::io::{self, Write};
use std::process::ExitCode;

/// With data races, Go's race detector ends a program with this code.
const RACES: u8 = 66;

/// Searches and tells.
pub fn race(asked: &SearchOptions) -> Result<ExitCode, Failure> {
    let how = Options { mode: Mode::Auto, bound: None, states_max: STATES_MAX, timing: None };
    let (program, report) = match explore::search_in(asked, &how, None) {
        Ok(found) => found,
        Err(refusal) => return explore::refuse(refusal, asked),
    };
    let report = only_races(report);
    let found = !report.problems.is_empty();
    let code = match Form::of(asked) {
        Form::Json => {
            writeln!(io::stdout(), "{}", explore::json_of(&report))?;
            PROBLEM
        }
        Form::Text => {
            let replayed = |schedule: &_| replay(&program.scenario, schedule);
            let text = text(&report, &program, &Look::of_stdout(), &replayed);
            anstream::stdout().write_all(text.as_bytes())?;
            RACES
        }
    };
    let nothing_known = report.outcomes.is_empty();
    Ok(ExitCode::from(match found {
        true => code,
        false if nothing_known => REFUSED,
        false => 0,
    }))
}

/// What else is wrong is `explore`'s to tell.
fn only_races(report: Report) -> Report {
    let problems = report.problems.into_iter().filter(is_race).collect();
    Report { problems, ..report }
}

/// A race in spite of timers that fire on time; one that needs late timers is one as well: Go's
/// detector asks for an order, not for a time.
fn is_race(problem: &Problem) -> bool {
    problem.kind == Kind::Race
}

/// In Go's words for Go, in ours for Python, which has no such tool.
fn text(
    report: &Report, program: &Program, look: &Look, replayed: &dyn Fn(&Schedule) -> Option<Trace>,
) -> String {
    let count = report.problems.len();
    if count == 0 {
        return none(report);
    }
    let one = |problem: &Problem| match program.scenario.language {
        Language::Go => {
            let trace = replayed(&problem.witness);
            layout::report(problem, trace.as_ref(), &program.scenario.config.file)
        }
        Language::Python => explore::section_of(problem, program, look, replayed),
    };
    let reports: String = report.problems.iter().map(one).collect();
    format!("{reports}Found {count} data race(s)\n")
}

fn none(report: &Report) -> String {
    match report.complete {
        _ if report.outcomes.is_empty() => format!("No run came to an end. {}\n", coverage(report)),
        true => format!("No data race on any schedule. {}\n", coverage(report)),
        false => format!("No data race found. {}\n", coverage(report)),
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::explore::{Glyphs, Look, tests};
    use expect_test::expect_file;
    use lab::explore::Report;

    fn told(report: &Report) -> String {
        let (program, trace) = tests::program("counter.go");
        let look = Look { columns: 100, glyphs: Glyphs::Ascii };
        text(report, &program, &look, &|_| Some(trace.clone()))
    }

    #[test]
    fn go_s_layout() {
        let golden = format!("{}golden/race-counter.go.txt", tests::FOLDER);
        expect_file![golden].assert_eq(&told(&tests::counter()));
    }

    #[test]
    fn no_race_is_said_with_what_was_searched() {
        let report = Report { problems: vec![], ..tests::counter() };
        let all = told(&report);
        assert_eq!(all, "No data race on any schedule. Tried: 1,184 states, 0.01 s.\n");
        let some = told(&Report { complete: false, ..report });
        assert!(some.starts_with("No data race found. The search was not finished"), "{some}");
    }
}
