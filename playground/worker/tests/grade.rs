//! Grading through the service: what the page gets.

use exercises::exercise;
use lab::Scenario;
use worker::graded::{Report, Status, Told};
use worker::protocol::{Reply, Request, decode, encode};
use worker::service::Service;

/// Every reply until the service is idle; each look at the clock takes a millisecond.
fn replies(service: &mut Service, request: Request) -> Vec<Reply> {
    let mut now = 0.0;
    let mut clock = move || {
        now += 1.0;
        now
    };
    let mut replies: Vec<Reply> = service.receive(request).into_iter().collect();
    while service.is_busy() {
        replies.extend(service.advance(&mut clock));
    }
    replies
}

fn request(exercise: &str, program: &str) -> Request {
    Request::Grade { id: 7, exercise: exercise.into(), program: program.into() }
}

fn graded(program: &str) -> Report {
    told(program).0
}

fn told(program: &str) -> (Report, Vec<Told>) {
    let mut replies = replies(&mut Service::default(), request("frozen-loop", program));
    let last = replies.pop().unwrap();
    assert_eq!(decode::<Reply>(&encode(&last)), Some(last.clone()), "it fits into a message");
    match last {
        Reply::Graded { id: 7, report, account } => (*report, account),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_is_graded_as_on_the_command_line() {
    let exercise = exercise("frozen-loop").unwrap().unwrap();
    let start = graded(exercise.start);
    assert_eq!(start, exercises::grade(&exercise, exercise.start));
    assert_eq!(start.status, Status::Fail);
    assert_eq!(start.hints.len(), 3);
    let failing = start.checks.iter().find(|check| !check.holds).unwrap();
    let failure = failing.failure.as_ref().unwrap();
    assert_eq!(failure.lines, [7]);
    let run = lab::run(&Scenario::parse(&failure.scenario).unwrap()).unwrap();
    assert!((failure.cursor as usize) < run.trace.events.len());
    assert_eq!(graded(exercise.solution).status, Status::Pass);
}

#[test]
fn the_run_that_shows_a_failure_is_told_line_by_line() {
    let exercise = exercise("frozen-loop").unwrap().unwrap();
    let (_, account) = told(exercise.start);
    let sleeps = account
        .iter()
        .any(|told| matches!(told, Told::Line { line: 7, who, .. } if !who.is_empty()));
    assert!(sleeps, "{account:?}");
    assert!(account.len() <= 42 && account.iter().any(|told| matches!(told, Told::LeftOut(1..))));
    assert_eq!(told(exercise.solution).1, []);
}

#[test]
fn a_program_that_cannot_be_run_has_diagnostics() {
    let report = graded("return 1\n");
    assert_eq!((report.status, report.diagnostics.len()), (Status::Error, 1));
}

#[test]
fn what_is_no_exercise_is_refused() {
    let replies = replies(&mut Service::default(), request("frozen-lake", ""));
    assert!(matches!(&replies[..], [Reply::Refused { id: 7, why }] if why.contains("frozen-lake")));
}

#[test]
fn a_grading_that_is_stopped_is_no_verdict() {
    let mut service = Service::default();
    let start = exercise("frozen-loop").unwrap().unwrap().start;
    assert_eq!(service.receive(request("frozen-loop", start)), None);
    let stopped = service.receive(Request::Stop { id: 7 });
    assert!(matches!(stopped, Some(Reply::Refused { id: 7, .. })));
    assert!(!service.is_busy());
}
