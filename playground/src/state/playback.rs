//! Where in the film the learner stands: animation time is a cursor into the trace.
//!
//! **Invariants:** `cursor` is the number of events that have happened at `place`, so what is
//! drawn, printed and said always belongs together. Stepping never depends on the clock.

use super::Film;
use trace_view::ScaleKind;

/// Whether the playhead may glide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// It moves smoothly along the axis.
    Gliding,
    /// It goes from event to event: `prefers-reduced-motion`.
    Stepping,
}

/// How fast a film plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Speed {
    /// A quarter.
    Quarter,
    /// Half.
    Half,
    /// As fast as [`Playback::frame`] finds pleasant.
    Normal,
    /// Double.
    Double,
    /// Four times.
    Fourfold,
}

impl Speed {
    /// Every speed, slowest first.
    pub const ALL: [Speed; 5] =
        [Speed::Quarter, Speed::Half, Speed::Normal, Speed::Double, Speed::Fourfold];

    /// What is written on it.
    pub fn label(self) -> &'static str {
        match self {
            Speed::Quarter => "¼×",
            Speed::Half => "½×",
            Speed::Normal => "1×",
            Speed::Double => "2×",
            Speed::Fourfold => "4×",
        }
    }

    fn factor(self) -> f64 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Normal => 1.0,
            Speed::Double => 2.0,
            Speed::Fourfold => 4.0,
        }
    }
}

/// Time for one event, in a film of average length.
const EVENT_MS: f64 = 160.0;
/// A film takes at least and at most this long at normal speed.
const FILM_MS: (f64, f64) = (3_000.0, 20_000.0);
/// Time between two steps when nothing glides.
const STEP_MS: f64 = 700.0;
/// A tab that slept must not jump ahead.
const FRAME_MS_MAX: f64 = 100.0;

/// Where the learner stands, and how it goes on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playback {
    /// Events that have happened.
    pub cursor: u32,
    /// The playhead on the axis, 0 to 1.
    pub place: f64,
    /// Whether it moves.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// How.
    pub motion: Motion,
    /// The time of the last frame, while it plays.
    frame_ms: Option<f64>,
    /// Real time since the last step, where nothing glides.
    waited_ms: f64,
}

impl Playback {
    /// Nothing to play yet.
    pub fn new(motion: Motion) -> Playback {
        let speed = Speed::Normal;
        Playback {
            cursor: 0,
            place: 0.0,
            playing: false,
            speed,
            motion,
            frame_ms: None,
            waited_ms: 0.0,
        }
    }

    /// The speed so many steps faster, no faster than the fastest.
    pub(super) fn turn_speed(&mut self, by: isize) {
        let last = Speed::ALL.len() - 1;
        self.speed = Speed::ALL[(self.speed as usize).saturating_add_signed(by).min(last)];
    }

    /// To the moment after `cursor` events, and stand still.
    pub fn seek(&mut self, film: &Film, scale: ScaleKind, cursor: u32) {
        self.playing = false;
        self.stand(film, scale, cursor);
    }

    pub(super) fn step_forward(&mut self, film: &Film, scale: ScaleKind) {
        self.seek(film, scale, self.cursor.saturating_add(1));
    }

    pub(super) fn step_back(&mut self, film: &Film, scale: ScaleKind) {
        self.seek(film, scale, self.cursor.saturating_sub(1));
    }

    pub(super) fn scrub(&mut self, film: &Film, scale: ScaleKind, place: f64) {
        let place = if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 };
        self.playing = false;
        self.cursor = film.cursor(scale, place);
        self.place = place;
    }

    /// Plays, from the start if it stands at the end; or pauses.
    pub(super) fn toggle(&mut self, film: &Film, scale: ScaleKind) {
        let plays = !self.playing;
        if plays && self.cursor >= film.events() {
            self.stand(film, scale, 0);
        }
        self.waited_ms = 0.0;
        self.frame_ms = None;
        self.playing = plays && film.events() > 0;
    }

    /// A frame is shown at `now_ms` of real time.
    pub(super) fn frame(&mut self, film: &Film, scale: ScaleKind, now_ms: f64) {
        if !self.playing {
            return;
        }
        let ms = self.frame_ms.replace(now_ms).map_or(0.0, |last| now_ms - last);
        let ms = ms.clamp(0.0, FRAME_MS_MAX) * self.speed.factor();
        match self.motion {
            Motion::Gliding => self.glide(film, scale, ms),
            Motion::Stepping => self.wait(film, scale, ms),
        }
        self.playing = self.cursor < film.events();
    }

    fn glide(&mut self, film: &Film, scale: ScaleKind, ms: f64) {
        let film_ms = (f64::from(film.events()) * EVENT_MS).clamp(FILM_MS.0, FILM_MS.1);
        self.place = (self.place + ms / film_ms).min(1.0);
        self.cursor = film.cursor(scale, self.place);
    }

    fn wait(&mut self, film: &Film, scale: ScaleKind, ms: f64) {
        self.waited_ms += ms;
        if self.waited_ms >= STEP_MS {
            self.waited_ms = 0.0;
            self.stand(film, scale, self.cursor.saturating_add(1));
        }
    }

    fn stand(&mut self, film: &Film, scale: ScaleKind, cursor: u32) {
        self.cursor = cursor.min(film.events());
        self.place = film.place(scale, self.cursor);
    }
}
