//! Every schedule of a scenario: the explorer for whoever has a program's text.

mod report;

pub use report::{Kind, Location, Mode, Outcome, Problem, Report, Timing};
