//! Everything that stands still while the playhead moves.

use super::pixels;
use crate::state::{Camera, Film, Stand, State};
use std::rc::Rc;
use trace_view::ScaleKind;
use trace_view::paint::{
    AXIS, Draw, FOLD, Focus, LANE, OUTPUT, Rows, Viewport, gutter, legend, paint_rows,
};

/// So many rows are in sight at once; more can be scrolled to.
const ROWS_IN_SIGHT: f64 = 9.0;
/// Room is kept for so many rows before anything is known.
const ROWS_EXPECTED: f64 = 4.0;
/// Room for the legend before anything is known.
const LEGEND_EXPECTED: f64 = 44.0;
/// Between the picture and its legend.
pub(super) const LEGEND_SPACE: f64 = 6.0;
/// The lanes' names take no more of a narrow page.
const GUTTER_SHARE: f64 = 0.3;

/// What a picture is made of.
pub(super) struct Made {
    film: Option<Rc<Film>>,
    rows: Rc<Rows>,
    scale: ScaleKind,
    camera: Camera,
    stand: Stand,
}

impl Made {
    pub(super) fn of(state: &State) -> Made {
        let State { scale, camera, stand, .. } = *state;
        Made { film: state.film.clone(), rows: Rc::clone(&state.look.rows), scale, camera, stand }
    }

    fn is_same(&self, other: &Made) -> bool {
        let rest = |made: &Made| (made.scale, made.camera, made.stand);
        self.is_same_film(other) && Rc::ptr_eq(&self.rows, &other.rows) && rest(self) == rest(other)
    }

    fn is_same_film(&self, other: &Made) -> bool {
        self.film.as_ref().map(Rc::as_ptr) == other.film.as_ref().map(Rc::as_ptr)
    }
}

/// The picture without its playhead.
pub(super) struct Still {
    of: Option<Made>,
    pub(super) view: Viewport,
    /// The height of all rows, in sight or not.
    pub(super) whole: f64,
    /// What the names need, and the legend: they depend on the film and the width alone.
    gutter: f64,
    pub(super) legend: Vec<Draw>,
    pub(super) legend_height: f64,
}

impl Still {
    /// A picture of nothing, with the room that one of something is expected to need.
    pub(super) fn empty() -> Still {
        let height = AXIS + OUTPUT + LANE * ROWS_EXPECTED;
        let (width, x1, grain) = (0.0, 1.0, 1.0);
        let view = Viewport { width, height, x0: 0.0, x1, top: 0.0, gutter: 0.0, grain };
        let (legend, legend_height) = (Vec::new(), LEGEND_EXPECTED);
        Still { of: None, view, whole: height, gutter: 0.0, legend, legend_height }
    }

    /// Takes in what it is to be made of; whether anything changed.
    pub(super) fn update(&mut self, made: Made) -> bool {
        if self.of.as_ref().is_some_and(|old| old.is_same(&made)) {
            return false;
        }
        let Made { film, rows, camera, stand, .. } = &made;
        match film {
            None => *self = Still::empty(),
            Some(film) => {
                let known = self
                    .of
                    .as_ref()
                    .is_some_and(|old| old.is_same_film(&made) && old.stand.width == stand.width);
                if !known {
                    let (legend, height) = legend(&film.scene, stand.width);
                    (self.legend, self.legend_height) = (legend, height + LEGEND_SPACE);
                    let fold = if rows.heads.is_empty() { 0.0 } else { FOLD };
                    let wanted = gutter(&film.scene) + fold;
                    self.gutter = wanted.min(stand.width * GUTTER_SHARE);
                }
                self.whole = AXIS + OUTPUT + LANE * rows.all.len() as f64;
            }
        }
        let view = &mut self.view;
        (view.x0, view.x1, view.width) = (camera.start, camera.start + camera.span, stand.width);
        view.height = self.whole.min(AXIS + OUTPUT + LANE * ROWS_IN_SIGHT);
        view.top = stand.top.min(self.whole - view.height);
        view.gutter = self.gutter;
        self.of = Some(made);
        true
    }

    /// Everything to be drawn.
    pub(super) fn draws(&self) -> Vec<Draw> {
        let Some(Made { film: Some(film), rows, scale, stand, .. }) = &self.of else {
            return Vec::new();
        };
        let focus = Focus { cursor: None, lane: stand.lane.map(|lane| lane as usize) };
        paint_rows(&film.scene, rows, film.scale(*scale), &self.view, focus)
    }

    pub(super) fn height(&self) -> f64 {
        self.view.height + self.legend_height
    }

    pub(super) fn frame_style(&self, room: f64) -> String {
        let height = self.height();
        [pixels("max-height", height), pixels("min-height", room.max(height))].concat()
    }
}
