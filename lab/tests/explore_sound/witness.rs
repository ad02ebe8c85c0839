//! Whether every witness gives its outcome.

use super::search::{self, Ends};
use lab::explore::{Exploration, Mode, Options};
use lab::{Control, Run, Scenario};
use runtime_core::explore::Ending;
use runtime_core::explore::explorer::{self, Start};
use runtime_core::guest::Fingerprint;
use std::fmt::Write;

/// The most outcomes that a report tells.
const TOLD_MAX: usize = 64;

/// What the runs of the witnesses say that the search did not: nothing, one hopes.
pub fn refuted<S: Start>(scenario: &Scenario, program: &S) -> String {
    let options = Options { mode: Mode::States, ..Options::default() };
    let mut exploration = Exploration::start(scenario, &options).expect("it has been compiled");
    while exploration.advance(50_000) {}
    let report = exploration.finish(0.0);
    let doubts = report.notes.iter().filter(|note| note.starts_with("yieldpoint bug"));
    let mut wrong: String = doubts.map(|note| format!("report: {note}\n")).collect();
    if report.outcomes.len() == TOLD_MAX {
        return wrong;
    }
    let mut shown = Ends::new();
    for outcome in &report.outcomes {
        let schedule = outcome.witness.clone();
        let witness = Scenario { schedule, ..scenario.clone() };
        let run = lab::run(&witness).expect("it has been compiled");
        if (run.outcome.exit_code, &run.stdout) != (outcome.exit, &outcome.stdout) {
            writeln!(wrong, "report: {} does not show {outcome:?}", outcome.witness).unwrap();
        }
        shown.insert(end_of_run(&run));
    }
    let mut found = Ends::new();
    for control in [Control::Virtual, Control::Loose] {
        let report = search::explore(program, control, explorer::Mode::States, None);
        found.extend(report.iter().flat_map(|report| &report.found).map(|one| end(&one.ending)));
    }
    search::differ(&mut wrong, "the witnesses", &found, &shown);
    wrong
}

fn end(ending: &Ending) -> String {
    format!("{} {} {:032x}", ending.kind.word(), ending.exit_code, ending.stdout)
}

fn end_of_run(run: &Run) -> String {
    let mut stdout = Fingerprint::default();
    run.stdout.bytes().for_each(|byte| stdout.word(u64::from(byte)));
    format!("{} {} {:032x}", run.outcome.kind.word(), run.outcome.exit_code, stdout.finish())
}
