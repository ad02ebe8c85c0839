//! What is said about an answer, for a terminal and for a page.

use crate::spec::Trouble;
use lab::Diagnostic;
use lab::explore::{Kind, Mode};
use serde::{Deserialize, Serialize};

/// What is said about an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The name of the exercise.
    pub exercise: String,
    /// The result of it all.
    pub status: Status,
    /// The checks in the order of telling; empty where the program could not be run.
    pub checks: Vec<Check>,
    /// Which hints help, if any are needed.
    pub hint_key: Option<String>,
    /// Their texts in Markdown, the first level first.
    pub hints: Vec<String>,
    /// What was tried of the schedules; none where no check asks for more than one.
    pub coverage: Option<Coverage>,
    /// Why the program could not be run.
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of grading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Check {
    /// What should hold.
    pub name: String,
    /// Whether it does.
    pub holds: bool,
    /// Why it does not; empty if it does.
    pub message: String,
    /// The run that shows it, where it does not hold.
    pub failure: Option<Failure>,
}

/// A run that shows why a check does not hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of trouble it is, where it is one of the explorer's.
    pub trouble: Option<Trouble>,
    /// The lines of the answer that take part; empty where none is known.
    pub lines: Vec<u32>,
    /// The text form of a scenario: the answer with its schedule.
    pub scenario: String,
    /// How many events have happened at the failing step.
    pub cursor: u32,
}

/// What was tried, and how the runs ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coverage {
    /// Whether every schedule has been covered.
    pub complete: bool,
    /// By which method.
    pub mode: Mode,
    /// The most preemptions of a schedule that were tried, where that was bounded.
    pub bound: Option<u32>,
    /// States visited; 0 where states were not kept.
    pub states: u64,
    /// Complete runs tried.
    pub runs: u64,
    /// How runs ended, each way once.
    pub outcomes: Vec<Ended>,
    /// All of it in one or two sentences, with the honest bound.
    pub said: String,
}

/// One way in which runs ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ended {
    /// What kind of end.
    pub kind: Kind,
    /// What was printed on standard output.
    pub stdout: String,
    /// How many schedules end so, or behaviours or runs: `said` tells which.
    pub count: u64,
}
