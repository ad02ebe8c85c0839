//! A scene as a flat list of things to draw: canvas, SVG and tests share it.
//!
//! From the back: lanes, arrows, slices, marks, the axis, the output, the names, the cursor. Arrows
//! pass behind the slices, so that they strike out no label.
//! What is drawn is bounded by the width in pixels and the lanes in sight, not by the trace.
//!
//! **Departures:** an arrow that leaves inside of the window and arrives right of it is left out.

mod hit;
mod legend;
mod overview;
mod painter;

pub use crate::scene::{Row, Rows};
pub use hit::{Hit, area_of, hit};
pub use legend::legend;
pub use overview::overview;
pub use painter::{paint, paint_rows};

use crate::ink::Ink;
use crate::scene::{ArrowKind, MarkKind, Scene};
use crate::state::Pattern;
use crate::words::{Size, width_of};

/// Height of the axis above the lanes.
pub const AXIS: f64 = 30.0;
/// Height of a lane.
pub const LANE: f64 = 32.0;
/// Height of the row that shows what was printed, below the lanes.
pub const OUTPUT: f64 = 30.0;
/// Room in front of the names for what folds groups.
pub const FOLD: f64 = 14.0;
/// At the right, so that the last mark is not cut.
const MARGIN: f64 = 14.0;

/// Something to draw. Lengths are pixels, `y` grows downwards, text stands on its baseline.
#[derive(Clone, PartialEq, Debug)]
pub enum Draw {
    /// A rectangle with rounded corners, filled, with a pattern and a border in `edge`.
    Rect {
        /// Where and how large.
        area: Area,
        /// Radius of its corners.
        radius: f64,
        /// What it is filled with.
        fill: Ink,
        /// Border and pattern; `None` for neither.
        edge: Option<Ink>,
        /// Drawn in `edge` over the fill.
        pattern: Pattern,
    },
    /// A tint over everything below, at an eighth of full strength.
    Tint {
        /// Where.
        area: Area,
        /// With what.
        ink: Ink,
    },
    /// A straight line.
    Line {
        /// From where to where: `x1, y1, x2, y2`.
        ends: [f64; 4],
        /// Its colour.
        ink: Ink,
        /// Its width.
        width: f64,
        /// Solid or dashed.
        stroke: Stroke,
    },
    /// A line with a head where it ends.
    Arrow {
        /// From where to where: `x1, y1, x2, y2`.
        ends: [f64; 4],
        /// What it tells; creations are dashed, thefts are thick, handoffs both.
        kind: ArrowKind,
        /// Its colour.
        ink: Ink,
    },
    /// A mark around its middle, about 9 pixels wide; each kind has a shape of its own.
    Glyph {
        /// Middle.
        x: f64,
        /// Middle.
        y: f64,
        /// Which shape.
        kind: MarkKind,
        /// Its colour; it has a thin border in [`Ink::Background`].
        ink: Ink,
    },
    /// The sign that time is folded here: two short slanted strokes across the axis.
    Break {
        /// Middle.
        x: f64,
        /// Middle.
        y: f64,
    },
    /// A line of text that has been cut to the room there is.
    Text {
        /// Where it begins, is centred or ends, as `align` says.
        x: f64,
        /// Its baseline.
        y: f64,
        /// What it says.
        text: String,
        /// Its colour.
        ink: Ink,
        /// How large.
        size: Size,
        /// On which side of `x`.
        align: Align,
    },
}

/// A rectangle in pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Area {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stroke {
    /// In one.
    Solid,
    /// With gaps.
    Dashed,
}

/// Which part of a text is at its `x`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
}

/// What part of a scene is seen, and on how much room.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Viewport {
    /// Pixels in all, with the gutter.
    pub width: f64,
    /// Pixels in all, with the axis.
    pub height: f64,
    /// What is at the left edge of the lanes, on the scale.
    pub x0: f64,
    /// What is at their right edge.
    pub x1: f64,
    /// How many pixels of lanes are scrolled away at the top.
    pub top: f64,
    /// Width of the lanes' names, see [`gutter`].
    pub gutter: f64,
    /// Slices narrower than so many pixels are drawn together.
    pub grain: f64,
}

/// What the reader points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Focus {
    /// Where the reader stands.
    pub cursor: Option<usize>,
    /// The chosen lane: its arrows are always drawn.
    pub lane: Option<usize>,
}

impl Viewport {
    /// The whole of `scene` on `width` pixels, as high as it needs to be.
    pub fn whole(scene: &Scene, width: f64) -> Viewport {
        let height = AXIS + scene.lanes.len() as f64 * LANE + OUTPUT;
        Viewport { width, height, x0: 0.0, x1: 1.0, top: 0.0, gutter: gutter(scene), grain: 1.0 }
    }

    /// Pixels from the left for a place on the scale.
    pub fn to_pixels(&self, x: f64) -> f64 {
        self.gutter + (x - self.x0) / (self.x1 - self.x0) * self.room()
    }

    /// The place on the scale under a pixel.
    pub fn from_pixels(&self, pixels: f64) -> f64 {
        self.x0 + (pixels - self.gutter) / self.room() * (self.x1 - self.x0)
    }

    /// The row under a pixel.
    pub fn row_at(&self, rows: &Rows, y: f64) -> Option<Row> {
        let row = ((y - AXIS + self.top) / LANE).floor();
        let in_sight = y >= AXIS && y < self.bottom() && row >= 0.0;
        rows.all.get(row as usize).copied().filter(|_| in_sight)
    }

    /// Width of the lanes without the gutter.
    pub fn room(&self) -> f64 {
        (self.width - self.gutter - MARGIN).max(1.0)
    }

    /// The middle of a row's bar.
    pub fn middle(&self, row: usize) -> f64 {
        AXIS + row as f64 * LANE - self.top + LANE / 2.0
    }

    fn bottom(&self) -> f64 {
        self.height - OUTPUT
    }

    /// The rows in sight.
    pub fn rows(&self, rows: &Rows) -> core::ops::Range<usize> {
        let first = (self.top / LANE).floor().max(0.0) as usize;
        let last = ((self.top + self.bottom() - AXIS) / LANE).ceil().max(0.0) as usize;
        first.min(rows.all.len())..last.min(rows.all.len())
    }
}

/// The width that the lanes' names need.
pub fn gutter(scene: &Scene) -> f64 {
    let widest =
        scene.lanes.iter().map(|lane| width_of(&lane.name, Size::Name)).fold(0.0, f64::max);
    // `clamp` would bring the code that prints numbers with it, for its panic.
    let bounded = if widest > 184.0 { 184.0 } else { widest };
    (bounded + 26.0).max(76.0).ceil()
}

fn line(ends: [f64; 4], ink: Ink, width: f64) -> Draw {
    Draw::Line { ends, ink, width, stroke: Stroke::Solid }
}

impl ArrowKind {
    fn ink(self) -> Ink {
        match self {
            ArrowKind::Create | ArrowKind::Wake | ArrowKind::Steal | ArrowKind::Handoff => {
                Ink::Arrow
            }
            ArrowKind::Value | ArrowKind::Result => Ink::Value,
            ArrowKind::Cancel => Ink::Error,
        }
    }

    /// How its line is drawn.
    pub fn stroke(self) -> Stroke {
        match self {
            ArrowKind::Create | ArrowKind::Handoff => Stroke::Dashed,
            _ => Stroke::Solid,
        }
    }

    /// How wide its line is.
    pub fn width(self) -> f64 {
        match self {
            ArrowKind::Steal | ArrowKind::Handoff => 2.5,
            _ => 1.25,
        }
    }
}

impl MarkKind {
    fn ink(self) -> Ink {
        match self {
            MarkKind::Error | MarkKind::Raise | MarkKind::Leak => Ink::Error,
            MarkKind::Print => Ink::Print,
            MarkKind::Gc => Ink::Value,
            MarkKind::Timer
            | MarkKind::Close
            | MarkKind::Choice
            | MarkKind::Preempt
            | MarkKind::Return => Ink::Arrow,
        }
    }

    /// The corners of its shape around its middle, `x` and `y` in turn; none for those that are
    /// made of circles and strokes.
    pub fn outline(self) -> &'static [[f64; 2]] {
        match self {
            MarkKind::Print => &[[-3.5, -3.5], [3.5, -3.5], [3.5, 3.5], [-3.5, 3.5]],
            MarkKind::Timer => &[[-4.0, -4.0], [4.0, -4.0], [-4.0, 4.0], [4.0, 4.0]],
            MarkKind::Close => &[[-4.0, -3.5], [4.0, -3.5], [0.0, 4.0]],
            MarkKind::Choice => &[[0.0, -5.0], [5.0, 0.0], [0.0, 5.0], [-5.0, 0.0]],
            // A stop sign, a broom, a drop.
            MarkKind::Preempt => &[
                [-2.0, -4.5],
                [2.0, -4.5],
                [4.5, -2.0],
                [4.5, 2.0],
                [2.0, 4.5],
                [-2.0, 4.5],
                [-4.5, 2.0],
                [-4.5, -2.0],
            ],
            MarkKind::Gc => {
                &[[-1.0, -5.0], [1.0, -5.0], [1.0, -1.0], [4.5, 4.0], [-4.5, 4.0], [-1.0, -1.0]]
            }
            MarkKind::Leak => {
                &[[0.0, -5.0], [3.5, 1.0], [2.5, 3.5], [0.0, 4.5], [-2.5, 3.5], [-3.5, 1.0]]
            }
            MarkKind::Return | MarkKind::Raise | MarkKind::Error => &[],
        }
    }
}
