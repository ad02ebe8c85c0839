//! Grades an answer: on the run that `yieldpoint run` makes, and on every schedule.
//!
//! **Invariants:** an answer is explored once, for all rules that ask for it. Its limits are moves
//! and states, and it always goes on by as many moves at a time, so that the same answer gets the
//! same report on every machine, in slices or not.

use crate::catalog::Exercise;
use crate::observe::observe;
use crate::report::{Check, Coverage, Failure, Report, Status};
use crate::rules::{self, Evidence, Finding, Shown};
use crate::spec::{Rule, Trouble};
use lab::explore::{self, Exploration, Mode, Options, Timing};
use lab::{
    Diagnostic, Language, Late, Outcome, OutcomeKind, Run, Scenario, Schedule, Session, Trace,
};
use runtime_core::trace::EventKind;

/// Instructions an answer may run: a thousand times what a right one needs, and little enough
/// that an endless loop is graded within a second.
const FUEL: u64 = 10_000_000;

/// The same for a run that is shown because it never ends.
const LIVELOCK_FUEL: u64 = 20_000;

/// Instructions of one step.
const INSTRUCTIONS: u64 = 200_000;

/// Moves of one step.
const MOVES: u64 = 256;

/// Grading under way.
pub struct Grading {
    exercise: Exercise,
    source: String,
    stage: Stage,
}

/// The one run, then the search.
enum Stage {
    Run(Box<Session>, Option<Box<Searching>>),
    Search(Box<Run>, Option<Box<Searching>>),
}

/// The search of all schedules.
struct Searching {
    exploration: Exploration,
    moves: u64,
    hurry_at: u64,
    moves_max: u64,
}

/// Runs `source` and judges what it did. The same source always gets the same report.
pub fn grade(exercise: &Exercise, source: &str) -> Report {
    let mut grading = match Grading::start(exercise, source) {
        Ok(grading) => grading,
        Err(refused) => return *refused,
    };
    while grading.advance() {}
    grading.finish()
}

impl Grading {
    /// Begins; the report on an answer that cannot be run.
    pub fn start(exercise: &Exercise, source: &str) -> Result<Grading, Box<Report>> {
        let refused = |diagnostics| Box::new(refused(exercise, diagnostics));
        let session = Session::start(&scenario(exercise, source)).map_err(refused)?;
        let search = match exercise.checks.iter().any(|check| check.rule.is_of_all()) {
            true => Some(Box::new(Searching::start(exercise, source).map_err(refused)?)),
            false => None,
        };
        let stage = Stage::Run(Box::new(session), search);
        Ok(Grading { exercise: exercise.clone(), source: source.into(), stage })
    }

    /// Goes on for a few milliseconds; whether there is more to do.
    pub fn advance(&mut self) -> bool {
        let is_over = match &mut self.stage {
            Stage::Run(session, _) => session.advance(INSTRUCTIONS),
            Stage::Search(_, search) => {
                return search.as_mut().is_some_and(|search| search.advance());
            }
        };
        if is_over {
            self.search();
        }
        true
    }

    /// The run is over: the search begins, if a check asks for one.
    fn search(&mut self) {
        let nothing = Stage::Search(Box::new(nothing()), None);
        if let Stage::Run(session, search) = std::mem::replace(&mut self.stage, nothing) {
            self.stage = Stage::Search(Box::new(session.finish()), search);
        }
    }

    /// How far the search is, once there is one.
    pub fn progress(&self) -> Option<explore::Progress> {
        match &self.stage {
            Stage::Run(..) => None,
            Stage::Search(_, search) => search.as_ref().map(|it| it.exploration.progress()),
        }
    }

    /// Judges what has been seen.
    pub fn finish(mut self) -> Report {
        if let Stage::Run(..) = &self.stage {
            self.search();
        }
        let Grading { exercise, source, stage: Stage::Search(run, search) } = self else {
            unreachable!("yieldpoint bug: a run that is over goes on")
        };
        let explored = search.map(|search| search.exploration.finish(0.0));
        let evidence = Evidence {
            source: &source,
            run: &run,
            seen: observe(&run.trace),
            explored: explored.as_ref(),
            properties: rules::properties(&exercise.checks),
        };
        let mut report = judge(&exercise, &evidence);
        report.coverage =
            explored.as_ref().map(|found| Coverage::of(found, &evidence.properties, &exercise));
        report
    }
}

/// A run in which nothing has happened.
fn nothing() -> Run {
    Run {
        trace: Trace::default(),
        outcome: Outcome { kind: OutcomeKind::Stopped, exit_code: 0 },
        stdout: String::new(),
        stderr: String::new(),
        schedule: Schedule::default(),
    }
}

impl Searching {
    fn start(exercise: &Exercise, source: &str) -> Result<Searching, Vec<Diagnostic>> {
        let mut scenario = scenario(exercise, source);
        scenario.properties = rules::properties(&exercise.checks);
        let (moves, states) = match exercise.language {
            Language::Go => (2_000_000, 400_000),
            // A state is a whole machine.
            Language::Python => (200_000, 60_000),
        };
        let moves = exercise.search.moves.unwrap_or(moves);
        let options = Options {
            mode: if exercise.search.bound.is_some() { Mode::Bound } else { Mode::Auto },
            bound: exercise.search.bound,
            states_max: exercise.search.states.unwrap_or(states),
            // What does not count need not be looked for.
            timing: (scenario.late == Late::Apart).then_some(Timing::Virtual),
        };
        let exploration = Exploration::start(&scenario, &options)?;
        Ok(Searching { exploration, moves: 0, hurry_at: moves, moves_max: moves + moves / 2 })
    }

    fn advance(&mut self) -> bool {
        self.moves += MOVES;
        if self.moves >= self.hurry_at {
            self.exploration.hurry();
        }
        self.moves <= self.moves_max && self.exploration.advance(MOVES)
    }
}

/// How an answer is run in order to be judged.
fn scenario(exercise: &Exercise, source: &str) -> Scenario {
    let mut scenario = exercise.scenario(source);
    scenario.config.fuel = FUEL;
    scenario
}

/// The report on an answer that cannot be run.
fn refused(exercise: &Exercise, diagnostics: Vec<Diagnostic>) -> Report {
    Report {
        exercise: exercise.name.into(),
        status: Status::Error,
        checks: Vec::new(),
        hint_key: None,
        hints: Vec::new(),
        coverage: None,
        diagnostics,
    }
}

fn judge(exercise: &Exercise, evidence: &Evidence<'_>) -> Report {
    let mut hint_key = None;
    let mut checks = Vec::new();
    for spec in &exercise.checks {
        let (holds, message, failure) = match rules::judge(&spec.rule, evidence) {
            Finding::Holds => (true, String::new(), None),
            Finding::Fails { why, hint, shown } => {
                let of_trouble = shown.as_ref().and_then(|shown| shown.trouble);
                let of_trouble = of_trouble.and_then(|trouble| spec.hint_for(trouble));
                let hint = hint.unwrap_or_else(|| of_trouble.unwrap_or(&spec.hint).into());
                hint_key.get_or_insert(hint);
                let means = spec.means.iter().map(|means| format!("{means} "));
                let message = means.collect::<String>() + &why;
                (false, message, failure(exercise, evidence, &spec.rule, shown.as_deref()))
            }
        };
        checks.push(Check { name: spec.name.clone(), holds, message, failure });
    }
    let status = if hint_key.is_none() { Status::Pass } else { Status::Fail };
    let group = hint_key.as_ref().and_then(|key| exercise.hint(key));
    Report {
        exercise: exercise.name.into(),
        status,
        checks,
        hints: group.map(|group| group.levels.clone()).unwrap_or_default(),
        hint_key,
        coverage: None,
        diagnostics: Vec::new(),
    }
}

/// The run that shows it: the one that was found, else the one that was judged.
fn failure(
    exercise: &Exercise, evidence: &Evidence<'_>, rule: &Rule, shown: Option<&Shown>,
) -> Option<Failure> {
    if matches!(rule, Rule::Keeps(_) | Rule::Possible { .. }) {
        return None;
    }
    let mut scenario = scenario(exercise, evidence.source);
    scenario.name = exercise.title.clone();
    let trouble = shown.and_then(|shown| shown.trouble);
    let lines = shown.map(|shown| shown.lines.clone()).unwrap_or_default();
    if trouble == Some(Trouble::Livelock) {
        scenario.config.fuel = LIVELOCK_FUEL;
    }
    let cursor = match shown.and_then(|shown| shown.schedule.clone()) {
        None => cursor(&evidence.run.trace, &lines),
        Some(schedule) => {
            scenario.schedule = schedule;
            cursor(&lab::run(&scenario).ok()?.trace, &lines)
        }
    };
    Some(Failure { trouble, lines, scenario: scenario.to_text(), cursor })
}

/// The step at which a run that shows a failure is worth being looked at: where the last of the
/// lines that take part is run, else where the last thing is printed before a bad end, else the
/// end.
fn cursor(trace: &Trace, lines: &[u32]) -> u32 {
    let after = |at: usize| at as u32 + 1;
    let events = || trace.events.iter().enumerate().rev();
    let of_line = events().find(|(_, event)| match event.kind {
        EventKind::LineReached { line, .. } | EventKind::FrameEntered { line, .. } => {
            lines.contains(&line)
        }
        _ => false,
    });
    let printed = || events().find(|(_, event)| matches!(event.kind, EventKind::Printed { .. }));
    let ends_well =
        trace.events.iter().rev().any(|event| {
            matches!(event.kind, EventKind::RunEnded { outcome: OutcomeKind::Ok, .. })
        });
    let found = of_line.or_else(|| if ends_well { printed() } else { None });
    found.map_or(trace.events.len() as u32, |(at, _)| after(at))
}
