//! One program under plain enumeration and under every engine.

use super::draw::Draw;
use lab::Control;
use runtime_core::explore::explorer::{Explorer, Mode, Options, Report, Start};
use runtime_core::explore::graph::{Graph, Limits, Progress};
use runtime_core::explore::{Ending, Footprint, Model};
use runtime_core::guest::Sites;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Runs of a program that is still enumerated.
pub const RUNS_MAX: u64 = 200_000;
/// Runs by lot of a program that is not enumerated.
const WALKS: u64 = 300;
/// Moves of one run.
const DEPTH_MAX: usize = 1_000;
/// How much of a program is still compared.
const LIMITS: Limits = Limits { states_max: 20_000, depth_max: DEPTH_MAX as u32 };

/// A way to end, as one reads it. Two runs of one outcome are equal here.
pub type Ends = BTreeSet<String>;

/// A program that an engine borrows.
struct Borrowed<'a, S>(&'a S);

impl<S: Start> Start for Borrowed<'_, S> {
    type Model = S::Model;

    fn start(&self, visible: &Sites, control: Control) -> S::Model {
        self.0.start(visible, control)
    }
}

/// What came of a comparison.
#[derive(Debug)]
pub enum Compared {
    /// All found the same, among so many runs.
    Same { runs: u64 },
    /// There are too many runs to enumerate them; the engines found the same, and everything that
    /// runs by lot showed.
    TooManyRuns,
    /// There are too many states, or too many behaviours for the reduction.
    TooManyStates,
    /// Somebody found something else: who, and what.
    Differs(String),
}

/// How it ended: what a run of the machine shows too.
pub fn end_of(ending: &Ending) -> String {
    let (kind, leaks) = (ending.kind.word(), ending.leaked.len());
    let leaks = if leaks > 0 { ", leaks" } else { "" };
    format!("{kind} {} {:032x}{leaks} {}", ending.exit_code, ending.stdout, ending.notices.bits())
}

fn ends<'a>(endings: impl Iterator<Item = &'a Ending>) -> Ends {
    endings.map(end_of).collect()
}

/// The engines compared with plain enumeration, or with each other where that takes too long.
pub fn compare<S: Start>(program: &S, control: Control) -> Compared {
    let start = program.start(&Sites::all(), control);
    let mut graph = Graph::new(start.clone(), LIMITS);
    while graph.run(1_000_000) == Progress::Paused {}
    if !graph.is_complete() {
        return Compared::TooManyStates;
    }
    let runs = graph.counts().into_iter().fold(0u64, u64::saturating_add);
    let of_graph = ends(graph.endings().iter());
    let mut differences = String::new();
    let plain = (runs <= RUNS_MAX).then(|| Plain::of(&start)).flatten();
    let truth = plain.as_ref().map_or(&of_graph, |plain| &plain.ends);
    differ(&mut differences, "the graph of everything", truth, &of_graph);
    if plain.is_none() {
        for end in by_lot(&start).difference(&of_graph) {
            writeln!(differences, "the graph of everything: does not find {end}").unwrap();
        }
    }
    if let Some(plain) = &plain
        && plain.runs != runs
    {
        writeln!(differences, "{} runs, of which the graph counts {runs}", plain.runs).unwrap();
    }
    for (name, mode, bound) in ENGINES {
        match explore(program, control, mode, bound) {
            Some(report) => {
                let found = ends(report.found.iter().map(|found| &found.ending));
                differ(&mut differences, name, truth, &found);
            }
            None => return Compared::TooManyStates,
        }
    }
    match plain {
        _ if !differences.is_empty() => Compared::Differs(differences),
        Some(plain) => Compared::Same { runs: plain.runs },
        None => Compared::TooManyRuns,
    }
}

/// The engines; with a bound that no run of these programs reaches.
const ENGINES: [(&str, Mode, Option<u32>); 3] = [
    ("states", Mode::States, None),
    ("reduction", Mode::Dpor, None),
    ("few preemptions", Mode::Auto, Some(DEPTH_MAX as u32)),
];

/// What an engine finds; none if it does not come to its end.
pub fn explore<S: Start>(
    program: &S, control: Control, mode: Mode, bound: Option<u32>,
) -> Option<Report> {
    let options = Options { mode, bound, limits: LIMITS, control: Some(control) };
    let mut explorer = Explorer::new(Borrowed(program), options);
    let mut left = 30;
    while explorer.advance(10_000) {
        left -= 1;
        if left == 0 {
            return None;
        }
    }
    let report = explorer.finish();
    let all = if bound.is_some() {
        report.bound == bound
    } else {
        report.complete || report.loose_complete
    };
    all.then_some(report)
}

pub fn differ(differences: &mut String, who: &str, truth: &Ends, found: &Ends) {
    for end in truth.difference(found) {
        writeln!(differences, "{who}: does not find {end}").unwrap();
    }
    for end in found.difference(truth) {
        writeln!(differences, "{who}: finds {end}, which there is not").unwrap();
    }
}

/// How runs end that make one of their moves by lot each time.
fn by_lot<M: Model>(start: &M) -> Ends {
    let (mut ends, mut moves, mut footprint) = (Ends::new(), Vec::new(), Footprint::default());
    for seed in 0..WALKS {
        let (mut state, mut draw) = (start.clone(), Draw::new(seed));
        for _ in 0..DEPTH_MAX {
            state.moves(&mut moves);
            if moves.is_empty() {
                break;
            }
            state.make(draw.of(&moves), &mut footprint);
        }
        ends.extend(state.ending().map(end_of));
    }
    ends
}

/// Every run, one after the other.
struct Plain {
    ends: Ends,
    runs: u64,
    footprint: Footprint,
}

impl Plain {
    /// `None` where there are more runs, or longer ones, than are tried.
    fn of<M: Model>(start: &M) -> Option<Plain> {
        let mut plain = Plain { ends: Ends::new(), runs: 0, footprint: Footprint::default() };
        plain.go_on(start.clone(), 0).then_some(plain)
    }

    fn go_on<M: Model>(&mut self, mut state: M, depth: usize) -> bool {
        let mut moves = Vec::new();
        state.moves(&mut moves);
        if moves.is_empty() {
            let ending = state.ending().expect("nobody moves, and the run is not over");
            self.runs += 1;
            self.ends.insert(end_of(ending));
            return self.runs <= RUNS_MAX;
        }
        depth < DEPTH_MAX
            && moves.into_iter().all(|chosen| {
                let mut next = state.clone();
                next.make(chosen, &mut self.footprint);
                self.go_on(next, depth + 1)
            })
    }
}
