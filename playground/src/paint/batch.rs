//! Small rectangles of one colour after another: setting a colour takes longer than filling.
//!
//! A lane of a long run is thousands of slices a few pixels wide. None overlaps another, so their
//! order among each other does not matter; that of the layers does: borders, fills, and what lies
//! on a fill.

use trace_view::Ink;
use trace_view::paint::{Area, Draw};

/// A slice narrower than this has square corners, a plain border and no pattern.
const NARROW: f64 = 12.0;
/// What is higher is a ground on which others lie.
const HIGH: f64 = 24.0;
/// What is lower lies on something.
const LOW: f64 = 8.0;

/// The rectangles that wait to be filled, layer by layer.
#[derive(Default)]
pub(super) struct Batch {
    layers: [Vec<(Ink, Area)>; 4],
}

impl Batch {
    /// Takes the thing if it is a small rectangle.
    pub(super) fn take(&mut self, draw: &Draw) -> bool {
        let Draw::Rect { area, radius, fill, edge, .. } = draw else { return false };
        match edge {
            Some(edge) if area.w < NARROW => {
                let inner =
                    Area { x: area.x + 1.0, y: area.y + 1.0, w: area.w - 2.0, h: area.h - 2.0 };
                self.layers[0].push((*edge, *area));
                self.layers[1].push((*fill, inner));
            }
            None if area.h < HIGH && (*radius < 1.0 || area.w < NARROW) => {
                let layer = if area.h > LOW {
                    1
                } else if area.h > 1.0 {
                    2
                } else {
                    3
                };
                self.layers[layer].push((*fill, *area));
            }
            _ => return false,
        }
        true
    }

    /// Whether others may be drawn before what waits: they are beside it.
    pub(super) fn is_beside(draw: &Draw) -> bool {
        match draw {
            Draw::Rect { area, .. } => area.h < HIGH,
            Draw::Text { .. } => true,
            _ => false,
        }
    }

    /// Gives back all that waits, one colour after another within each layer.
    pub(super) fn flush(&mut self, mut fill: impl FnMut(Ink, &Area)) {
        for layer in &mut self.layers {
            layer.sort_by_key(|(ink, _)| *ink);
            layer.drain(..).for_each(|(ink, area)| fill(ink, &area));
        }
    }
}
