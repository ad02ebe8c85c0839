//! The search of all schedules.

use super::*;
use lab::explore::{Mode, Report};
use worker::protocol::Searched;

/// Asks for a search; the request's id.
fn explore(bench: &mut Bench) -> RequestId {
    match &bench.act(Action::Explore)[..] {
        [Effect::Send(Request::Explore { id, scenario, .. })] => {
            assert!(!scenario.contains("schedule:"), "{scenario}");
            *id
        }
        other => panic!("{other:?}"),
    }
}

fn report() -> Report {
    Report {
        complete: true,
        mode: Mode::States,
        bound: None,
        executions: 2,
        blocked: 0,
        states: 9,
        seconds: 0.1,
        notes: Vec::new(),
        outcomes: Vec::new(),
        problems: Vec::new(),
        loose_counts: false,
    }
}

fn explored(bench: &mut Bench, id: RequestId) {
    bench.act(Action::Replied(Reply::Explored { id, report: Box::new(report()) }));
}

#[test]
fn a_search_tells_how_far_it_is_and_what_it_found() {
    let mut bench = watched();
    let id = explore(&mut bench);
    assert_eq!(bench.state.panel, Panel::Schedules);
    assert_eq!(bench.act(Action::Explore), [], "one at a time");
    let searched = Searched { stage: "states".into(), states: 5, ..Searched::default() };
    bench.act(Action::Replied(Reply::Exploring { id, searched: searched.clone() }));
    assert_eq!(bench.state.search.under_way.as_ref().unwrap().searched, searched);
    explored(&mut bench, id + 5);
    assert!(bench.state.search.found.is_none(), "nobody waited for that one");
    explored(&mut bench, id);
    assert!(bench.state.search.under_way.is_none());
    assert_eq!(bench.state.search.found.as_ref().unwrap().report, report());
    assert!(!bench.state.found_is_old());
}

#[test]
fn an_edit_or_a_knob_makes_what_was_found_old() {
    let mut bench = watched();
    let id = explore(&mut bench);
    explored(&mut bench, id);
    bench.act(Action::WatchSchedule("0.1".into()));
    assert!(!bench.state.found_is_old(), "it is what was found");
    bench.edit("print('two')\n");
    assert!(bench.state.found_is_old());
    bench.edit(ORIGINAL);
    assert!(!bench.state.found_is_old());
    bench.act(Action::NextSeed);
    assert!(bench.state.found_is_old());
}

#[test]
fn a_search_is_stopped_and_told_twice_ended() {
    let mut bench = watched();
    let id = explore(&mut bench);
    assert_eq!(bench.act(Action::StopSearch), [Effect::Send(Request::Stop { id })]);
    assert_eq!(bench.act(Action::StopSearch), [Effect::EndWorker]);
    assert!(bench.state.search.under_way.is_none());
    assert_eq!(bench.act(Action::StopSearch), []);
    let id = explore(&mut bench);
    assert_eq!(bench.act(Action::Stop), [Effect::Send(Request::Stop { id })]);
    explored(&mut bench, id);
    assert!(bench.state.search.found.is_some());
}

#[test]
fn a_run_gives_the_search_up_and_none_begins_while_one_goes_on() {
    let mut bench = watched();
    let id = explore(&mut bench);
    let run = bench.run();
    explored(&mut bench, id);
    assert!(bench.state.search.under_way.is_none() && bench.state.search.found.is_none());
    assert_eq!(bench.act(Action::Explore), []);
    bench.finish(run);
    explore(&mut bench);
}

#[test]
fn what_cannot_be_searched_says_why() {
    let mut bench = watched();
    let id = explore(&mut bench);
    bench.refuse(id, "no such name");
    assert_eq!(bench.state.diagnostics.len(), 1);
    assert!(bench.state.search.under_way.is_none() && bench.state.film.is_some());
    let id = explore(&mut bench);
    bench.act(Action::Replied(Reply::Refused { id, why: "no".into() }));
    assert_eq!(bench.state.failure, Some(Failure::Refused("no".into())));
    explore(&mut bench);
    bench.act(Action::WorkerFailed("gone".into()));
    assert!(bench.state.search.under_way.is_none());
}
