//! What the pictures look like: `UPDATE_EXPECT=1` rewrites, a person looks at the difference.

mod common;

use expect_test::expect_file;
use trace_view::svg::{Options, Place, svg};
use trace_view::Scene;

#[test]
fn svg_files() {
    for (name, trace) in common::traces() {
        let options = Options { title: name, place: Place::File, ..Options::default() };
        let image = svg(&Scene::new(&trace), &options);
        expect_file![format!("golden/{name}.svg")].assert_eq(&image);
    }
}
