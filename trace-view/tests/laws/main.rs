//! What holds for every view of every trace: of the files beside, of random programs run by the
//! real machine, and of traces that were damaged on purpose.

#[path = "../common/mod.rs"]
mod common;
mod pictures;

use runtime_core::machine::{Config, Machine, Stop};
use runtime_core::script::{Act, Script};
use runtime_core::time::Time;
use runtime_core::trace::{EventKind, FiberState, Trace, write};
use trace_view::paint::{Focus, Viewport, paint};
use trace_view::svg::{DRAWS_MAX, Options, svg};
use trace_view::{Colour, LaneKind, Moment, Scale, ScaleKind, Scene, State, Timeline};
use trace_view::{narrate, narrate_from, terminal};

const SCALES: [ScaleKind; 3] = [ScaleKind::Folded, ScaleKind::Time, ScaleKind::Steps];

/// A generator of numbers that are the same on every machine (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

fn go_program(numbers: &mut Numbers) -> Vec<Vec<Act>> {
    let act = |n: &mut Numbers| match n.below(9) {
        0 => Act::Work(n.below(500)),
        1 => Act::Line(n.below(30) as u32 + 1),
        2 => Act::Print("a line"),
        3 => Act::Gosched,
        4 => Act::Send(n.below(2) as u32, 7),
        5 => Act::Recv(n.below(2) as u32),
        6 => Act::Sleep(n.below(3_000_000) as i64),
        7 => Act::Wait(1),
        _ => Act::Work(20_000_000 / (n.below(9) + 1)),
    };
    let mut programs = vec![vec![Act::Line(1), Act::Make(0, 0), Act::Make(1, 2)]];
    for program in 1..=numbers.below(5) as usize {
        programs[0].push(Act::Go(program));
        programs.push((0..numbers.below(8)).map(|_| act(numbers)).collect());
    }
    programs[0].extend((0..numbers.below(8)).map(|_| act(numbers)));
    programs
}

fn python_program(numbers: &mut Numbers) -> Vec<Vec<Act>> {
    let tasks = numbers.below(4) as usize;
    let act = |n: &mut Numbers| match n.below(6) {
        0 => Act::Work(n.below(500)),
        1 => Act::Line(n.below(30) as u32 + 1),
        2 => Act::Print("a line"),
        3 => Act::AsyncSleep(n.below(3) * n.below(9_000_000)),
        4 => Act::ThreadSleep(n.below(20_000_000)),
        _ if tasks > 0 => Act::Cancel(n.below(tasks as u64) as usize),
        _ => Act::Line(2),
    };
    let mut programs = vec![vec![Act::Line(1), Act::Run(1)], vec![Act::Line(2)]];
    for task in 0..tasks {
        programs[1].push(Act::Spawn(task + 2));
        programs.push(
            (0..numbers.below(6)).map(|_| Act::AsyncSleep(numbers.below(5_000_000))).collect(),
        );
        let more: Vec<Act> = (0..numbers.below(5))
            .map(|_| act(numbers))
            .filter(|a| !matches!(a, Act::Cancel(_)))
            .collect();
        programs[task + 2].extend(more);
    }
    programs[1].extend((0..numbers.below(7)).map(|_| act(numbers)));
    programs[1].extend((0..tasks.min(1)).map(Act::AwaitTask));
    programs
}

fn run(mut machine: Machine<Script>) -> Trace {
    loop {
        match machine.run(1_000_000) {
            Stop::Paused => {}
            Stop::Choice(_) => machine.choose(0),
            Stop::Ended(_) => return machine.trace().clone(),
        }
    }
}

fn all_traces() -> Vec<(String, Trace)> {
    let mut all: Vec<(String, Trace)> =
        common::traces().into_iter().map(|(name, trace)| (name.to_string(), trace)).collect();
    for seed in 0..60 {
        let mut numbers = Numbers(seed);
        let go = Machine::go(Script::new(go_program(&mut numbers)), Config::go());
        all.push((format!("go {seed}"), run(go)));
        let four = Config { procs: 4, ..Config::go() };
        let go = Machine::go(Script::new(go_program(&mut Numbers(seed))), four);
        all.push((format!("go on four Ps {seed}"), run(go)));
        let python = Machine::python(Script::new(python_program(&mut numbers)), Config::python());
        all.push((format!("python {seed}"), run(python)));
    }
    all.push(("empty".into(), Trace::default()));
    all
}

#[test]
fn checkpoints_agree_with_the_fold() {
    for (name, trace) in all_traces() {
        let timeline = Timeline::new(trace);
        for cursor in 0..=timeline.len() + 1 {
            assert_eq!(
                timeline.snapshot_at(cursor),
                timeline.trace.snapshot_at(cursor),
                "{name} {cursor}"
            );
        }
    }
}

#[test]
fn checkpoints_agree_where_there_are_many() {
    let acts = (0..6000).map(|i| Act::Line(i % 7 + 1)).collect();
    let timeline = Timeline::new(run(Machine::go(Script::new(vec![acts]), Config::go())));
    for cursor in (0..timeline.len()).step_by(97) {
        assert_eq!(timeline.snapshot_at(cursor), timeline.trace.snapshot_at(cursor));
    }
}

#[test]
fn steps_go_forward_and_back() {
    for (name, trace) in all_traces() {
        let timeline = Timeline::new(trace);
        let mut cursor = 0;
        while cursor < timeline.len() {
            let next = timeline.next_switch(cursor);
            assert!(next > cursor, "{name}: stuck at {cursor}");
            assert!(
                timeline.prev_switch(next) <= cursor,
                "{name}: a switch was skipped before {next}"
            );
            assert!(timeline.prev_event(timeline.next_event(cursor)) == cursor);
            cursor = next;
        }
        for cursor in 0..=timeline.len() {
            for line in timeline.current_lines(cursor) {
                let next = timeline.next_line_of(line.fiber, cursor);
                assert!(next > cursor || next == timeline.len());
                assert!(
                    timeline.prev_line_of(line.fiber, next) <= cursor.max(1),
                    "{name} {cursor}"
                );
            }
            let at = timeline.event_at_time(timeline.time_of(cursor));
            assert!(at >= cursor && timeline.time_of(at) == timeline.time_of(cursor));
        }
    }
}

#[test]
fn the_console_grows_to_all_that_was_printed() {
    for (name, trace) in all_traces() {
        let timeline = Timeline::new(trace);
        let all: String = timeline.console_at(timeline.len()).map(|chunk| chunk.text).collect();
        assert_eq!(all, timeline.trace.tables.text, "{name}");
        let mut last = 0;
        for cursor in 0..=timeline.len() {
            let bytes: usize = timeline.console_at(cursor).map(|chunk| chunk.text.len()).sum();
            assert!(bytes >= last);
            assert_eq!(
                bytes,
                timeline.snapshot_at(cursor).printed_bytes as usize,
                "{name} {cursor}"
            );
            last = bytes;
        }
    }
}

#[test]
fn slices_follow_each_other_without_holes() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let end = scene.moment(trace.events.len());
        for lane in &scene.lanes {
            for pair in lane.slices.windows(2) {
                assert_eq!(pair[0].end, pair[1].start, "{name}, {}", lane.name);
            }
            assert!(
                lane.slices.iter().all(|slice| slice.start < slice.end),
                "{name}, {}",
                lane.name
            );
            assert!(
                lane.slices.last().is_none_or(|slice| slice.end == end),
                "{name}, {}",
                lane.name
            );
        }
        assert!(scene.arrows.windows(2).all(|pair| pair[0].to <= pair[1].to));
        assert!(scene.marks.windows(2).all(|pair| pair[0].at <= pair[1].at));
        assert!(scene.changes.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

/// Both ways: a lane says running exactly where the fold says running.
#[test]
fn lanes_say_what_the_fold_says() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let timeline = Timeline::new(trace);
        let mut stopped = false;
        for cursor in 0..timeline.len() {
            let snapshot = timeline.snapshot_at(cursor);
            match cursor.checked_sub(1).map(|last| timeline.trace.events[last].kind) {
                Some(EventKind::WorldStopped { .. }) => stopped = true,
                Some(EventKind::WorldStarted {}) => stopped = false,
                _ => {}
            }
            for lane in &scene.lanes {
                let shown = lane.slice_at(scene.moment(cursor)).map(|slice| slice.state);
                let place = format!("{name}, {}, cursor {cursor}: {shown:?}", lane.name);
                match lane.kind {
                    LaneKind::Proc(p) => {
                        let runs = snapshot.ps.get(p.index()).and_then(|p| p.running);
                        let busy = runs.is_some_and(|g| !g.is_system()) && !stopped;
                        assert_eq!(shown == Some(State::Running), busy, "{place}");
                        assert_eq!(shown == Some(State::Stopped), stopped, "{place}");
                    }
                    LaneKind::Gc => assert_eq!(shown == Some(State::Stopped), stopped, "{place}"),
                    LaneKind::Fiber(fiber) => {
                        if let Some(view) = snapshot.fibers.get(&fiber) {
                            agrees(shown, view.state, lane.name == "event loop", &place);
                        }
                    }
                }
            }
        }
    }
}

fn agrees(shown: Option<State>, state: FiberState, is_loop: bool, place: &str) {
    let shown = shown.unwrap_or(State::Ended);
    let fits = match state {
        // A P0 of Python runs a thread's code and its tasks' in the same lane.
        FiberState::Running(_) => shown == State::Running,
        FiberState::Runnable => shown == State::Runnable,
        FiberState::Ended(_) => shown == State::Ended,
        FiberState::Waiting { .. } if is_loop => shown != State::Ended,
        FiberState::Waiting { .. } => {
            // Runnable: its wake-up is in the ready deque already.
            matches!(
                shown,
                State::Blocked
                    | State::Syscall
                    | State::Sleeping
                    | State::Overdue
                    | State::Frozen
                    | State::Runnable
            )
        }
    };
    assert!(fits, "{place} but {state:?}");
}

#[test]
fn scales_are_monotone_and_can_be_read_back() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        for kind in SCALES {
            let scale = Scale::new(&scene, kind);
            let n = trace.events.len();
            for cursor in 0..=n {
                let x = scale.x(cursor);
                assert!((0.0..=1.0).contains(&x));
                let back = scale.cursor_at(x);
                if kind == ScaleKind::Time {
                    assert!(back >= cursor && scale.x(back) == x, "{name} {kind:?} {cursor}");
                } else {
                    assert_eq!(back, cursor, "{name} {kind:?}");
                }
                let at = Moment { ns: scene.moment(cursor).ns + 1, ..scene.moment(cursor) };
                assert!(
                    scale.x_of(at) >= x && (cursor == n || scale.x_of(at) <= scale.x(cursor + 1))
                );
            }
            let times: Vec<u64> = (0..=100).map(|i| scale.time_at(f64::from(i) / 100.0)).collect();
            assert!(times.is_sorted());
            let ticks = scale.ticks(0.0, 1.0, 8);
            assert!(
                ticks
                    .windows(2)
                    .all(|pair| pair[0].x < pair[1].x && pair[0].label != pair[1].label)
            );
        }
    }
}

#[test]
fn every_event_has_a_sentence() {
    for (name, trace) in all_traces() {
        let timeline = Timeline::new(trace);
        for (index, sentence) in narrate_from(&timeline, 0) {
            let event = &timeline.trace.events[index];
            assert!(sentence.len() > 5, "{name}: {event:?}");
            assert!(!sentence.contains('\n') && !sentence.contains("  "), "{name}: {sentence}");
        }
        for index in (0..timeline.len()).step_by(7) {
            assert_eq!(
                Some((index, narrate(&timeline, index))),
                narrate_from(&timeline, index).next()
            );
        }
    }
}

#[test]
fn images_are_well_formed() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        for scale in SCALES {
            let title = "a < b & \"c\"\u{1}";
            let image = svg(&scene, &Options { scale, title, ..Options::default() });
            let xml = roxmltree::Document::parse(&image).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(xml.root_element().attribute("role"), Some("img"));
            let described = xml.descendants().find(|node| node.has_tag_name("desc")).unwrap();
            assert!(described.text().is_some_and(|text| text.len() > 20));
            assert_eq!(image, svg(&scene, &Options { scale, title, ..Options::default() }));
        }
    }
}

#[test]
fn nothing_is_drawn_outside() {
    use trace_view::paint::Draw;
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let scale = Scale::new(&scene, ScaleKind::Folded);
        let whole = Viewport::whole(&scene, 700.0);
        for (x0, x1) in [(0.0, 1.0), (0.25, 0.5), (0.98, 1.0)] {
            let view = Viewport { x0, x1, ..whole };
            let focus = Focus { cursor: Some(trace.events.len() / 2), lane: Some(0) };
            for draw in paint(&scene, &scale, &view, focus) {
                if let Draw::Rect { area, .. } | Draw::Tint { area, .. } = draw {
                    assert!(area.w > 0.0 && area.h > 0.0, "{name}: {area:?}");
                    assert!(area.x >= 0.0 && area.x + area.w <= 701.0, "{name}: {area:?}");
                }
            }
        }
    }
}

/// Nothing is lost and nothing is made up: the pieces of a lane are its slices, in order.
#[test]
fn pieces_are_the_slices() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        for kind in SCALES {
            let scale = Scale::new(&scene, kind);
            for (lane, pixels) in scene.lanes.iter().flat_map(|lane| [(lane, 9.0), (lane, 1e9)]) {
                let mut rest = lane.slices.iter();
                for piece in lane.visible(&scale, 0.0, 1.0, pixels) {
                    let of: Vec<_> = rest.by_ref().take(piece.count as usize).collect();
                    let place = format!("{name}, {}, {kind:?}, {pixels}: {piece:?}", lane.name);
                    assert_eq!(
                        (piece.start, piece.end),
                        (of[0].start, of[of.len() - 1].end),
                        "{place}"
                    );
                    let longest = of.iter().map(|s| s.end.ns - s.start.ns).max();
                    let lasts = |s: &&trace_view::Slice| Some(s.end.ns - s.start.ns) == longest;
                    assert!(of.iter().any(|s| lasts(s) && s.state == piece.state), "{place}");
                    let bits = of.iter().fold(0, |bits, slice| bits | slice.state.bit());
                    assert_eq!(State::most_telling(bits), piece.also, "{place}");
                }
                assert_eq!(rest.count(), 0, "{name}, {}, {kind:?}", lane.name);
            }
        }
    }
}

/// A million slices are drawn with no more than the window has pixels.
#[test]
fn large_traces_are_drawn_coarsely() {
    let yields = |n| (0..n).map(|_| Act::Gosched).collect::<Vec<_>>();
    let mut main: Vec<Act> = (1..60).map(Act::Go).collect();
    main.extend(yields(3000));
    let programs: Vec<Vec<Act>> =
        std::iter::once(main).chain((1..60).map(|_| yields(300))).collect();
    let config = Config { fuel: 1 << 40, ..Config::go() };
    let trace = run(Machine::go(Script::new(programs), config));
    let scene = Scene::new(&trace);
    assert!(scene.lanes.iter().map(|lane| lane.slices.len()).sum::<usize>() > 40_000);
    for kind in SCALES {
        let scale = Scale::new(&scene, kind);
        for lane in &scene.lanes {
            assert!(
                lane.visible(&scale, 0.0, 1.0, 500.0).count() <= 1002,
                "{kind:?} {}",
                lane.name
            );
        }
    }
    let image = svg(&scene, &Options::default());
    assert!(image.len() < DRAWS_MAX * 300, "{}", image.len());
    assert!(image.contains("… and 22 more"), "lanes are left out");
    roxmltree::Document::parse(&image).unwrap();
}

/// A trace that nobody checked must not bring a page down.
#[test]
fn damaged_traces_are_survived() {
    for (name, trace) in all_traces() {
        let mut numbers = Numbers(trace.events.len() as u64);
        for _ in 0..6 {
            let mut damaged = trace.clone();
            for _ in 0..=numbers.below(5) {
                damage(&mut damaged, &mut numbers);
            }
            let timeline = Timeline::new(damaged.clone());
            assert_eq!(narrate_from(&timeline, 0).count(), timeline.len(), "{name}");
            let image = svg(&Scene::new(&damaged), &Options::default());
            roxmltree::Document::parse(&image).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(!terminal(&damaged, 80, Colour::Always).is_empty());
        }
    }
}

fn damage(trace: &mut Trace, numbers: &mut Numbers) {
    let n = trace.events.len() as u64;
    if n < 2 {
        return;
    }
    let at = numbers.below(n) as usize;
    match numbers.below(5) {
        0 => drop(trace.events.remove(at)),
        1 => trace.events.swap(at, numbers.below(n) as usize),
        2 => trace.events.insert(at, trace.events[numbers.below(n) as usize]),
        3 => trace.events[at].at = Time(numbers.below(u64::MAX)),
        _ => drop(trace.tables.names.pop()),
    }
}

#[test]
fn views_leave_no_trace_of_chance() {
    for (_, trace) in common::traces() {
        let again = runtime_core::trace::parse(&write(&trace)).unwrap();
        assert_eq!(terminal(&trace, 90, Colour::Always), terminal(&again, 90, Colour::Always));
    }
}
