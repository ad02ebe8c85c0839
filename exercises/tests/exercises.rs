//! Every exercise is sound, and what it says about planted mistakes is what a person has read.
//!
//! `UPDATE_EXPECT=1 cargo test -p exercises` rewrites `tests/golden/`.

use exercises::{Exercise, Finding, Report, Status, dev_check, exercise, exercises, grade};
use std::fmt::Write as _;
use std::path::Path;

fn frozen_loop() -> Exercise {
    exercise("frozen-loop").unwrap().unwrap()
}

#[test]
fn every_exercise_is_sound() {
    for exercise in exercises().unwrap() {
        assert_eq!(dev_check(&exercise), [], "{}", exercise.name);
    }
}

#[test]
fn what_is_said_about_planted_mistakes() {
    for exercise in exercises().unwrap() {
        let mut text = String::new();
        for rejected in &exercise.rejected {
            let report = grade(&exercise, exercise.source(&rejected.file).unwrap());
            let _ = writeln!(text, "== {}\n{}", rejected.file, shown(&report));
        }
        golden(&format!("{}.txt", exercise.name), &text);
    }
}

fn shown(report: &Report) -> String {
    let mut text = format!("hint: {}\n", report.hint_key.as_deref().unwrap_or("none"));
    for check in report.checks.iter().filter(|check| !check.holds) {
        let _ = writeln!(text, "{}\n    {}", check.name, check.message);
    }
    text
}

fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name}");
}

fn problems(exercise: &Exercise) -> String {
    let lines = dev_check(exercise)
        .into_iter()
        .map(|Finding { file, problem }| format!("{file}: {problem}\n"));
    lines.collect()
}

#[test]
fn a_solution_that_fails_is_found() {
    let mut wrong = frozen_loop();
    wrong.solution = wrong.start;
    assert!(problems(&wrong).starts_with("solution: does not pass: Your loop stood still"));
}

#[test]
fn a_mistake_that_is_let_through_is_found() {
    let mut lax = frozen_loop();
    lax.checks.retain(|check| check.name != "the ticks come from a task of their own");
    assert!(problems(&lax).contains("wrong/fake_ticks.py: is not rejected by `the ticks come from a task of their own`: it passes"), "{}", problems(&lax));
}

#[test]
fn another_reason_or_other_words_are_found() {
    let mut other = frozen_loop();
    other.rejected[0].by = "the archive takes its 500 ms".into();
    other.rejected[1].says = "moonlight".into();
    let problems = problems(&other);
    assert!(
        problems.contains("start.py: is rejected by `the heartbeat is never late`"),
        "{problems}"
    );
    assert!(problems.contains("does not say `moonlight`"), "{problems}");
}

#[test]
fn hints_that_cannot_be_reached_and_unlisted_files_are_found() {
    let mut lonely = frozen_loop();
    lonely.rejected.retain(|rejected| !rejected.file.contains("fake_ticks"));
    let problems = problems(&lonely);
    for part in
        ["leads to `own-task`", "fails `the ticks come", "wrong/fake_ticks.py: is not listed"]
    {
        assert!(problems.contains(part), "no {part} in {problems}");
    }
}

#[test]
fn other_lines_may_stand_between_the_wanted_ones() {
    let exercise = frozen_loop();
    let chatty = exercise
        .solution
        .replace("    print(report)\n", "    print('got it')\n    print(report)\n");
    assert_ne!(chatty, exercise.solution);
    assert_eq!(grade(&exercise, &chatty).status, Status::Pass);
}
