//! What was tried of an answer's schedules, and what that is worth.

use crate::catalog::Exercise;
use crate::report::{Coverage, Ended};
use crate::rules::{counted, grouped};
use lab::explore::{Mode, Report};
use lab::{Late, Property};

impl Coverage {
    pub(crate) fn of(found: &Report, properties: &[Property], exercise: &Exercise) -> Coverage {
        let ends = found.outcomes.iter().filter(|end| found.counts(end.timing));
        let ended = |end: &lab::explore::Outcome| Ended {
            kind: end.kind,
            stdout: end.stdout.clone(),
            count: end.count,
        };
        let outcomes: Vec<Ended> = ends.map(ended).collect();
        let late = exercise.scenario("").late == Late::Counts;
        let mut said = vec![sentence(found, &outcomes)];
        if late && found.complete && found.notes.is_empty() {
            said.push("Timers were on time, and late as on a busy machine.".into());
        }
        let is_of_time = properties.iter().any(Property::is_of_time);
        if is_of_time {
            said.push("Times are those of runs whose timers fire on time.".into());
        }
        said.extend(found.notes.iter().map(|note| format!("Note: {note}.")));
        Coverage {
            complete: found.complete,
            mode: found.mode,
            bound: found.bound,
            states: found.states,
            runs: found.executions,
            outcomes,
            said: said.join(" "),
        }
    }
}

fn sentence(found: &Report, outcomes: &[Ended]) -> String {
    let count = outcomes.iter().fold(0u64, |sum, end| sum.saturating_add(end.count));
    let count = match count {
        u64::MAX => "more than can be counted".into(),
        1 => format!("1 {}", counted(found).trim_end_matches('s')),
        count => format!("{} {}", grouped(count), counted(found)),
    };
    let mut tried = vec![count];
    if found.states > 0 {
        let s = if found.states == 1 { "" } else { "s" };
        tried.push(format!("{} state{s}", grouped(found.states)));
    }
    let tried = tried.join(", ");
    match (found.complete, found.mode, found.bound) {
        (true, ..) => format!("Every schedule was tried: {tried}."),
        (false, _, Some(bound)) => {
            let s = if bound == 1 { "" } else { "s" };
            format!(
                "Every schedule with at most {bound} preemption{s} was tried: {tried}. On others \
                 there may be more."
            )
        }
        (false, Mode::Pct, None) => {
            format!("A sample of the schedules was tried: {tried}. On others there may be more.")
        }
        (false, _, None) => format!(
            "There are too many schedules for all of them to be tried: {tried}. On others there \
             may be more."
        ),
    }
}
