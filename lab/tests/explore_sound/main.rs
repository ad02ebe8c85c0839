//! The engines against plain enumeration, on small programs of both languages.
//!
//! Plain enumeration sees every access and every switch point and knows nothing of states that it
//! has seen. The engines find step by step what must be visible, and leave out what they can; they
//! must find the same outcomes, and each outcome's schedule must give it on the machine.
//!
//! `SOUND_PROGRAMS` says how many programs of each language, for longer runs by hand;
//! `SOUND_FIRST` with which seed they begin.

mod draw;
mod go;
mod once;
mod search;
mod sketch;
mod tasks;
mod threads;
mod witness;

use lab::explore::{GoProgram, PythonProgram};
use lab::{Control, Diagnostic, Language, Scenario};
use runtime_core::explore::explorer::Start;
use search::Compared;
use sketch::Sketch;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What has been seen of all programs, each with timers on time and with timers late.
#[derive(Default, Debug)]
struct Tally {
    compared: u64,
    runs: u64,
    too_many_runs: u64,
    too_many_states: u64,
    wrong: u64,
}

/// What is wrong with a program's outcomes, if anything is.
fn wrong_with(scenario: &Scenario, tally: &mut Tally) -> Option<String> {
    let checked = AssertUnwindSafe(|| match scenario.language {
        Language::Go => check(scenario, GoProgram::compile(scenario), tally),
        Language::Python => check(scenario, PythonProgram::compile(scenario), tally),
    });
    let wrong = catch_unwind(checked).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.unwrap_or_else(|| "it panics".into())
    });
    (!wrong.is_empty()).then_some(wrong)
}

fn check<S: Start>(
    scenario: &Scenario, program: Result<S, Vec<Diagnostic>>, tally: &mut Tally,
) -> String {
    let program = program.unwrap_or_else(|why| panic!("it does not compile: {why:?}"));
    let mut wrong = String::new();
    for control in [Control::Virtual, Control::Loose] {
        match search::compare(&program, control) {
            Compared::Same { runs } => {
                tally.compared += 1;
                tally.runs += runs;
            }
            Compared::TooManyRuns => tally.too_many_runs += 1,
            Compared::TooManyStates => {
                tally.too_many_states += 1;
                return wrong;
            }
            Compared::Differs(how) => wrong += &format!("{control:?}: {how}"),
        }
    }
    wrong + &witness::refuted(scenario, &program)
}

fn compare(name: &str, count: u64, sketch: impl Fn(u64) -> Sketch) {
    let (first, count) = (asked("SOUND_FIRST", 0), asked("SOUND_PROGRAMS", count));
    let mut tally = Tally::default();
    for seed in first..first + count {
        let sketch = sketch(seed);
        let Some(wrong) = wrong_with(&sketch.scenario(), &mut tally) else { continue };
        tally.wrong += 1;
        let is_wrong = |sketch: &Sketch| {
            let scenario = sketch.scenario();
            // What is left may be no program any more.
            let compiles = lab::check(&scenario).is_empty();
            compiles.then(|| wrong_with(&scenario, &mut Tally::default())).flatten()
        };
        let smallest = sketch.shrunk(|smaller| is_wrong(smaller).is_some());
        let (now, profile) = (is_wrong(&smallest).unwrap_or_default(), smallest.profile);
        let source = smallest.scenario().source;
        eprintln!("---- {name} {seed} ({profile})\n{wrong}when smaller:\n{now}{source}");
    }
    println!("{name}: {tally:?}");
    assert_eq!(tally.wrong, 0, "{name}");
}

#[test]
fn goroutines() {
    compare("goroutines", 150, go::sketch);
}

#[test]
fn python_threads() {
    compare("threads", 6, threads::sketch);
}

#[test]
fn python_tasks() {
    compare("tasks", 6, tasks::sketch);
}

#[test]
fn what_was_wrong_once() {
    for scenario in once::programs() {
        let wrong = wrong_with(&scenario, &mut Tally::default());
        assert_eq!(wrong, None, "{}", scenario.source);
    }
}
