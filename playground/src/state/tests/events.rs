//! The table of events, steps longer than an event, and going to a moment.

use super::*;
use runtime_core::id::FiberId;
use trace_view::Place;

/// The events that are listed.
fn listed(bench: &Bench) -> Vec<u32> {
    let events = &bench.state.events;
    (0..events.rows(bench.film())).filter_map(|row| events.event(row)).collect()
}

#[test]
fn every_event_is_listed_until_one_asks_for_some() {
    let mut bench = watched();
    assert_eq!(listed(&bench), Vec::from_iter(0..11));
    bench.act(Action::Filter(None, "PRINTS".into()));
    assert_eq!(listed(&bench), [3]);
    bench.act(Action::Filter(Some(FiberId(1)), "".into()));
    assert_eq!(listed(&bench), Vec::from_iter(0..10), "the end is nobody's");
    bench.act(Action::Filter(Some(FiberId(2)), "".into()));
    assert!(listed(&bench).is_empty());
    bench.act(Action::Filter(None, "".into()));
    assert_eq!(listed(&bench).len(), 11);
}

#[test]
fn the_row_of_a_cursor_is_the_last_listed_event_before_it() {
    let mut bench = watched();
    let row_at = |bench: &Bench, cursor| bench.state.events.row_at(bench.film(), cursor);
    assert_eq!([0, 1, 11].map(|cursor| row_at(&bench, cursor)), [None, Some(0), Some(10)]);
    bench.act(Action::Filter(None, "line".into()));
    assert_eq!(listed(&bench), [1, 4, 6]);
    let rows = [0, 1, 2, 6, 7, 11].map(|cursor| row_at(&bench, cursor));
    assert_eq!(rows, [None, None, Some(0), Some(1), Some(2), Some(2)]);
}

#[test]
fn rows_are_gone_through_with_the_cursor() {
    let mut bench = watched();
    bench.act(Action::Filter(None, "line".into()));
    bench.act(Action::ToStart);
    let mut cursors = Vec::new();
    for by in [1, 1, 1, -1, -8] {
        bench.act(Action::GoRows(by));
        cursors.push(bench.cursor());
    }
    assert_eq!(cursors, [2, 5, 7, 5, 2]);
}

/// A run in which a line is reached so many times.
fn long(bench: &mut Bench, count: u32) {
    let mut trace = parse(TRACE).unwrap();
    let line = trace.events[6];
    trace.events.splice(6..7, std::iter::repeat_n(line, count as usize));
    let id = bench.run();
    let finished = Finished { trace, outcome: OutcomeKind::Ok, exit_code: 0 };
    bench.act(Action::Replied(Reply::Finished { id, finished: Box::new(finished) }));
}

#[test]
fn a_long_run_is_searched_a_slice_after_another() {
    let mut bench = Bench::new();
    long(&mut bench, 20_000);
    let mut effects = bench.act(Action::Filter(None, "comes to line 5".into()));
    let mut slices = 1;
    while effects == [Effect::LookOn] {
        effects = bench.act(Action::LookOn);
        slices += 1;
    }
    assert_eq!((slices, bench.state.events.seen), (5, 20_010));
    assert_eq!(listed(&bench), Vec::from_iter(6..20_006));
    assert_eq!(bench.state.events.row_at(bench.film(), 20_010), Some(19_999));
    bench.act(Action::LookOn);
    assert_eq!(listed(&bench).len(), 20_000, "there is nothing left to look at");
}

#[test]
fn another_film_is_searched_anew() {
    let mut bench = watched();
    bench.act(Action::Filter(Some(FiberId(1)), "comes to line 5".into()));
    assert_eq!(listed(&bench), [6]);
    long(&mut bench, 3);
    assert_eq!(listed(&bench), [6, 7, 8]);
}

#[test]
fn steps_go_from_output_to_output_and_from_line_to_line() {
    let mut bench = watched();
    let mut after = |action: Action| {
        bench.act(action);
        bench.cursor()
    };
    assert_eq!(
        [after(Action::PrevPrint), after(Action::PrevPrint), after(Action::PrevPrint)],
        [8, 4, 0]
    );
    assert_eq!(
        [after(Action::NextPrint), after(Action::NextPrint), after(Action::NextPrint)],
        [4, 8, 11]
    );
    assert_eq!(
        [after(Action::PrevLine), after(Action::PrevLine), after(Action::PrevLine)],
        [7, 2, 0]
    );
    assert_eq!(
        [after(Action::NextLine), after(Action::NextLine), after(Action::NextLine)],
        [2, 7, 11]
    );
}

#[test]
fn a_press_on_the_output_goes_to_when_it_was_printed() {
    let mut bench = watched();
    bench.act(Action::ShowPrinted(1, 2));
    assert_eq!(bench.cursor(), 8);
    bench.act(Action::ShowPrinted(0, 0));
    assert_eq!(bench.cursor(), 4);
    bench.act(Action::ShowPrinted(0, 400));
    bench.act(Action::ShowPrinted(9, 0));
    assert_eq!(bench.cursor(), 4, "nothing is there");
}

#[test]
fn a_place_is_shown_with_whom_it_is_about_and_its_line() {
    let mut bench = watched();
    let place = Place { cursor: 7, fiber: FiberId(1), line: 5 };
    assert_eq!(bench.act(Action::Show(place)), [Effect::ShowLine(5)]);
    assert_eq!((bench.cursor(), bench.state.selected), (7, Some(FiberId(1))));
    bench.edit("print('two')\n");
    assert_eq!(bench.act(Action::Show(place)), [], "the line is of another program");
    assert_eq!(bench.act(Action::ShowLine(2)), [Effect::ShowLine(2)]);
}

#[test]
fn the_speed_stays_between_the_slowest_and_the_fastest() {
    let mut bench = watched();
    bench.act(Action::TurnSpeed(1));
    assert_eq!(bench.state.playback.speed, Speed::Double);
    bench.act(Action::TurnSpeed(9));
    assert_eq!(bench.state.playback.speed, Speed::Fourfold);
    bench.act(Action::TurnSpeed(-9));
    assert_eq!(bench.state.playback.speed, Speed::Quarter);
}
