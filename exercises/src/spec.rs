//! What an author writes into `exercise.toml`.
//!
//! **Invariants:** plain data that knows no language and no lab: the build script reads it, and so
//! does the program. Texts in the lab's words (claims, properties, a scenario's head) are read
//! where the exercise is ([`crate::exercise`]).

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// `exercise.toml` as it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the exercise is called in a list.
    pub title: String,
    /// `go` or `python`.
    pub language: String,
    /// The file a learner edits.
    pub file: String,
    /// One sentence: what has been understood once it is solved.
    pub teaches: String,
    /// Lines of a scenario's head, for every run: `procs: 2`, `loose: counts`.
    #[serde(default)]
    pub scenario: Vec<String>,
    /// How all schedules are searched.
    #[serde(default)]
    pub explore: Search,
    /// How an answer is compared with what the real runtime prints.
    #[serde(default)]
    pub real: Real,
    /// What is judged, in the order of telling.
    pub check: Vec<CheckSpec>,
    /// What must be rejected, and why.
    pub rejected: Vec<Rejected>,
}

/// How all schedules are searched. The limits are moves and states, never time, so that an answer
/// is judged alike on every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Moves of a search that could say "every schedule"; after them one that is bounded begins.
    pub moves: Option<u64>,
    /// The most states that are kept.
    pub states: Option<u32>,
    /// The most preemptions of a schedule; without it all schedules are searched.
    pub bound: Option<u32>,
}

/// How an answer is compared with what the real runtime prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Real {
    /// Whether the lines of the output may come in another order than in the simulation.
    pub order: Order,
    /// Lines that do not count: how often they come depends on the machine.
    pub ignore: Vec<String>,
    /// The output that is right there, where it is not the solution's in the simulation.
    pub stdout: Option<String>,
}

/// Whether the order of lines counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// It does.
    #[default]
    Exact,
    /// The same lines in any order are the same output.
    Any,
}

/// One thing that is judged.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSpec {
    /// What holds when it passes, as a sentence without capital and full stop.
    pub name: String,
    /// How it is judged.
    pub rule: Rule,
    /// Which hints help when it fails.
    pub hint: String,
    /// Which hints help for a kind of trouble, instead of `hint`.
    #[serde(default)]
    pub hints: BTreeMap<Trouble, String>,
    /// What it means in the words of the task when it fails, said before what was seen: a whole
    /// sentence.
    #[serde(default)]
    pub means: Option<String>,
}

/// How a check is judged. Times are virtual; a printed line counts from the moment it is complete.
///
/// The first group is judged on one run, the one that `yieldpoint run` makes; the second on every
/// schedule.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// A claim in the words of the lab: `exit = 0`.
    Claim(String),
    /// No coroutine was thrown away without having been awaited.
    NeverAwaited,
    /// These lines are printed once each, in this order; others may stand between them.
    Lines(Vec<String>),
    /// Some time passes between two lines.
    Wait {
        /// The earlier line.
        from: String,
        /// The later line.
        to: String,
        /// How much at least, in milliseconds.
        at_least_ms: u64,
    },
    /// A line comes again and again, from the start until another line is printed.
    Gap {
        /// The line that comes again and again.
        line: String,
        /// How long it may be missing, in milliseconds.
        at_most_ms: u64,
        /// The line that ends the watch.
        until: String,
        /// Which hints help when the task that printed it came to its end.
        hint_if_ended: String,
    },
    /// A line is printed by one fiber alone, and that fiber prints no line of the other kind.
    OwnTask {
        /// The line.
        line: String,
        /// A line that somebody else has to print.
        apart_from: String,
    },
    /// So many goroutines, threads or tasks besides the main one did something.
    Fibers(FibersRule),
    /// These lines of the start are still in the answer, however they are indented.
    Keeps(Vec<String>),

    /// No schedule leads to this trouble: one word or several.
    Never(#[serde(deserialize_with = "one_or_more")] Vec<Trouble>),
    /// A property in the words of the lab is true of every schedule.
    Always {
        /// `never stdout contains "-1"`, `makespan <= 250ms`
        property: String,
    },
    /// Every run that ends prints one of these.
    Outputs {
        /// The whole outputs.
        one_of: Vec<String>,
        /// Whether the order of their lines counts.
        #[serde(default)]
        order: Order,
    },
    /// Some schedule prints this: what an answer without concurrency cannot do.
    Possible {
        /// A text that is in the output of some run.
        stdout: String,
    },
}

/// Which fibers are counted, and how many there must be. The main goroutine, the main thread and
/// the task of `asyncio.run` do not count, nor does one that ran no line of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FibersRule {
    /// How many at least.
    pub at_least: u32,
    /// How many at most.
    #[serde(default)]
    pub at_most: Option<u32>,
    /// How many at least have to be there at one moment.
    #[serde(default)]
    pub at_once: Option<u32>,
    /// Only those that were in this function: `worker`, `fetch`.
    #[serde(default)]
    pub running: Option<String>,
    /// Only those that printed a line that starts so.
    #[serde(default)]
    pub printing: Option<String>,
}

/// What can be wrong on a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// Anything of what follows.
    Any,
    /// Nobody can go on.
    Deadlock,
    /// The run ended well, but somebody waits for ever.
    Leak,
    /// Go: an unrecovered panic or a fatal error.
    Panic,
    /// Python: an uncaught exception.
    Exception,
    /// Two accesses that nothing orders; in Python an update that was lost.
    Race,
    /// An update was overwritten by somebody who had not seen it.
    LostUpdate,
    /// An assertion failed, or the program says by its exit code that something is wrong.
    Assertion,
    /// Python: a coroutine was made and never awaited.
    Unawaited,
    /// Python: a task was destroyed while pending, or its exception was never looked at.
    DroppedTask,
    /// Python: the event loop was blocked for longer than is good.
    BlockedLoop,
    /// From somewhere on no end can be reached, though somebody always runs.
    Livelock,
    /// A run did not end within the limits.
    Fuel,
}

/// A program that must not pass.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// Its file in the exercise's folder.
    pub file: String,
    /// The name of the first check that fails.
    pub by: String,
    /// Words that the check's message contains.
    pub says: String,
    /// The mistake, for authors.
    pub why: String,
    /// Whether the real runtime, run a thousand times, never showed that it is wrong.
    #[serde(default)]
    pub passes_real: bool,
}

impl Order {
    /// Whether two outputs are the same.
    pub fn same(self, one: &str, other: &str) -> bool {
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
            lines.sort_unstable();
            lines
        };
        match self {
            Order::Exact => one == other,
            Order::Any => sorted(one) == sorted(other),
        }
    }
}

impl Real {
    /// Whether a program that should print the one has printed the other.
    pub fn is_right(&self, expected: &str, stdout: &str) -> bool {
        let counted = |text: &str| {
            let lines = text.lines().filter(|line| !self.ignore.iter().any(|it| it == line));
            lines.map(|line| format!("{line}\n")).collect::<String>()
        };
        match self.ignore.is_empty() {
            true => self.order.same(expected, stdout),
            false => self.order.same(&counted(expected), &counted(stdout)),
        }
    }
}

impl CheckSpec {
    /// The hints for a kind of trouble, where they are others than the check's.
    pub fn hint_for(&self, trouble: Trouble) -> Option<&str> {
        // An update that is lost is a race as well.
        let race = (trouble == Trouble::LostUpdate).then_some(Trouble::Race);
        let found = [Some(trouble), race].into_iter().flatten().find_map(|it| self.hints.get(&it));
        found.map(String::as_str)
    }

    /// Every kind of hint it can lead to.
    pub fn hint_keys(&self) -> impl Iterator<Item = &str> {
        let of_cause = match &self.rule {
            Rule::Gap { hint_if_ended, .. } => Some(hint_if_ended.as_str()),
            _ => None,
        };
        let of_trouble = self.hints.values().map(String::as_str);
        of_cause.into_iter().chain(of_trouble).chain([self.hint.as_str()])
    }
}

impl Rule {
    /// Whether it is judged on every schedule.
    pub fn is_of_all(&self) -> bool {
        use Rule::{Always, Never, Outputs, Possible};
        matches!(self, Never(_) | Always { .. } | Outputs { .. } | Possible { .. })
    }
}

/// `"deadlock"` or `["deadlock", "leak"]`; in a form for programs always a list.
fn one_or_more<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<Trouble>, D::Error> {
    if from.is_human_readable() { from.deserialize_any(OneOrMore) } else { Vec::deserialize(from) }
}

struct OneOrMore;

impl<'a> Visitor<'a> for OneOrMore {
    type Value = Vec<Trouble>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a kind of trouble or a list of them")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Vec<Trouble>, E> {
        Ok(vec![Trouble::deserialize(word.into_deserializer())?])
    }

    fn visit_seq<A: SeqAccess<'a>>(self, seq: A) -> Result<Vec<Trouble>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq))
    }
}
