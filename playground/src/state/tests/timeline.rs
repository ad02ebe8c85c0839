//! Looking at the timeline: choosing slices, folding, following, a long run that comes in portions.

use super::*;
use trace_view::Pick;
use trace_view::paint::Row;

/// A bench with a run of five goroutines of one function, of which two have run.
fn five() -> Bench {
    let mut text = String::new();
    for g in 1..=5 {
        text.push_str(&format!("0 GCreated g=f{g} by=f0 function=\"main.work\" line=9\n"));
        text.push_str(&format!("0 RunqPut p=p0 g=f{g}\n"));
        text.push_str(&format!("0 FrameEntered fiber=f{g} function=\"main.work\" line=4\n"));
    }
    text.push_str("1 GStarted g=f1 p=p0 from=\"runq\" inherit_time=false\n");
    text.push_str("2 GYielded g=f1\n2 GlobalPut g=f1\n");
    text.push_str("3 GStarted g=f2 p=p0 from=\"runq\" inherit_time=false\n");
    text.push_str("9 RunEnded outcome=\"stopped\" exit_code=130\n");
    let trace = parse(&text).unwrap();
    let finished = Finished { trace, outcome: OutcomeKind::Stopped, exit_code: 130 };
    let mut bench = Bench::new();
    bench.load();
    let id = bench.run();
    bench.act(Action::Replied(Reply::Finished { id, finished: Box::new(finished) }));
    bench.act(Action::ToEnd);
    bench
}

#[test]
fn keys_go_from_slice_to_slice() {
    let mut bench = five();
    let shown = bench.act(Action::StepPick(Step::Down));
    assert_eq!(
        (bench.state.look.pick.map(|pick| pick.lane), &shown[..]),
        (Some(0), &[Effect::ShowRow(0)][..])
    );
    bench.act(Action::StepPick(Step::Down));
    let at_end = bench.state.look.pick.unwrap();
    assert_eq!(at_end.lane, 1);
    bench.act(Action::StepPick(Step::Before));
    assert_eq!(bench.state.look.pick, Some(Pick { slice: at_end.slice - 1, ..at_end }));
    bench.act(Action::StepPick(Step::After));
    bench.act(Action::StepPick(Step::After));
    assert_eq!(bench.state.look.pick, Some(at_end), "behind the last there is none");
    bench.act(Action::StepPick(Step::Up));
    bench.act(Action::StepPick(Step::Up));
    assert_eq!(bench.state.look.pick.map(|pick| pick.lane), Some(0), "nor above the first lane");
    bench.act(Action::Unpick);
    assert_eq!(bench.state.look.pick, None);
}

#[test]
fn a_slice_leads_to_its_moment_its_fiber_and_its_line() {
    let mut bench = five();
    let film = bench.state.film.clone().unwrap();
    let lane = film.scene.lane_of(runtime_core::id::FiberId(2)).unwrap() as u32;
    let last = film.scene.lanes[lane as usize].slices.len() as u32 - 1;
    let effects = bench.act(Action::GoTo(Pick { lane, slice: last }));
    assert_eq!(effects, [Effect::ShowLine(4)]);
    assert_eq!(bench.cursor(), 19, "it has just begun to run");
    assert_eq!(bench.state.selected, Some(runtime_core::id::FiberId(2)));
    bench.edit("another program");
    assert_eq!(bench.act(Action::GoTo(Pick { lane, slice: last })), [], "its lines are others");
    let nowhere = Pick { lane: 99, slice: 0 };
    assert_eq!(bench.act(Action::GoTo(nowhere)), []);
}

#[test]
fn groups_fold_and_unfold() {
    let mut bench = five();
    let rows = |bench: &Bench| bench.state.look.rows.all.clone();
    let open = rows(&bench);
    assert_eq!(open.len(), 6, "a P and five goroutines");
    bench.act(Action::ToggleFold(0));
    assert_eq!(rows(&bench), [Row::Lane(0), Row::Group(0)]);
    assert!(!bench.state.look.can_fold());
    bench.act(Action::FoldAll);
    assert_eq!(rows(&bench), open, "all are folded: all unfold");
    bench.act(Action::FoldAll);
    assert!(bench.state.look.is_folded(0));
}

#[test]
fn the_view_follows_until_it_is_moved() {
    let mut bench = watched();
    bench.act(Action::SetScale(ScaleKind::Steps));
    bench.act(Action::ToStart);
    bench.act(Action::ZoomHere(0.2));
    bench.act(Action::TogglePlay);
    for frame in 0..120 {
        bench.act(Action::Frame(f64::from(frame) * 16.0));
    }
    let followed = bench.state.camera.start;
    assert!(followed > 0.0);
    bench.act(Action::LookFrom(0.0));
    assert_eq!((bench.state.camera.start, bench.state.look.follow), (0.0, Follow::Off));
    bench.act(Action::Frame(2000.0));
    assert_eq!(bench.state.camera.start, 0.0);
    bench.act(Action::ToggleFollow);
    assert!(bench.state.camera.start > 0.0);
    bench.act(Action::Pan(f64::NAN));
    bench.act(Action::LookFrom(f64::NAN));
    let camera = bench.state.camera;
    assert!(camera.start >= 0.0 && camera.start + camera.span <= 1.0);
}

#[test]
fn portions_make_the_same_film() {
    let finished =
        || Finished { trace: parse(TRACE).unwrap(), outcome: OutcomeKind::Ok, exit_code: 0 };
    let whole = Film::new("p".into(), finished());
    let mut developing = Developing::new("p".into(), finished());
    let film = loop {
        match developing.advance(3) {
            Ok(more) => developing = more,
            Err(film) => break film,
        }
    };
    assert_eq!((&film.scene, film.events()), (&whole.scene, whole.events()));
    for cursor in [0, 5, 6, 11, 2] {
        assert_eq!(*film.snapshot(cursor), whole.timeline.snapshot_at(cursor as usize));
    }
}
