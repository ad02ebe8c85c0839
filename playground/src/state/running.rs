//! What happens to the run: start, stop, and everything the worker answers.

use super::{Arrival, Effect, Failure, Film, Follow, Look, Motion, Phase, State, WorkerState};
use runtime_core::source::Diagnostic;
use std::rc::Rc;
use worker::protocol::{Finished, Progress, Reply, Request, RequestId};

impl State {
    /// Starts the program; one that runs already is left alone.
    pub(super) fn run(&mut self, arrival: Arrival) -> Vec<Effect> {
        if self.phase != Phase::Idle {
            return Vec::new();
        }
        let id = self.take_id();
        let program = Rc::clone(&self.program);
        self.failure = None;
        self.checking = None;
        self.playback.playing = false;
        self.phase = Phase::Running { id, program, progress: None, arrival };
        vec![Effect::Send(Request::Run { id, scenario: self.scenario_text() })]
    }

    pub(super) fn stop(&mut self) -> Vec<Effect> {
        let Phase::Running { id, program, .. } = self.phase.clone() else { return Vec::new() };
        if self.worker == WorkerState::Away {
            // It is still loading, so nothing has been printed that could be kept.
            self.phase = Phase::Idle;
            return vec![Effect::EndWorker];
        }
        self.phase = Phase::Stopping { id, program };
        vec![Effect::Send(Request::Stop { id }), Effect::AwaitStop(id)]
    }

    pub(super) fn stop_overdue(&mut self, id: RequestId) -> Vec<Effect> {
        if !matches!(self.phase, Phase::Stopping { id: waited, .. } if waited == id) {
            return Vec::new();
        }
        self.phase = Phase::Idle;
        self.worker = WorkerState::Away;
        self.failure = Some(Failure::Silent);
        vec![Effect::EndWorker]
    }

    pub(super) fn worker_failed(&mut self, why: String) -> Vec<Effect> {
        self.phase = Phase::Idle;
        self.checking = None;
        self.worker = WorkerState::Away;
        self.failure = Some(Failure::Worker(why));
        vec![Effect::EndWorker]
    }

    pub(super) fn replied(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Ready => self.worker = WorkerState::Listening,
            Reply::Checked { id, diagnostics } => self.checked(id, diagnostics),
            Reply::Running { id, progress } => self.progressed(id, progress),
            Reply::Finished { id, finished } => self.finished(id, *finished),
            Reply::Refused { id, why } => self.refused(id, why),
            // Parts of a run are gathered before they come here; the page asks for no exploration.
            Reply::Recorded { .. } | Reply::Exploring { .. } | Reply::Explored { .. } => {}
            Reply::Saved { id, kind, text } => return self.saved(id, kind, text),
        }
        Vec::new()
    }

    fn checked(&mut self, id: RequestId, diagnostics: Vec<Diagnostic>) {
        if self.checking == Some(id) {
            self.checking = None;
            self.diagnostics = diagnostics.into();
        } else if self.phase.is_run(id) {
            self.not_run(diagnostics);
        }
    }

    /// The run could not start: there is no result, and none of an earlier program either. What
    /// is said about a program that has been edited meanwhile is not shown.
    fn not_run(&mut self, diagnostics: Vec<Diagnostic>) {
        let phase = std::mem::replace(&mut self.phase, Phase::Idle);
        self.film = None;
        if matches!(phase, Phase::Running { program, .. } | Phase::Stopping { program, .. } if program == self.program)
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

    fn finished(&mut self, id: RequestId, finished: Finished) {
        let program = match &self.phase {
            Phase::Running { program, .. } | Phase::Stopping { program, .. }
                if self.phase.is_run(id) =>
            {
                Rc::clone(program)
            }
            _ => return,
        };
        self.developed(id, Rc::new(Film::new(program, finished)));
    }

    /// The film of the run is there.
    pub(super) fn developed(&mut self, id: RequestId, film: Rc<Film>) -> Vec<Effect> {
        if !self.phase.is_run(id) {
            return Vec::new();
        }
        let (program, arrival) = match std::mem::replace(&mut self.phase, Phase::Idle) {
            Phase::Running { program, arrival, .. } => (program, arrival),
            Phase::Stopping { program, .. } => (program, Arrival::End),
            Phase::Idle => return Vec::new(),
        };
        if program == self.program {
            self.diagnostics = Rc::from([]);
        }
        self.show(film, arrival);
        Vec::new()
    }

    fn show(&mut self, film: Rc<Film>, arrival: Arrival) {
        self.camera = Default::default();
        self.look = Look::of(&film.scene, Follow::On);
        let plays = arrival == Arrival::Play && self.playback.motion == Motion::Gliding;
        let cursor = match arrival {
            Arrival::At(cursor) => cursor.min(film.events()),
            _ if plays => 0,
            _ => film.events(),
        };
        self.playback.seek(&film, self.scale, cursor);
        if plays && film.program == self.program {
            self.playback.toggle(&film, self.scale);
        }
        let whom = self.selected.filter(|_| self.film_is_of(&film.program));
        self.film = Some(film);
        self.select(whom);
    }

    fn refused(&mut self, id: RequestId, why: String) {
        if self.checking == Some(id) {
            self.checking = None;
        } else if self.phase.is_run(id) {
            self.phase = Phase::Idle;
            self.failure = Some(Failure::Refused(why));
        }
    }
}
