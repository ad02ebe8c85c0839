//! The exercises: what is to be done, how an answer is graded, and what to say about it.
//!
//! An exercise is a folder of plain files that is embedded here, so that the command-line program
//! and a page work alone. An answer is graded on what it *did*: its trace and its output. Its
//! source is looked at only to quote the line that is at fault.
//!
//! Without the feature `run` no language is linked: a page gets its run from a worker and calls
//! [`judge`].
//!
//! **Invariants:** nothing here reads a file, a clock or the environment; grading the same source
//! gives the same report everywhere. Every exercise passes `dev_check`.

mod catalog;
#[cfg(feature = "run")]
mod dev_check;
mod grade;
mod hints;
mod observe;
mod rules;

pub use catalog::{
    BrokenExercise, CheckSpec, Exercise, Rejected, Rule, exercise, exercises, names,
};
#[cfg(feature = "run")]
pub use dev_check::{Finding, dev_check};
#[cfg(feature = "run")]
pub use grade::grade;
pub use grade::{Check, Report, Status, judge, refused, scenario};
pub use hints::HintGroup;
