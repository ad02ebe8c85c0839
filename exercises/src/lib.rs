//! The exercises: what is to be done, how an answer is graded, and what to say about it.
//!
//! An exercise is a folder of plain files that is embedded here, so that the command-line program
//! and a page work alone. An answer is graded on what it *did*, in one run and on every schedule.
//! Its source is looked at only to quote the line that is at fault, and for lines that an exercise
//! needs.
//!
//! **Invariants:** nothing here reads a file, a clock or the environment; grading the same source
//! gives the same report everywhere. Every exercise passes `dev_check`.

mod catalog;
#[cfg(feature = "run")]
mod coverage;
#[cfg(all(feature = "run", feature = "files"))]
mod dev_check;
#[cfg(feature = "run")]
mod grade;
mod hints;
#[cfg(feature = "run")]
mod observe;
mod packed;
mod progress;
mod record;
mod report;
#[cfg(feature = "run")]
mod rules;
mod spec;

pub use catalog::{BrokenExercise, Exercise, exercise, exercises, names};
#[cfg(all(feature = "run", feature = "files"))]
pub use dev_check::{Finding, dev_check};
#[cfg(feature = "run")]
pub use grade::{Grading, grade};
pub use hints::HintGroup;
pub use progress::{
    BYTES_MAX as PROGRESS_BYTES_MAX, Passed, Progress, VERSION as PROGRESS_VERSION, day, digest,
};
pub use record::{RUNS_MIN, Recorded, read_record, write_record};
pub use report::{Check, Coverage, Ended, Failure, Report, Status};
pub use spec::{CheckSpec, FibersRule, Order, Real, Rejected, Rule, Search, Trouble};
