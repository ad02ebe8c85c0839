//! Grades an answer.

use crate::catalog::Exercise;
use crate::observe::observe;
use crate::rules::{self, Evidence, Finding};
use lab::Scenario;
use runtime_core::source::Diagnostic;
use serde::Serialize;

/// What is said about an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// The result of it all.
    pub status: Status,
    /// The checks in the order of telling; empty where the program could not be run.
    pub checks: Vec<Check>,
    /// Which hints help, if any are needed.
    pub hint_key: Option<String>,
    /// Why the program could not be run.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of grading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every check holds.
    Pass,
    /// Some check does not.
    Fail,
    /// The program cannot be run.
    Error,
}

/// One thing that was judged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Check {
    /// What should hold.
    pub name: String,
    /// Whether it does.
    pub holds: bool,
    /// Why it does not; empty if it does.
    pub message: String,
}

/// Runs `source` and judges what it did. The same source always gets the same report.
pub fn grade(exercise: &Exercise, source: &str) -> Report {
    let scenario = Scenario::new(exercise.language, source);
    let run = match lab::run(&scenario) {
        Ok(run) => run,
        Err(diagnostics) => return refused(diagnostics),
    };
    let seen = observe(&run.trace);
    judged(exercise, &Evidence { scenario: &scenario, run: &run, seen })
}

fn refused(diagnostics: Vec<Diagnostic>) -> Report {
    Report { status: Status::Error, checks: Vec::new(), hint_key: None, diagnostics }
}

fn judged(exercise: &Exercise, evidence: &Evidence<'_>) -> Report {
    let mut hint_key = None;
    let mut checks = Vec::new();
    for spec in &exercise.checks {
        let (holds, message) = match rules::judge(&spec.rule, evidence) {
            Finding::Holds => (true, String::new()),
            Finding::Fails { why, hint } => {
                hint_key.get_or_insert(hint.unwrap_or_else(|| spec.hint.clone()));
                (false, why)
            }
        };
        checks.push(Check { name: spec.name.clone(), holds, message });
    }
    let status = if hint_key.is_none() { Status::Pass } else { Status::Fail };
    Report { status, checks, hint_key, diagnostics: Vec::new() }
}
