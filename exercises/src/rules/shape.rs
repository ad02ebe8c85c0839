//! Whether the program still is what the exercise is about: who worked in it, and which lines of
//! the start it keeps.

use super::{Evidence, Finding};
use crate::observe::{Observed, Worker};
use crate::spec::FibersRule;

/// How many fibers did something.
pub(super) fn judge_fibers(rule: &FibersRule, seen: &Observed) -> Finding {
    let counted: Vec<&Worker> =
        seen.workers.values().filter(|worker| counts(rule, worker)).collect();
    let count = counted.len() as u32;
    let what = what(rule);
    if count < rule.at_least {
        let wanted = rule.at_least;
        return Finding::fails(format!(
            "There {} {count} {what}, and there have to be {wanted} or more: what the program \
             does at the same time must go on at the same time.",
            are(count)
        ));
    }
    if let Some(most) = rule.at_most.filter(|&most| count > most) {
        let why = format!("There are {count} {what}, and there may be {most} at most.");
        return Finding::fails(why);
    }
    let together = at_once(&counted);
    Finding::unless(rule.at_once.is_none_or(|wanted| together >= wanted), || {
        let wanted = rule.at_once.unwrap_or(0);
        format!(
            "Never more than {together} of the {what} {} there at the same time, and there have \
             to be {wanted}: each was over before the next one began.",
            if together == 1 { "was" } else { "were" }
        )
    })
}

fn are(count: u32) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `goroutines, threads or tasks that run `worker` and print `got``.
fn what(rule: &FibersRule) -> String {
    let mut what = "goroutines, threads or tasks besides the main one".to_string();
    if let Some(function) = &rule.running {
        what += &format!(" that run `{function}`");
    }
    if let Some(line) = &rule.printing {
        let and = if rule.running.is_some() { " and" } else { " that" };
        what += &format!("{and} print `{line}`");
    }
    what
}

fn counts(rule: &FibersRule, worker: &Worker) -> bool {
    let is_called = |name: &String, wanted: &str| {
        name == wanted || name.strip_suffix(wanted).is_some_and(|before| before.ends_with('.'))
    };
    let runs = |wanted: &String| worker.functions.iter().any(|name| is_called(name, wanted));
    let prints = |wanted: &String| worker.lines.iter().any(|line| line.starts_with(wanted));
    rule.running.as_ref().is_none_or(runs) && rule.printing.as_ref().is_none_or(prints)
}

/// The most that were there at one moment: begun, and not ended.
fn at_once(workers: &[&Worker]) -> u32 {
    let alive_at = |cursor: u32| {
        let alive = |worker: &&&Worker| worker.began <= cursor && cursor < worker.ended;
        workers.iter().filter(alive).count() as u32
    };
    workers.iter().map(|worker| alive_at(worker.began)).max().unwrap_or(0)
}

/// Lines that the exercise needs.
pub(super) fn judge_keeps(lines: &[String], evidence: &Evidence<'_>) -> Finding {
    let is_kept = |wanted: &&String| {
        let is_it = |line: &str| line.trim() == wanted.trim();
        evidence.source.lines().any(is_it)
    };
    match lines.iter().find(|wanted| !is_kept(wanted)) {
        None => Finding::Holds,
        Some(missing) => Finding::fails(format!(
            "The line `{}` is not in your program any more; it belongs to the task and has to stay.",
            missing.trim()
        )),
    }
}
