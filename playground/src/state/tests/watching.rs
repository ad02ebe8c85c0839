//! Playing, stepping, scrubbing, zooming.

use super::*;
use runtime_core::id::FiberId;
use runtime_core::trace::Stream;

#[test]
fn steps_go_both_ways_and_stop_at_the_ends() {
    let mut bench = watched();
    bench.act(Action::StepForward);
    assert_eq!(bench.cursor(), 11);
    bench.act(Action::StepBack);
    assert_eq!(bench.cursor(), 10);
    bench.act(Action::ToStart);
    bench.act(Action::StepBack);
    assert_eq!((bench.cursor(), bench.state.playback.place), (0, 0.0));
    bench.act(Action::StepForward);
    assert_eq!(bench.cursor(), 1);
}

#[test]
fn a_step_back_undoes_a_step_on_every_scale() {
    for scale in [ScaleKind::Folded, ScaleKind::Time, ScaleKind::Steps] {
        let mut bench = watched();
        bench.act(Action::SetScale(scale));
        for cursor in 0..11 {
            bench.act(Action::Seek(cursor));
            let before = bench.state.playback.place;
            bench.act(Action::StepForward);
            bench.act(Action::StepBack);
            assert_eq!((bench.cursor(), bench.state.playback.place), (cursor, before));
        }
    }
}

#[test]
fn the_console_grows_and_shrinks_with_the_cursor() {
    let bench = watched();
    let printed = |cursor| bench.film().console(cursor).0;
    assert_eq!(printed(3), []);
    let one = Passage { stream: Stream::Stdout, text: "one\n".into() };
    let two = Passage { stream: Stream::Stderr, text: "two\n".into() };
    assert_eq!(printed(4), std::slice::from_ref(&one));
    assert_eq!(printed(11), [one, two]);
}

#[test]
fn of_long_output_the_end_is_shown_from_a_line_on() {
    let mut trace = parse(TRACE).unwrap();
    let at = trace.events[2].at;
    let mut text = String::new();
    for n in 0..20_000 {
        text.push_str(&format!("line {n}\n"));
    }
    trace.tables.text = text.clone();
    let text = runtime_core::trace::TextRange { start: 0, len: text.len() as u32 };
    let (fiber, stream) = (runtime_core::id::FiberId(1), Stream::Stdout);
    let kind = runtime_core::trace::EventKind::Printed { fiber, stream, text };
    trace.events.truncate(3);
    trace.events.push(runtime_core::trace::Event { at, kind });
    let finished = Finished { trace, outcome: OutcomeKind::Ok, exit_code: 0 };
    let (passages, is_cut) = Film::new("".into(), finished).console(4);
    assert!(is_cut && passages[0].text.len() <= 64 * 1024);
    assert!(passages[0].text.starts_with("line ") && passages[0].text.ends_with("line 19999\n"));
}

#[test]
fn a_seek_past_the_end_stands_at_the_end() {
    let mut bench = watched();
    bench.act(Action::Seek(u32::MAX));
    assert_eq!(bench.cursor(), 11);
}

#[test]
fn scrubbing_takes_what_lies_left_of_the_pointer() {
    let mut bench = watched();
    for (place, cursor) in [(-3.0, 0), (0.0, 0), (1.0, 11), (7.0, 11), (f64::NAN, 0)] {
        bench.act(Action::SetScale(ScaleKind::Steps));
        bench.act(Action::Scrub(place));
        assert_eq!(bench.cursor(), cursor, "{place}");
    }
    bench.act(Action::Scrub(0.5));
    assert_eq!(bench.cursor(), 5);
}

#[test]
fn playing_follows_the_clock_to_the_end_and_stops() {
    let mut bench = watched();
    bench.act(Action::TogglePlay);
    assert_eq!(bench.cursor(), 0, "at the end, play begins again");
    let mut last = 0;
    for frame in 0..600 {
        bench.act(Action::Frame(f64::from(frame) * 16.0));
        assert!(bench.cursor() >= last);
        last = bench.cursor();
    }
    assert_eq!((last, bench.state.playback.playing), (11, false));
}

#[test]
fn a_tab_that_slept_does_not_jump() {
    let mut bench = watched();
    bench.act(Action::TogglePlay);
    bench.act(Action::Frame(0.0));
    bench.act(Action::Frame(3_600_000.0));
    assert!(bench.state.playback.playing && bench.state.playback.place < 0.1);
}

#[test]
fn pause_and_play_go_on_from_there() {
    let mut bench = watched();
    bench.act(Action::TogglePlay);
    for frame in 0..60 {
        bench.act(Action::Frame(f64::from(frame) * 16.0));
    }
    bench.act(Action::TogglePlay);
    let place = bench.state.playback.place;
    bench.act(Action::Frame(9_000.0));
    assert_eq!(bench.state.playback.place, place, "paused");
    bench.act(Action::TogglePlay);
    bench.act(Action::Frame(90_000.0));
    assert_eq!(bench.state.playback.place, place, "the first frame only starts the clock");
}

#[test]
fn without_motion_the_playhead_steps_from_event_to_event() {
    let mut bench = watched();
    bench.act(Action::SetMotion(Motion::Stepping));
    bench.act(Action::TogglePlay);
    let mut seen = Vec::new();
    for frame in 0..200 {
        bench.act(Action::Frame(f64::from(frame) * 16.0));
        let place = bench.film().place(bench.state.scale, bench.cursor());
        assert_eq!(bench.state.playback.place, place);
        seen.push(bench.cursor());
    }
    seen.dedup();
    assert_eq!(seen, [0, 1, 2, 3, 4]);
}

#[test]
fn double_speed_is_twice_as_fast() {
    let place_after = |speed| {
        let mut bench = watched();
        bench.act(Action::SetSpeed(speed));
        bench.act(Action::TogglePlay);
        (0..30).for_each(|frame| drop(bench.act(Action::Frame(f64::from(frame) * 16.0))));
        bench.state.playback.place
    };
    let (normal, double) = (place_after(Speed::Normal), place_after(Speed::Double));
    assert!((double - 2.0 * normal).abs() < 1e-9, "{normal} {double}");
}

#[test]
fn another_scale_keeps_the_cursor() {
    let mut bench = watched();
    bench.act(Action::Seek(5));
    bench.act(Action::ZoomHere(0.1));
    bench.act(Action::SetScale(ScaleKind::Steps));
    assert_eq!((bench.cursor(), bench.state.playback.place), (5, 5.0 / 11.0));
    assert_eq!(bench.state.camera, Camera::default());
}

#[test]
fn zooming_keeps_the_place_and_never_leaves_the_axis() {
    let mut bench = watched();
    bench.act(Action::Zoom { around: 0.25, factor: 0.5 });
    assert_eq!(bench.state.camera, Camera { start: 0.125, span: 0.5 });
    bench.act(Action::Pan(100.0));
    assert_eq!(bench.state.camera, Camera { start: 0.5, span: 0.5 });
    bench.act(Action::Pan(-100.0));
    assert_eq!(bench.state.camera.start, 0.0);
    bench.act(Action::Zoom { around: 0.3, factor: 1e300 });
    assert_eq!(bench.state.camera, Camera::default());
    bench.act(Action::Zoom { around: f64::NAN, factor: 0.5 });
    bench.act(Action::Pan(f64::INFINITY));
    assert_eq!(bench.state.camera, Camera::default());
}

#[test]
fn a_step_out_of_view_moves_the_view() {
    let mut bench = watched();
    bench.act(Action::SetScale(ScaleKind::Steps));
    bench.act(Action::ToStart);
    bench.act(Action::ZoomHere(0.2));
    for _ in 0..8 {
        bench.act(Action::StepForward);
        let (camera, place) = (bench.state.camera, bench.state.playback.place);
        assert!(camera.start <= place && place <= camera.start + camera.span);
    }
}

#[test]
fn lines_are_marked_where_everybody_stands() {
    let bench = watched();
    let marks = bench.film().line_marks(3, None);
    assert_eq!(marks.len(), 1);
    assert_eq!((marks[0].line, marks[0].kind), (3, MarkKind::Current));
    assert_eq!((&*marks[0].label(), marks[0].colour), ("MainThread", "var(--yp-run)"));
    let asleep = &bench.film().line_marks(5, None)[0];
    assert_eq!((asleep.kind, asleep.colour), (MarkKind::Other, "var(--yp-sleep-edge)"));
    assert_eq!(bench.film().line_marks(11, None), []);
}

#[test]
fn many_at_one_line_share_a_mark_and_who_runs_stands_first() {
    let mut text = String::new();
    for g in 1..=5 {
        text.push_str(&format!("0 GCreated g=f{g} by=f0 function=\"main.work\" line=9\n"));
        text.push_str(&format!("0 RunqPut p=p0 g=f{g}\n"));
        text.push_str(&format!("0 FrameEntered fiber=f{g} function=\"main.work\" line=4\n"));
    }
    text.push_str("1 GStarted g=f1 p=p0 from=\"runq\" inherit_time=false\n");
    text.push_str("2 GYielded g=f1\n2 GlobalPut g=f1\n");
    text.push_str("3 GStarted g=f2 p=p0 from=\"runq\" inherit_time=false\n");
    let trace = parse(&text).unwrap();
    let finished = Finished { trace, outcome: OutcomeKind::Stopped, exit_code: 130 };
    let film = Film::new("".into(), finished);
    let [mark] = &film.line_marks(film.events(), None)[..] else { panic!("one line") };
    assert_eq!((&*mark.label(), mark.kind), ("G2 G1 +3", MarkKind::Current));
    let [mark] = &film.line_marks(film.events(), Some(FiberId(4)))[..] else { panic!("one line") };
    assert!(mark.is_selected && mark.kind == MarkKind::Current);
    assert_eq!((&*mark.label(), mark.colour), ("G4 G2 +3", "var(--yp-run)"));
}

#[test]
fn nothing_can_be_watched_before_there_is_a_film() {
    let mut bench = Bench::new();
    for action in [
        Action::TogglePlay,
        Action::StepForward,
        Action::StepBack,
        Action::Scrub(0.5),
        Action::Frame(16.0),
        Action::ZoomHere(0.5),
    ] {
        assert_eq!(bench.act(action), []);
    }
    assert_eq!((bench.cursor(), bench.state.playback.playing), (0, false));
}

#[test]
fn an_empty_film_is_harmless() {
    let mut bench = Bench::new();
    let id = bench.run();
    let trace = runtime_core::trace::Trace::default();
    let finished = Finished { trace, outcome: OutcomeKind::Stopped, exit_code: 130 };
    bench.act(Action::Replied(Reply::Finished { id, finished: Box::new(finished) }));
    bench.act(Action::TogglePlay);
    bench.act(Action::StepForward);
    bench.act(Action::Scrub(0.7));
    assert_eq!((bench.cursor(), bench.state.playback.playing), (0, false));
}
