//! What holds for pictures of traces: rows and folding, what is under the pointer, crowds, reading
//! in portions.

use super::{SCALES, all_traces};
use runtime_core::trace::{Snapshot, Trace};
use trace_view::paint::{Draw, Focus, Hit, Row, Rows, Viewport, area_of, hit, paint_rows};
use trace_view::{
    CLASSES, Crowd, LaneKind, Pick, Reading, Scale, ScaleKind, Scene, Timeline, class,
};

fn read(trace: Trace, portion: usize) -> (Timeline, Scene) {
    let mut reading = Reading::new(trace);
    loop {
        match reading.advance(portion) {
            Ok(more) => reading = more,
            Err(done) => return done,
        }
    }
}

#[test]
fn portions_make_no_difference() {
    for (name, trace) in all_traces() {
        let (whole, scene) = (Timeline::new(trace.clone()), Scene::new(&trace));
        for portion in [1, 7, usize::MAX] {
            let (timeline, other) = read(trace.clone(), portion);
            assert!(other == scene, "{name} {portion}");
            assert_eq!(timeline.names, whole.names, "{name} {portion}");
            for cursor in (0..=whole.len()).step_by(5) {
                assert_eq!(timeline.time_of(cursor), whole.time_of(cursor), "{name} {cursor}");
                assert_eq!(timeline.next_switch(cursor), whole.next_switch(cursor), "{name}");
                assert_eq!(timeline.stdout_at(cursor), whole.stdout_at(cursor), "{name}");
            }
        }
    }
}

#[test]
fn a_snapshot_can_be_taken_anywhere() {
    for (name, trace) in all_traces() {
        let timeline = Timeline::new(trace);
        let (mut snapshot, mut at) = (Snapshot::default(), 0);
        for step in [1, 1, 40, 3, 0, 500, 2] {
            let cursor = (at + step).min(timeline.len());
            timeline.advance(&mut snapshot, at, cursor);
            assert_eq!(snapshot, timeline.snapshot_at(cursor), "{name} {cursor}");
            at = cursor;
        }
        timeline.advance(&mut snapshot, at, at / 2);
        assert_eq!(snapshot, timeline.snapshot_at(at / 2), "{name} back");
    }
}

/// What these lanes' slices last, class by class.
fn times_of<'a>(scene: &Scene, lanes: impl Iterator<Item = &'a u32>) -> [u64; CLASSES] {
    let mut sums = [0; CLASSES];
    for slice in lanes.flat_map(|&lane| &scene.lanes[lane as usize].slices) {
        if let Some(class) = class(slice.state) {
            sums[class] += slice.end.ns - slice.start.ns;
        }
    }
    sums
}

#[test]
fn crowds_conserve_time() {
    let conserves = |crowd: &Crowd, scene: &Scene, lanes: &[u32], place: &str| {
        let end = scene.times.last().copied().unwrap_or(0);
        assert_eq!(crowd.area(end, &scene.times), times_of(scene, lanes.iter()), "{place}");
        for bins in [1, 3, 64] {
            let at = |bin: u64| end / bins * bin + if bin == bins { end % bins } else { 0 };
            let mut sums = [0.0; CLASSES];
            for bin in 0..bins {
                let (from, to) = (at(bin), at(bin + 1));
                let counts = crowd.counts(from, to, 0, &scene.times);
                (0..CLASSES).for_each(|class| sums[class] += counts[class] * (to - from) as f64);
            }
            let whole = crowd.area(end, &scene.times);
            for class in (0..CLASSES).filter(|_| end > bins) {
                let off = (sums[class] - whole[class] as f64).abs();
                assert!(off <= 1.0 + whole[class] as f64 * 1e-9, "{place}, {bins} bins: {off}");
            }
        }
    };
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let is_fiber = |lane: &u32| matches!(scene.lanes[*lane as usize].kind, LaneKind::Fiber(_));
        let fibers: Vec<u32> = (0..scene.lanes.len() as u32).filter(is_fiber).collect();
        conserves(&scene.crowd, &scene, &fibers, &name);
        for group in &scene.groups {
            conserves(&group.crowd, &scene, &group.lanes, &format!("{name}, {}", group.name));
        }
    }
}

#[test]
fn folding_hides_and_shows_and_changes_nobody_else() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let open = Rows::new(&scene, |_| false);
        let mut lanes: Vec<Row> = Rows::plain(&scene).all;
        lanes.sort_by_key(|row| format!("{row:?}"));
        let mut shown = open.all.clone();
        shown.sort_by_key(|row| format!("{row:?}"));
        assert_eq!(shown, lanes, "{name}: every lane once");
        for (at, group) in scene.groups.iter().enumerate() {
            let folded = Rows::new(&scene, |other| other == at);
            let of_others = |row: &&Row| match row {
                Row::Lane(lane) => !group.lanes.contains(lane),
                Row::Group(_) => false,
            };
            let before: Vec<&Row> = open.all.iter().filter(of_others).collect();
            let after: Vec<&Row> = folded.all.iter().filter(of_others).collect();
            assert_eq!(before, after, "{name}");
            assert_eq!(folded.all.len() + group.lanes.len() - 1, open.all.len(), "{name}");
            for &lane in &group.lanes {
                assert_eq!(folded.all[folded.of(lane as usize)], Row::Group(at as u32), "{name}");
            }
            assert_eq!(open.heads.len(), folded.heads.len(), "{name}: it can be unfolded");
        }
    }
}

fn rectangles(draws: &[Draw]) -> Vec<[i64; 4]> {
    let rounded = |draw: &Draw| match draw {
        Draw::Rect { area, .. } => {
            Some([area.x, area.y, area.w, area.h].map(|side| (side * 100.0).round() as i64))
        }
        _ => None,
    };
    draws.iter().filter_map(rounded).collect()
}

/// Each slice wide enough to be pointed at is painted where it is said to be, and found there.
#[test]
fn what_is_painted_is_what_is_hit() {
    let mut hits = 0;
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let rows = Rows::new(&scene, |_| false);
        for kind in SCALES {
            let scale = Scale::new(&scene, kind);
            let view = Viewport::whole(&scene, 1000.0);
            let painted = rectangles(&paint_rows(&scene, &rows, &scale, &view, Focus::default()));
            for (lane, of) in scene.lanes.iter().enumerate() {
                for slice in 0..of.slices.len() {
                    let pick = Pick { lane: lane as u32, slice: slice as u32 };
                    let area = area_of(&scene, &rows, &scale, &view, pick).expect("in sight");
                    let place = format!("{name} {kind:?} {pick:?} {area:?}");
                    let whole = [area.x, area.y, area.w, area.h];
                    let whole = whole.map(|side| (side * 100.0).round() as i64);
                    if area.w < 8.0 || !painted.contains(&whole) {
                        continue;
                    }
                    let middle = [area.x + area.w / 2.0, area.y + area.h / 2.0];
                    let found = hit(&scene, &rows, &scale, &view, middle);
                    assert_eq!(found, Some(Hit::Slice(pick)), "{place}");
                    hits += 1;
                }
            }
        }
    }
    assert!(hits > 300, "{hits}");
}

#[test]
fn beside_the_lanes_nothing_is_hit() {
    let (_, trace) = all_traces().remove(0);
    let scene = Scene::new(&trace);
    let (rows, scale) = (Rows::plain(&scene), Scale::new(&scene, ScaleKind::Time));
    let view = Viewport::whole(&scene, 1000.0);
    for at in [[2.0, 50.0], [500.0, 3.0], [500.0, view.height + 40.0], [1.0e9, 50.0]] {
        assert_eq!(hit(&scene, &rows, &scale, &view, at), None, "{at:?}");
    }
}

#[test]
fn of_every_slice_something_can_be_said() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let timeline = Timeline::new(trace);
        for (lane, of) in scene.lanes.iter().enumerate() {
            for slice in 0..of.slices.len() {
                let pick = Pick { lane: lane as u32, slice: slice as u32 };
                let story = scene.story(pick, &timeline).expect("a story");
                assert!(story.what.starts_with(&of.name), "{name} {story:?}");
                assert!(story.what.contains(of.slices[slice].state.word()), "{name} {story:?}");
            }
        }
    }
}

/// A folded group is one bar, which stays inside of its row.
#[test]
fn crowds_stay_in_their_rows() {
    for (name, trace) in all_traces() {
        let scene = Scene::new(&trace);
        let rows = Rows::new(&scene, |_| true);
        let scale = Scale::new(&scene, ScaleKind::Folded);
        let view = Viewport { height: 600.0, ..Viewport::whole(&scene, 700.0) };
        for draw in paint_rows(&scene, &rows, &scale, &view, Focus::default()) {
            if let Draw::Rect { area, .. } = draw {
                assert!(area.w > 0.0 && area.h > 0.0, "{name}: {area:?}");
                assert!(area.x >= 0.0 && area.x + area.w <= 701.0, "{name}: {area:?}");
            }
        }
    }
}
