//! Which panel is open, and whom the learner looks at.

use super::{Effect, State};
use runtime_core::id::FiberId;
use trace_view::LaneKind;

/// What can be looked at beside the timeline, one at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// The runtime's queues and who is where, at the cursor.
    Machine,
    /// Every event in words.
    Events,
    /// What is wrong with the run.
    Problems,
    /// All schedules, and how they end.
    Schedules,
    /// How the program is run.
    Settings,
    /// What is said about the answer to an exercise.
    Check,
}

impl Panel {
    /// Every panel, in the order of their tabs; the last is there in exercises only.
    pub const ALL: [Panel; 6] = [
        Panel::Machine,
        Panel::Events,
        Panel::Problems,
        Panel::Schedules,
        Panel::Settings,
        Panel::Check,
    ];

    /// What is written on its tab.
    pub fn title(self) -> &'static str {
        match self {
            Panel::Machine => "Machine",
            Panel::Events => "Events",
            Panel::Problems => "Problems",
            Panel::Schedules => "Schedules",
            Panel::Settings => "Settings",
            Panel::Check => "Check",
        }
    }

    /// The name of its tab for tests.
    pub fn role(self) -> &'static str {
        match self {
            Panel::Machine => "tab-machine",
            Panel::Events => "tab-events",
            Panel::Problems => "tab-problems",
            Panel::Schedules => "tab-schedules",
            Panel::Settings => "tab-settings",
            Panel::Check => "tab-check",
        }
    }
}

impl State {
    /// The panels that are there, in the order of their tabs.
    pub fn panels(&self) -> &'static [Panel] {
        &Panel::ALL[..Panel::ALL.len() - usize::from(self.grade.is_none())]
    }

    pub(super) fn turn_panel(&mut self, by: isize) -> Vec<Effect> {
        let all = self.panels();
        let next = (self.panel as isize + by).rem_euclid(all.len() as isize);
        self.go_to_panel(all[next as usize])
    }

    pub(super) fn go_to_panel(&mut self, panel: Panel) -> Vec<Effect> {
        if !self.panels().contains(&panel) {
            return Vec::new();
        }
        self.panel = panel;
        vec![Effect::Focus(panel.role())]
    }

    /// Emphasizes one fiber everywhere, or none.
    pub(super) fn select(&mut self, fiber: Option<FiberId>) {
        let lane = fiber.and_then(|fiber| self.film.as_ref()?.scene.lane_of(fiber));
        self.selected = fiber.filter(|_| lane.is_some());
        self.stand.lane = lane.map(|lane| lane as u32);
    }

    /// The lane is chosen, and with it its fiber; pressed again, neither is.
    pub(super) fn press_lane(&mut self, lane: u32) {
        if self.stand.lane == Some(lane) {
            return self.select(None);
        }
        let kind = self.film.as_ref().and_then(|film| film.scene.lanes.get(lane as usize));
        self.selected = match kind.map(|lane| lane.kind) {
            Some(LaneKind::Fiber(fiber)) => Some(fiber),
            _ => None,
        };
        self.stand.lane = kind.map(|_| lane);
    }
}
