//! Which part of the timeline's axis is in view.
//!
//! **Invariants:** `0 <= start`, `start + span <= 1`, and `span` stays between [`SPAN_MIN`] and 1,
//! whatever is asked for.

/// The closest look: a millionth of the axis.
const SPAN_MIN: f64 = 1e-6;

/// The part of the axis in view, as fractions of the whole.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Camera {
    /// Where it begins.
    pub start: f64,
    /// How much there is of it.
    pub span: f64,
}

impl Default for Camera {
    fn default() -> Camera {
        Camera { start: 0.0, span: 1.0 }
    }
}

impl Camera {
    /// `factor` times as much in view, the place `around` staying where it is on the screen.
    pub fn zoomed(self, around: f64, factor: f64) -> Camera {
        if !(factor.is_finite() && around.is_finite()) {
            return self;
        }
        let span = (self.span * factor).clamp(SPAN_MIN, 1.0);
        let share = (around - self.start) / self.span;
        Camera { start: around - share * span, span }.held()
    }

    /// Moved by this part of what is in view.
    pub fn panned(self, by: f64) -> Camera {
        let by = if by.is_finite() { by } else { 0.0 };
        Camera { start: self.start + by * self.span, span: self.span }.held()
    }

    /// Moved to begin at this place.
    pub fn starting(self, start: f64) -> Camera {
        let start = if start.is_finite() { start } else { self.start };
        Camera { start, span: self.span }.held()
    }

    /// Moved as little as possible so that `place` is in view, with some room around it.
    pub fn following(self, place: f64) -> Camera {
        let room = self.span * 0.08;
        let earliest = place - self.span + room;
        let latest = place - room;
        Camera { start: self.start.max(earliest).min(latest), span: self.span }.held()
    }

    fn held(self) -> Camera {
        Camera { start: self.start.min(1.0 - self.span).max(0.0), span: self.span }
    }
}
