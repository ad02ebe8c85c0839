//! Which properties are not true of every run, each with the run that shows it best.

use crate::property::{Course, Property, Seen};
use runtime_core::explore::explorer::{self, Way};
use runtime_core::schedule::Control;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A property that is not true of a run.
pub(super) struct Violation<'a> {
    /// Which.
    pub property: &'a Property,
    /// What there was instead.
    pub why: String,
    /// That run.
    pub run: Judged<'a>,
}

/// A run that is judged.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    /// How to get there.
    pub way: &'a Way,
    /// Whether timers had to be late.
    pub is_late: bool,
    /// Whether it ends.
    pub course: Course,
    end_ns: Option<u64>,
    /// A hash of what it prints, where it is known.
    printed: Option<u128>,
}

/// The violated properties, each once; `output` gives what is printed on the way.
pub(super) fn violations<'a>(
    properties: &'a [Property], found: &'a explorer::Report,
    mut output: impl FnMut(&Judged<'_>) -> Option<String>,
) -> Vec<Violation<'a>> {
    if properties.is_empty() {
        return Vec::new();
    }
    let runs: Vec<Judged<'_>> = runs(found).collect();
    let mut known: HashMap<u128, Option<String>> = HashMap::new();
    let mut worst: Vec<Option<Violation<'a>>> = properties.iter().map(|_| None).collect();
    for run in runs {
        let stdout = match run.printed {
            Some(hash) => known.entry(hash).or_insert_with(|| output(&run)).clone(),
            None => output(&run),
        };
        let Some(stdout) = stdout else { continue };
        let seen = Seen { stdout: &stdout, course: run.course, end_ns: run.end_ns };
        for (property, worst) in properties.iter().zip(&mut worst) {
            if worst.as_ref().is_some_and(|worst| tells(property, &worst.run, &run)) {
                continue;
            }
            if let Some(why) = property.objection(&seen) {
                *worst = Some(Violation { property, why, run });
            }
        }
    }
    worst.into_iter().flatten().collect()
}

/// The ends, and then the runs that have none.
fn runs(found: &explorer::Report) -> impl Iterator<Item = Judged<'_>> {
    let ends = found.found.iter().map(|one| Judged {
        way: &one.way,
        is_late: one.is_late,
        course: Course::Ends,
        end_ns: one.ending.end_ns.filter(|_| one.way.control != Control::Loose),
        printed: Some(one.ending.stdout),
    });
    let circles = found.livelocks.iter().map(|circle| Judged {
        way: &circle.way,
        is_late: circle.is_late,
        course: Course::GoesOnForEver,
        end_ns: None,
        printed: None,
    });
    ends.chain(circles)
}

/// Whether the known run shows the violation at least as well as the other one would: the longest
/// where it is of time, else the shortest way there, on time if possible.
fn tells(property: &Property, known: &Judged<'_>, other: &Judged<'_>) -> bool {
    if property.is_of_time() {
        return Reverse(known.end_ns) <= Reverse(other.end_ns);
    }
    let key = |run: &Judged<'_>| (run.is_late, run.way.path.len());
    key(known) <= key(other)
}
