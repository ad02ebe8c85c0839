//! Grades an answer.

use crate::catalog::Exercise;
use crate::observe::observe;
use crate::rules::{self, Evidence, Finding};
use lab::{Diagnostic, Run, Scenario};
use serde::Serialize;

/// Instructions an answer may run: a thousand times what a right one needs, and little enough
/// that an endless loop is graded within a second.
const FUEL: u64 = 10_000_000;

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
#[cfg(feature = "run")]
pub fn grade(exercise: &Exercise, source: &str) -> Report {
    match lab::run(&scenario(exercise, source)) {
        Ok(run) => judge(exercise, source, &run),
        Err(diagnostics) => refused(diagnostics),
    }
}

/// How an answer is run in order to be judged.
pub fn scenario(exercise: &Exercise, source: &str) -> Scenario {
    let mut scenario = Scenario::new(exercise.language, source);
    scenario.config.fuel = FUEL;
    scenario.config.file = exercise.file.clone();
    scenario
}

/// The report on an answer that cannot be run.
pub fn refused(diagnostics: Vec<Diagnostic>) -> Report {
    Report { status: Status::Error, checks: Vec::new(), hint_key: None, diagnostics }
}

/// Judges what `source` did in a run of its [`scenario`].
pub fn judge(exercise: &Exercise, source: &str, run: &Run) -> Report {
    let evidence = Evidence { source, run, seen: observe(&run.trace) };
    let mut hint_key = None;
    let mut checks = Vec::new();
    for spec in &exercise.checks {
        let (holds, message) = match rules::judge(&spec.rule, &evidence) {
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
