//! What happens to the run: start, stop, and everything the worker answers.

use super::{Arrival, Effect, Failure, Film, Follow, Look, Motion, Phase, State, WorkerState};
use runtime_core::source::Diagnostic;
use std::rc::Rc;
use worker::protocol::{Finished, Progress, Reply, Request, RequestId};

impl State {
    /// Starts the program; one that runs already is left alone.
    pub(super) fn run(&mut self, arrival: Arrival) -> Vec<Effect> {
        if arrival == Arrival::Play && std::mem::take(&mut self.veiled) {
            return self.unveil();
        }
        if self.phase != Phase::Idle {
            return Vec::new();
        }
        let id = self.take_id();
        self.search.under_way = None;
        self.forget_grading();
        self.failure = None;
        self.checking = None;
        self.playback.playing = false;
        self.phase = Phase::Running { id, of: self.recipe(), progress: None, arrival };
        vec![Effect::Send(Request::Run { id, scenario: self.scenario_text() })]
    }

    /// What the learner asks for is there already, or on its way.
    fn unveil(&mut self) -> Vec<Effect> {
        if let Phase::Running { arrival, .. } = &mut self.phase {
            *arrival = Arrival::Play;
            return Vec::new();
        }
        match self.film.clone().filter(|_| self.film_is_current()) {
            Some(film) => {
                self.show(film, Arrival::Play);
                self.list_anew()
            }
            None => self.run(Arrival::Play),
        }
    }

    pub(super) fn not_recorded(&mut self, id: RequestId) -> Vec<Effect> {
        match self.phase.is_run(id) {
            true => vec![Effect::Send(Request::Run { id, scenario: self.scenario_text() })],
            false => Vec::new(),
        }
    }

    pub(super) fn stop(&mut self) -> Vec<Effect> {
        let Phase::Running { id, of, .. } = self.phase.clone() else { return Vec::new() };
        if self.worker == WorkerState::Away {
            // It is still loading, so nothing has been printed that could be kept.
            self.phase = Phase::Idle;
            return vec![Effect::EndWorker];
        }
        self.phase = Phase::Stopping { id, of };
        vec![Effect::Send(Request::Stop { id }), Effect::AwaitStop(id)]
    }

    pub(super) fn stop_overdue(&mut self, id: RequestId) -> Vec<Effect> {
        if !matches!(self.phase, Phase::Stopping { id: waited, .. } if waited == id) {
            return Vec::new();
        }
        self.phase = Phase::Idle;
        self.failure = Some(Failure::Silent);
        self.end_worker()
    }

    pub(super) fn worker_failed(&mut self, why: String) -> Vec<Effect> {
        self.phase = Phase::Idle;
        self.checking = None;
        self.search.under_way = None;
        self.forget_grading();
        self.failure = Some(Failure::Worker(why));
        self.end_worker()
    }

    pub(super) fn end_worker(&mut self) -> Vec<Effect> {
        self.worker = WorkerState::Away;
        vec![Effect::EndWorker]
    }

    pub(super) fn replied(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Ready => self.worker = WorkerState::Listening,
            Reply::Checked { id, diagnostics } => self.checked(id, diagnostics),
            Reply::Running { id, progress } => self.progressed(id, progress),
            Reply::Finished { id, finished } => return self.finished(id, *finished),
            Reply::Refused { id, why } => self.refused(id, why),
            // Parts of a run are gathered before they come here.
            Reply::Recorded { .. } => {}
            Reply::Grading { id, searched } => self.graded_so_far(id, searched),
            Reply::Graded { id, report, account } => {
                return self.heard_grade(id, *report, account);
            }
            Reply::Saved { id, kind, text } => return self.saved(id, kind, text),
            Reply::Exploring { id, searched } => self.searched(id, searched),
            Reply::Explored { id, report } => self.explored(id, *report),
        }
        Vec::new()
    }

    fn checked(&mut self, id: RequestId, diagnostics: Vec<Diagnostic>) {
        if self.checking == Some(id) {
            self.checking = None;
            self.diagnostics = diagnostics.into();
        } else if !self.not_searched(id, &diagnostics) && self.phase.is_run(id) {
            self.not_run(diagnostics);
        }
    }

    /// The run could not start: there is no result, and none of an earlier program either. What
    /// is said about a program that has been edited meanwhile is not shown.
    fn not_run(&mut self, diagnostics: Vec<Diagnostic>) {
        let phase = std::mem::replace(&mut self.phase, Phase::Idle);
        self.film = None;
        if matches!(phase, Phase::Running { of, .. } | Phase::Stopping { of, .. } if of.program == self.program)
        {
            self.diagnostics = diagnostics.into();
        }
    }

    fn progressed(&mut self, id: RequestId, news: Progress) {
        if let Phase::Running { id: waited, progress, .. } = &mut self.phase
            && *waited == id
        {
            *progress = Some(news);
        }
    }

    fn finished(&mut self, id: RequestId, finished: Finished) -> Vec<Effect> {
        let of = match &self.phase {
            Phase::Running { of, .. } | Phase::Stopping { of, .. } if self.phase.is_run(id) => {
                of.clone()
            }
            _ => return Vec::new(),
        };
        self.developed(id, Rc::new(Film::new(of, finished)))
    }

    /// The film of the run is there.
    pub(super) fn developed(&mut self, id: RequestId, film: Rc<Film>) -> Vec<Effect> {
        if !self.phase.is_run(id) {
            return Vec::new();
        }
        let arrival = match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Running { arrival, .. } => arrival,
            Phase::Stopping { .. } => Arrival::End,
            Phase::Idle => return Vec::new(),
        };
        if film.of.program == self.program {
            self.diagnostics = Rc::from([]);
        }
        self.show(film, arrival);
        self.list_anew()
    }

    fn show(&mut self, film: Rc<Film>, arrival: Arrival) {
        self.camera = Default::default();
        self.look = Look::of(&film.scene, Follow::On);
        let glides = self.playback.motion == Motion::Gliding;
        let plays = glides && matches!(arrival, Arrival::Play | Arrival::Start);
        let cursor = match arrival {
            Arrival::At(cursor) => cursor.min(film.events()),
            Arrival::Same if self.film.is_some() => film.cursor(self.scale, self.playback.place),
            Arrival::Start => 0,
            _ if plays => 0,
            _ => film.events(),
        };
        self.playback.seek(&film, self.scale, cursor);
        if plays && film.of == self.recipe() {
            self.playback.toggle(&film, self.scale);
        }
        let whom = self.selected.filter(|_| self.film_is_of(&film.of.program));
        let other = self.film.as_ref().filter(|other| other.of != film.of);
        self.before = other.map(|other| *other.figures()).or(self.before);
        self.film = Some(film);
        self.select(whom);
    }

    fn refused(&mut self, id: RequestId, why: String) {
        self.search_refused(id, &why);
        self.grade_refused(id, &why);
        if self.checking == Some(id) {
            self.checking = None;
        } else if self.phase.is_run(id) {
            self.phase = Phase::Idle;
            self.failure = Some(Failure::Refused(why));
        }
    }
}
