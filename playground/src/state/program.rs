//! What happens to the program: edits, reset, checks, keeping.

use super::{Effect, Keeping, Phase, State};
use std::rc::Rc;
use worker::protocol::Request;

impl State {
    pub(super) fn edited(&mut self, program: Rc<str>) -> Vec<Effect> {
        if program == self.program {
            return Vec::new();
        }
        self.before_reset = None;
        self.replace(program)
    }

    pub(super) fn reset(&mut self) -> Vec<Effect> {
        if !self.is_edited() {
            return Vec::new();
        }
        let original = Rc::clone(&self.demo.program);
        let old = std::mem::replace(&mut self.program, Rc::clone(&original));
        self.before_reset = Some(old);
        self.put_back(original)
    }

    pub(super) fn undo_reset(&mut self) -> Vec<Effect> {
        let Some(program) = self.before_reset.take() else { return Vec::new() };
        self.put_back(program)
    }

    /// Replaces the program from outside of the editor.
    fn put_back(&mut self, program: Rc<str>) -> Vec<Effect> {
        let mut effects = vec![Effect::SetText(Rc::clone(&program))];
        effects.extend(self.replace(program));
        effects
    }

    fn replace(&mut self, program: Rc<str>) -> Vec<Effect> {
        self.program = program;
        // It belongs to the program it was found in.
        self.schedule = self.demo.schedule.clone().filter(|_| !self.is_edited());
        self.checking = None;
        self.playback.playing &= self.film_is_current();
        let keep = match self.is_edited() {
            true => Effect::Keep(Rc::clone(&self.program)),
            false => Effect::Forget,
        };
        vec![keep, Effect::CheckLater(Rc::clone(&self.program))]
    }

    /// A run checks anyway, and a check would wait behind it.
    pub(super) fn check_due(&mut self, program: &Rc<str>) -> Vec<Effect> {
        if *program != self.program || self.phase != Phase::Idle {
            return Vec::new();
        }
        let id = self.take_id();
        self.checking = Some(id);
        vec![Effect::Send(Request::Check { id, scenario: self.scenario_text() })]
    }

    pub(super) fn show_diagnostic(&mut self, index: usize) -> Vec<Effect> {
        let span = self.diagnostics.get(index).map(|diagnostic| diagnostic.span);
        span.into_iter().map(|span| Effect::ShowBytes(span.start, span.end)).collect()
    }

    pub(super) fn keeping_refused(&mut self) -> Vec<Effect> {
        self.keeping = Keeping::Refused;
        Vec::new()
    }
}
