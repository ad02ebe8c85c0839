//! How many do what, drawn as bars on each other: a folded group, and the whole run at a glance.

use super::{Area, Draw};
use crate::scale::Scale;
use crate::scene::{CLASS_STATES, CLASSES, Crowd, Scene};
use crate::state::{Pattern, State};

/// Heights are multiples of this, so that neighbours that hardly differ are one bar.
const STEP: f64 = 0.5;

/// The whole run on so much room, without names or axis.
pub fn overview(scene: &Scene, scale: &Scale, width: f64, height: f64) -> Vec<Draw> {
    let mut out = Vec::new();
    let place = Area { x: 0.0, y: 0.0, w: width, h: height };
    crowd(scene, scale, &scene.crowd, (0.0, 1.0), &place, &mut out);
    out
}

/// A crowd from `x0` to `x1` of the scale.
pub(super) fn crowd(
    scene: &Scene, scale: &Scale, crowd: &Crowd, (x0, x1): (f64, f64), place: &Area,
    out: &mut Vec<Draw>,
) {
    if crowd.peak == 0 {
        return;
    }
    let columns = place.w.max(1.0) as usize;
    let place_of = |column: usize| x0 + (x1 - x0) * (column as f64 / columns as f64);
    let unit = place.h / f64::from(crowd.peak);
    let mut bar = Bar { from: 0, heights: [0.0; CLASSES] };
    let mut before = scale.time_at(x0);
    for column in 0..columns {
        let (left, right) = (place_of(column), place_of(column + 1));
        let after = scale.time_at(right);
        let counts = crowd.counts(before, after, scale.cursor_at(left), &scene.times);
        before = after;
        let heights = counts.map(|count| (count * unit / STEP).ceil() * STEP);
        if heights != bar.heights {
            bar.draw(column, place, out);
            bar = Bar { from: column, heights };
        }
    }
    bar.draw(columns, place, out);
}

/// Columns of the same look.
struct Bar {
    from: usize,
    heights: [f64; CLASSES],
}

impl Bar {
    fn draw(&self, end: usize, place: &Area, out: &mut Vec<Draw>) {
        let mut y = place.y + place.h;
        for (&height, state) in self.heights.iter().zip(CLASS_STATES) {
            let h = height.min(y - place.y);
            if h <= 0.0 || end == self.from {
                continue;
            }
            y -= h;
            let area = Area { x: place.x + self.from as f64, y, w: (end - self.from) as f64, h };
            let (fill, pattern) = (state.fill(), Pattern::Solid);
            // The line on top tells light fills from the ground and from each other.
            out.push(Draw::Rect { area, radius: 0.0, fill, edge: None, pattern });
            if state != State::Running {
                let line = Area { h: 1.0, ..area };
                out.push(Draw::Rect {
                    area: line,
                    radius: 0.0,
                    fill: state.edge(),
                    edge: None,
                    pattern,
                });
            }
        }
    }
}
