//! The whole search: which engine, which accesses are visible, when timers fire.
//!
//! **How an engine is chosen.** Neither the states nor the behaviours are always fewer (two threads
//! of six increments have 372,436 behaviours and 5,089 states; five threads of two locked regions
//! 113,400 behaviours and 291,241 states). So each in turn is given some moves, then twice as many,
//! until one comes to its end.
//!
//! **How accesses become visible.** At first none is. A search that finds two accesses unordered
//! makes their places visible and begins anew ([`crate::guest::Watch`] says why that is enough).
//!
//! **When time is short**, schedules with 0, 1 and 2 preemptions are searched completely, then
//! random ones.

mod keep;
mod part;
mod report;

pub use part::Part;

pub use report::{Found, Livelock, RaceFound, Report, Way};

use super::Model;
use super::bounded::Bounded;
use super::dpor::Dpor;
use super::graph::{Graph, Limits, Progress};
use super::pct::Pct;
use super::race::Race;
use crate::guest::{Site, Sites};
use crate::schedule::Control;
use alloc::rc::Rc;
use alloc::vec::Vec;

/// Makes the state at the program's start, for these visible places.
pub trait Start {
    /// The model.
    type Model: Model;
    /// The program about to start.
    fn start(&self, visible: &Sites, control: Control) -> Self::Model;
}

/// What is searched and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Which engine.
    pub mode: Mode,
    /// The most preemptions; none for all schedules.
    pub bound: Option<u32>,
    /// How much a graph may take.
    pub limits: Limits,
    /// Only this timing; none for on time first, then late.
    pub control: Option<Control>,
}

/// An engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Whichever comes to its end first.
    Auto,
    /// The graph of states.
    States,
    /// Partial-order reduction.
    Dpor,
    /// Few preemptions.
    Bound,
    /// Random priorities.
    Pct,
}

/// Moves that each engine is given at first.
const FIRST_SHARE: u64 = 100_000;
/// How many preemptions are tried when not everything could be.
const BOUND_MAX: u32 = 2;
/// Circles that are kept.
pub const LIVELOCKS_MAX: usize = 256;
/// Moves in one run.
const DEPTH_MAX: u32 = 100_000;
/// The same where every move is compared with all before it.
const BEHAVIOUR_MAX: u32 = 5_000;

/// A search under way.
pub struct Explorer<S: Start> {
    start: S,
    options: Options,
    part: Part,
    stage: Stage<S::Model>,
    control: Control,
    visible: Rc<Sites>,
    report: Report,
    /// Moves of the engine that has the turn before the other one has it.
    share: u64,
    used: u64,
    /// Turns that are over. A part has no turns, but knows when they would have been.
    turn: u32,
    /// Whether there is no time for everything.
    hurried: bool,
    /// Whether somebody computes while others sleep, so that on time nobody would wake.
    turns_meanwhile: bool,
    /// Whether the program sets timers: only then can one be late.
    timed: bool,
    moves: u64,
}

/// The engine that has the turn.
enum Stage<M> {
    Graph(Graph<M>, Option<Dpor<M>>),
    Dpor(Dpor<M>, Option<Graph<M>>),
    Bounded(Graph<Bounded<M>>, u32),
    Pct(Pct<M>),
    Done,
}

impl<S: Start> Explorer<S> {
    /// A search about to begin.
    pub fn new(start: S, options: Options) -> Explorer<S> {
        Explorer::of_part(start, options, Part::Whole)
    }

    /// A part of a search about to begin; only the automatic mode has parts.
    pub fn of_part(start: S, options: Options, part: Part) -> Explorer<S> {
        let control = options.control.unwrap_or(Control::Virtual);
        let report = Report {
            complete: false,
            loose_complete: true,
            mode: options.mode,
            bound: None,
            executions: 0,
            blocked: 0,
            samples: 0,
            states: 0,
            bytes: 0,
            found: Vec::new(),
            races: Vec::new(),
            unordered: Vec::new(),
            livelocks: Vec::new(),
        };
        let visible = Rc::new(Sites::default());
        let mut explorer = Explorer {
            start,
            options,
            part,
            stage: Stage::Done,
            control,
            visible,
            report,
            share: FIRST_SHARE,
            used: 0,
            turn: 0,
            hurried: false,
            turns_meanwhile: false,
            timed: false,
            moves: 0,
        };
        explorer.begin();
        explorer
    }

    /// The engine's name, its states, its complete runs.
    pub fn progress(&self) -> (&'static str, u64, u64) {
        match &self.stage {
            Stage::Graph(graph, _) => ("states", graph.states(), graph.executions()),
            Stage::Dpor(dpor, _) => ("behaviours", 0, dpor.executions()),
            Stage::Bounded(graph, _) => ("few preemptions", graph.states(), graph.executions()),
            Stage::Pct(pct) => ("samples", 0, pct.executions()),
            Stage::Done => ("done", self.report.states, self.report.executions),
        }
    }

    /// The places that are visible by now.
    pub fn visible(&self) -> &Sites {
        &self.visible
    }

    /// How many turns this part would have had, by the time that it has come so far. Of two parts
    /// the one with fewer at its end is the one that ends a search with turns, of two with the same
    /// the states.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// Moves made so far.
    pub fn moves_made(&self) -> u64 {
        self.moves
    }

    /// Makes about so many more moves; whether there is more to do.
    pub fn advance(&mut self, moves: u64) -> bool {
        self.moves += moves;
        self.used += moves;
        let done = match &mut self.stage {
            Stage::Graph(graph, _) => graph.run(moves) == Progress::Done,
            Stage::Dpor(dpor, _) => dpor.run(moves) == Progress::Done,
            Stage::Bounded(graph, _) => graph.run(moves) == Progress::Done,
            Stage::Pct(pct) => {
                pct.run(moves);
                false
            }
            Stage::Done => return false,
        };
        if self.learn_races() | self.learn_time() {
            self.begin();
        } else if done {
            self.finish_stage();
        } else if self.used >= self.share {
            self.take_turns();
        }
        !matches!(self.stage, Stage::Done)
    }

    /// Most of the time is gone: what is not done by now is bounded.
    pub fn hurry(&mut self) {
        if !core::mem::replace(&mut self.hurried, true)
            && matches!(self.stage, Stage::Graph(..) | Stage::Dpor(..))
            && self.options.mode == Mode::Auto
        {
            self.give_up();
        }
    }

    /// Ends the search where it is.
    pub fn finish(self) -> Report {
        self.into_parts().0
    }

    /// Ends the search where it is; also gives what it began with.
    pub fn into_parts(mut self) -> (Report, S) {
        if !matches!(self.stage, Stage::Done) {
            self.keep_partial();
        }
        (self.report, self.start)
    }

    fn model(&self) -> S::Model {
        let mut model = self.start.start(&self.visible, self.control);
        if self.keeps_time() {
            model.remember_across_time();
        }
        model
    }

    /// Whether a sleep keeps what comes after it behind all that others do meanwhile.
    fn keeps_time(&self) -> bool {
        self.timed && self.control != Control::Loose
    }

    /// Begins, or begins anew with other visible places or another timing.
    fn begin(&mut self) {
        self.used = 0;
        let limits = self.options.limits;
        self.stage = match self.options.mode {
            Mode::Auto if self.options.bound.is_none() && self.part == Part::Behaviours => {
                Stage::Dpor(Dpor::new(self.model(), BEHAVIOUR_MAX), None)
            }
            Mode::Auto | Mode::States if self.options.bound.is_none() => {
                Stage::Graph(Graph::new(self.model(), limits), None)
            }
            Mode::Dpor => Stage::Dpor(Dpor::new(self.model(), BEHAVIOUR_MAX), None),
            Mode::Pct => self.samples(),
            _ => self.bounded(match self.options.mode {
                Mode::Bound => 0,
                _ => self.options.bound.unwrap_or(0),
            }),
        };
    }

    fn bounded(&self, bound: u32) -> Stage<S::Model> {
        Stage::Bounded(Graph::new(Bounded::new(self.model(), bound), self.options.limits), bound)
    }

    fn samples(&self) -> Stage<S::Model> {
        Stage::Pct(Pct::new(self.model(), self.part.seed(), DEPTH_MAX))
    }

    /// In the automatic mode the other engine has a turn.
    fn take_turns(&mut self) {
        self.used = 0;
        self.turn += 1;
        if self.part != Part::Whole {
            self.share *= 2;
        }
        if self.options.mode != Mode::Auto || self.part != Part::Whole {
            return;
        }
        self.stage = match core::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Graph(graph, dpor) => {
                let dpor = dpor.unwrap_or_else(|| Dpor::new(self.model(), BEHAVIOUR_MAX));
                Stage::Dpor(dpor, Some(graph))
            }
            Stage::Dpor(dpor, graph) => {
                self.share *= 2;
                let limits = self.options.limits;
                let graph = graph.unwrap_or_else(|| Graph::new(self.model(), limits));
                Stage::Graph(graph, Some(dpor))
            }
            other => other,
        };
    }

    /// Whether a place has become visible.
    fn learn_races(&mut self) -> bool {
        let (races, shows): (Vec<Race>, &[Site]) = match &self.stage {
            Stage::Graph(graph, _) => (races_of(graph), graph.shows()),
            Stage::Bounded(graph, _) => (races_of(graph), graph.shows()),
            Stage::Dpor(dpor, _) => {
                (dpor.races().iter().map(|(race, _)| *race).collect(), dpor.shows())
            }
            Stage::Pct(_) | Stage::Done => return false,
        };
        let shows = shows.to_vec();
        self.keep_unordered(&races);
        let racing = races.iter().flat_map(|race| [race.first.1.site, race.second.1.site]);
        let mut new = false;
        for site in racing.chain(shows) {
            new |= site != Site(0) && Rc::make_mut(&mut self.visible).insert(site);
        }
        new
    }

    /// Whether a graph has just met the first timer: what it has not kept until then might race with
    /// what comes after a sleep. The reduction keeps everything anyway.
    fn learn_time(&mut self) -> bool {
        let is_timed = match &self.stage {
            Stage::Graph(graph, _) => graph.is_timed(),
            Stage::Bounded(graph, _) => graph.is_timed(),
            Stage::Dpor(..) | Stage::Pct(_) | Stage::Done => return false,
        };
        let knew = self.keeps_time();
        self.timed |= is_timed;
        self.keeps_time() && !knew
    }

    fn keep_unordered(&mut self, races: &[Race]) {
        let lines = |race: &Race| {
            let (a, b) = (race.first.1.line, race.second.1.line);
            (a.min(b), a.max(b))
        };
        let unordered = &mut self.report.unordered;
        for race in races {
            if !unordered.iter().any(|known| lines(known) == lines(race)) {
                unordered.push(*race);
            }
        }
    }

    // ---- the end of a stage

    /// An engine has come to its end.
    fn finish_stage(&mut self) {
        match core::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Graph(graph, _) => {
                let complete = graph.is_complete();
                self.keep_graph(&graph, Mode::States);
                if complete { self.next_timing() } else { self.give_up_or_stop() }
            }
            Stage::Dpor(dpor, _) => {
                let complete = dpor.is_complete();
                self.keep_dpor(&dpor);
                if complete { self.next_timing() } else { self.give_up_or_stop() }
            }
            Stage::Bounded(graph, bound) => {
                let complete = graph.is_complete();
                self.keep_graph(&graph, Mode::Bound);
                if complete {
                    self.report.bound = Some(bound);
                }
                self.after_bound(bound, complete);
            }
            Stage::Pct(_) | Stage::Done => {}
        }
    }

    fn after_bound(&mut self, bound: u32, complete: bool) {
        let last = self.options.bound.unwrap_or(BOUND_MAX);
        if complete
            && bound < last
            && self.options.bound.is_none_or(|_| self.options.mode == Mode::Bound)
        {
            self.stage = self.bounded(bound + 1);
        } else if self.options.mode == Mode::Auto && self.options.bound.is_none() {
            self.stage = self.samples();
        } else {
            self.next_timing();
        }
    }

    /// Everything is known for this timing; whether timers can be late at all, the program tells.
    fn next_timing(&mut self) {
        let timed = self.timed;
        let exhaustive = self.options.bound.is_none()
            && matches!(self.options.mode, Mode::Auto | Mode::States | Mode::Dpor);
        match self.control {
            Control::Loose => self.report.loose_complete = exhaustive,
            _ => {
                self.report.complete = exhaustive;
                if timed && self.options.control.is_none() {
                    self.control = Control::Loose;
                    self.report.loose_complete = false;
                    self.share = FIRST_SHARE;
                    self.begin();
                }
            }
        }
    }

    fn give_up_or_stop(&mut self) {
        if self.options.mode == Mode::Auto { self.give_up() } else { self.next_incomplete() }
    }

    fn next_incomplete(&mut self) {
        self.stage = Stage::Done;
    }

    /// Not everything can be searched: few preemptions, then samples.
    fn give_up(&mut self) {
        self.keep_partial();
        self.used = 0;
        self.stage = match self.part {
            Part::Behaviours => self.samples(),
            Part::Whole | Part::States => self.bounded(0),
        };
    }

    fn keep_partial(&mut self) {
        match core::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Graph(mut graph, dpor) => {
                graph.stop();
                self.keep_graph(&graph, Mode::States);
                dpor.into_iter().for_each(|dpor| self.keep_dpor(&dpor));
            }
            Stage::Dpor(dpor, graph) => {
                self.keep_dpor(&dpor);
                if let Some(mut graph) = graph {
                    graph.stop();
                    self.keep_graph(&graph, Mode::States);
                }
            }
            Stage::Bounded(mut graph, _) => {
                graph.stop();
                self.keep_graph(&graph, Mode::Bound);
            }
            Stage::Pct(pct) => {
                self.report.mode = Mode::Pct;
                self.report.executions += pct.executions();
                self.report.samples += pct.executions();
                for (found, _) in pct.found() {
                    let super::dpor::Found { ending, count, path } = found.clone();
                    self.keep(ending, count, path);
                }
            }
            Stage::Done => {}
        }
    }
}

fn races_of<M: Model>(graph: &Graph<M>) -> Vec<Race> {
    graph.races().iter().map(|at| at.race).collect()
}
