//! Rules against runs of scripts: real machines and real traces, without any language.

use super::{Evidence, Finding, judge};
use crate::observe::observe;
use crate::spec::Rule;
use lab::{Run, Schedule};
use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::script::{Act, Script};
use runtime_core::time::MS;

/// What lines 1 to 4 of the programs below are said to be.
const SOURCE: &str =
    "asyncio.run(main())\n    time.sleep(0.5)\n    total += 1\n    print('tick')\n";

/// `asyncio.run` of `main` in a thread, beside it the tasks that it spawns, numbered from 2.
fn run(main: Vec<Act>, tasks: Vec<Vec<Act>>) -> Run {
    let thread = vec![Act::Line(1), Act::Run(1)];
    let programs = [vec![thread, main], tasks].concat();
    let mut machine = Machine::python(Script::new(programs), Config::python());
    let outcome = match machine.run(u64::MAX) {
        Stop::Ended(outcome) => outcome,
        other => panic!("{other:?}"),
    };
    let (trace, output, _) = machine.into_parts();
    Run {
        trace,
        outcome,
        stdout: output.stdout,
        stderr: output.stderr,
        schedule: Schedule::default(),
    }
}

/// `None` if the rule holds, otherwise why not and the hint of the cause.
fn fails(rule: &Rule, run: &Run) -> Option<(String, Option<String>)> {
    let (explored, properties) = (None, Vec::new());
    let evidence =
        Evidence { source: SOURCE, run, seen: observe(&run.trace), explored, properties };
    match judge(rule, &evidence) {
        Finding::Holds => None,
        Finding::Fails { why, hint, .. } => Some((why, hint)),
    }
}

/// `times` ticks, one every 100 ms.
fn heartbeat(times: usize) -> Vec<Act> {
    let beat = [Act::Line(4), Act::Print("tick"), Act::AsyncSleep(100 * MS)];
    std::iter::repeat_n(beat, times).flatten().collect()
}

fn gap() -> Rule {
    Rule::Gap {
        line: "tick".into(),
        at_most_ms: 150,
        until: "stopped".into(),
        hint_if_ended: "ended".into(),
    }
}

/// A main that spawns the heartbeat, does `acts` after 250 ms, and stops 250 ms later.
fn main_with(acts: &[Act]) -> Vec<Act> {
    let before = [Act::Line(1), Act::Spawn(2), Act::AsyncSleep(250 * MS)];
    let after = [Act::Line(1), Act::AsyncSleep(250 * MS), Act::Print("stopped")];
    [&before, acts, &after].concat()
}

#[test]
fn a_heartbeat_in_time_holds() {
    let run = run(main_with(&[Act::AsyncSleep(500 * MS)]), vec![heartbeat(20)]);
    assert_eq!(fails(&gap(), &run), None);
}

#[test]
fn a_sleeping_thread_is_named_with_its_line() {
    let run = run(main_with(&[Act::Line(2), Act::ThreadSleep(500 * MS)]), vec![heartbeat(20)]);
    let why = "Your loop stood still for 500 ms at line 2: `time.sleep(0.5)` blocks the thread that \
               runs the event loop, so `script` could not print `tick` (gap 550 ms, allowed 150 ms).";
    assert_eq!(fails(&gap(), &run), Some((why.into(), None)));
}

#[test]
fn a_busy_handle_is_told_from_a_sleeping_one() {
    let run = run(main_with(&[Act::Line(3), Act::Work(5_000_000)]), vec![heartbeat(20)]);
    let why = "Your loop stood still for 500 ms at line 3: `total += 1` ran on without giving \
               control back to the event loop, so `script` could not print `tick` (gap 550 ms, allowed \
               150 ms).";
    assert_eq!(fails(&gap(), &run), Some((why.into(), None)));
}

#[test]
fn a_heartbeat_that_ended_gets_its_own_hint() {
    let acts = [Act::Cancel(0), Act::Line(2), Act::ThreadSleep(500 * MS)];
    let (why, hint) = fails(&gap(), &run(main_with(&acts), vec![heartbeat(20)])).unwrap();
    assert!(why.contains("`script` was cancelled"), "{why}");
    assert_eq!(hint.as_deref(), Some("ended"));

    let acts = [Act::AsyncSleep(500 * MS)];
    let (why, hint) = fails(&gap(), &run(main_with(&acts), vec![heartbeat(3)])).unwrap();
    assert!(
        why.starts_with("The last `tick` came 200 ms after the start: `script` returned"),
        "{why}"
    );
    assert_eq!(hint.as_deref(), Some("ended"));
}

#[test]
fn a_heartbeat_that_waits_for_something_else_is_not_the_loop_s_fault() {
    let lazy =
        vec![Act::Line(4), Act::Print("tick"), Act::AsyncSleep(900 * MS), Act::Print("tick")];
    let (why, _) =
        fails(&gap(), &run(main_with(&[Act::AsyncSleep(500 * MS)]), vec![lazy])).unwrap();
    assert!(why.contains("although the loop was free: `script` itself waited"), "{why}");
}

#[test]
fn no_heartbeat_at_all_is_a_gap_too() {
    let run = run(main_with(&[]), vec![vec![Act::Line(4)]]);
    assert_eq!(fails(&gap(), &run).unwrap().0, "The line `tick` was never printed.");
}

#[test]
fn a_wait_is_measured_between_two_lines() {
    let wait = |at_least_ms| Rule::Wait { from: "a".into(), to: "b".into(), at_least_ms };
    let main = vec![Act::Line(1), Act::Print("a"), Act::AsyncSleep(50 * MS), Act::Print("b")];
    let run = run(main, vec![]);
    assert_eq!(fails(&wait(50), &run), None);
    assert!(
        fails(&wait(500), &run).unwrap().0.starts_with("`b` came after 50 ms instead of 500 ms")
    );
}

#[test]
fn lines_are_wanted_once_and_in_order() {
    let lines = |wanted: &[&str]| Rule::Lines(wanted.iter().map(|&line| line.into()).collect());
    let main = ["a", "x", "b", "c", "c"].map(Act::Print);
    let run = run([&[Act::Line(1)], &main[..]].concat(), vec![]);
    assert_eq!(fails(&lines(&["a", "b"]), &run), None);
    let why = |wanted: &[&str]| fails(&lines(wanted), &run).unwrap().0;
    assert_eq!(why(&["b", "a"]), "The line `a` came before `b`, which should be first.");
    assert_eq!(why(&["a", "c"]), "The line `c` was printed 2 times instead of once.");
    assert_eq!(why(&["a", "z"]), "The line `z` was not printed.");
}

#[test]
fn a_task_that_nobody_awaited_explains_a_missing_line() {
    let slow = vec![Act::Line(2), Act::AsyncSleep(500 * MS), Act::Print("late")];
    let run = run(vec![Act::Line(1), Act::Spawn(2), Act::AsyncSleep(100 * MS)], vec![slow]);
    let (why, _) = fails(&Rule::Lines(vec!["late".into()]), &run).unwrap();
    assert_eq!(
        why,
        "The line `late` was not printed. When `main` returned after 100 ms, `asyncio.run` cancelled \
         what was still waiting: `script`."
    );
}

#[test]
fn a_line_of_one_s_own_task() {
    let rule = Rule::OwnTask { line: "tick".into(), apart_from: "report".into() };
    let report = [Act::Line(2), Act::Print("report")];
    assert_eq!(fails(&rule, &run(main_with(&report), vec![heartbeat(9)])), None);
    let fake = [Act::Line(2), Act::Print("tick"), Act::Print("report")];
    let (why, _) = fails(&rule, &run(main_with(&fake), vec![heartbeat(9)])).unwrap();
    assert!(why.starts_with("`tick` was printed by `script` at line 2, in the task that"), "{why}");

    // A third task is no better: two tasks that print cannot both be the one that does nothing else.
    let third = vec![Act::Line(3), Act::Print("tick")];
    let main = main_with(&[Act::Line(2), Act::Spawn(3), Act::AsyncSleep(MS), Act::Print("report")]);
    let (why, _) = fails(&rule, &run(main, vec![heartbeat(9), third])).unwrap();
    assert!(why.starts_with("`tick` was printed by `script` at line 3"), "{why}");
}

#[test]
fn a_claim_tells_what_stderr_said_last() {
    let mut run = run(vec![Act::Line(1), Act::Print("a")], vec![]);
    run.stderr = "Traceback\nNameError: x\n\n".into();
    let claim = |text: &str| Rule::Claim(text.parse().unwrap());
    assert_eq!(fails(&claim("outcome = ok"), &run), None);
    let (why, _) = fails(&claim("exit = 1"), &run).unwrap();
    assert_eq!(
        why,
        "Expected exit = 1, but the exit code was 0. The last line on stderr: NameError: x"
    );
}

#[test]
fn an_unawaited_coroutine_is_named() {
    let mut run = run(vec![Act::Line(1)], vec![]);
    assert_eq!(fails(&Rule::NeverAwaited, &run), None);
    run.stderr =
        "/x/main.py:6: RuntimeWarning: coroutine 'sleep' was never awaited\n  f()\n".into();
    assert!(
        fails(&Rule::NeverAwaited, &run)
            .unwrap()
            .0
            .starts_with("The coroutine `sleep` was never awaited")
    );
}
