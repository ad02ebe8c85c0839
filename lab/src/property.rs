//! Properties: what must be true of every run that a program can have.
//!
//! ```text
//! always stdout = "a\nb\n"               every run that ends has printed exactly this
//! always stdout contains "done"          every run that ends has printed this somewhere
//! never stdout contains "-1"             no run has, whether it ends or not; also: never stdout =
//! eventually stdout contains "done"      as `always`, and no livelock keeps a run from it
//! at most 2 between "enter" and "leave"  never more than two fibers are inside at once
//! makespan <= 250ms                      no run on time takes longer in virtual time; also: <
//! ```
//!
//! A claim ([`crate::Claim`]) speaks of one run, a property of all: `explore` judges it, `run` does
//! not. An outcome is its whole output in order, so what is judged is exact wherever the search is
//! complete. A run that ends in a deadlock, a panic or an exception is a run that ends.
//!
//! `at most`: the output is read from the start; each place where the first text stands is one more
//! inside, each where the second stands one less, and a leaving that nobody entered for is none. If
//! both could be read at one place, the longer one is: `unlock` is no `lock`.
//!
//! `makespan`: computing takes no time in a search, sleeping and waiting for timers does. With such
//! a property states differ that are reached at different times, so there are more of them, and a
//! program that goes on for ever never repeats one.
//!
//! **Departures:** only stdout is looked at; Go's built-in `print` and `println` write to stderr.

use crate::words::{Compare, Duration, Word, parse_ns, words};
use std::str::FromStr;

/// One property.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Property {
    /// As it was written.
    pub text: String,
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    Output { when: When, relation: Relation, text: String },
    AtMost { count: u64, begin: String, end: String },
    Makespan(Compare, u64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum When {
    Always,
    Never,
    Eventually,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Relation {
    Is,
    Contains,
}

/// What there is to know of a run, to judge it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen<'a> {
    /// What it printed on standard output; of one that does not end, what it ever prints.
    pub stdout: &'a str,
    /// Whether it ends.
    pub course: Course,
    /// When it ended, in ns of virtual time; none where timers were late or nobody asked.
    pub end_ns: Option<u64>,
}

/// Whether a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Course {
    /// In whatever way.
    Ends,
    /// It can go on for ever, and everybody who can go on does.
    GoesOnForEver,
}

/// Characters of an output that are shown of it.
const SHOWN_MAX: usize = 200;

impl Property {
    /// Why it is not true of this run; none if it is.
    pub fn objection(&self, run: &Seen<'_>) -> Option<String> {
        match &self.kind {
            Kind::Output { when, relation, text } => {
                let found = match relation {
                    Relation::Is => run.stdout == text,
                    Relation::Contains => run.stdout.contains(text.as_str()),
                };
                let ends = run.course == Course::Ends;
                let fails = match when {
                    When::Always => ends && !found,
                    When::Never => found && (ends || *relation == Relation::Contains),
                    When::Eventually => !found,
                };
                fails.then(|| printed(run))
            }
            Kind::AtMost { count, begin, end } => {
                let most = most_inside(run.stdout, begin, end);
                (most > *count).then(|| format!("at one moment there are {most}: {}", printed(run)))
            }
            Kind::Makespan(compare, ns) => {
                let took = run.end_ns?;
                let holds = compare.holds(took as i64, *ns as i64, 0);
                (!holds).then(|| format!("a run takes {}", Duration(took)))
            }
        }
    }

    /// Whether it asks how long runs take.
    pub fn is_of_time(&self) -> bool {
        matches!(self.kind, Kind::Makespan(..))
    }
}

fn printed(run: &Seen<'_>) -> String {
    let mut shown: String = run.stdout.chars().take(SHOWN_MAX).collect();
    if shown.len() < run.stdout.len() {
        shown.push_str("...");
    }
    match run.course {
        Course::Ends => format!("a run prints {shown:?}"),
        Course::GoesOnForEver => format!("a run that goes on for ever prints {shown:?}"),
    }
}

/// The most that were ever inside.
fn most_inside(output: &str, begin: &str, end: &str) -> u64 {
    let (mut rest, mut inside, mut most) = (output, 0u64, 0);
    while let Some(first) = rest.chars().next() {
        let (begins, ends) = (rest.starts_with(begin), rest.starts_with(end));
        let read = if begins && (!ends || begin.len() > end.len()) {
            inside += 1;
            most = most.max(inside);
            begin.len()
        } else if ends {
            inside = inside.saturating_sub(1);
            end.len()
        } else {
            first.len_utf8()
        };
        rest = &rest[read..];
    }
    most
}

impl FromStr for Property {
    type Err = String;
    fn from_str(text: &str) -> Result<Property, String> {
        let kind = words(text).and_then(|words| parse_kind(&words));
        kind.map(|kind| Property { text: text.into(), kind }).ok_or_else(|| {
            format!(
                "a property looks like `always stdout = \"done\\n\"`, `never stdout contains \"-1\"`, \
                 `eventually stdout contains \"done\"`, `at most 1 between \"enter\" and \"leave\"`, \
                 `makespan <= 250ms`: {text:?}"
            )
        })
    }
}

fn parse_kind(words: &[Word]) -> Option<Kind> {
    use Word::{Plain, Quoted};
    match words {
        [Plain(when), Plain(stdout), Plain(relation), Quoted(text)] if stdout == "stdout" => {
            let (when, relation) = match (when.as_str(), relation.as_str()) {
                ("always", "=") => (When::Always, Relation::Is),
                ("always", "contains") => (When::Always, Relation::Contains),
                ("never", "=") => (When::Never, Relation::Is),
                ("never", "contains") => (When::Never, Relation::Contains),
                ("eventually", "contains") => (When::Eventually, Relation::Contains),
                _ => return None,
            };
            Some(Kind::Output { when, relation, text: text.clone() })
        }
        [
            Plain(at),
            Plain(most),
            Plain(count),
            Plain(between),
            Quoted(begin),
            Plain(and),
            Quoted(end),
        ] if [at, most, between, and] == ["at", "most", "between", "and"] => {
            let tells = !begin.is_empty() && !end.is_empty() && begin != end;
            let count = count.parse().ok().filter(|_| tells)?;
            Some(Kind::AtMost { count, begin: begin.clone(), end: end.clone() })
        }
        [Plain(makespan), Plain(compare), Plain(ns)] if makespan == "makespan" => {
            let compare = Compare::parse(compare)?;
            let bounds = matches!(compare, Compare::Less | Compare::LessOrEqual);
            Some(Kind::Makespan(compare, parse_ns(ns).filter(|_| bounds)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(property: &str, stdout: &str, course: Course) -> bool {
        let property: Property = property.parse().unwrap();
        property.objection(&Seen { stdout, course, end_ns: Some(250_000_000) }).is_none()
    }

    #[test]
    fn a_run_is_judged_by_what_it_printed() {
        let (ends, for_ever) = (Course::Ends, Course::GoesOnForEver);
        for (property, course, expected) in [
            ("always stdout = \"a\\nb\\n\"", ends, true),
            ("always stdout = \"a\"", ends, false),
            ("always stdout = \"a\"", for_ever, true),
            ("always stdout contains \"b\"", ends, true),
            ("always stdout contains \"c\"", ends, false),
            ("always stdout contains \"c\"", for_ever, true),
            ("never stdout contains \"c\"", ends, true),
            ("never stdout contains \"b\"", ends, false),
            ("never stdout contains \"b\"", for_ever, false),
            ("never stdout = \"a\\nb\\n\"", ends, false),
            ("never stdout = \"a\\nb\\n\"", for_ever, true),
            ("eventually stdout contains \"b\"", for_ever, true),
            ("eventually stdout contains \"c\"", ends, false),
            ("eventually stdout contains \"c\"", for_ever, false),
            ("makespan <= 250ms", ends, true),
            ("makespan < 250ms", ends, false),
            ("makespan <= 249ms", ends, false),
        ] {
            assert_eq!(holds(property, "a\nb\n", course), expected, "{property} {course:?}");
        }
    }

    #[test]
    fn who_is_inside_is_counted_in_order() {
        let most = |output: &str| most_inside(output, "lock", "unlock");
        assert_eq!(most(""), 0);
        assert_eq!(most("lock 1\nunlock 1\nlock 2\nunlock 2\n"), 1);
        assert_eq!(most("lock 1\nlock 2\nunlock 1\nunlock 2\n"), 2);
        assert_eq!(most("unlock\nlock 1\nlock 2\nlock 3\n"), 3);
        assert_eq!(most("é lock lock unlock lock"), 2);
        assert_eq!(most_inside("inin-out", "in", "in-out"), 1);
    }

    #[test]
    fn what_is_no_property_is_refused() {
        let wrong = [
            "",
            "stdout = \"x\"",
            "always stdout lacks \"x\"",
            "always stderr = \"x\"",
            "eventually stdout = \"x\"",
            "at most 1 between \"a\" and \"a\"",
            "at most 1 between \"\" and \"a\"",
            "at most one between \"a\" and \"b\"",
            "makespan = 1s",
            "makespan <= 1",
            "never stdout contains \"x",
        ];
        wrong.iter().for_each(|text| assert!(text.parse::<Property>().is_err(), "{text}"));
    }
}
