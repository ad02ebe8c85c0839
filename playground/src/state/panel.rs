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
}

impl Panel {
    /// Every panel, in the order of their tabs.
    pub const ALL: [Panel; 5] =
        [Panel::Machine, Panel::Events, Panel::Problems, Panel::Schedules, Panel::Settings];

    /// What is written on its tab.
    pub fn title(self) -> &'static str {
        match self {
            Panel::Machine => "Machine",
            Panel::Events => "Events",
            Panel::Problems => "Problems",
            Panel::Schedules => "Schedules",
            Panel::Settings => "Settings",
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
        }
    }
}

impl State {
    pub(super) fn turn_panel(&mut self, by: isize) -> Vec<Effect> {
        let all = Panel::ALL.len() as isize;
        self.panel = Panel::ALL[(self.panel as isize + by).rem_euclid(all) as usize];
        vec![Effect::Focus(self.panel.role())]
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
