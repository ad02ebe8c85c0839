//! Rules that are judged on every schedule, by what one exploration found.

use super::{Evidence, Finding, Shown};
use crate::spec::{CheckSpec, Order, Rule, Trouble};
use lab::explore::{Kind, Location, Mode, Outcome, Problem, Report};
use lab::{Property, Schedule};

/// What begins the message of a problem where an update is overwritten.
const LOST: &str = "an update is lost";

/// Characters of an output that are quoted.
const QUOTED_MAX: usize = 120;

/// The properties that an exploration has to judge for these checks.
pub(crate) fn properties(checks: &[CheckSpec]) -> Vec<Property> {
    let all = checks.iter().filter_map(|check| match &check.rule {
        Rule::Always { property } => Some(read(property)),
        Rule::Possible { stdout } => Some(impossible(stdout)),
        _ => None,
    });
    all.collect()
}

fn read(property: &str) -> Property {
    let read = property.parse();
    read.unwrap_or_else(|why| panic!("yieldpoint bug: a property was not checked: {why}"))
}

/// That nothing prints it: not true of a program where it is possible.
fn impossible(stdout: &str) -> Property {
    let mut quoted = String::new();
    for c in stdout.chars() {
        match c {
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    read(&format!("never stdout contains \"{quoted}\""))
}

/// Something that is wrong: a problem, or an end that is not good.
struct Found<'a> {
    kind: Kind,
    message: &'a str,
    locations: &'a [Location],
    witness: &'a Schedule,
}

impl<'a> Found<'a> {
    fn of_problem(problem: &'a Problem) -> Found<'a> {
        let Problem { kind, message, locations, witness, .. } = problem;
        Found { kind: *kind, message, locations, witness }
    }

    fn of_outcome(outcome: &'a Outcome) -> Found<'a> {
        let Outcome { kind, detail, witness, .. } = outcome;
        Found { kind: *kind, message: detail, locations: &[], witness }
    }

    fn shown(&self, trouble: Option<Trouble>) -> Box<Shown> {
        Box::new(Shown {
            trouble,
            schedule: Some(self.witness.clone()),
            lines: self.locations.iter().map(|location| location.line).collect(),
        })
    }
}

/// No schedule leads there.
pub(super) fn judge_never(troubles: &[Trouble], evidence: &Evidence<'_>) -> Finding {
    let report = evidence.explored();
    let wanted = |found: &Found<'_>| troubles.iter().any(|&trouble| is_it(trouble, found));
    let Some(found) = everything_wrong(report, &evidence.properties).find(wanted) else {
        return if report.outcomes.is_empty() { nothing_ended() } else { Finding::Holds };
    };
    let trouble = trouble_of(&found);
    let why = format!("{}{}", sentence(&found), how_often(report, &found));
    Finding::Fails { why, hint: None, shown: Some(found.shown(Some(trouble))) }
}

/// What is wrong and counts, the simplest first; a property is judged by a rule of its own.
fn everything_wrong<'a>(
    report: &'a Report, properties: &'a [Property],
) -> impl Iterator<Item = Found<'a>> {
    let is_of_property = |problem: &Problem| {
        properties.iter().any(|property| problem.objection_to(property).is_some())
    };
    let problems = report.problems.iter().filter(|problem| report.counts(problem.timing));
    let problems = problems.filter(move |problem| !is_of_property(problem));
    let ends = report.outcomes.iter().filter(|end| report.counts(end.timing));
    let ends = ends.filter(|end| end.kind != Kind::Ok);
    problems.map(Found::of_problem).chain(ends.map(Found::of_outcome))
}

fn is_it(trouble: Trouble, found: &Found<'_>) -> bool {
    match trouble {
        Trouble::Any => true,
        Trouble::LostUpdate => found.kind == Kind::Race && found.message.contains(LOST),
        trouble => kind(trouble) == Some(found.kind),
    }
}

fn kind(trouble: Trouble) -> Option<Kind> {
    Some(match trouble {
        Trouble::Any | Trouble::LostUpdate => return None,
        Trouble::Deadlock => Kind::Deadlock,
        Trouble::Leak => Kind::Leak,
        Trouble::Panic => Kind::Panic,
        Trouble::Exception => Kind::Exception,
        Trouble::Race => Kind::Race,
        Trouble::Assertion => Kind::Assertion,
        Trouble::Unawaited => Kind::Unawaited,
        Trouble::DroppedTask => Kind::DroppedTask,
        Trouble::BlockedLoop => Kind::BlockedLoop,
        Trouble::Livelock => Kind::Livelock,
        Trouble::Fuel => Kind::Fuel,
    })
}

/// What to choose hints by.
fn trouble_of(found: &Found<'_>) -> Trouble {
    match found.kind {
        Kind::Ok => Trouble::Any,
        Kind::Deadlock => Trouble::Deadlock,
        Kind::Leak => Trouble::Leak,
        Kind::Panic => Trouble::Panic,
        Kind::Exception => Trouble::Exception,
        Kind::Race if found.message.contains(LOST) => Trouble::LostUpdate,
        Kind::Race => Trouble::Race,
        Kind::Assertion => Trouble::Assertion,
        Kind::Unawaited => Trouble::Unawaited,
        Kind::DroppedTask => Trouble::DroppedTask,
        Kind::BlockedLoop => Trouble::BlockedLoop,
        Kind::Livelock => Trouble::Livelock,
        Kind::Fuel => Trouble::Fuel,
    }
}

/// What happened, in a sentence or two.
fn sentence(found: &Found<'_>) -> String {
    let what = match found.kind {
        Kind::Ok => "Something is wrong",
        Kind::Deadlock => "There is a deadlock: nobody can go on",
        Kind::Leak => "The run ends while somebody still waits and always will",
        Kind::Panic => "The program panics",
        Kind::Exception => "An exception is not caught",
        Kind::Race if found.message.starts_with(LOST) => "",
        Kind::Race => "There is a data race",
        Kind::Assertion => "The program itself says that something is wrong",
        Kind::Unawaited => "A coroutine is never awaited",
        Kind::DroppedTask => "A task is dropped before it is done",
        Kind::BlockedLoop => "The event loop is blocked",
        Kind::Livelock => "The program can run for ever without coming to an end",
        Kind::Fuel => "A run did not end within the limits of the simulation",
    };
    match (what, found.message) {
        ("", message) => format!("{}.", capital(message)),
        (what, "") => format!("{what}."),
        (what, message) => format!("{what}: {}.", message.trim_end_matches('.')),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// ` It happens on 4 of 1,296 schedules.` where that is counted.
fn how_often(report: &Report, found: &Found<'_>) -> String {
    let ends = || report.outcomes.iter().filter(|end| report.counts(end.timing));
    let sum = |counts: &mut dyn Iterator<Item = u64>| counts.fold(0, u64::saturating_add);
    let so = sum(&mut ends().filter(|end| end.kind == found.kind).map(|end| end.count));
    let all = sum(&mut ends().map(|end| end.count));
    if so == 0 || all == u64::MAX || found.kind == Kind::Livelock {
        return String::new();
    }
    let what = if all == 1 { counted(report).trim_end_matches('s') } else { counted(report) };
    format!(" It happens on {} of {} {what}.", grouped(so), grouped(all))
}

/// What an outcome's count counts.
pub(crate) fn counted(report: &Report) -> &'static str {
    match report.mode {
        Mode::Dpor => "different behaviours",
        Mode::Bound | Mode::Pct => "runs tried",
        Mode::Auto | Mode::States | Mode::All => "schedules",
    }
}

/// A property is true of every schedule.
pub(super) fn judge_always(property: &str, evidence: &Evidence<'_>) -> Finding {
    let (property, report) = (read(property), evidence.explored());
    let Some((problem, objection)) = violation(&property, report) else {
        return if report.outcomes.is_empty() { nothing_ended() } else { Finding::Holds };
    };
    let found = Found::of_problem(problem);
    let why = format!("Expected on every schedule: {}; but {objection}.", property.text);
    Finding::Fails { why, hint: None, shown: Some(found.shown(None)) }
}

fn violation<'a>(property: &Property, report: &'a Report) -> Option<(&'a Problem, &'a str)> {
    let counting = report.problems.iter().filter(|problem| report.counts(problem.timing));
    counting.filter_map(|problem| Some((problem, problem.objection_to(property)?))).next()
}

/// Every run that ends prints one of these.
pub(super) fn judge_outputs(one_of: &[String], order: Order, evidence: &Evidence<'_>) -> Finding {
    let report = evidence.explored();
    let same = |wanted: &String, stdout: &str| order.same(wanted, stdout);
    let is_right = |end: &Outcome| one_of.iter().any(|wanted| same(wanted, &end.stdout));
    let ends = report.outcomes.iter().filter(|end| report.counts(end.timing));
    let wrong = ends.filter(|end| end.kind != Kind::Livelock).find(|end| !is_right(end));
    let Some(end) = wrong else {
        return if report.outcomes.is_empty() { nothing_ended() } else { Finding::Holds };
    };
    let any_order = if order == Order::Any { ", its lines in any order" } else { "" };
    let wanted: Vec<String> = one_of.iter().map(|output| quoted(output)).collect();
    let why = format!(
        "A run prints {}; expected {}{any_order}.",
        quoted(&end.stdout),
        wanted.join(" or ")
    );
    Finding::Fails { why, hint: None, shown: Some(Found::of_outcome(end).shown(None)) }
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        return "nothing".into();
    }
    let short: String = text.chars().take(QUOTED_MAX).collect();
    let dots = if short.len() < text.len() { "..." } else { "" };
    format!("{short:?}{dots}")
}

/// Some schedule prints it.
pub(super) fn judge_possible(stdout: &str, evidence: &Evidence<'_>) -> Finding {
    let report = evidence.explored();
    Finding::unless(violation(&impossible(stdout), report).is_some(), || {
        let scope = if report.complete { "No schedule" } else { "No schedule that was tried" };
        format!(
            "{scope} prints {}, which has to be possible: what runs at the same time can be \
             overtaken.",
            quoted(stdout)
        )
    })
}

/// Nothing is known where no run came to an end, which is not the same as nothing wrong.
fn nothing_ended() -> Finding {
    Finding::fails(
        "No run came to an end within the limits of the search, so nothing is known of it.".into(),
    )
}

/// `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
