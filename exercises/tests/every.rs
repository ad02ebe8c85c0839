//! Rules that are judged on every schedule, and on who worked, against programs of `tests/explore`.

use exercises::{
    Check, CheckSpec, Exercise, FibersRule, Order, Report, Rule, Status, Trouble, exercise, grade,
};
use lab::{Language, Scenario};
use std::collections::BTreeMap;

const COUNTER: &str = include_str!("explore/counter.go");
const TRANSFER: &str = include_str!("explore/transfer.go");

/// An exercise of Go with this rule alone.
fn of(rule: Rule) -> Exercise {
    let mut exercise = exercise("frozen-loop").unwrap().unwrap();
    exercise.language = Language::Go;
    let check = CheckSpec {
        name: "it is right".into(),
        rule,
        hint: "blocked".into(),
        hints: BTreeMap::from([(Trouble::Deadlock, "too-fast".into())]),
        means: Some("Money is gone.".into()),
    };
    exercise.checks = vec![check];
    exercise
}

fn never(troubles: &[Trouble]) -> Exercise {
    of(Rule::Never(troubles.into()))
}

fn always(property: &str) -> Exercise {
    of(Rule::Always { property: property.into() })
}

fn one(report: &Report) -> &Check {
    assert_eq!(report.checks.len(), 1);
    &report.checks[0]
}

fn message(exercise: &Exercise, source: &str) -> String {
    one(&grade(exercise, source)).message.clone()
}

#[test]
fn a_deadlock_is_found_told_and_shown() {
    let report = grade(&never(&[Trouble::Deadlock]), TRANSFER);
    let check = one(&report);
    assert!(check.message.starts_with("Money is gone. There is a deadlock: "), "{}", check.message);
    assert!(check.message.contains(" schedules."), "{}", check.message);
    assert_eq!(report.hint_key.as_deref(), Some("too-fast"), "the hint of this kind of trouble");
    assert!(report.hints[0].contains("waited for"));
    let failure = check.failure.as_ref().unwrap();
    assert_eq!(failure.trouble, Some(Trouble::Deadlock));
    let scenario = Scenario::parse(&failure.scenario).unwrap();
    let run = lab::run(&scenario).unwrap();
    assert_eq!(run.outcome.kind.word(), "deadlock", "the text form repeats it");
    assert_eq!(failure.cursor as usize, run.trace.events.len(), "all wait at the end");
    assert_eq!(scenario.source, TRANSFER);
}

#[test]
fn a_kind_that_does_not_happen_does_not_fail() {
    let report = grade(&never(&[Trouble::Leak, Trouble::Race]), TRANSFER);
    assert_eq!(report.status, Status::Pass, "{report:?}");
    let coverage = report.coverage.unwrap();
    assert!(coverage.complete && coverage.said.starts_with("Every schedule was tried: "));
    assert_eq!(coverage.outcomes.len(), 2);
}

#[test]
fn an_update_that_is_lost_is_a_race_that_says_more() {
    for trouble in [Trouble::LostUpdate, Trouble::Race, Trouble::Any] {
        let report = grade(&never(&[trouble]), COUNTER);
        let check = one(&report);
        assert!(check.message.contains("There is a data race"), "{}", check.message);
        let failure = check.failure.as_ref().unwrap();
        assert_eq!(failure.lines, [14, 15]);
        let scenario = Scenario::parse(&failure.scenario).unwrap();
        assert!((failure.cursor as usize) < lab::run(&scenario).unwrap().trace.events.len());
    }
    assert_eq!(grade(&never(&[Trouble::Deadlock]), COUNTER).status, Status::Pass);
}

#[test]
fn a_property_is_of_every_schedule() {
    let said = message(&always("always stdout = \"total 2\\n\""), COUNTER);
    assert!(said.contains("a run prints \"total 1\\n\""), "{said}");
    assert_eq!(message(&always("never stdout contains \"total 3\""), COUNTER), "");
    let mut both = always("always stdout contains \"total 2\"");
    both.checks.insert(0, never(&[Trouble::Assertion]).checks.remove(0));
    let report = grade(&both, COUNTER);
    assert!(report.checks[0].holds, "a property that is not true is no failed assertion");
    assert!(!report.checks[1].holds);
}

#[test]
fn outputs_are_compared_with_or_without_the_order_of_lines() {
    let outputs = |texts: &[&str], order| {
        of(Rule::Outputs { one_of: texts.iter().map(|text| text.to_string()).collect(), order })
    };
    let said = message(&outputs(&["total 2\n"], Order::Exact), COUNTER);
    assert!(said.contains("A run prints \"total 1\\n\"; expected \"total 2\\n\"."), "{said}");
    assert_eq!(message(&outputs(&["total 2\n", "total 1\n"], Order::Exact), COUNTER), "");
    assert!(!message(&outputs(&["b\na\n", "b\nb\n"], Order::Exact), TWO).is_empty());
    assert_eq!(message(&outputs(&["b\na\n", "a\nb\n"], Order::Exact), TWO), "");
    assert_eq!(message(&outputs(&["b\na\n"], Order::Any), TWO), "");
}

/// Two goroutines that print in either order.
const TWO: &str = "package main

import (
\t\"fmt\"
\t\"sync\"
)

func say(text string) {
\tfmt.Println(text)
}

func main() {
\tvar wg sync.WaitGroup
\tfor _, text := range []string{\"a\", \"b\"} {
\t\twg.Go(func() { say(text) })
\t}
\twg.Wait()
}
";

/// The same without goroutines.
const ONE: &str = "package main

import \"fmt\"

func say(text string) {
\tfmt.Println(text)
}

func main() {
\tsay(\"a\")
\tsay(\"b\")
}
";

#[test]
fn an_answer_without_concurrency_is_rejected() {
    let possible = of(Rule::Possible { stdout: "a\nb\n".into() });
    assert_eq!(message(&possible, TWO), "");
    let other = of(Rule::Possible { stdout: "b\na\n".into() });
    assert_eq!(message(&other, TWO), "");
    assert!(message(&other, ONE).contains("No schedule prints \"b\\na\\n\""));
    let fibers = |running: Option<&str>, printing: Option<&str>, at_once| {
        of(Rule::Fibers(FibersRule {
            at_least: 2,
            at_most: None,
            at_once,
            running: running.map(Into::into),
            printing: printing.map(Into::into),
        }))
    };
    assert_eq!(message(&fibers(None, None, None), TWO), "");
    assert_eq!(message(&fibers(Some("say"), None, None), TWO), "");
    assert!(message(&fibers(None, None, None), ONE).contains("There are 0 "));
    assert!(message(&fibers(Some("shout"), None, None), TWO).contains("that run `shout`"));
    assert!(message(&fibers(None, Some("a"), None), TWO).contains("There is 1 "));
    assert_eq!(message(&fibers(None, None, Some(2)), TWO), "");
    let waits = TWO.replace("say(text) })", "say(text) })\n\t\twg.Wait()");
    assert_ne!(waits, TWO);
    assert_eq!(message(&fibers(None, None, None), &waits), "");
    assert!(message(&fibers(None, None, Some(2)), &waits).contains("Never more than 1 "));
}

#[test]
fn lines_that_have_to_stay() {
    let keeps = of(Rule::Keeps(vec!["to.Lock()".into()]));
    assert_eq!(message(&keeps, TRANSFER), "");
    assert!(message(&keeps, ONE).contains("`to.Lock()` is not in your program"));
}

#[test]
fn a_search_that_is_cut_says_its_bound_and_says_the_same_again() {
    let mut small = never(&[Trouble::Race]);
    small.search.moves = Some(256);
    small.search.bound = Some(1);
    let report = grade(&small, TRANSFER);
    let coverage = report.coverage.clone().unwrap();
    assert!(!coverage.complete);
    assert!(
        coverage.said.starts_with("Every schedule with at most 0 preemptions was"),
        "{}",
        coverage.said
    );
    assert_eq!(grade(&small, TRANSFER), report);
}
