//! One door to the simulation: a [`Scenario`] goes in; a [`Run`] with its trace, and the
//! [`Verdict`]s on its claims, come out. The command line, the playground and the book see only
//! this and the trace.
//!
//! Without the features `go` and `python` the crate is types only: that is what the playground's
//! page links, while its workers link one language each.
//!
//! **Invariants:** `run` is a function of the scenario: the same bytes in give the same trace, on
//! every machine and in WebAssembly.

mod claim;
pub mod explore;
#[cfg(feature = "link")]
pub mod link;
mod property;
mod scenario;
#[cfg(any(feature = "go", feature = "python"))]
mod session;
mod words;

pub use claim::{Claim, Verdict, judge};
pub use property::{Course, Property, Seen};
#[cfg(any(feature = "go", feature = "python"))]
pub use runtime_core::machine::Output;
pub use runtime_core::schedule::{Control, Schedule};
pub use runtime_core::source::{Diagnostic, Span};
pub use runtime_core::trace::{Detail, Outcome, OutcomeKind, Stream, Trace};
pub use scenario::{Config, Language, Late, Scenario, ScenarioError};
#[cfg(any(feature = "go", feature = "python"))]
pub use session::{Session, check, run};
pub use words::parse_ns;

/// A run that is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Everything that happened.
    pub trace: Trace,
    /// How it ended.
    pub outcome: Outcome,
    /// What was printed on standard output.
    pub stdout: String,
    /// What was printed on standard error.
    pub stderr: String,
    /// The answers that were given: with them the run can be repeated.
    pub schedule: Schedule,
}
