//! What the pictures look like: `UPDATE_EXPECT=1` rewrites, a person looks at the difference.

mod common;

use expect_test::expect_file;
use trace_view::svg::{Options, Place, svg};
use trace_view::{Colour, Scene, Timeline, narrate_from, perfetto, terminal};

#[test]
fn svg_files() {
    for (name, trace) in common::traces() {
        let options = Options { title: name, place: Place::File, ..Options::default() };
        let image = svg(&Scene::new(&trace), &options);
        expect_file![format!("golden/{name}.svg")].assert_eq(&image);
    }
}

#[test]
fn perfetto_files() {
    for (name, trace) in common::traces().into_iter().filter(|(name, _)| *name != "go_wait_group") {
        let file = perfetto(&Scene::new(&trace), name);
        let events: serde_json::Value = serde_json::from_str(&file).unwrap();
        let events = events["traceEvents"].as_array().unwrap();
        let of = |phase: &str| events.iter().filter(|event| event["ph"] == phase).count();
        assert_eq!(of("s"), of("f"), "{name}: every flow that begins ends");
        expect_file![format!("golden/{name}.perfetto.json")].assert_eq(&file);
    }
}

#[test]
fn terminal_pages() {
    for (name, trace) in common::traces() {
        let page = terminal(&trace, 100, Colour::Never);
        expect_file![format!("golden/{name}.txt")].assert_eq(&page);
    }
}

#[test]
fn narrations() {
    for (name, trace) in common::traces() {
        let timeline = Timeline::new(trace);
        let sentences: String = narrate_from(&timeline, 0).map(|(_, said)| said + "\n").collect();
        expect_file![format!("golden/{name}.narration.txt")].assert_eq(&sentences);
    }
}
