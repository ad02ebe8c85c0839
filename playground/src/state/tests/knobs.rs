//! Settings and schedules: how a program is run.

use super::*;
use crate::settings::Knob;

/// The scenario of the run that these effects ask for.
fn sent(effects: &[Effect]) -> (RequestId, &str) {
    match effects.last() {
        Some(Effect::Send(Request::Run { id, scenario })) => (*id, scenario),
        _ => panic!("{effects:?}"),
    }
}

#[test]
fn a_turned_knob_is_kept_and_runs_again_where_one_stood() {
    let mut bench = watched();
    bench.act(Action::SetScale(ScaleKind::Steps));
    bench.act(Action::Seek(6));
    let effects = bench.act(Action::Turn(Knob::Seed, " 7".into()));
    assert_eq!(effects[0], Effect::KeepSettings("seed: 7\n".into()));
    let (id, scenario) = sent(&effects);
    assert!(scenario.contains("\nseed: 7\n---\n"), "{scenario}");
    assert!(bench.state.film_is_old());
    bench.finish(id);
    assert_eq!((bench.cursor(), bench.state.playback.playing), (6, false));
    assert!(bench.state.film_is_current());
    assert_eq!(bench.state.value(Knob::Seed), "7");
}

#[test]
fn the_figures_of_the_run_before_stay_for_comparison() {
    let mut bench = watched();
    assert_eq!(bench.state.before, None);
    let again = bench.run();
    bench.finish(again);
    assert_eq!(bench.state.before, None, "the same run again is nothing to compare with");
    let effects = bench.act(Action::NextSeed);
    let (id, scenario) = sent(&effects);
    assert!(scenario.contains("seed: 1\n"));
    bench.finish(id);
    assert_eq!(bench.state.before, Some(*bench.film().figures()));
}

#[test]
fn a_knob_turned_while_something_runs_gives_that_up() {
    let mut bench = watched();
    let first = bench.run();
    let effects = bench.act(Action::Turn(Knob::Profile, "cpython-3.9".into()));
    let (second, _) = sent(&effects);
    bench.finish(first);
    assert!(bench.state.phase.is_run(second), "the reply of the first is not heard");
    bench.finish(second);
    assert_eq!(bench.state.phase, Phase::Idle);
}

#[test]
fn what_cannot_be_stays_written_and_says_why() {
    let mut bench = watched();
    assert_eq!(bench.act(Action::Draft(Knob::Interval, "5".into())), []);
    assert_eq!(bench.state.draft.as_ref().unwrap().why, "");
    assert_eq!(bench.act(Action::Turn(Knob::Interval, "5".into())), []);
    let draft = bench.state.draft.clone().unwrap();
    assert!(draft.why.starts_with("Write a time") && &*draft.text == "5", "{draft:?}");
    assert_eq!(bench.state.value(Knob::Interval), "5ms");
    let effects = bench.act(Action::Turn(Knob::Interval, "1ms".into()));
    assert!(sent(&effects).1.contains("switch-interval: 1ms\n"));
    assert_eq!(bench.state.draft, None);
}

#[test]
fn nothing_runs_again_for_the_value_that_is_there() {
    let mut bench = watched();
    assert_eq!(bench.act(Action::Turn(Knob::Seed, "0".into())), []);
    assert_eq!(bench.act(Action::ResetSettings), []);
    bench.act(Action::NextSeed);
    let effects = bench.act(Action::ResetSettings);
    assert_eq!(effects[0], Effect::KeepSettings("".into()));
    assert!(!sent(&effects).1.contains("seed"));
}

#[test]
fn a_schedule_is_watched_from_the_start_and_left_again() {
    for (motion, plays) in [(Motion::Gliding, true), (Motion::Stepping, false)] {
        let mut bench = watched();
        bench.act(Action::SetMotion(motion));
        let effects = bench.act(Action::WatchSchedule("virtual:0x9.1".into()));
        let (id, scenario) = sent(&effects);
        assert!(scenario.contains("\nschedule: virtual:0x9.1\n---\n"), "{scenario}");
        bench.finish(id);
        assert_eq!((bench.cursor(), bench.state.playback.playing), (0, plays));
        assert!(bench.state.film_is_current());
        let effects = bench.act(Action::LeaveSchedule);
        assert!(!sent(&effects).1.contains("schedule"));
        assert_eq!(bench.act(Action::LeaveSchedule), []);
    }
}

#[test]
fn a_schedule_that_came_with_the_program_is_watched_until_it_is_left() {
    let text = ["language: python\nschedule: 0.2\n---\n", ORIGINAL].concat();
    let demo = Demo::read("link".into(), "x".into(), &text).unwrap();
    let state = State::new(Rc::new(demo), None, Motion::Gliding);
    let mut bench = Bench { state, effects: Vec::new() };
    assert_eq!(bench.state.schedule.as_deref(), Some("0.2"));
    let effects = bench.act(Action::LeaveSchedule);
    assert!(!sent(&effects).1.contains("schedule"));
    bench.edit("print('two')\n");
    assert_eq!(bench.state.schedule, None);
    bench.act(Action::Reset);
    assert_eq!(bench.state.schedule.as_deref(), Some("0.2"));
}

#[test]
fn an_edit_or_a_knob_leaves_the_schedule() {
    let mut bench = watched();
    bench.act(Action::WatchSchedule("0.1".into()));
    bench.edit("print('two')\n");
    assert_eq!(bench.state.schedule, None);
    bench.act(Action::WatchSchedule("0.1".into()));
    bench.act(Action::NextSeed);
    assert_eq!(bench.state.schedule, None);
}
