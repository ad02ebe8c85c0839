//! What an exploration found.

use crate::property::Property;
use runtime_core::schedule::Schedule;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Everything that an exploration found, in the order in which a learner should read it: problems
/// of the simplest kind first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Whether every schedule has been covered, with timers that fire on time.
    pub complete: bool,
    /// How it was searched in the end.
    pub mode: Mode,
    /// The most preemptions that a schedule may have had, where that was bounded.
    pub bound: Option<u32>,
    /// Complete runs tried.
    pub executions: u64,
    /// Runs given up because everything that could follow was known.
    pub blocked: u64,
    /// States visited; 0 where states are not kept.
    pub states: u64,
    /// How long it took.
    pub seconds: f64,
    /// What the reader has to know about the search: sampled choices, limits that were reached.
    pub notes: Vec<String>,
    /// How runs ended, each way once.
    pub outcomes: Vec<Outcome>,
    /// What is wrong with the program, each thing once.
    pub problems: Vec<Problem>,
    /// Whether what needs late timers counts as a problem: the scenario says so ([`crate::Late`]).
    pub loose_counts: bool,
}

impl Report {
    /// Whether something that happens with these timers counts as a problem.
    pub fn counts(&self, timing: Timing) -> bool {
        timing == Timing::Virtual || self.loose_counts
    }

    /// Adds what another search of the same program found, where neither could search everything.
    pub fn add(&mut self, other: Report) {
        for outcome in other.outcomes {
            let same = |known: &&mut Outcome| {
                let key = |one: &Outcome| (one.kind, one.exit, one.stdout.clone());
                key(known) == key(&outcome)
            };
            match self.outcomes.iter_mut().find(same) {
                Some(known) if known.timing <= outcome.timing => {}
                Some(known) => *known = outcome,
                None => self.outcomes.push(outcome),
            }
        }
        for problem in other.problems {
            let key = |one: &Problem| match one.locations.is_empty() {
                true => (one.kind, one.message.clone(), Vec::new()),
                false => (one.kind, String::new(), one.locations.clone()),
            };
            if !self.problems.iter().any(|known| key(known) == key(&problem)) {
                self.problems.push(problem);
            }
        }
        self.executions = self.executions.saturating_add(other.executions);
        self.blocked = self.blocked.saturating_add(other.blocked);
        self.bound = self.bound.max(other.bound);
        self.sort();
    }

    /// Good ends first, then bad ones from the simplest to the most complicated.
    pub(super) fn sort(&mut self) {
        self.outcomes.sort_by_key(|outcome| (outcome.timing, outcome.kind, outcome.switches));
        self.problems.sort_by_key(|problem| (problem.timing, problem.kind));
    }
}

/// One way in which runs ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// What kind of end.
    pub kind: Kind,
    /// What was printed on standard output.
    pub stdout: String,
    /// What was printed on standard error.
    pub stderr: String,
    /// The exit code.
    pub exit: i32,
    /// How many schedules end so: of the states' graph its paths, of a reduction its different
    /// behaviours, of a sample its runs.
    pub count: u64,
    /// The schedule with the fewest context switches that ends so.
    pub witness: Schedule,
    /// How many context switches that has.
    pub switches: u32,
    /// Whether timers had to be late for it.
    pub timing: Timing,
    /// What it died of, or who waits for what; may be empty.
    pub detail: String,
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// What kind.
    pub kind: Kind,
    /// One sentence in the learner's words.
    pub message: String,
    /// The lines that take part.
    pub locations: Vec<Location>,
    /// A schedule that shows it.
    pub witness: Schedule,
    /// Whether timers had to be late for it.
    pub timing: Timing,
}

impl Problem {
    /// What is said where a property is not true of a run.
    pub(super) fn of_property(property: &Property, why: &str) -> String {
        format!("not true of every run: {}: {why}", property.text)
    }

    /// What there was instead, if it is this property that is not true.
    pub fn objection_to(&self, property: &Property) -> Option<&str> {
        self.message.strip_prefix(&Problem::of_property(property, ""))
    }
}

/// A place in the program that takes part in a problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// Who is there: `goroutine 7`, `main`, `Thread-1`.
    pub who: String,
    /// What happens there: `writes`, `waits for the lock`.
    pub what: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }
        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// Its word in reports.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<$name, String> {
                let found = $name::ALL.iter().find(|one| one.word() == text);
                found.copied().ok_or_else(|| {
                    let words: Vec<&str> = $name::ALL.iter().map(|one| one.word()).collect();
                    format!("`{text}` is none of {}", words.join(", "))
                })
            }
        }
    };
}

words! {
    /// What kind of end or problem.
    Kind {
        /// The run ended by itself with exit code 0 and nothing to object to.
        Ok = "ok",
        /// Nobody can go on.
        Deadlock = "deadlock",
        /// The run ended well, but somebody waits for ever.
        Leak = "leak",
        /// Go: an unrecovered panic or a fatal error.
        Panic = "panic",
        /// Python: an uncaught exception.
        Exception = "exception",
        /// Two accesses to one variable, one of them a write, that nothing orders; in Python an
        /// update that was lost.
        Race = "race",
        /// An assertion failed, an invariant is broken, or the program says by its exit code that
        /// something is wrong.
        Assertion = "assertion",
        /// Python: a coroutine was made and never awaited.
        Unawaited = "unawaited",
        /// Python: a task was destroyed while pending, or its exception was never looked at.
        DroppedTask = "dropped-task",
        /// Python: the event loop was blocked for longer than is good.
        BlockedLoop = "blocked-loop",
        /// From somewhere on no end can be reached, though somebody always runs.
        Livelock = "livelock",
        /// A run used up the instructions or another limit.
        Fuel = "fuel",
    }
}

words! {
    /// When timers fire.
    Timing {
        /// On time: when nothing else can go on.
        Virtual = "virtual",
        /// Perhaps late: the machine may be arbitrarily slow.
        Loose = "loose",
    }
}

words! {
    /// How the schedules are searched.
    Mode {
        /// By whichever of the first two comes to an end first, else bounded.
        Auto = "auto",
        /// Every state once.
        States = "states",
        /// One run for each different behaviour.
        Dpor = "dpor",
        /// Every schedule with at most so many preemptions.
        Bound = "bound",
        /// Random priorities (PCT).
        Pct = "pct",
        /// The first three one after the other; they must agree.
        All = "all",
    }
}
