//! Runs a demo and keeps what a page shows of it.

/// A demo that ran, whether its claims hold or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Played {
    /// The scenario's name, which is the demo's title.
    pub title: String,
    /// `go` or `python`.
    pub language: &'static str,
    /// The scenario in its text form.
    pub scenario: String,
    /// The program alone.
    pub source: String,
    /// What it printed, both streams in the order of printing.
    pub output: String,
    /// The picture of the run: one `<svg>` element.
    pub timeline: String,
    /// What became of its claims.
    pub verdicts: Vec<Verdict>,
}

/// Whether a claim holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// The claim as the scenario words it.
    pub claim: String,
    /// Whether it holds for this run.
    pub holds: bool,
    /// What was measured.
    pub why: String,
}

/// Runs the scenario in `text`; `Err` says why it does not run, one line for each reason.
pub fn play(text: &str) -> Result<Played, Vec<String>> {
    let _ = text;
    Err(vec!["the simulation is not here yet".into()])
}
