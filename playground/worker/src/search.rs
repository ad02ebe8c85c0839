//! An exploration under way, a slice after another, and its report as text for tests.
//!
//! **Invariants:** the search goes forward by [`MOVES`] at a time, however fast the machine is, and
//! engines take turns by moves. So searches that come to their end before [`HURRY_AT`] find the
//! same on every machine, in the browser as natively; the clock decides how many moves make a slice.

use crate::protocol::{ExploreOptions, Searched};
use lab::explore::{Exploration, Mode, Options, Outcome, Problem, Report};
use lab::{Diagnostic, Scenario};
use trace_view::quoted;

/// Moves between two looks at the clock: a few milliseconds of a Python program's.
const MOVES: u64 = 256;

/// The part of its time after which a search that could have said "every" is bounded, so that the
/// rest is left for one that finds.
const HURRY_AT: f64 = 0.6;

/// A search under way.
pub struct Search {
    exploration: Exploration,
    budget_ms: f64,
    /// When the budget is cut short for what cannot be complete; none if it never is.
    hurry_ms: Option<f64>,
    begun_ms: Option<f64>,
    elapsed_ms: f64,
}

impl Search {
    /// Compiles the program. The time runs from the first slice on.
    pub fn start(scenario: &Scenario, options: &ExploreOptions) -> Result<Search, Vec<Diagnostic>> {
        let &ExploreOptions { mode, bound, states_max, timing, .. } = options;
        let budget_ms = f64::from(options.time_ms);
        let how = Options { mode, bound, states_max, timing };
        let exploration = Exploration::start(scenario, &how)?;
        let hurry_ms = (mode == Mode::Auto).then_some(budget_ms * HURRY_AT);
        Ok(Search { exploration, budget_ms, hurry_ms, begun_ms: None, elapsed_ms: 0.0 })
    }

    /// Searches for about `slice_ms`; whether there is more to do.
    pub fn advance(&mut self, slice_ms: f64, clock_ms: &mut impl FnMut() -> f64) -> bool {
        let slice_begun = clock_ms();
        let begun = *self.begun_ms.get_or_insert(slice_begun);
        loop {
            let goes_on = self.exploration.advance(MOVES);
            let now = clock_ms();
            self.elapsed_ms = now - begun;
            if !goes_on || self.elapsed_ms >= self.budget_ms {
                return false;
            }
            if self.hurry_ms.take_if(|hurry_ms| self.elapsed_ms >= *hurry_ms).is_some() {
                self.exploration.hurry();
            }
            if now - slice_begun >= slice_ms {
                return true;
            }
        }
    }

    /// How far it has come.
    pub fn progress(&self) -> Searched {
        let progress = self.exploration.progress();
        let (states, executions, moves) = (progress.states, progress.executions, progress.moves);
        let ms = self.elapsed_ms as u32;
        Searched { stage: progress.stage.into(), states, executions, moves, ms }
    }

    /// What has been found, also in the middle of the search.
    pub fn finish(self) -> Report {
        self.exploration.finish(self.elapsed_ms / 1000.0)
    }
}

/// Explores the scenario given as text for at most so many seconds; the report as JSON, or why there
/// is none.
pub fn explore_json(
    text: &str, seconds: f64, mut clock_ms: impl FnMut() -> f64,
) -> Result<String, String> {
    let scenario = Scenario::parse(text).map_err(|error| error.to_string())?;
    let time_ms = (seconds * 1000.0) as u32;
    let options = ExploreOptions { time_ms, ..ExploreOptions::default() };
    let mut search = Search::start(&scenario, &options).map_err(|diagnostics| {
        let first = diagnostics.first().map_or("", |diagnostic| &diagnostic.message);
        format!("the program is refused: {first}")
    })?;
    while search.advance(f64::INFINITY, &mut clock_ms) {}
    Ok(json(&search.finish()))
}

fn json(report: &Report) -> String {
    let Report { complete, mode, executions, blocked, states, seconds, .. } = report;
    let outcomes = list(&report.outcomes, outcome);
    let problems = list(&report.problems, problem);
    let notes = list(&report.notes, |note| quoted(note));
    format!(
        "{{\"complete\":{complete},\"mode\":\"{mode}\",\"executions\":{executions},\
         \"blocked\":{blocked},\"states\":{states},\"seconds\":{seconds:.3},\n\
         \"outcomes\":{outcomes},\n\"problems\":{problems},\n\"notes\":{notes}}}\n"
    )
}

fn list<T>(of: &[T], text: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = of.iter().map(|one| format!("\n{}", text(one))).collect();
    format!("[{}]", items.join(","))
}

fn outcome(outcome: &Outcome) -> String {
    let Outcome { kind, exit, count, witness, switches, timing, .. } = outcome;
    let stdout = quoted(&outcome.stdout);
    format!(
        "{{\"kind\":\"{kind}\",\"timing\":\"{timing}\",\"exit\":{exit},\"count\":{count},\
         \"switches\":{switches},\"witness\":\"{witness}\",\"stdout\":{stdout}}}"
    )
}

fn problem(problem: &Problem) -> String {
    let Problem { kind, timing, witness, .. } = problem;
    let message = quoted(&problem.message);
    format!(
        "{{\"kind\":\"{kind}\",\"timing\":\"{timing}\",\"witness\":\"{witness}\",\
         \"message\":{message}}}"
    )
}
