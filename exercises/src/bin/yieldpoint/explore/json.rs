//! What `--json` prints: exactly one object.
//!
//! **Invariants:** the keys and their order are an interface; a schedule is its printed form.

use crate::args::SearchOptions;
use lab::Diagnostic;
use lab::explore::{Location, Outcome, Problem, Report};
use serde::Serialize;

/// How a result is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Form {
    /// As was asked for.
    pub fn of(asked: &SearchOptions) -> Form {
        if asked.json { Form::Json } else { Form::Text }
    }
}

#[derive(Serialize)]
struct ReportObject<'a> {
    complete: bool,
    mode: &'a str,
    bound: Option<u32>,
    executions: u64,
    blocked: u64,
    states: u64,
    seconds: f64,
    outcomes: Vec<OutcomeObject<'a>>,
    problems: Vec<ProblemObject<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct OutcomeObject<'a> {
    kind: &'a str,
    stdout: &'a str,
    exit: i32,
    count: u64,
    witness: String,
    switches: u32,
    timing: &'a str,
    detail: &'a str,
}

#[derive(Serialize)]
struct ProblemObject<'a> {
    kind: &'a str,
    message: &'a str,
    locations: &'a [Location],
    witness: String,
    timing: &'a str,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    error: &'a str,
    diagnostics: Vec<DiagnosticObject<'a>>,
}

#[derive(Serialize)]
struct DiagnosticObject<'a> {
    line: u32,
    column: u32,
    code: &'a str,
    message: &'a str,
    help: &'a str,
}

/// What an exploration found.
pub fn report(report: &Report) -> String {
    let object = ReportObject {
        complete: report.complete,
        mode: report.mode.word(),
        bound: report.bound,
        executions: report.executions,
        blocked: report.blocked,
        states: report.states,
        seconds: report.seconds,
        outcomes: report.outcomes.iter().map(outcome).collect(),
        problems: report.problems.iter().map(problem).collect(),
        notes: &report.notes,
    };
    text(&object)
}

/// Why there was none.
pub fn error(error: &str, found: &[Diagnostic]) -> String {
    let diagnostics = found.iter().map(|diagnostic| DiagnosticObject {
        line: diagnostic.line,
        column: diagnostic.column,
        code: &diagnostic.code,
        message: &diagnostic.message,
        help: &diagnostic.help,
    });
    text(&ErrorObject { error, diagnostics: diagnostics.collect() })
}

fn outcome(outcome: &Outcome) -> OutcomeObject<'_> {
    OutcomeObject {
        kind: outcome.kind.word(),
        stdout: &outcome.stdout,
        exit: outcome.exit,
        count: outcome.count,
        witness: outcome.witness.to_string(),
        switches: outcome.switches,
        timing: outcome.timing.word(),
        detail: &outcome.detail,
    }
}

fn problem(problem: &Problem) -> ProblemObject<'_> {
    ProblemObject {
        kind: problem.kind.word(),
        message: &problem.message,
        locations: &problem.locations,
        witness: problem.witness.to_string(),
        timing: problem.timing.word(),
    }
}

fn text(object: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(object);
    text.unwrap_or_else(|error| panic!("yieldpoint bug: a report is no JSON: {error}"))
}
