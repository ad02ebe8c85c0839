//! Run, Stop, and what the worker says.

use super::*;
use worker::protocol::Progress;

#[test]
fn a_run_sends_the_program_as_it_is_now() {
    let mut bench = Bench::new();
    bench.edit("print('two')\n");
    let effects = bench.act(Action::Run(Arrival::Play));
    let [Effect::Send(Request::Run { scenario, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert!(scenario.ends_with("---\nprint('two')\n"), "{scenario}");
}

#[test]
fn a_second_run_waits_for_the_first() {
    let mut bench = Bench::new();
    bench.run();
    assert_eq!(bench.act(Action::Run(Arrival::Play)), []);
}

#[test]
fn a_film_the_learner_asked_for_plays_from_the_start() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.finish(id);
    assert_eq!(bench.state.phase, Phase::Idle);
    assert_eq!((bench.cursor(), bench.state.playback.playing), (0, true));
}

#[test]
fn a_film_of_the_opened_page_stands_at_its_end() {
    let mut bench = Bench::new();
    bench.act(Action::Run(Arrival::End));
    bench.finish(1);
    assert_eq!((bench.cursor(), bench.state.playback.playing), (11, false));
}

#[test]
fn nothing_starts_to_move_where_motion_is_not_wanted() {
    let mut bench = Bench::with(None, Motion::Stepping);
    let id = bench.run();
    bench.finish(id);
    assert_eq!((bench.cursor(), bench.state.playback.playing), (11, false));
}

#[test]
fn a_stale_reply_is_not_heard() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.finish(id + 7);
    assert!(bench.state.film.is_none() && bench.state.phase.is_run(id));
    bench.refuse(id + 7, "of another run");
    assert!(bench.state.diagnostics.is_empty() && bench.state.phase.is_run(id));
    bench.finish(id);
    bench.finish(id);
    bench.refuse(id, "too late");
    assert!(bench.state.diagnostics.is_empty() && bench.state.film.is_some());
}

#[test]
fn the_film_of_a_program_edited_meanwhile_is_marked_and_does_not_play() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.edit("print('two')\n");
    bench.finish(id);
    assert_eq!(*bench.film().of.program, *ORIGINAL);
    assert!(bench.state.film_is_old() && !bench.state.playback.playing);
    bench.edit(ORIGINAL);
    assert!(bench.state.film_is_current(), "undone by hand, it is the same program again");
}

#[test]
fn a_program_with_problems_shows_no_run() {
    let mut bench = watched();
    let id = bench.run();
    bench.refuse(id, "invalid syntax");
    assert_eq!(bench.state.phase, Phase::Idle);
    assert_eq!(bench.state.diagnostics[0].message, "invalid syntax");
    assert!(bench.state.film.is_none());
}

#[test]
fn problems_of_a_program_edited_meanwhile_are_not_shown() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.edit("print('two')\n");
    bench.refuse(id, "of the old text");
    assert!(bench.state.diagnostics.is_empty() && bench.state.film.is_none());
}

#[test]
fn a_good_run_clears_the_problems() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.refuse(id, "invalid syntax");
    let id = bench.run();
    bench.finish(id);
    assert!(bench.state.diagnostics.is_empty());
}

#[test]
fn progress_is_heard_of_the_run_that_runs() {
    let mut bench = Bench::new();
    let id = bench.run();
    let progress = Progress { events: 3, instructions: 500, ..Progress::default() };
    bench.act(Action::Replied(Reply::Running { id: id + 1, progress }));
    assert!(matches!(bench.state.phase, Phase::Running { progress: None, .. }));
    bench.act(Action::Replied(Reply::Running { id, progress }));
    assert!(matches!(bench.state.phase, Phase::Running { progress: Some(p), .. } if p == progress));
}

#[test]
fn a_stop_keeps_what_was_done_so_far() {
    let mut bench = Bench::new();
    bench.load();
    let id = bench.run();
    let effects = bench.act(Action::Stop);
    assert_eq!(effects, [Effect::Send(Request::Stop { id }), Effect::AwaitStop(id)]);
    assert_eq!(bench.act(Action::Stop), [], "once is enough");
    bench.finish(id);
    assert_eq!((bench.cursor(), bench.state.playback.playing), (11, false));
    assert_eq!(bench.act(Action::StopOverdue(id)), [], "it has answered");
}

#[test]
fn a_worker_that_does_not_answer_is_ended() {
    let mut bench = Bench::new();
    bench.load();
    let id = bench.run();
    bench.act(Action::Stop);
    assert_eq!(bench.act(Action::StopOverdue(id + 1)), []);
    assert_eq!(bench.act(Action::StopOverdue(id)), [Effect::EndWorker]);
    assert_eq!((&bench.state.phase, &bench.state.failure), (&Phase::Idle, &Some(Failure::Silent)));
}

#[test]
fn stopping_while_the_worker_loads_gives_up_loading() {
    let mut bench = Bench::new();
    bench.run();
    assert_eq!(bench.act(Action::Stop), [Effect::EndWorker]);
    assert_eq!((&bench.state.phase, &bench.state.failure), (&Phase::Idle, &None));
}

#[test]
fn a_worker_that_fails_can_be_tried_again() {
    let mut bench = Bench::new();
    bench.run();
    assert_eq!(bench.act(Action::WorkerFailed("no network".into())), [Effect::EndWorker]);
    assert_eq!(bench.state.failure, Some(Failure::Worker("no network".into())));
    let id = bench.run();
    assert_eq!(bench.state.failure, None);
    bench.finish(id);
    assert!(bench.state.film_is_current());
}

#[test]
fn a_request_that_is_refused_says_why() {
    let mut bench = Bench::new();
    let id = bench.run();
    bench.act(Action::Replied(Reply::Refused { id, why: "no such profile".into() }));
    assert_eq!(bench.state.failure, Some(Failure::Refused("no such profile".into())));
    assert_eq!(bench.state.phase, Phase::Idle);
}

/// A bench whose run, which the page asked for, is covered.
fn veiled() -> Bench {
    let mut bench = Bench::new();
    bench.state.veiled = true;
    let effect = bench.act(Action::Run(Arrival::End)).remove(0);
    let Effect::Send(Request::Run { id, .. }) = effect else { panic!("nothing runs") };
    bench.finish(id);
    bench
}

#[test]
fn a_veiled_run_is_shown_when_it_is_asked_for_and_made_once() {
    let mut bench = veiled();
    assert!(bench.state.veiled && bench.state.film.is_some());
    assert_eq!(bench.act(Action::Run(Arrival::Play)), []);
    assert!(!bench.state.veiled && bench.state.playback.playing);
    assert_eq!(bench.cursor(), 0);
}

#[test]
fn a_veiled_program_that_was_edited_is_run() {
    let mut bench = veiled();
    bench.edit("print(2)\n");
    bench.run();
    assert!(!bench.state.veiled);
}

#[test]
fn what_is_not_recorded_is_run() {
    let mut bench = Bench::new();
    let id = bench.run();
    assert!(matches!(bench.act(Action::NotRecorded(id))[..], [Effect::Send(Request::Run { .. })]));
    assert_eq!(bench.act(Action::NotRecorded(id + 1)), []);
}
