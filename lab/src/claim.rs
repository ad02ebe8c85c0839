//! Claims: what must be true of a run, in words that a chapter or an exercise can show.
//!
//! ```text
//! exit = 0                     the process's exit code
//! outcome = deadlock           how the run ended
//! stdout = "a\nb\n"            everything printed, with \n \t \" \\ escapes
//! stdout contains "done"       also: stderr, and `lacks`
//! gap "tick" <= 150ms          largest time between two stdout lines that start with tick
//! printed "done" >= 10ms       when the first stdout line that starts with done was printed
//! event RunqStolen >= 1        how many events of that name there are
//! longest block >= 500ms       longest time one handle kept the event loop
//! makespan < 2s                virtual time of the whole run
//! ```
//!
//! Durations are compared exactly, except that `=` holds within 1 ms: instructions cost model
//! time, and a claim is about what the learner did.

use crate::Run;
use crate::words::{Compare, Duration, Word, parse_ns, words};
use runtime_core::time::MS;
use runtime_core::trace::facts;
use std::str::FromStr;

/// One claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// As it was written.
    pub text: String,
    kind: Kind,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    Exit(Compare, i64),
    Outcome(String),
    Event { name: String, compare: Compare, count: i64 },
    Text { stream: Which, relation: Relation, text: String },
    Duration { what: Quantity, compare: Compare, ns: u64 },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Which {
    Stdout,
    Stderr,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Relation {
    Is,
    Contains,
    Lacks,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Quantity {
    Gap(String),
    Printed(String),
    LongestBlock,
    Makespan,
}

/// Whether a claim holds of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// The claim as it was written.
    pub claim: String,
    /// Whether it holds.
    pub holds: bool,
    /// What was measured.
    pub why: String,
}

/// Judges every claim of `claims` against `run`.
pub fn judge(claims: &[Claim], run: &Run) -> Vec<Verdict> {
    claims.iter().map(|claim| claim.judge(run)).collect()
}

impl Claim {
    /// Judges this claim against `run`.
    pub fn judge(&self, run: &Run) -> Verdict {
        let (holds, why) = match &self.kind {
            Kind::Exit(compare, code) => {
                let actual = i64::from(run.outcome.exit_code);
                (compare.holds(actual, *code, 0), format!("the exit code was {actual}"))
            }
            Kind::Outcome(word) => {
                let actual = run.outcome.kind.word();
                (actual == word, format!("the outcome was {actual}"))
            }
            Kind::Event { name, compare, count } => {
                let actual = facts::count(&run.trace, name);
                (compare.holds(actual as i64, *count, 0), format!("there were {actual}"))
            }
            Kind::Text { stream, relation, text } => judge_text(run, *stream, *relation, text),
            Kind::Duration { what, compare, ns } => judge_duration(run, what, *compare, *ns),
        };
        Verdict { claim: self.text.clone(), holds, why }
    }
}

fn judge_text(run: &Run, stream: Which, relation: Relation, text: &str) -> (bool, String) {
    let (name, actual) = match stream {
        Which::Stdout => ("stdout", &run.stdout),
        Which::Stderr => ("stderr", &run.stderr),
    };
    let holds = match relation {
        Relation::Is => actual == text,
        Relation::Contains => actual.contains(text),
        Relation::Lacks => !actual.contains(text),
    };
    (holds, format!("{name} was {actual:?}"))
}

fn judge_duration(run: &Run, what: &Quantity, compare: Compare, ns: u64) -> (bool, String) {
    let actual = match what {
        Quantity::Gap(prefix) => facts::gap(&run.trace, prefix),
        Quantity::Printed(prefix) => facts::printed(&run.trace, prefix),
        Quantity::LongestBlock => facts::longest_block(&run.trace).map(|block| block.ns),
        Quantity::Makespan => Some(facts::makespan(&run.trace)),
    };
    match actual {
        None => (false, "there was nothing to measure".into()),
        Some(actual) => {
            let holds = compare.holds(actual as i64, ns as i64, MS as i64);
            (holds, format!("it was {}", Duration(actual)))
        }
    }
}

impl FromStr for Claim {
    type Err = String;
    fn from_str(text: &str) -> Result<Claim, String> {
        let kind = words(text).and_then(|words| parse_kind(&words));
        kind.map(|kind| Claim { text: text.into(), kind }).ok_or_else(|| {
            format!(
                "a claim looks like `exit = 0`, `stdout contains \"done\"`, `gap \"tick\" <= 150ms`: {text:?}"
            )
        })
    }
}

fn parse_kind(words: &[Word]) -> Option<Kind> {
    use Word::{Plain, Quoted};
    match words {
        [Plain(exit), Plain(compare), Plain(code)] if exit == "exit" => {
            Some(Kind::Exit(Compare::parse(compare)?, code.parse().ok()?))
        }
        [Plain(outcome), Plain(is), Plain(word)] if outcome == "outcome" && is == "=" => {
            Some(Kind::Outcome(word.clone()))
        }
        [Plain(gap), Quoted(prefix), Plain(compare), Plain(ns)] if gap == "gap" => {
            duration(Quantity::Gap(prefix.clone()), compare, ns)
        }
        [Plain(printed), Quoted(prefix), Plain(compare), Plain(ns)] if printed == "printed" => {
            duration(Quantity::Printed(prefix.clone()), compare, ns)
        }
        [Plain(event), Plain(name), Plain(compare), Plain(count)] if event == "event" => {
            let (name, compare) = (name.clone(), Compare::parse(compare)?);
            Some(Kind::Event { name, compare, count: count.parse().ok()? })
        }
        [Plain(longest), Plain(block), Plain(compare), Plain(ns)]
            if longest == "longest" && block == "block" =>
        {
            duration(Quantity::LongestBlock, compare, ns)
        }
        [Plain(makespan), Plain(compare), Plain(ns)] if makespan == "makespan" => {
            duration(Quantity::Makespan, compare, ns)
        }
        [Plain(stream), Plain(relation), Quoted(text)] => parse_text(stream, relation, text),
        _ => None,
    }
}

fn parse_text(stream: &str, relation: &str, text: &str) -> Option<Kind> {
    let stream = match stream {
        "stdout" => Which::Stdout,
        "stderr" => Which::Stderr,
        _ => return None,
    };
    let relation = match relation {
        "=" => Relation::Is,
        "contains" => Relation::Contains,
        "lacks" => Relation::Lacks,
        _ => return None,
    };
    Some(Kind::Text { stream, relation, text: text.into() })
}

fn duration(what: Quantity, compare: &str, ns: &str) -> Option<Kind> {
    Some(Kind::Duration { what, compare: Compare::parse(compare)?, ns: parse_ns(ns)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime_core::machine::Outcome;
    use runtime_core::schedule::Schedule;
    use runtime_core::trace::{OutcomeKind, parse};

    fn run() -> Run {
        let trace = "0 ThreadStarted thread=f1 by=f0 name=\"MainThread\" line=0 interpreter=p0
5 Printed fiber=f1 stream=\"stdout\" text=\"tick 1\\n\"
100000005 Printed fiber=f1 stream=\"stdout\" text=\"tick 2\\n\"
700000005 Printed fiber=f1 stream=\"stdout\" text=\"tick 3\\n\"";
        Run {
            trace: parse(trace).unwrap(),
            outcome: Outcome { kind: OutcomeKind::Exit, exit_code: 3 },
            stdout: "tick 1\ntick 2\ntick 3\n".into(),
            stderr: String::new(),
            schedule: Schedule::default(),
        }
    }

    fn holds(claim: &str) -> bool {
        claim.parse::<Claim>().unwrap().judge(&run()).holds
    }

    #[test]
    fn claims_are_judged_by_what_happened() {
        let true_ones = [
            "exit = 3",
            "exit > 0",
            "outcome = exit",
            "stdout contains \"tick 2\"",
            "stdout lacks \"tock\"",
            "stdout = \"tick 1\\ntick 2\\ntick 3\\n\"",
            "stderr = \"\"",
            "gap \"tick\" = 600ms",
            "gap \"tick\" <= 601ms",
            "printed \"tick 2\" = 100ms",
            "printed \"tick\" < 1ms",
            "event Printed = 3",
            "event GLeaked < 1",
            "makespan >= 700ms",
        ];
        let false_ones = [
            "exit = 0",
            "outcome = ok",
            "stdout contains \"tock\"",
            "stderr contains \"x\"",
            "gap \"tick\" = 100ms",
            "gap \"tick\" < 600ms",
            "gap \"tock\" < 1s",
            "printed \"tick 3\" < 700ms",
            "printed \"tock\" > 1ms",
            "event Printed > 3",
            "longest block < 1s",
            "makespan < 700ms",
        ];
        true_ones.iter().for_each(|claim| assert!(holds(claim), "{claim}"));
        false_ones.iter().for_each(|claim| assert!(!holds(claim), "{claim}"));
    }

    #[test]
    fn what_is_no_claim_is_refused() {
        let wrong = [
            "",
            "exit",
            "exit == 0",
            "gap tick = 1ms",
            "gap \"t\" = 1",
            "stdout is \"x\"",
            "stdout = \"x",
        ];
        wrong.iter().for_each(|claim| assert!(claim.parse::<Claim>().is_err(), "{claim}"));
    }
}
