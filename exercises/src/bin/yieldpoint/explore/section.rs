//! One thing that is wrong: what, where, how to see it, and the run that shows it.

use super::page::{Look, Program};
use super::steps;
use super::table::visible;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use lab::explore::{Kind, Location, Outcome, Problem, Report, Timing};
use lab::{Detail, Late, Scenario, Schedule, Session, Trace};
use std::collections::BTreeMap;

/// Something that is wrong: a problem, or an end that is not good.
pub struct Finding<'a> {
    kind: Kind,
    timing: Timing,
    level: Level<'static>,
    message: &'a str,
    /// More about it; may be empty.
    detail: &'a str,
    locations: &'a [Location],
    /// A schedule that shows it.
    pub witness: &'a Schedule,
}

impl<'a> Finding<'a> {
    fn of(problem: &'a Problem, level: Level<'static>) -> Finding<'a> {
        Finding {
            kind: problem.kind,
            timing: problem.timing,
            level,
            message: &problem.message,
            detail: "",
            locations: &problem.locations,
            witness: &problem.witness,
        }
    }
}

/// The section of one problem alone, with a blank line behind it.
pub fn of_problem(
    problem: &Problem, program: &Program, look: &Look,
    replayed: &dyn Fn(&Schedule) -> Option<Trace>,
) -> String {
    let trace = replayed(&problem.witness);
    let counts = problem.timing == Timing::Virtual || program.scenario.late == Late::Counts;
    let level = if counts { Level::ERROR } else { Level::WARNING };
    text(&Finding::of(problem, level), program, trace.as_ref(), look) + "\n"
}

/// What is wrong with these timers, each thing once.
pub fn findings(report: &Report, timing: Timing) -> Vec<Finding<'_>> {
    let level = if report.counts(timing) { Level::ERROR } else { Level::WARNING };
    let problems = report.problems.iter().map(|problem| Finding::of(problem, level.clone()));
    let ends = report.outcomes.iter().filter(|outcome| !is_told(outcome, report));
    let ends = ends.map(|outcome| Finding {
        kind: outcome.kind,
        timing: outcome.timing,
        level: level.clone(),
        message: message(outcome.kind),
        detail: &outcome.detail,
        locations: &[],
        witness: &outcome.witness,
    });
    problems.chain(ends).filter(|finding| finding.timing == timing).collect()
}

/// Whether there is nothing to tell of the outcome that is not told of a problem: runs that end
/// well by their exit code are bad only for the problem that they have.
fn is_told(outcome: &Outcome, report: &Report) -> bool {
    use Kind::{BlockedLoop, DroppedTask, Leak, Race, Unawaited};
    let by_problem = matches!(outcome.kind, BlockedLoop | DroppedTask | Leak | Race | Unawaited);
    let same = report.problems.iter().any(|problem| {
        (problem.kind, problem.timing) == (outcome.kind, outcome.timing)
            && (by_problem || problem.witness == outcome.witness)
    });
    outcome.kind == Kind::Ok || same
}

fn message(kind: Kind) -> &'static str {
    match kind {
        Kind::Ok => "nothing is wrong",
        Kind::Deadlock => "nobody can go on",
        Kind::Leak => "somebody waits for ever",
        Kind::Panic => "the program panics",
        Kind::Exception => "an exception is not caught",
        Kind::Race => "two accesses that nothing orders",
        Kind::Assertion => "the program itself says that something is wrong",
        Kind::Unawaited => "a coroutine is never awaited",
        Kind::DroppedTask => "a task is dropped before it is done",
        Kind::BlockedLoop => "the event loop is blocked",
        Kind::Livelock => "the program can run for ever without coming to an end",
        Kind::Fuel => "the run did not end within the limits of the simulation",
    }
}

/// Instructions that a run is followed for: it is shown to be read.
const REPLAY_MAX: u64 = 5_000_000;

/// The run of a schedule, line by line, as far as somebody would read it.
pub fn replay(scenario: &Scenario, schedule: &Schedule) -> Option<Trace> {
    let mut scenario = Scenario { schedule: schedule.clone(), ..scenario.clone() };
    scenario.config.detail = Detail::Lines;
    let mut session = Session::start(&scenario).ok()?;
    session.advance(REPLAY_MAX);
    Some(session.finish().trace)
}

/// Lines of a detail that are shown.
const DETAIL_MAX: usize = 8;

/// The section, with the run where there is one.
pub fn text(
    finding: &Finding<'_>, program: &Program, trace: Option<&Trace>, look: &Look,
) -> String {
    let waiting = match (finding.locations, trace) {
        ([], Some(trace)) if finding.kind == Kind::Deadlock => steps::waiting(trace),
        _ => Vec::new(),
    };
    let locations = if waiting.is_empty() { finding.locations } else { &waiting };
    let gap = if locations.is_empty() { "" } else { "\n" };
    let mut out = snippet(finding, locations, program) + "\n" + gap;
    for line in finding.detail.lines().take(DETAIL_MAX) {
        let indent = textwrap::Options::new(look.columns).initial_indent("  ");
        out += &textwrap::fill(&visible(line), indent.subsequent_indent("    "));
        out.push('\n');
    }
    let command = command(program, finding.witness);
    out += &format!("  \x1b[2mto see this run:\x1b[0m  {command}\n");
    if let Some(trace) = trace {
        let lines: Vec<u32> = locations.iter().map(|location| location.line).collect();
        out.push('\n');
        out += &steps::text(trace, &program.scenario.source, &lines, look);
    }
    out
}

/// What to type.
fn command(program: &Program, witness: &Schedule) -> String {
    let path = quoted(&program.path.display().to_string());
    format!("yieldpoint run {path}{} --schedule '{witness}'", program.options)
}

/// As a shell reads it.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,@".contains(c);
    match text.chars().all(is_plain) {
        true => text.into(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

/// In the manner of rustc: the message, and the lines with who does what there.
fn snippet(finding: &Finding<'_>, locations: &[Location], program: &Program) -> String {
    let source = &program.scenario.source;
    let path = program.path.display().to_string();
    let labels = labels(locations);
    let marked: Vec<_> = labels
        .iter()
        .filter_map(|(&line, label)| {
            let span = span(source, line)?;
            Some(AnnotationKind::Primary.span(span).label(label))
        })
        .collect();
    let message = visible(finding.message);
    let title = finding.level.clone().primary_title(&message).id(finding.kind.word());
    if marked.is_empty() {
        return Renderer::styled().render(&[Group::with_title(title)]);
    }
    let snippet = Snippet::source(source).path(path).annotations(marked);
    Renderer::styled().render(&[title.element(snippet)])
}

/// Several may be at one line.
fn labels(locations: &[Location]) -> BTreeMap<u32, String> {
    let mut labels: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for Location { line, who, what } in locations {
        let label = format!("{who} {what}");
        let at = labels.entry(*line).or_default();
        if !at.contains(&label) {
            at.push(label);
        }
    }
    let joined = labels.into_iter().map(|(line, all)| (line, all.join("; ").trim().to_string()));
    joined.collect()
}

/// The bytes of a line without the blanks around it.
fn span(source: &str, line: u32) -> Option<std::ops::Range<usize>> {
    let at = (line as usize).checked_sub(1)?;
    let mut start = 0;
    for (number, text) in source.split_inclusive('\n').enumerate() {
        if number == at {
            let code = text.trim();
            let blanks = text.len() - text.trim_start().len();
            return (!code.is_empty()).then(|| start + blanks..start + blanks + code.len());
        }
        start += text.len();
    }
    None
}
