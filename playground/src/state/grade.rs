//! An answer to an exercise: it is graded on every schedule, and what was said about it.

use super::{Arrival, Effect, Failure, Panel, Phase, Recipe, State, UnderWay};
use crate::demo::Demo;
use crate::settings::Settings;
use std::rc::Rc;
use worker::graded::{Report, Status, Told};
use worker::protocol::{Request, RequestId, Searched};

/// The grading of one playground that shows an exercise.
#[derive(Clone, Debug, Default)]
pub struct Grade {
    /// Where the learner goes on: the next exercise, the chapter.
    pub ways: Rc<[Way]>,
    /// The grading under way.
    pub under_way: Option<UnderWay>,
    /// What the last one said.
    pub found: Option<Rc<Graded>>,
    /// How many hints are shown.
    pub hints: usize,
}

/// A link to where the learner goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// What it says.
    pub text: String,
    /// Its address.
    pub href: String,
}

/// What was said about an answer.
#[derive(Debug)]
pub struct Graded {
    /// The answer.
    pub program: Rc<str>,
    /// What was said.
    pub report: Report,
    /// The run that shows the first failure.
    pub account: Vec<Told>,
}

impl State {
    /// The grading under way.
    pub fn grading(&self) -> Option<&UnderWay> {
        self.grade.as_ref()?.under_way.as_ref()
    }

    /// What the last grading said.
    pub fn graded(&self) -> Option<&Rc<Graded>> {
        self.grade.as_ref()?.found.as_ref()
    }

    /// Whether that is about another program than the one in the editor.
    pub fn graded_is_old(&self) -> bool {
        self.graded().is_some_and(|graded| graded.program != self.program)
    }

    /// Has the answer graded; what else is under way is given up. Where there is no exercise the
    /// program is run.
    pub(super) fn check_answer(&mut self) -> Vec<Effect> {
        let id = self.take_id();
        let of = Recipe::from(&*self.program);
        let Some(grade) = &mut self.grade else { return self.run(Arrival::Play) };
        self.panel = Panel::Check;
        if grade.under_way.is_some() {
            return vec![Effect::Reveal("panel")];
        }
        grade.under_way = Some(UnderWay { id, of, searched: Searched::default(), stops: false });
        self.phase = Phase::Idle;
        (self.search.under_way, self.checking, self.failure) = (None, None, None);
        self.playback.playing = false;
        let (exercise, program) = (self.demo.name.clone(), self.program.to_string());
        vec![Effect::Send(Request::Grade { id, exercise, program }), Effect::Reveal("panel")]
    }

    /// Ends the grading, which says nothing then; told twice, without asking the worker.
    pub(super) fn stop_grading(&mut self) -> Vec<Effect> {
        let Some(grading) = self.grade.as_mut().and_then(|grade| grade.under_way.as_mut()) else {
            return Vec::new();
        };
        if !std::mem::replace(&mut grading.stops, true) {
            return vec![Effect::Send(Request::Stop { id: grading.id })];
        }
        self.forget_grading();
        self.end_worker()
    }

    pub(super) fn forget_grading(&mut self) {
        self.grade.iter_mut().for_each(|grade| grade.under_way = None);
    }

    pub(super) fn graded_so_far(&mut self, id: RequestId, news: Searched) {
        let grading = self.grade.as_mut().and_then(|grade| grade.under_way.as_mut());
        if let Some(grading) = grading.filter(|grading| grading.id == id) {
            grading.searched = news;
        }
    }

    /// The answer is graded. Hints that are shown stay if they are about what still fails.
    pub(super) fn heard_grade(
        &mut self, id: RequestId, report: Report, account: Vec<Told>,
    ) -> Vec<Effect> {
        let Some(grading) = self.take_grading(id) else { return Vec::new() };
        let program = grading.of.program;
        if report.status == Status::Error && program == self.program {
            self.diagnostics = report.diagnostics.clone().into();
        }
        let passed = (report.status == Status::Pass).then(|| Effect::Passed(Rc::clone(&program)));
        if let Some(grade) = &mut self.grade {
            let before = grade.found.as_ref().and_then(|found| found.report.hint_key.as_ref());
            if before != report.hint_key.as_ref() {
                grade.hints = 0;
            }
            grade.found = Some(Rc::new(Graded { program, report, account }));
        }
        passed.into_iter().collect()
    }

    /// Whether that was a grading; one that was stopped has not failed.
    pub(super) fn grade_refused(&mut self, id: RequestId, why: &str) {
        if let Some(grading) = self.take_grading(id)
            && !grading.stops
        {
            self.failure = Some(Failure::Refused(why.into()));
        }
    }

    pub(super) fn hint(&mut self) {
        if let Some(grade) = &mut self.grade {
            let all = grade.found.as_ref().map_or(0, |found| found.report.hints.len());
            grade.hints = (grade.hints + 1).min(all);
        }
    }

    /// Loads the run that shows why the check of this index does not hold, at the failing step. It
    /// was found with the exercise's own settings.
    pub(super) fn watch_failure(&mut self, check: usize) -> Vec<Effect> {
        let Some(graded) = self.graded().cloned().filter(|_| !self.graded_is_old()) else {
            return Vec::new();
        };
        let check = graded.report.checks.get(check);
        let Some(failure) = check.and_then(|check| check.failure.as_ref()) else {
            return Vec::new();
        };
        (self.settings, self.draft) = (Settings::default(), None);
        self.schedule = Demo::schedule_of(&failure.scenario).map(Rc::from);
        let mut effects = match self.phase == Phase::Idle && self.film_is_current() {
            true => self.seek(failure.cursor),
            false => self.run_anew(Arrival::At(failure.cursor)),
        };
        effects.extend(failure.lines.last().map(|&line| Effect::ShowLine(line)));
        effects.push(Effect::Reveal("timeline"));
        effects
    }

    fn take_grading(&mut self, id: RequestId) -> Option<UnderWay> {
        self.grade.as_mut()?.under_way.take_if(|grading| grading.id == id)
    }
}
