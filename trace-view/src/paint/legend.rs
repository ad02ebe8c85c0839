//! What the signs of a picture mean: only those that occur in it.

use super::{Align, Area, Draw};
use crate::ink::Ink;
use crate::scene::{ArrowKind, MarkKind, Scene};
use crate::state::State;
use crate::words::{Size, width_of};

/// Height of one row of a legend.
const ROW: f64 = 22.0;
/// Room for a sign in front of its word.
const SIGN: f64 = 28.0;
/// Between two entries.
const SPACE: f64 = 18.0;

enum Sign {
    Slice(State),
    Arrow(ArrowKind),
    Glyph(MarkKind),
}

/// The legend of `scene` on `width` pixels, and its height.
pub fn legend(scene: &Scene, width: f64) -> (Vec<Draw>, f64) {
    let (mut x, mut y) = (12.0, ROW / 2.0);
    let mut out = Vec::new();
    for (sign, word) in entries(scene) {
        let w = SIGN + width_of(word, Size::Tick);
        if x + w > width && x > 12.0 {
            (x, y) = (12.0, y + ROW);
        }
        out.push(draw(&sign, x, y));
        let text = word.into();
        out.push(Draw::Text {
            x: x + SIGN,
            y: y + 4.0,
            text,
            ink: Ink::TextSoft,
            size: Size::Tick,
            align: Align::Start,
        });
        x += w + SPACE;
    }
    (out, y + ROW / 2.0)
}

fn entries(scene: &Scene) -> Vec<(Sign, &'static str)> {
    let used = scene.lanes.iter().fold(0, |bits, lane| bits | lane.states_used());
    let drawn =
        State::ALL.into_iter().filter(|state| *state != State::Ended && used & state.bit() != 0);
    let mut entries: Vec<_> = drawn.map(|state| (Sign::Slice(state), state.word())).collect();
    let arrows = ArrowKind::ALL.iter().filter(|&&kind| scene.arrows.iter().any(|a| a.kind == kind));
    entries.extend(arrows.map(|&kind| (Sign::Arrow(kind), kind.word())));
    let marks = MarkKind::ALL.iter().filter(|&&kind| scene.marks.iter().any(|m| m.kind == kind));
    entries.extend(marks.map(|&kind| (Sign::Glyph(kind), kind.word())));
    entries
}

fn draw(sign: &Sign, x: f64, y: f64) -> Draw {
    match *sign {
        Sign::Slice(State::Idle) => super::line([x, y, x + 20.0, y], State::Idle.edge(), 1.0),
        Sign::Slice(state) => Draw::Rect {
            area: Area { x, y: y - 6.0, w: 20.0, h: 12.0 },
            radius: 3.0,
            fill: state.fill(),
            edge: Some(state.edge()),
            pattern: state.pattern(),
        },
        Sign::Arrow(kind) => Draw::Arrow { ends: [x, y, x + 20.0, y], kind, ink: kind.ink() },
        Sign::Glyph(kind) => Draw::Glyph { x: x + 12.0, y, kind, ink: kind.ink() },
    }
}
