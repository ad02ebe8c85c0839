//! The search of all schedules: under way, and what the last one found.

use super::{Effect, Failure, Phase, Recipe, State};
use lab::explore::Report;
use runtime_core::source::Diagnostic;
use std::rc::Rc;
use worker::protocol::{Request, RequestId, Searched};

/// The search of one playground.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The one under way.
    pub under_way: Option<UnderWay>,
    /// What the last one found.
    pub found: Option<Rc<Found>>,
}

/// A search under way.
#[derive(Clone, PartialEq, Debug)]
pub struct UnderWay {
    /// Its request.
    pub id: RequestId,
    /// What it searches, with no schedule.
    pub of: Recipe,
    /// How far it is.
    pub searched: Searched,
    /// Whether it was told to stop.
    pub stops: bool,
}

/// What a search found.
#[derive(Debug)]
pub struct Found {
    /// What was searched, with no schedule.
    pub of: Recipe,
    /// The report.
    pub report: Report,
}

impl State {
    /// Whether what the last search found is of another program or other settings.
    pub fn found_is_old(&self) -> bool {
        let usual = Recipe { schedule: None, ..self.recipe() };
        self.search.found.as_ref().is_some_and(|found| found.of != usual)
    }

    /// Whether schedules are searched, to find all ends or to grade.
    pub fn is_searching(&self) -> bool {
        self.search.under_way.is_some() || self.grading().is_some()
    }

    /// Searches all schedules, if nothing is under way.
    pub(super) fn explore(&mut self) -> Vec<Effect> {
        if self.phase != Phase::Idle || self.is_searching() {
            return Vec::new();
        }
        let id = self.take_id();
        let of = Recipe { schedule: None, ..self.recipe() };
        let scenario = self.demo.scenario(&of.program, &of.settings, None);
        self.failure = None;
        self.search.under_way =
            Some(UnderWay { id, of, searched: Searched::default(), stops: false });
        let options = Default::default();
        vec![Effect::Send(Request::Explore { id, scenario, options })]
    }

    /// Ends the search and keeps what it has found; told twice, without.
    pub(super) fn stop_search(&mut self) -> Vec<Effect> {
        let Some(search) = &mut self.search.under_way else { return Vec::new() };
        if !std::mem::replace(&mut search.stops, true) {
            return vec![Effect::Send(Request::Stop { id: search.id })];
        }
        self.search.under_way = None;
        self.end_worker()
    }

    pub(super) fn searched(&mut self, id: RequestId, news: Searched) {
        if let Some(search) = self.search.under_way.as_mut().filter(|search| search.id == id) {
            search.searched = news;
        }
    }

    /// The search is over; nobody waited for another one.
    pub(super) fn explored(&mut self, id: RequestId, report: Report) {
        if let Some(UnderWay { of, .. }) = self.take_search(id) {
            self.search.found = Some(Rc::new(Found { of, report }));
        }
    }

    /// The program could not be searched; whether that was what was asked.
    pub(super) fn not_searched(&mut self, id: RequestId, diagnostics: &[Diagnostic]) -> bool {
        let search = self.take_search(id);
        if search.as_ref().is_some_and(|search| search.of.program == self.program) {
            self.diagnostics = diagnostics.into();
        }
        search.is_some()
    }

    pub(super) fn search_refused(&mut self, id: RequestId, why: &str) {
        if self.take_search(id).is_some() {
            self.failure = Some(Failure::Refused(why.into()));
        }
    }

    fn take_search(&mut self, id: RequestId) -> Option<UnderWay> {
        self.search.under_way.take_if(|search| search.id == id)
    }
}
