//! What one playground knows, and how every action changes it.
//!
//! [`reduce`] is pure: it takes a [`State`] and an [`Action`] and gives the next state with the
//! [`Effect`]s somebody with a browser at hand must carry out. Nothing in here knows a browser.
//!
//! **Invariants:** a [`Film`] carries the program it was made from, and [`State::film_is_current`]
//! compares it with the program in the editor: the result of an old program is never shown as
//! that of a new one. A reply is heard only if it answers the request that is waited for.

mod action;
mod camera;
mod events;
mod film;
mod grade;
mod look;
mod panel;
mod playback;
mod program;
mod recipe;
mod reduce;
mod running;
mod search;
mod share;
#[cfg(test)]
mod tests;

pub use action::{Action, Effect};
pub use camera::Camera;
pub use events::Events;
pub use film::{Developing, Film, LineMark, MarkKind, Passage};
pub use grade::{Grade, Graded, Way};
pub use look::{Follow, Hover, Look, Step};
pub use panel::Panel;
pub use playback::{Motion, Playback, Speed};
pub use recipe::{Draft, Recipe};
pub use reduce::reduce;
pub use search::{Found, Search, UnderWay};

use crate::demo::Demo;
use crate::settings::Settings;
use runtime_core::id::FiberId;
use runtime_core::source::Diagnostic;
use runtime_core::trace::figures::Figures;
use std::rc::Rc;
use trace_view::ScaleKind;
use worker::protocol::{Progress, RequestId};

/// Everything one playground knows.
#[derive(Clone, Debug)]
pub struct State {
    /// What the page asked for: where Reset goes back to.
    pub demo: Rc<Demo>,
    /// The program in the editor.
    pub program: Rc<str>,
    /// How it is run, where that is not as the demo says.
    pub settings: Settings,
    /// What is written for a knob and is not its value.
    pub draft: Option<Draft>,
    /// The schedule that is watched in place of the usual run.
    pub schedule: Option<Rc<str>>,
    /// What the last Reset threw away, until the next edit.
    pub before_reset: Option<Rc<str>>,
    /// What is wrong with the program, as of the last check.
    pub diagnostics: Rc<[Diagnostic]>,
    /// Whether something runs.
    pub phase: Phase,
    /// The check that is waited for.
    pub checking: Option<RequestId>,
    /// The last run, to be watched.
    pub film: Option<Rc<Film>>,
    /// The figures of the last run that was run differently.
    pub before: Option<Figures>,
    /// The search of all schedules.
    pub search: Search,
    /// The grading, where the playground shows an exercise.
    pub grade: Option<Grade>,
    /// Where in the film the learner stands.
    pub playback: Playback,
    /// The axis of the timeline.
    pub scale: ScaleKind,
    /// The part of the timeline that is in view.
    pub camera: Camera,
    /// What of the timeline is looked at.
    pub look: Look,
    /// Whether the worker listens.
    pub worker: WorkerState,
    /// How the timeline stands on the page.
    pub stand: Stand,
    /// The table of events.
    pub events: Events,
    /// The panel that is open.
    pub panel: Panel,
    /// Whom the learner looks at: emphasized in the timeline, the editor and the panels.
    pub selected: Option<FiberId>,
    /// Whether the run is covered: the learner is to predict it first.
    pub veiled: bool,
    /// What prevents running, if anything.
    pub failure: Option<Failure>,
    /// Whether edits are kept for the next visit.
    pub keeping: Keeping,
    /// The file that is waited for.
    pub saving: Option<RequestId>,
    /// The id of the next request.
    pub next_id: RequestId,
}

/// Whether something runs.
#[derive(Clone, PartialEq, Debug)]
pub enum Phase {
    /// Nothing.
    Idle,
    /// The run `id` is under way.
    Running {
        /// Its request.
        id: RequestId,
        /// What it runs.
        of: Recipe,
        /// How far it has come, once anything is known: the worker may still be loading.
        progress: Option<Progress>,
        /// Where to stand when it is over.
        arrival: Arrival,
    },
    /// The run `id` was asked to stop and has not answered yet.
    Stopping {
        /// Its request.
        id: RequestId,
        /// What it runs.
        of: Recipe,
    },
}

impl Phase {
    /// Whether the run `id` is the one under way.
    pub fn is_run(&self, wanted: RequestId) -> bool {
        match self {
            Phase::Idle => false,
            Phase::Running { id, .. } | Phase::Stopping { id, .. } => *id == wanted,
        }
    }
}

/// Where to stand in a film that has just come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// At the start, and play it: the learner pressed Run. At the end, where motion is not wanted.
    Play,
    /// At the start, and play it where motion is wanted: it is to be watched.
    Start,
    /// Where one stood in the film before, as a part of the whole.
    Same,
    /// At the end, still: the page has only just opened.
    End,
    /// At this cursor, still: somebody sent a link to this moment.
    At(u32),
}

/// Whether the worker listens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WorkerState {
    /// It has not been started, or is still loading.
    Away,
    /// It has loaded.
    Listening,
}

/// How the timeline stands on the page.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Stand {
    /// CSS pixels from left to right; 0 before they are known.
    pub width: f64,
    /// Pixels of lanes that are scrolled away above.
    pub top: f64,
    /// The chosen lane, whose arrows are always drawn.
    pub lane: Option<u32>,
}

/// What prevents running.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The worker could not be loaded or broke; the text says why.
    Worker(String),
    /// The worker did not answer a stop and was ended.
    Silent,
    /// The worker did not understand the request; the text says why.
    Refused(String),
}

/// Whether edits are kept for the next visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// They are, as far as is known.
    Kept,
    /// The browser refuses to: they last as long as the page.
    Refused,
}

impl State {
    /// The playground of `demo`, with the program the learner left there if there is one.
    pub fn new(demo: Rc<Demo>, kept: Option<Rc<str>>, motion: Motion) -> State {
        let schedule = demo.schedule.clone().filter(|_| kept.is_none());
        let program = kept.unwrap_or_else(|| Rc::clone(&demo.program));
        State {
            demo,
            program,
            settings: Settings::default(),
            draft: None,
            schedule,
            before_reset: None,
            diagnostics: Rc::from([]),
            phase: Phase::Idle,
            checking: None,
            film: None,
            before: None,
            search: Search::default(),
            grade: None,
            playback: Playback::new(motion),
            scale: ScaleKind::Folded,
            camera: Camera::default(),
            look: Look::default(),
            worker: WorkerState::Away,
            stand: Stand::default(),
            events: Events::default(),
            panel: Panel::Machine,
            selected: None,
            veiled: false,
            failure: None,
            keeping: Keeping::Kept,
            saving: None,
            next_id: 1,
        }
    }

    /// Whether the film is of the program that is in the editor now, run as it would be now.
    pub fn film_is_current(&self) -> bool {
        self.film.as_ref().is_some_and(|film| film.of == self.recipe())
    }

    /// Whether the film is of this program.
    pub(crate) fn film_is_of(&self, program: &str) -> bool {
        self.film.as_ref().is_some_and(|film| *film.of.program == *program)
    }

    /// Whether there is a film, and it is of an earlier program.
    pub fn film_is_old(&self) -> bool {
        self.film.is_some() && !self.film_is_current()
    }

    /// Whether the program differs from the one the page came with.
    pub fn is_edited(&self) -> bool {
        self.program != self.demo.program
    }

    pub(crate) fn take_id(&mut self) -> RequestId {
        let id = self.next_id;
        self.next_id += 1;
        id
    }
}
