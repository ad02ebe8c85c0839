//! From what the search found to what is reported: each finding's schedule is run on the machine,
//! and told from that run.

use super::report::{Kind, Location, Mode, Outcome, Problem, Report, Timing};
use super::search::Witness;
use super::{judge, lost, tell};
use crate::property::Course;
use crate::scenario::{Language, Late, Scenario};
use crate::{Control, OutcomeKind, Run, Schedule, session};
use runtime_core::explore::explorer::{self, Found, LIVELOCKS_MAX, RaceFound, Way};
use runtime_core::explore::{Ending, Notice};

/// Moves of a run that is worth the tries it takes to make it shorter.
const SHORTENED_MAX: usize = 1_000;

/// Instructions of the run that shows a livelock.
const LIVELOCK_FUEL: u64 = 20_000;

/// Instructions of the run that shows any other finding: what a search does in one run is less.
pub(super) const WITNESS_FUEL: u64 = 20_000_000;

/// What a message of a lost update contains.
const LOST: &str = "an update is lost";

/// Findings that are told in full; more of the same kind are counted only.
const TOLD_MAX: usize = 64;

/// The report on what `found` says, with what other engines found before.
pub(super) fn report<W: Witness>(
    scenario: &Scenario, found: &explorer::Report, program: &W, before: &[explorer::Report],
) -> Report {
    let mut builder = Builder { scenario, program, found, report: empty(found), lost: Vec::new() };
    builder.report.loose_counts = scenario.late == Late::Counts;
    builder.agree(before);
    for one in groups(&found.found) {
        builder.outcome(&one);
    }
    for race in &found.races {
        builder.race(race);
    }
    if let Some(circle) = found.livelocks.first() {
        let timing = if circle.is_late { Timing::Loose } else { Timing::Virtual };
        builder.livelock(&circle.way, timing);
    }
    builder.tell_lost();
    builder.judge();
    builder.report.sort();
    builder.report
}

struct Builder<'a, W> {
    scenario: &'a Scenario,
    program: &'a W,
    found: &'a explorer::Report,
    report: Report,
    /// Updates that were lost.
    lost: Vec<Problem>,
}

/// Endings that are one outcome to a reader.
struct Group<'a> {
    found: &'a Found,
    count: u64,
}

fn empty(found: &explorer::Report) -> Report {
    let mode = match found.mode {
        explorer::Mode::Auto => Mode::Auto,
        explorer::Mode::States => Mode::States,
        explorer::Mode::Dpor => Mode::Dpor,
        explorer::Mode::Bound => Mode::Bound,
        explorer::Mode::Pct => Mode::Pct,
    };
    let mut notes = Vec::new();
    if found.complete && !found.loose_complete {
        notes.push("not every schedule with late timers was searched".into());
    }
    if found.samples > 0 {
        notes.push(format!(
            "beyond that {} runs with random priorities were tried (PCT, three orderings, seeds 1 to {}): \
             what they did not find may still be there",
            found.samples, found.samples
        ));
    }
    Report {
        complete: found.complete,
        mode,
        bound: found.bound,
        executions: found.executions,
        blocked: found.blocked,
        states: found.states,
        seconds: 0.0,
        notes,
        outcomes: Vec::new(),
        problems: Vec::new(),
        loose_counts: false,
    }
}

/// What an ending is grouped by: how it ended, what was printed, what it died of in one line, and
/// what is to be complained of. Which goroutine it was that leaked is told, but is no other outcome.
fn group_key(ending: &Ending) -> (OutcomeKind, i32, u128, String, u64, bool, u8) {
    let line = ending.fault.as_ref().map_or(String::new(), |fault| tell::headline(&fault.stderr));
    let leaks = !ending.leaked.is_empty();
    let (words, notices) = (ending.last_words, ending.notices.bits());
    (ending.kind, ending.exit_code, ending.stdout, line, words, leaks, notices)
}

fn groups(found: &[Found]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for one in found {
        let same =
            |group: &&mut Group<'_>| group_key(&group.found.ending) == group_key(&one.ending);
        match groups.iter_mut().find(same) {
            None => groups.push(Group { found: one, count: one.count }),
            Some(group) => {
                group.count = group.count.saturating_add(one.count);
                let late = |found: &Found| (found.is_late, found.way.path.len());
                if late(one) < late(group.found) {
                    group.found = one;
                }
            }
        }
    }
    groups
}

impl<W: Witness> Builder<'_, W> {
    /// Runs a path on the machine, with everything recorded.
    fn run(&mut self, way: &Way) -> Option<(Schedule, Run)> {
        let found = self.retraced(way)?;
        let long = way.path.len() > SHORTENED_MAX;
        let schedule = if long { found } else { self.program.shortest(&found) };
        self.run_schedule(schedule, WITNESS_FUEL)
    }

    fn retraced(&mut self, way: &Way) -> Option<Schedule> {
        let found = self.program.retrace(way);
        found
            .map_err(|why| self.note(format!("yieldpoint bug: no schedule goes there: {why}")))
            .ok()
    }

    /// With at most so many instructions; an update that is lost on the way is told.
    fn run_schedule(&mut self, schedule: Schedule, fuel: u64) -> Option<(Schedule, Run)> {
        let mut scenario = Scenario { schedule: schedule.clone(), ..self.scenario.clone() };
        scenario.config.fuel = fuel.min(scenario.config.fuel);
        let (run, accesses) = session::run_watched(&scenario).ok()?;
        if let Some(lost) = lost::find(&accesses, &self.found.unordered) {
            let (message, locations) = lost.tell(|fiber| tell::name_in(&run, fiber));
            let (kind, witness) = (Kind::Race, schedule.clone());
            let timing = timing(schedule.control);
            self.lost.push(Problem { kind, message, locations, witness, timing });
        }
        Some((schedule, run))
    }

    fn note(&mut self, note: String) {
        if !self.report.notes.contains(&note) {
            self.report.notes.push(note);
        }
    }

    fn outcome(&mut self, group: &Group<'_>) {
        if self.report.outcomes.len() >= TOLD_MAX {
            return self.note(format!("there are more outcomes than the {TOLD_MAX} that are told"));
        }
        let Found { ending, way, is_late, .. } = group.found;
        let Some((witness, run)) = self.run(way) else { return };
        if (run.outcome.kind, run.outcome.exit_code) != (ending.kind, ending.exit_code) {
            let (is, was) = (run.outcome.kind.word(), ending.kind.word());
            self.note(format!("yieldpoint bug: schedule {witness} ends with {is}, not {was}"));
        }
        let kind = kind_of(ending, &run.stderr);
        let timing = if *is_late { Timing::Loose } else { Timing::Virtual };
        let detail = tell::detail(ending, &run);
        for problem in complaints(ending) {
            let (message, locations) = tell::complaint(problem, &run);
            let witness = witness.clone();
            self.problem(Problem { kind: problem, message, locations, witness, timing });
        }
        self.report.outcomes.push(Outcome {
            kind,
            switches: tell::switches(&run.trace),
            stdout: run.stdout,
            stderr: run.stderr,
            exit: run.outcome.exit_code,
            count: group.count,
            witness,
            timing,
            detail,
        });
    }

    /// Races between the same lines are one problem.
    fn problem(&mut self, problem: Problem) {
        let same = |known: &Problem| {
            known.kind == problem.kind
                && match problem.kind {
                    Kind::Race => lines(&known.locations) == lines(&problem.locations),
                    _ => known.locations == problem.locations,
                }
        };
        let problems = &mut self.report.problems;
        if problems.len() < TOLD_MAX && !problems.iter().any(same) {
            problems.push(problem);
        }
    }

    /// A lost update says more of a race than that it is one; in Python it is all there is to say.
    fn tell_lost(&mut self) {
        for lost in core::mem::take(&mut self.lost) {
            let places = lines(&lost.locations);
            let inside = |line: &u32| places.contains(line);
            let race = self.report.problems.iter_mut().find(|known| {
                known.kind == Kind::Race && lines(&known.locations).iter().all(inside)
            });
            match race {
                Some(race) if !race.message.contains(LOST) => {
                    race.message = format!("{}; {}", race.message, lost.message);
                }
                Some(_) => {}
                None => self.problem(lost),
            }
        }
    }

    /// In Python nothing but a lost update is wrong with two accesses that are not ordered.
    fn race(&mut self, RaceFound { race, way }: &RaceFound) {
        let Some((witness, run)) = self.run(way) else { return };
        if self.scenario.language == Language::Python {
            return;
        }
        let (message, locations) = tell::race(race, &run);
        self.problem(Problem {
            kind: Kind::Race,
            message,
            locations,
            witness,
            timing: timing(way.control),
        });
    }

    fn livelock(&mut self, way: &Way, timing: Timing) {
        let Some(found) = self.retraced(way) else { return };
        let Some((witness, run)) = self.run_schedule(found, LIVELOCK_FUEL) else { return };
        let detail = "from here on no end can be reached, whoever runs".to_string();
        self.report.outcomes.push(Outcome {
            kind: Kind::Livelock,
            switches: tell::switches(&run.trace),
            stdout: run.stdout,
            stderr: String::new(),
            exit: run.outcome.exit_code,
            count: 1,
            witness,
            timing,
            detail,
        });
    }

    /// Holds every run against the scenario's properties.
    fn judge(&mut self) {
        let (properties, found) = (&self.scenario.properties, self.found);
        let output = |run: &judge::Judged<'_>| {
            Some(self.program.output(&self.retraced(run.way)?, run.course))
        };
        for judge::Violation { property, why, run } in judge::violations(properties, found, output)
        {
            let Some(path) = self.retraced(run.way) else { continue };
            // Another schedule with the same output may take another time.
            let witness = match run.course {
                Course::Ends if !property.is_of_time() => self.program.shortest(&path),
                _ => path,
            };
            let message = Problem::of_property(property, &why);
            let timing = if run.is_late { Timing::Loose } else { Timing::Virtual };
            let (kind, locations) = (Kind::Assertion, Vec::new());
            self.report.problems.push(Problem { kind, message, locations, witness, timing });
        }
        if !properties.is_empty() && found.livelocks.len() >= LIVELOCKS_MAX {
            self.note(format!("the properties were judged on {LIVELOCKS_MAX} of the livelocks"));
        }
    }

    /// Engines that searched everything must have found the same.
    fn agree(&mut self, before: &[explorer::Report]) {
        let endings = |report: &explorer::Report| {
            let mut all: Vec<_> =
                report.found.iter().map(|found| group_key(&found.ending)).collect();
            all.sort();
            all.dedup();
            all
        };
        let complete = before.iter().filter(|report| report.complete && self.found.complete);
        let differ = complete.filter(|report| endings(report) != endings(self.found)).count();
        if differ > 0 {
            self.note("yieldpoint bug: the engines found different outcomes".into());
        }
        for report in before {
            self.report.executions = self.report.executions.max(report.executions);
            self.report.bound = self.report.bound.or(report.bound);
        }
    }
}

/// The lines that take part.
fn lines(places: &[Location]) -> Vec<u32> {
    let mut lines: Vec<u32> = places.iter().map(|place| place.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn timing(control: Control) -> Timing {
    if control == Control::Loose { Timing::Loose } else { Timing::Virtual }
}

fn kind_of(ending: &Ending, stderr: &str) -> Kind {
    let asserted = || tell::headline(stderr).starts_with("AssertionError");
    match ending.kind {
        OutcomeKind::Ok => complaints(ending).first().copied().unwrap_or(Kind::Ok),
        OutcomeKind::Exit => Kind::Assertion,
        OutcomeKind::Panic => Kind::Panic,
        OutcomeKind::Exception if asserted() => Kind::Assertion,
        OutcomeKind::Exception => Kind::Exception,
        OutcomeKind::Deadlock | OutcomeKind::Stuck => Kind::Deadlock,
        OutcomeKind::Fuel | OutcomeKind::Limit | OutcomeKind::Stopped => Kind::Fuel,
    }
}

/// What is wrong with a run that did not end for it.
fn complaints(ending: &Ending) -> Vec<Kind> {
    let notices = [
        (Notice::ThreadException, Kind::Exception),
        (Notice::Unawaited, Kind::Unawaited),
        (Notice::DroppedTask, Kind::DroppedTask),
        (Notice::NeverRetrieved, Kind::DroppedTask),
        (Notice::BlockedLoop, Kind::BlockedLoop),
    ];
    let leak = (!ending.leaked.is_empty()).then_some(Kind::Leak);
    let noticed = notices.into_iter().filter(|&(notice, _)| ending.notices.contains(notice));
    let mut kinds: Vec<Kind> = leak.into_iter().chain(noticed.map(|(_, kind)| kind)).collect();
    kinds.dedup();
    kinds
}
