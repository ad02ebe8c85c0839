//! Properties over every schedule: `properties/NAME.scenario` is a program with properties, and
//! its `# violated:` lines say which of them are not true of it. The witness of each must show it.

use lab::explore::{Exploration, Kind, Options, Problem, Report, Timing};
use lab::{Course, Late, Property, Scenario, Seen, run};
use std::fs;
use std::path::Path;

fn scenarios() -> Vec<(String, Scenario, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/properties");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        let scenario = Scenario::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let violated = text.lines().filter_map(|line| line.strip_prefix("# violated: "));
        let violated = violated.map(str::to_string).collect();
        (name, scenario, violated)
    };
    let all: Vec<_> = files.map(read).collect();
    assert!(all.len() >= 9, "scenarios are missing");
    all
}

fn explore(name: &str, scenario: &Scenario) -> Report {
    let mut exploration = Exploration::start(scenario, &Options::default())
        .unwrap_or_else(|found| panic!("{name}: {found:?}"));
    while exploration.advance(1000) {}
    let report = exploration.finish(0.0);
    assert!(report.complete, "{name}");
    assert_eq!(report.notes, Vec::<String>::new(), "{name}");
    report
}

fn violated<'a>(report: &'a Report, property: &Property) -> Option<&'a Problem> {
    let begin = format!("not true of every run: {}: ", property.text);
    report.problems.iter().find(|problem| problem.message.starts_with(&begin))
}

/// Whether the run of the problem's witness contradicts the property.
fn is_shown(scenario: &Scenario, property: &Property, problem: &Problem) -> bool {
    let mut scenario = Scenario { schedule: problem.witness.clone(), ..scenario.clone() };
    scenario.config.fuel = 100_000;
    let run = run(&scenario).unwrap();
    let end_ns = Some(run.trace.events.iter().map(|event| event.at.0).max().unwrap_or(0));
    let ends = run.outcome.kind != lab::OutcomeKind::Fuel;
    let course = if ends { Course::Ends } else { Course::GoesOnForEver };
    property.objection(&Seen { stdout: &run.stdout, course, end_ns }).is_some()
}

#[test]
fn what_is_violated_is_told_and_shown() {
    for (name, scenario, expected) in scenarios() {
        let report = explore(&name, &scenario);
        let found = scenario.properties.iter().filter(|of| violated(&report, of).is_some());
        let found: Vec<&str> = found.map(|property| property.text.as_str()).collect();
        assert_eq!(found, expected, "{name}: {:#?}", report.problems);
        for property in &scenario.properties {
            let Some(problem) = violated(&report, property) else { continue };
            assert_eq!(problem.kind, Kind::Assertion, "{name}");
            assert!(is_shown(&scenario, property, problem), "{name}: {}", problem.message);
        }
    }
}

#[test]
fn what_needs_late_timers_counts_where_the_scenario_says_so() {
    let (name, scenario, _) = scenarios().into_iter().find(|one| one.0 == "late").unwrap();
    let report = explore(&name, &scenario);
    let problem = violated(&report, &scenario.properties[0]).unwrap();
    assert_eq!(problem.timing, Timing::Loose);
    assert!(report.counts(Timing::Loose));
    let apart = explore(&name, &Scenario { late: Late::Apart, ..scenario });
    assert!(!apart.counts(Timing::Loose) && apart.counts(Timing::Virtual));
    assert_eq!(apart.problems, report.problems);
}

#[test]
fn properties_change_no_outcome() {
    for (name, scenario, _) in scenarios() {
        let plain = Scenario { properties: Vec::new(), ..scenario.clone() };
        let told = |report: Report| {
            let told = report.outcomes.into_iter();
            told.map(|one| (one.kind, one.stdout, one.timing)).collect::<Vec<_>>()
        };
        assert_eq!(told(explore(&name, &scenario)), told(explore(&name, &plain)), "{name}");
    }
}
