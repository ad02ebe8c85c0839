//! Where a run becomes a film, a little at a time: a page that reads a million events goes on
//! scrolling.
//!
//! **Invariants:** no portion takes much longer than [`PORTION_MS`]. A short run is read at once.

use crate::state::{Action, Developing, Film, Phase};
use gloo_timers::callback::Timeout;
use runtime_core::trace::Event;
use std::rc::Rc;
use trace_view::ScaleKind;
use worker::protocol::{Finished, Reply, RequestId};
use yew::Callback;

/// A portion of reading takes about so long: half a frame.
const PORTION_MS: f64 = 8.0;
/// Between two looks at the clock so many events are read.
const EVENTS: usize = 1024;
/// A run of fewer events is read at once.
const SHORT: usize = 4096;
/// Room is made at once for so many events at most.
const ROOM_MAX: usize = 4 << 20;

/// The run that is being read, if any.
pub struct Darkroom {
    act: Callback<Action>,
    /// The parts that have come.
    events: Vec<Event>,
    /// Of which run they are.
    of: RequestId,
    work: Option<(RequestId, Work)>,
    /// The axis that will be shown.
    scale: ScaleKind,
    next: Option<Timeout>,
}

enum Work {
    Read(Box<Developing>),
    /// The axis of a long run takes a while too; so do, one after the other, its figures and what
    /// is wrong with it.
    Scale(Rc<Film>),
    Figures(Rc<Film>),
    Findings(Rc<Film>),
}

impl Darkroom {
    /// An empty one; what is to be done next goes to `act`.
    pub fn new(act: Callback<Action>) -> Darkroom {
        Darkroom {
            act,
            events: Vec::new(),
            of: 0,
            work: None,
            scale: ScaleKind::Folded,
            next: None,
        }
    }

    /// Keeps what is its own; the action that is left, if any.
    pub fn hear(&mut self, action: Action, phase: &Phase, scale: ScaleKind) -> Option<Action> {
        match action {
            Action::Replied(Reply::Recorded { id, total, events }) if phase.is_run(id) => {
                if std::mem::replace(&mut self.of, id) != id {
                    self.events = Vec::new();
                }
                if self.events.is_empty() {
                    self.events.reserve((total as usize).min(ROOM_MAX));
                }
                self.events.extend(events);
                None
            }
            Action::Replied(Reply::Finished { id, finished }) if phase.is_run(id) => {
                self.finished(id, *finished, phase, scale)
            }
            Action::Develop => self.develop(phase),
            // Everything has come; it is this page that is not through yet.
            Action::StopOverdue(id) if self.work.as_ref().is_some_and(|work| work.0 == id) => None,
            Action::Run(_) if self.work.is_none() => {
                self.events = Vec::new();
                Some(action)
            }
            action => Some(action),
        }
    }

    fn finished(
        &mut self, id: RequestId, mut finished: Finished, phase: &Phase, scale: ScaleKind,
    ) -> Option<Action> {
        let mut events = std::mem::take(&mut self.events);
        if self.of != id {
            events.clear();
        }
        events.append(&mut finished.trace.events);
        finished.trace.events = events;
        let of = match phase {
            Phase::Running { of, .. } | Phase::Stopping { of, .. } => of.clone(),
            Phase::Idle => return None,
        };
        if finished.trace.events.len() < SHORT {
            return Some(Action::Replied(Reply::Finished { id, finished: Box::new(finished) }));
        }
        let developing = Developing::new(of, finished);
        self.scale = scale;
        self.work = Some((id, Work::Read(Box::new(developing))));
        self.come_back();
        None
    }

    /// One portion.
    fn develop(&mut self, phase: &Phase) -> Option<Action> {
        let (id, work) = self.work.take().filter(|(id, _)| phase.is_run(*id))?;
        match work {
            Work::Scale(film) => {
                film.scale(self.scale);
                self.work = Some((id, Work::Figures(film)));
            }
            Work::Figures(film) => {
                film.figures();
                self.work = Some((id, Work::Findings(film)));
            }
            Work::Findings(film) => {
                film.findings();
                return Some(Action::Developed(id, film));
            }
            Work::Read(developing) => {
                let work = match portion(*developing) {
                    Ok(more) => Work::Read(Box::new(more)),
                    Err(film) => Work::Scale(Rc::new(film)),
                };
                self.work = Some((id, work));
            }
        }
        self.come_back();
        None
    }

    fn come_back(&mut self) {
        let act = self.act.clone();
        self.next = Some(Timeout::new(0, move || act.emit(Action::Develop)));
    }
}

fn portion(mut developing: Developing) -> Result<Developing, Film> {
    let begun = js_sys::Date::now();
    loop {
        developing = developing.advance(EVENTS)?;
        if js_sys::Date::now() - begun >= PORTION_MS {
            return Ok(developing);
        }
    }
}
