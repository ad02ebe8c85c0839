//! Every schedule of a scenario: the explorer for whoever has a program's text.
//!
//! The search sees a program as moves ([`runtime_core::explore`]). What it finds is told from a
//! run: each outcome's witness is a schedule, the machine runs it with everything recorded, and
//! output, messages and places come from that run. So a witness that does not give its outcome
//! cannot go unnoticed; the report then says so.

#[cfg(any(feature = "go", feature = "python"))]
mod build;
#[cfg(any(feature = "go", feature = "python"))]
mod judge;
#[cfg(any(feature = "go", feature = "python"))]
mod lost;
mod report;
#[cfg(any(feature = "go", feature = "python"))]
mod search;
#[cfg(any(feature = "go", feature = "python"))]
mod tell;

pub use report::{Kind, Location, Mode, Outcome, Problem, Report, Timing};
#[cfg(any(feature = "go", feature = "python"))]
pub use runtime_core::explore::explorer::Part;
#[cfg(feature = "go")]
pub use search::GoProgram;
#[cfg(feature = "python")]
pub use search::PythonProgram;
#[cfg(any(feature = "go", feature = "python"))]
pub use search::{Exploration, Options, Progress};
