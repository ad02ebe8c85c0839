//! What a search has found.

use super::Mode;
use crate::explore::race::Race;
use crate::explore::{Ending, Move};
use crate::guest::Sites;
use crate::schedule::Control;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// A way in which the program can end.
#[derive(Clone, Debug)]
pub struct Found {
    /// How.
    pub ending: Ending,
    /// How many schedules end so, as the engine counts.
    pub count: u64,
    /// A run with few context switches that ends so.
    pub way: Way,
    /// Whether timers had to be late.
    pub is_late: bool,
}

/// What has been found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Whether every schedule has been covered, with timers on time.
    pub complete: bool,
    /// The same with timers late; true where the program has none.
    pub loose_complete: bool,
    /// The engine that had the last word.
    pub mode: Mode,
    /// The most preemptions of the schedules that were searched completely.
    pub bound: Option<u32>,
    /// Complete runs.
    pub executions: u64,
    /// Runs given up because what follows was known.
    pub blocked: u64,
    /// Runs with random priorities, with the seeds from 1 on.
    pub samples: u64,
    /// States.
    pub states: u64,
    /// Bytes kept for states.
    pub bytes: u64,
    /// The ways to end.
    pub found: Vec<Found>,
    /// Unordered accesses, each pair of places once, with a run up to the second.
    pub races: Vec<RaceFound>,
    /// All pairs of accesses that were found unordered on the way, each pair of lines once.
    pub unordered: Vec<Race>,
    /// Runs after which one can go on for ever, the shortest first: of each circle one, up to
    /// [`LIVELOCKS_MAX`].
    pub livelocks: Vec<Livelock>,
}

/// A circle that runs can stay in for ever.
#[derive(Clone, Debug)]
pub struct Livelock {
    /// A run into it.
    pub way: Way,
    /// Whether timers had to be late for it.
    pub is_late: bool,
}

/// A run of the search.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its moves.
    pub path: Vec<Move>,
    /// The control under which the path is one.
    pub control: Control,
    /// The places that were visible.
    pub visible: Rc<Sites>,
}

/// Two accesses that nothing orders.
#[derive(Clone, Debug)]
pub struct RaceFound {
    /// They.
    pub race: Race,
    /// A run up to the second.
    pub way: Way,
}
