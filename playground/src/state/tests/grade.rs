//! An answer to an exercise: graded, hinted at, and the run that fails watched.

use super::*;
use worker::graded::{Check, Failure as Shown, Report, Status, Told};
use worker::protocol::Searched;

/// A bench whose playground shows an exercise, with its first run over.
fn exercise() -> Bench {
    let mut bench = watched();
    bench.state.grade = Some(Grade::default());
    bench
}

fn check(bench: &mut Bench) -> RequestId {
    match &bench.act(Action::Check)[..] {
        [Effect::Send(Request::Grade { id, exercise, program }), Effect::Reveal("panel")] => {
            assert_eq!((exercise.as_str(), program.as_str()), ("demo", &*bench.state.program));
            *id
        }
        other => panic!("{other:?}"),
    }
}

/// A report on which that check does not hold; all hold without one.
fn report(failing: Option<&str>) -> Report {
    let failure = |schedule: &str| Shown {
        trouble: None,
        lines: vec![3, 5],
        scenario: ["language: python\n", schedule, "---\n", ORIGINAL].concat(),
        cursor: 7,
    };
    let check = |schedule: &str| Check {
        name: "it ends".into(),
        holds: failing.is_none(),
        message: "it does not".into(),
        failure: failing.map(|_| failure(schedule)),
    };
    Report {
        exercise: "demo".into(),
        status: if failing.is_none() { Status::Pass } else { Status::Fail },
        checks: vec![check("schedule: 0.1\n"), check("")],
        hint_key: failing.map(String::from),
        hints: failing.map_or(Vec::new(), |_| vec!["one".into(), "two".into()]),
        coverage: None,
        diagnostics: Vec::new(),
    }
}

fn grade(bench: &mut Bench, id: RequestId, report: Report) -> Vec<Effect> {
    let account = vec![Told::LeftOut(1)];
    bench.act(Action::Replied(Reply::Graded { id, report: Box::new(report), account }))
}

#[test]
fn an_answer_is_graded_and_told_of_when_it_passes() {
    let mut bench = exercise();
    let id = check(&mut bench);
    assert_eq!(bench.state.panel, Panel::Check);
    assert_eq!(bench.act(Action::Check), [Effect::Reveal("panel")], "one at a time");
    let searched = Searched { states: 5, ..Searched::default() };
    bench.act(Action::Replied(Reply::Grading { id, searched: searched.clone() }));
    assert_eq!(bench.state.grading().unwrap().searched, searched);
    assert_eq!(grade(&mut bench, id + 5, report(None)), [], "nobody waited for that one");
    assert_eq!(grade(&mut bench, id, report(None)), [Effect::Passed(ORIGINAL.into())]);
    assert!(bench.state.grading().is_none() && !bench.state.graded_is_old());
    bench.edit("print('two')\n");
    assert!(bench.state.graded_is_old());
}

#[test]
fn what_is_edited_meanwhile_does_not_pass() {
    let mut bench = exercise();
    let id = check(&mut bench);
    bench.edit("print('two')\n");
    assert_eq!(grade(&mut bench, id, report(None)), [Effect::Passed(ORIGINAL.into())]);
    assert!(bench.state.graded_is_old());
}

#[test]
fn the_run_that_fails_is_watched_at_the_failing_step() {
    let mut bench = exercise();
    bench.act(Action::NextSeed);
    let id = check(&mut bench);
    assert_eq!(grade(&mut bench, id, report(Some("key"))), []);
    let effects = bench.act(Action::WatchFailure(0));
    let [Effect::Send(Request::Run { id, scenario }), Effect::ShowLine(5), Effect::Reveal(_)] =
        &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert!(scenario.contains("schedule: 0.1\n") && !scenario.contains("seed"), "{scenario}");
    bench.finish(*id);
    assert_eq!((bench.cursor(), bench.state.schedule.as_deref()), (7, Some("0.1")));
    bench.act(Action::LeaveSchedule);
    assert_eq!(bench.state.schedule, None);
}

#[test]
fn a_failure_of_the_usual_run_that_is_there_needs_no_other_run() {
    let mut bench = exercise();
    let id = check(&mut bench);
    grade(&mut bench, id, report(Some("key")));
    let shown = [Effect::ShowLine(5), Effect::Reveal("timeline")];
    assert_eq!(bench.act(Action::WatchFailure(1)), shown);
    assert_eq!(bench.cursor(), 7);
    assert_eq!(bench.act(Action::WatchFailure(9)), [], "there is no such check");
    bench.edit("print('two')\n");
    assert_eq!(bench.act(Action::WatchFailure(0)), [], "it is about another program");
}

#[test]
fn hints_come_one_by_one_and_stay_while_the_same_fails() {
    let mut bench = exercise();
    let shown = |bench: &Bench| bench.state.grade.as_ref().unwrap().hints;
    let again = |bench: &mut Bench, key| {
        let id = check(bench);
        grade(bench, id, report(key));
    };
    bench.act(Action::Hint);
    assert_eq!(shown(&bench), 0, "nothing has been judged");
    again(&mut bench, Some("key"));
    (0..3).for_each(|_| drop(bench.act(Action::Hint)));
    assert_eq!(shown(&bench), 2, "there are no more");
    again(&mut bench, Some("key"));
    assert_eq!(shown(&bench), 2);
    again(&mut bench, Some("other"));
    assert_eq!(shown(&bench), 0);
}

#[test]
fn grading_is_stopped_and_told_twice_ended() {
    let mut bench = exercise();
    let id = check(&mut bench);
    assert_eq!(bench.act(Action::Stop), [Effect::Send(Request::Stop { id })]);
    bench.act(Action::Replied(Reply::Refused { id, why: "stopped".into() }));
    assert!(bench.state.grading().is_none() && bench.state.failure.is_none());
    let id = check(&mut bench);
    bench.act(Action::Replied(Reply::Refused { id, why: "no".into() }));
    assert_eq!(bench.state.failure, Some(Failure::Refused("no".into())));
    check(&mut bench);
    bench.act(Action::Stop);
    assert_eq!(bench.act(Action::Stop), [Effect::EndWorker]);
    assert!(bench.state.grading().is_none());
}

#[test]
fn a_run_gives_the_grading_up_and_no_search_begins_meanwhile() {
    let mut bench = exercise();
    let id = check(&mut bench);
    assert_eq!(bench.act(Action::Explore), []);
    bench.run();
    assert_eq!(grade(&mut bench, id, report(None)), []);
    check(&mut bench);
    assert_eq!(bench.state.phase, Phase::Idle, "and the other way round");
    bench.act(Action::WorkerFailed("gone".into()));
    assert!(bench.state.grading().is_none());
}

#[test]
fn where_there_is_no_exercise_there_is_nothing_to_check() {
    let mut bench = watched();
    assert!(matches!(bench.act(Action::Check)[..], [Effect::Send(Request::Run { .. })]));
    assert_eq!(bench.act(Action::GoToPanel(Panel::Check)), []);
    bench.state.panel = Panel::Settings;
    assert_eq!(bench.act(Action::TurnPanel(1)), [Effect::Focus("tab-machine")]);
    bench.state.grade = Some(Grade::default());
    assert_eq!(bench.act(Action::TurnPanel(-1)), [Effect::Focus("tab-check")]);
}
