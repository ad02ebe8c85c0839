//! What a run is a run of, and how it is changed: the settings and the schedule.

use super::{Arrival, Effect, Phase, State};
use crate::settings::{Knob, Settings};
use std::rc::Rc;

/// Everything that a run depends on, besides the demo: with it, it can be had again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recipe {
    /// The program.
    pub program: Rc<str>,
    /// How it is run, where that is not as the demo says.
    pub settings: Settings,
    /// Who decides what: the text form of a schedule; without one the runtime decides.
    pub schedule: Option<Rc<str>>,
}

/// What is written for a knob and is not its value: not yet, or because there is no such value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Which knob.
    pub knob: Knob,
    /// The text.
    pub text: Rc<str>,
    /// Why it cannot be; empty while it is being written.
    pub why: &'static str,
}

impl From<&str> for Recipe {
    /// The program, run as the demo says.
    fn from(program: &str) -> Recipe {
        Recipe { program: program.into(), ..Recipe::default() }
    }
}

impl State {
    /// What would run now.
    pub fn recipe(&self) -> Recipe {
        Recipe {
            program: Rc::clone(&self.program),
            settings: self.settings.clone(),
            schedule: self.schedule.clone(),
        }
    }

    /// The text of the scenario to run.
    pub(crate) fn scenario_text(&self) -> String {
        self.demo.scenario(&self.program, &self.settings, self.schedule.as_deref())
    }

    /// The value of a knob as it is now.
    pub fn value(&self, knob: Knob) -> &str {
        self.settings.get(knob).map(|value| &**value).unwrap_or_else(|| self.demo.own(knob))
    }

    /// Sets a knob and runs again, if there can be such a value.
    pub(super) fn turn(&mut self, knob: Knob, value: &str) -> Vec<Effect> {
        let mut settings = self.settings.clone();
        let set = settings.set(knob, value, &self.demo);
        self.draft = set.err().map(|why| Draft { knob, text: value.into(), why });
        match self.draft {
            None => self.run_with(settings),
            Some(_) => Vec::new(),
        }
    }

    pub(super) fn next_seed(&mut self) -> Vec<Effect> {
        let seed = self.value(Knob::Seed).parse::<u64>().unwrap_or(0).wrapping_add(1);
        self.turn(Knob::Seed, &seed.to_string())
    }

    pub(super) fn reset_settings(&mut self) -> Vec<Effect> {
        self.draft = None;
        self.run_with(Settings::default())
    }

    /// A schedule belongs to the settings it was found with, so it goes with them.
    fn run_with(&mut self, settings: Settings) -> Vec<Effect> {
        if settings == self.settings {
            return Vec::new();
        }
        self.settings = settings;
        self.schedule = None;
        let mut effects = vec![Effect::KeepSettings(self.settings.text().into())];
        effects.extend(self.run_anew(Arrival::Same));
        effects
    }

    /// Runs that schedule and shows it from its start.
    pub(super) fn watch_schedule(&mut self, schedule: Rc<str>) -> Vec<Effect> {
        self.schedule = Some(schedule);
        self.run_anew(Arrival::Start)
    }

    pub(super) fn leave_schedule(&mut self) -> Vec<Effect> {
        match self.schedule.take() {
            Some(_) => self.run_anew(Arrival::Play),
            None => Vec::new(),
        }
    }

    /// Runs, also if something runs already: the worker gives that up.
    pub(super) fn run_anew(&mut self, arrival: Arrival) -> Vec<Effect> {
        self.phase = Phase::Idle;
        self.run(arrival)
    }
}
