//! Every schedule of every pair: the bug shows what its first lines say, and nothing is wrong with
//! the fix.
//!
//! Whatever an exploration finds is run again by its schedule alone, and has to come out the same.
//! Each program is a test of its own: `cargo test -p conformance --test pairs queue` explores those
//! whose name contains `queue`. How much a search may take is counted in states and moves, so that
//! a busy machine fails nothing.

use anyhow::{Context, Result, bail, ensure};
use conformance::{Header, Language, Program, pairs};
use lab::explore::{Exploration, Kind, Options, Outcome, Report, Timing};
use lab::{Detail, OutcomeKind, Scenario, Schedule};
use libtest_mimic::{Arguments, Trial};

/// The most states that the search of a program of a page may take.
const STATES_MAX: u64 = 100_000;

/// The most moves, whichever engine makes them.
const MOVES_MAX: u64 = 2_000_000;

/// Moves between two looks at how far the search has come.
const SLICE: u64 = 1_000;

/// Instructions after which a run that never ends is looked at: as many as its report shows.
const LIVELOCK_FUEL: u64 = 20_000;

fn main() -> Result<()> {
    let arguments = Arguments::from_args();
    let mut trials = vec![];
    for language in Language::ALL {
        let found = pairs(language)?;
        if found.is_empty() {
            bail!("there are no pairs in conformance/pairs/{}", language.folder());
        }
        trials.extend(found.into_iter().map(trial));
    }
    libtest_mimic::run(&arguments, trials).exit()
}

fn trial(program: Program) -> Trial {
    let name = format!("{}/{}", program.language.folder(), program.name());
    Trial::test(name, move || Ok(check(&program).map_err(|e| format!("{e:#}"))?))
}

fn check(program: &Program) -> Result<()> {
    let source = program.source()?;
    let header = Header::of(&source);
    let scenario = scenario(program, &source, &header);
    let report = explore(&scenario)?;
    let bugs = report.notes.iter().find(|note| note.starts_with("yieldpoint bug"));
    ensure!(bugs.is_none(), "{}", bugs.map_or("", |note| note.as_str()));
    ensure!(report.complete, "not every schedule was searched: {:?}", report.notes);
    match &header.expected[..] {
        [] => bail!("its first lines do not say what to expect"),
        [kind] if kind == "clean" => is_clean(&report)?,
        kinds => kinds.iter().try_for_each(|kind| is_found(&report, kind, header.is_loose))?,
    }
    let again = |outcome: &Outcome| comes_out_again(&scenario, outcome);
    report.outcomes.iter().try_for_each(again)
}

fn scenario(program: &Program, source: &str, header: &Header) -> Scenario {
    let language = match program.language {
        Language::Go => lab::Language::Go,
        Language::Python => lab::Language::Python,
    };
    let mut scenario = Scenario::new(language, source);
    let config = &mut scenario.config;
    config.file = program.file_name();
    config.detail = Detail::Scheduling;
    config.profile = header.profile.clone().unwrap_or(std::mem::take(&mut config.profile));
    scenario
}

fn explore(scenario: &Scenario) -> Result<Report> {
    let started = Exploration::start(scenario, &Options::default());
    let mut exploration = started.map_err(|refused| anyhow::anyhow!("refused: {refused:?}"))?;
    while exploration.advance(SLICE) {
        let progress = exploration.progress();
        let fits = progress.states <= STATES_MAX && progress.moves <= MOVES_MAX;
        ensure!(fits, "the search takes too long: {progress:?}");
    }
    Ok(exploration.finish(0.0))
}

/// Nothing is wrong with it, however late its timers are.
fn is_clean(report: &Report) -> Result<()> {
    for outcome in &report.outcomes {
        let Outcome { kind, timing, detail, .. } = outcome;
        ensure!(*kind == Kind::Ok, "{} ({timing}): {kind}: {detail}", outcome.witness);
    }
    ensure!(!report.outcomes.is_empty(), "it has no outcome");
    if let Some(problem) = report.problems.first() {
        bail!("{} ({}): {}: {}", problem.witness, problem.timing, problem.kind, problem.message);
    }
    ensure!(report.notes.is_empty(), "{:?}", report.notes);
    Ok(())
}

/// A bug of this kind was found, with timers on time unless it needs late ones.
fn is_found(report: &Report, kind: &str, is_loose: bool) -> Result<()> {
    let kind: Kind = kind.parse().map_err(|error: String| anyhow::anyhow!(error))?;
    let outcomes = report.outcomes.iter().map(|outcome| (outcome.kind, outcome.timing));
    let problems = report.problems.iter().map(|problem| (problem.kind, problem.timing));
    let found: Vec<(Kind, Timing)> = outcomes.chain(problems).collect();
    let counts =
        |&(one, timing): &(Kind, Timing)| one == kind && (is_loose || timing == Timing::Virtual);
    ensure!(found.iter().any(counts), "no {kind} among {found:?}");
    Ok(())
}

/// The schedule alone gives the outcome again.
fn comes_out_again(scenario: &Scenario, outcome: &Outcome) -> Result<()> {
    let Outcome { kind, stdout, exit, witness, .. } = outcome;
    let mut scenario = Scenario { schedule: witness.clone(), ..scenario.clone() };
    if *kind == Kind::Livelock {
        scenario.config.fuel = LIVELOCK_FUEL;
    }
    let run = lab::run(&scenario).map_err(|refused| anyhow::anyhow!("refused: {refused:?}"))?;
    let end = run.outcome.kind;
    let differs = || format!("{witness} gives {end:?} and not {kind}: {:?}", run.stdout);
    // A schedule leads into a circle; a run that leaves it after the schedule's end shows it too.
    ensure!(*kind == Kind::Livelock || ends_of(*kind).contains(&end), differs());
    ensure!((&run.stdout, run.outcome.exit_code) == (stdout, *exit), differs());
    schedule_round_trips(witness).context("the witness as text")
}

/// A witness is handed on as text.
fn schedule_round_trips(schedule: &Schedule) -> Result<()> {
    let read: Result<Schedule, _> = schedule.to_string().parse();
    ensure!(read.is_ok_and(|read| read == *schedule), "{schedule} is read differently");
    Ok(())
}

/// How a run ends whose outcome a report calls so.
fn ends_of(kind: Kind) -> &'static [OutcomeKind] {
    use OutcomeKind::{Deadlock, Exception, Exit, Fuel, Limit, Ok, Panic, Stopped, Stuck};
    match kind {
        Kind::Ok | Kind::Leak | Kind::Race | Kind::Unawaited => &[Ok],
        Kind::DroppedTask | Kind::BlockedLoop => &[Ok],
        Kind::Deadlock => &[Deadlock, Stuck],
        Kind::Panic => &[Panic],
        Kind::Exception => &[Exception, Ok],
        Kind::Assertion => &[Exit, Exception],
        Kind::Livelock => &[Fuel],
        Kind::Fuel => &[Fuel, Limit, Stopped],
    }
}
