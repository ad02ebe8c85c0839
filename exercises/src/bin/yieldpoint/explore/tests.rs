//! What is told of three reports that were written by hand, with the runs that they speak of.
//!
//! `UPDATE_EXPECT=1` rewrites the pages; a person reads the difference.

use super::page::{self, Glyphs, Look, Program};
use super::{exit_code, json};
use expect_test::expect_file;
use lab::explore::{Kind, Location, Mode, Outcome, Problem, Report, Timing};
use lab::{Language, Scenario, Trace};
use runtime_core::trace::{check, parse};

pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/");

/// The program and the run of `NAME.go` or `NAME.py` beside `NAME.trace`.
pub fn program(file: &str) -> (Program, Trace) {
    let read = |file: &str| std::fs::read_to_string(format!("{FOLDER}explore/{file}")).unwrap();
    let (name, ending) = file.split_once('.').unwrap();
    let language = if ending == "go" { Language::Go } else { Language::Python };
    let mut scenario = Scenario::new(language, &read(file));
    scenario.config.file = format!("/home/learner/{file}");
    let trace = parse(&read(&format!("{name}.trace"))).unwrap();
    check(&trace).unwrap();
    (Program { scenario, path: file.into(), options: String::new() }, trace)
}

fn outcome(kind: Kind, stdout: &str, count: u64, witness: &str) -> Outcome {
    Outcome {
        kind,
        stdout: stdout.into(),
        stderr: String::new(),
        exit: if kind == Kind::Ok { 0 } else { 2 },
        count,
        witness: witness.parse().unwrap(),
        switches: 3,
        timing: Timing::Virtual,
        detail: String::new(),
    }
}

fn location(line: u32, who: &str, what: &str) -> Location {
    Location { line, who: who.into(), what: what.into() }
}

/// All schedules of a program with a race.
pub fn counter() -> Report {
    let race = Problem {
        kind: Kind::Race,
        message: "goroutine 3 (main.main.func1) reads at line 14 while goroutine 2 \
                  (main.main.func1) writes at line 15, and nothing orders the two"
            .into(),
        locations: vec![
            location(14, "goroutine 3 (main.main.func1)", "reads n"),
            location(15, "goroutine 2 (main.main.func1)", "writes n"),
        ],
        witness: "virtual:0x14.1.2".parse().unwrap(),
        timing: Timing::Virtual,
    };
    Report {
        complete: true,
        mode: Mode::States,
        bound: None,
        executions: 0,
        blocked: 0,
        states: 1184,
        seconds: 0.0123,
        notes: vec![],
        outcomes: vec![
            outcome(Kind::Ok, "total 2\n", 1296, "virtual:0x20"),
            outcome(Kind::Ok, "total 1\n", 40_312, "virtual:0x14.1.2"),
        ],
        problems: vec![race],
        loose_counts: false,
    }
}

/// Some schedules of a program that can get stuck.
fn transfer() -> Report {
    let stuck = Outcome {
        detail: "each holds the lock that the one before wants: goroutine 2 (main.transfer) -> \
                 goroutine 3 (main.transfer)"
            .into(),
        ..outcome(Kind::Deadlock, "", 4, "virtual:0x9.1x2")
    };
    Report {
        complete: false,
        mode: Mode::Bound,
        bound: Some(2),
        executions: 1_203_441,
        blocked: 0,
        seconds: 30.01,
        notes: vec!["the time was over before schedules with 3 preemptions were tried".into()],
        outcomes: vec![outcome(Kind::Ok, "both done\n", 1_203_437, "virtual:"), stuck],
        problems: vec![],
        states: 0,
        loose_counts: false,
    }
}

/// A program that is right, but for a machine that is slow.
fn deposit() -> Report {
    let late = Outcome {
        timing: Timing::Loose,
        detail: "AssertionError: 2 is not 3".into(),
        ..outcome(Kind::Assertion, "total 2\n", 2, "loose:0x3.1")
    };
    Report {
        mode: Mode::Dpor,
        executions: 6,
        states: 0,
        outcomes: vec![outcome(Kind::Ok, "a\nb\nc\nd\ne\n日本\n", 4, "virtual:"), late],
        problems: vec![],
        ..counter()
    }
}

fn page(report: &Report, file: &str, look: Look) -> String {
    let (program, trace) = program(file);
    page::text(report, &program, &look, &|_| Some(trace.clone()))
}

/// As into a file: no colours, no characters for lines.
fn plain(report: &Report, file: &str) -> String {
    let text = page(report, file, Look { columns: 100, glyphs: Glyphs::Ascii });
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn pages() {
    for (name, report) in
        [("counter.go", counter()), ("transfer.go", transfer()), ("deposit.py", deposit())]
    {
        let golden = format!("{FOLDER}golden/explore-{name}.txt");
        expect_file![golden].assert_eq(&plain(&report, name));
    }
}

#[test]
fn a_row_fits_into_the_terminal() {
    for columns in [60, 80, 120] {
        let text = page(&counter(), "counter.go", Look { columns, glyphs: Glyphs::Lines });
        let text = anstream::adapter::strip_str(&text).to_string();
        let rows = text.lines().skip_while(|line| !line.contains("to see this run"));
        for row in rows.skip(1) {
            assert!(unicode_width::UnicodeWidthStr::width(row) <= columns, "{columns}: {row}");
        }
        let rule = "─".repeat(10);
        assert_eq!(text.lines().filter(|line| line.trim_start().starts_with(&rule)).count(), 4);
    }
}

#[test]
fn one_json_object_with_its_keys_in_order() {
    let text = json::report(&counter());
    expect_file![format!("{FOLDER}golden/explore-counter.json")].assert_eq(&(text + "\n"));
}

#[test]
fn only_what_needs_no_slow_machine_counts() {
    assert_eq!([counter(), transfer(), deposit()].map(|report| exit_code(&report)), [1, 1, 0]);
    let right = Report { problems: vec![], ..counter() };
    assert_eq!(exit_code(&right), 0);
    let counted = Report { loose_counts: true, ..deposit() };
    assert_eq!(exit_code(&counted), 1);
    let text = plain(&counted, "deposit.py");
    assert!(text.starts_with("Every schedule: 2 outcomes, 1 of them bad.\n"), "{text}");
    assert!(text.contains("The scenario says that this counts."), "{text}");
    assert!(text.contains("error[assertion]"), "{text}");
    let nothing = Report { outcomes: vec![], ..right };
    assert_eq!(exit_code(&nothing), 2);
}

#[test]
fn nothing_is_said_to_be_right_that_was_not_searched() {
    let part = Report { complete: false, problems: vec![], ..counter() };
    let text = plain(&part, "counter.go");
    assert!(text.starts_with("Not every schedule: 2 outcomes, and nothing is wrong.\n"), "{text}");
    assert!(text.contains("On others there may be a problem."), "{text}");
}
