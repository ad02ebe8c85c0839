//! The worker's service with a clock of the test's: what it replies, when, and that it hears.

use lab::explore::{Kind, Mode, Report, Timing};
use std::cell::Cell;
use worker::protocol::{ExploreOptions, FileKind, Reply, Request, Searched, decode, encode};
use worker::service::{PART, SLICE_MS, Service};

/// Two goroutines add without a lock; many schedules with a larger `ROUNDS`.
const ADD: &str = r#"language: go
---
package main

const rounds = ROUNDS

var x int

func add(done chan bool) {
	for k := 0; k < rounds; k++ {
		x = x + 1
	}
	done <- true
}

func main() {
	done := make(chan bool, 3)
	go add(done)
	go add(done)
	go add(done)
	<-done
	<-done
	<-done
	println(x == 3*rounds)
}
"#;

/// Every coroutine waits for the other.
const LOCKS: &str = "language: python
---
import asyncio

async def both(first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(both(a, b), both(b, a))

asyncio.run(main())
";

fn small() -> String {
    ADD.replace("ROUNDS", "1")
}

/// More schedules than anybody waits for, without a timing that could be searched instead.
fn large() -> String {
    ADD.replace("ROUNDS", "40")
}

/// A clock that shows so many milliseconds more at each look.
struct Clock {
    now_ms: Cell<f64>,
    step_ms: f64,
}

impl Clock {
    fn new(step_ms: f64) -> Clock {
        Clock { now_ms: Cell::new(1e6), step_ms }
    }

    fn look(&self) -> f64 {
        self.now_ms.set(self.now_ms.get() + self.step_ms);
        self.now_ms.get()
    }
}

fn explore(id: u32, scenario: String, options: ExploreOptions) -> Request {
    Request::Explore { id, scenario, options }
}

/// What the service replies until it has nothing left to do.
fn replies(service: &mut Service, clock: &Clock) -> Vec<Reply> {
    let mut replies = Vec::new();
    while service.is_busy() {
        replies.extend(service.advance(|| clock.look()));
    }
    replies
}

/// A run of many events is sent in parts, which together are what was recorded; a stop meanwhile
/// changes nothing, and another request takes its place.
#[test]
fn a_long_run_comes_in_parts() {
    let mut service = Service::default();
    let clock = Clock::new(1.0);
    let scenario = ADD.replace("ROUNDS", "20000");
    service.receive(Request::Run { id: 1, scenario: scenario.clone() });
    let mut all = replies(&mut service, &clock);
    let Some(Reply::Finished { finished, .. }) = all.pop() else { panic!("no end") };
    let mut events = Vec::new();
    let mut totals = Vec::new();
    for reply in all {
        match reply {
            Reply::Recorded { id: 1, total, events: part } => {
                assert_eq!(part.len(), PART);
                events.extend(part);
                totals.push(total as usize);
            }
            Reply::Running { id: 1, .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(totals.len() > 1 && finished.trace.events.len() <= PART);
    events.extend(finished.trace.events);
    assert!(totals.iter().all(|total| *total == events.len()));
    let whole = runtime_core::trace::Trace { events, tables: finished.trace.tables };
    assert_eq!(runtime_core::trace::check(&whole), Ok(()));

    service.receive(Request::Run { id: 2, scenario });
    while !matches!(service.advance(|| clock.look()), Some(Reply::Recorded { .. })) {}
    assert_eq!(service.receive(Request::Stop { id: 2 }), None, "what is left comes anyway");
    assert!(service.is_busy());
    service.receive(Request::Run { id: 3, scenario: small() });
    let all = replies(&mut service, &clock);
    assert!(matches!(all.last(), Some(Reply::Finished { id: 3, .. })));
}

/// The report at the end; before it there was nothing but progress, with the same id.
fn explored(id: u32, replies: &[Reply]) -> (Vec<Searched>, Report) {
    let Some((Reply::Explored { id: last, report }, before)) = replies.split_last() else {
        panic!("no report: {replies:?}");
    };
    assert_eq!(*last, id);
    let searched = before.iter().map(|reply| match reply {
        Reply::Exploring { id: of, searched } if *of == id => searched.clone(),
        other => panic!("{other:?}"),
    });
    (searched.collect(), (**report).clone())
}

fn kinds(report: &Report) -> Vec<Kind> {
    report.outcomes.iter().map(|outcome| outcome.kind).collect()
}

#[test]
fn an_exploration_ends_with_its_report() {
    let mut service = Service::default();
    assert_eq!(service.receive(explore(7, small(), ExploreOptions::default())), None);
    let (_, report) = explored(7, &replies(&mut service, &Clock::new(0.1)));
    assert!(report.complete && report.states > 0, "{report:?}");
    assert!(report.problems.iter().any(|problem| problem.kind == Kind::Race), "{report:?}");
    assert!(!service.is_busy());
}

#[test]
fn python_is_explored_too() {
    let mut service = Service::default();
    service.receive(explore(1, LOCKS.into(), ExploreOptions::default()));
    let (_, report) = explored(1, &replies(&mut service, &Clock::new(0.1)));
    assert!(report.complete && kinds(&report).contains(&Kind::Deadlock), "{report:?}");
}

/// With a look at the clock that costs 1 ms: five slices of 20 ms between two reports.
#[test]
fn progress_comes_ten_times_a_second_and_grows() {
    let mut service = Service::default();
    let options = ExploreOptions { time_ms: 1_000, ..ExploreOptions::default() };
    service.receive(explore(2, large(), options));
    let (searched, _) = explored(2, &replies(&mut service, &Clock::new(1.0)));
    assert!((8..=11).contains(&searched.len()), "{searched:?}");
    assert!(searched.windows(2).all(|pair| pair[0].moves < pair[1].moves), "{searched:?}");
    assert!(searched[0].states + searched[0].executions > 0 && !searched[0].stage.is_empty());
}

#[test]
fn the_time_ends_it_and_before_that_it_is_bounded() {
    let mut service = Service::default();
    let options = ExploreOptions { time_ms: 1_000, ..ExploreOptions::default() };
    service.receive(explore(3, large(), options));
    let (searched, report) = explored(3, &replies(&mut service, &Clock::new(1.0)));
    assert!(!report.complete, "{report:?}");
    assert!((1.0..1.1).contains(&report.seconds), "{}", report.seconds);
    let exhaustive = |searched: &&Searched| ["states", "behaviours"].contains(&&*searched.stage);
    let whole = searched.iter().filter(exhaustive).count();
    assert!((4..=6).contains(&whole), "bounded from 0.6 s on: {searched:?}");
}

#[test]
fn a_mode_that_was_asked_for_is_not_hurried() {
    let mut service = Service::default();
    let options = ExploreOptions { mode: Mode::States, time_ms: 500, ..ExploreOptions::default() };
    service.receive(explore(4, large(), options));
    let (searched, report) = explored(4, &replies(&mut service, &Clock::new(1.0)));
    assert!(searched.iter().all(|searched| searched.stage == "states"), "{searched:?}");
    assert!(!report.complete && report.mode == Mode::States, "{report:?}");
}

#[test]
fn a_stop_ends_it_with_what_was_found() {
    let mut service = Service::default();
    let clock = Clock::new(1.0);
    service.receive(explore(5, large(), ExploreOptions::default()));
    for _ in 0..5 {
        let before = clock.now_ms.get();
        service.advance(|| clock.look());
        assert!(clock.now_ms.get() - before < SLICE_MS + 5.0, "a slice is short");
    }
    assert_eq!(service.receive(Request::Stop { id: 4 }), None, "of another");
    assert!(service.is_busy());
    let reply = service.receive(Request::Stop { id: 5 }).expect("a report");
    let (_, report) = explored(5, &[reply]);
    assert!(!report.complete && report.states > 0 && report.seconds > 0.05, "{report:?}");
    assert!(!service.is_busy());
    assert_eq!(service.receive(Request::Stop { id: 5 }), None, "it is over");
}

#[test]
fn a_stop_before_the_first_slice_is_heard() {
    let mut service = Service::default();
    service.receive(explore(6, large(), ExploreOptions::default()));
    let reply = service.receive(Request::Stop { id: 6 }).expect("a report");
    let (_, report) = explored(6, &[reply]);
    assert_eq!((report.complete, report.seconds), (false, 0.0));
}

#[test]
fn the_next_request_takes_its_place() {
    let mut service = Service::default();
    let clock = Clock::new(1.0);
    service.receive(explore(8, large(), ExploreOptions::default()));
    service.advance(|| clock.look());
    service.receive(Request::Run { id: 9, scenario: small() });
    let all = replies(&mut service, &clock);
    assert!(matches!(all.last(), Some(Reply::Finished { id: 9, .. })), "{all:?}");
}

#[test]
fn what_cannot_be_explored_says_why() {
    let mut service = Service::default();
    let options = ExploreOptions::default;
    let refused = service.receive(explore(1, "language: cobol\n---\n".into(), options()));
    assert!(matches!(refused, Some(Reply::Refused { id: 1, .. })), "{refused:?}");
    let wrong = service.receive(explore(2, "language: go\n---\npackage main\n(".into(), options()));
    let Some(Reply::Checked { id: 2, diagnostics }) = wrong else { panic!("{wrong:?}") };
    assert!(!diagnostics.is_empty() && !service.is_busy());
}

/// The clock decides when progress is reported, not what is found.
#[test]
fn a_slow_machine_finds_the_same() {
    let found = |step_ms: f64| {
        let mut service = Service::default();
        let options = ExploreOptions { time_ms: u32::MAX, ..ExploreOptions::default() };
        service.receive(explore(1, ADD.replace("ROUNDS", "2"), options));
        let (_, report) = explored(1, &replies(&mut service, &Clock::new(step_ms)));
        Report { seconds: 0.0, ..report }
    };
    assert_eq!(found(0.01), found(25.0));
}

#[test]
fn a_report_comes_back_as_it_was_sent() {
    let mut service = Service::default();
    let options = ExploreOptions { timing: Some(Timing::Virtual), ..ExploreOptions::default() };
    service.receive(explore(1, small(), options));
    let all = replies(&mut service, &Clock::new(0.7));
    let (_, report) = explored(1, &all);
    assert!(!report.outcomes.is_empty() && report.problems.iter().any(|p| !p.locations.is_empty()));
    for reply in all {
        assert_eq!(decode(&encode(&reply)), Some(reply));
    }
}

#[test]
fn a_run_can_be_saved_as_a_file() {
    for (kind, begins) in [(FileKind::Svg, "<svg "), (FileKind::Perfetto, "{\"displayTimeUnit\"")] {
        let mut service = Service::default();
        let clock = Clock::new(1.0);
        let request = Request::Save { id: 4, scenario: LOCKS.into(), kind };
        assert_eq!(service.receive(request), None);
        let mut replies = Vec::new();
        while service.is_busy() {
            replies.extend(service.advance(|| clock.look()));
        }
        let Some(Reply::Saved { id: 4, kind: saved, text }) = replies.pop() else {
            panic!("no file: {replies:?}");
        };
        assert!(saved == kind && text.starts_with(begins), "{}", &text[..80]);
    }
}
