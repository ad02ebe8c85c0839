//! Judges an answer by one rule, and says why in the learner's terms.

mod every;
mod shape;
#[cfg(test)]
mod tests;

pub(crate) use every::{counted, grouped, properties};

use crate::observe::{Observed, PrintedLine, Turn};
use crate::spec::{Rule, Trouble};
use lab::explore::Report;
use lab::{Claim, Property, Run, Schedule};
use runtime_core::id::FiberId;
use runtime_core::time::{MS, Time};
use runtime_core::trace::{Finish, OutcomeKind};

/// A run with everything that is needed to judge it.
pub(crate) struct Evidence<'a> {
    /// The program.
    pub source: &'a str,
    /// What came out.
    pub run: &'a Run,
    /// The facts of its trace.
    pub seen: Observed,
    /// What was found on all schedules, where a rule asks for it.
    pub explored: Option<&'a Report>,
    /// The properties that were judged there.
    pub properties: Vec<Property>,
}

impl Evidence<'_> {
    fn explored(&self) -> &Report {
        self.explored.unwrap_or_else(|| panic!("yieldpoint bug: nothing was explored"))
    }
}

/// The run that shows why a rule does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shown {
    /// What kind of trouble; none where a property is not true.
    pub trouble: Option<Trouble>,
    /// Its schedule; none for the run that everything is judged on.
    pub schedule: Option<Schedule>,
    /// The lines that take part, where they are known.
    pub lines: Vec<u32>,
}

/// What a rule says about a run.
pub(crate) enum Finding {
    /// It holds.
    Holds,
    /// It does not; why, and which hints help if they are others than the check's.
    Fails {
        /// Why.
        why: String,
        /// The hints for this cause.
        hint: Option<String>,
        /// The run that shows it.
        shown: Option<Box<Shown>>,
    },
}

impl Finding {
    fn fails(why: String) -> Finding {
        Finding::Fails { why, hint: None, shown: None }
    }

    fn unless(holds: bool, why: impl FnOnce() -> String) -> Finding {
        if holds { Finding::Holds } else { Finding::fails(why()) }
    }
}

/// Judges.
pub(crate) fn judge(rule: &Rule, evidence: &Evidence<'_>) -> Finding {
    match rule {
        Rule::Claim(claim) => judge_claim(claim, evidence.run),
        Rule::NeverAwaited => judge_never_awaited(&evidence.run.stderr),
        Rule::Lines(lines) => judge_lines(lines, evidence),
        Rule::Wait { from, to, at_least_ms } => judge_wait(from, to, *at_least_ms, &evidence.seen),
        Rule::Gap { line, at_most_ms, until, hint_if_ended } => {
            let watch = Watch { line, at_most_ns: at_most_ms * MS, until, hint_if_ended };
            watch.judge(evidence)
        }
        Rule::OwnTask { line, apart_from } => judge_own_task(line, apart_from, &evidence.seen),
        Rule::Fibers(rule) => shape::judge_fibers(rule, &evidence.seen),
        Rule::Keeps(lines) => shape::judge_keeps(lines, evidence),
        Rule::Never(troubles) => every::judge_never(troubles, evidence),
        Rule::Always { property } => every::judge_always(property, evidence),
        Rule::Outputs { one_of, order } => every::judge_outputs(one_of, *order, evidence),
        Rule::Possible { stdout } => every::judge_possible(stdout, evidence),
    }
}

fn judge_claim(claim: &str, run: &Run) -> Finding {
    let claim: Claim = claim.parse().unwrap_or_else(|why| panic!("yieldpoint bug: {why}"));
    let verdict = claim.judge(run);
    Finding::unless(verdict.holds, || {
        // A coroutine that dies with the program is warned of after the error that ended it.
        let telling = |line: &&str| !line.trim().is_empty() && !line.contains("RuntimeWarning: ");
        let last = run.stderr.lines().rfind(telling);
        let said = last.map(|line| format!(" The last line on stderr: {line}")).unwrap_or_default();
        format!("Expected {}, but {}.{said}", verdict.claim, verdict.why)
    })
}

/// `RuntimeWarning: coroutine 'sleep' was never awaited`.
fn judge_never_awaited(stderr: &str) -> Finding {
    let warned = stderr.lines().find(|line| line.ends_with("' was never awaited"));
    let name = warned.and_then(|line| line.split('\'').nth(1));
    match name {
        None => Finding::Holds,
        Some(name) => Finding::fails(format!(
            "The coroutine `{name}` was never awaited: calling `{name}(...)` only makes the \
             coroutine, nothing in it has run. Put `await` before the call."
        )),
    }
}

fn judge_lines(wanted: &[String], evidence: &Evidence<'_>) -> Finding {
    let lines = &evidence.seen.lines;
    for line in wanted {
        let times = lines.iter().filter(|printed| printed.text == *line).count();
        if times == 0 {
            let why = format!("The line `{line}` was not printed.{}", cancelled_at_exit(evidence));
            return Finding::fails(why);
        }
        if times > 1 {
            let why = format!("The line `{line}` was printed {times} times instead of once.");
            return Finding::fails(why);
        }
    }
    let order = lines.iter().filter(|printed| wanted.contains(&printed.text));
    match order.zip(wanted).find(|(printed, wanted)| printed.text != **wanted) {
        None => Finding::Holds,
        Some((printed, wanted)) => Finding::fails(format!(
            "The line `{}` came before `{wanted}`, which should be first.",
            printed.text
        )),
    }
}

/// What the loop did to the tasks that nobody waited for, where the program came to its end.
fn cancelled_at_exit(evidence: &Evidence<'_>) -> String {
    let Evidence { run, seen, .. } = evidence;
    let names: Vec<String> =
        seen.cancelled_at_exit.keys().map(|&task| seen.function(task)).collect();
    match seen.cancelled_at_exit.values().next() {
        Some(at) if run.outcome.kind == OutcomeKind::Ok => format!(
            " When `main` returned after {}, `asyncio.run` cancelled what was still waiting: {}.",
            ms(at.0),
            names.join(", ")
        ),
        _ => String::new(),
    }
}

fn judge_wait(from: &str, to: &str, at_least_ms: u64, seen: &Observed) -> Finding {
    let (Some(began), Some(ended)) = (first(seen, from), first(seen, to)) else {
        return not_judged(seen, &[from, to]);
    };
    let waited = ended.at.since(began.at);
    Finding::unless(waited >= at_least_ms * MS, || {
        format!(
            "`{to}` came after {} instead of {at_least_ms} ms: the time it takes is not yours to \
             change, only who can run meanwhile.",
            ms(waited)
        )
    })
}

fn judge_own_task(line: &str, apart_from: &str, seen: &Observed) -> Finding {
    let (Some(other), Some(own)) = (first(seen, apart_from), first(seen, line)) else {
        return not_judged(seen, &[apart_from, line]);
    };
    let foreign = |printed: &&PrintedLine| {
        printed.text == line && (printed.fiber != own.fiber || printed.fiber == other.fiber)
    };
    match seen.lines.iter().find(foreign) {
        None => Finding::Holds,
        Some(printed) => Finding::fails(format!(
            "`{line}` was printed by `{}` at line {}, in the task that runs {}. It says that the \
             loop is alive only if one task prints it that does nothing else.",
            printed.function,
            printed.line,
            seen.function(printed.fiber)
        )),
    }
}

/// A rule about lines of which one is missing.
fn not_judged(seen: &Observed, lines: &[&str]) -> Finding {
    let missing = lines.iter().find(|line| first(seen, line).is_none()).unwrap_or(&"");
    Finding::fails(format!("Not judged yet: the line `{missing}` was not printed."))
}

/// A line that has to come again and again.
struct Watch<'a> {
    line: &'a str,
    at_most_ns: u64,
    until: &'a str,
    hint_if_ended: &'a str,
}

/// The longest time in which a watched line did not come.
struct Gap {
    from: Time,
    to: Time,
    /// Who printed the line, if it came at all.
    fiber: Option<FiberId>,
    /// Whether nothing was printed by it after the gap.
    last: bool,
}

impl Gap {
    fn ns(&self) -> u64 {
        self.to.since(self.from)
    }
}

impl Watch<'_> {
    fn judge(&self, evidence: &Evidence<'_>) -> Finding {
        let gap = self.longest_gap(&evidence.seen);
        if gap.ns() <= self.at_most_ns {
            return Finding::Holds;
        }
        let Some(fiber) = gap.fiber else {
            let why = format!("The line `{}` was never printed.", self.line);
            let hint = Some(self.hint_if_ended.into());
            return Finding::Fails { why, hint, shown: None };
        };
        self.explain(&gap, fiber, evidence)
    }

    /// The watch begins with the run and ends with the line `until`, or with the run.
    fn longest_gap(&self, seen: &Observed) -> Gap {
        let end = first(seen, self.until).map_or(seen.end, |printed| printed.at);
        let mut longest = Gap { from: Time(0), to: Time(0), fiber: None, last: true };
        let mut from = Time(0);
        let mut fiber = None;
        for printed in
            seen.lines.iter().filter(|printed| printed.text == self.line && printed.at <= end)
        {
            fiber = Some(printed.fiber);
            let gap = Gap { from, to: printed.at, fiber, last: false };
            from = printed.at;
            longest = longer(longest, gap);
        }
        longer(longest, Gap { from, to: end, fiber, last: true })
    }

    fn explain(&self, gap: &Gap, fiber: FiberId, evidence: &Evidence<'_>) -> Finding {
        let seen = &evidence.seen;
        let name = &seen.function(fiber);
        let ended = seen.ended.get(&fiber).filter(|_| gap.last);
        if let Some((at, how)) = ended {
            return self.explain_end(name, gap, *at, *how);
        }
        let blocking = turns_in(gap, seen).max_by_key(|turn| turn.ns());
        match blocking.filter(|turn| turn.ns() * 2 > self.at_most_ns) {
            Some(turn) => {
                let why = self.explain_block(name, gap, turn, evidence.source);
                let lines = turn.longest_line().into_iter().collect();
                let shown = Shown { trouble: None, schedule: None, lines };
                Finding::Fails { why, hint: None, shown: Some(Box::new(shown)) }
            }
            None => Finding::fails(format!(
                "There was no `{}` for {} (allowed: {}), although the loop was free: {name} \
                 itself waited for something else.",
                self.line,
                ms(gap.ns()),
                ms(self.at_most_ns)
            )),
        }
    }

    fn explain_end(&self, name: &str, gap: &Gap, at: Time, how: Finish) -> Finding {
        let how = match how {
            Finish::Returned | Finish::Exited => "returned",
            Finish::Raised => "was ended by an exception",
            Finish::Cancelled => "was cancelled",
        };
        let why = format!(
            "The last `{}` came {} after the start: {name} {how}, and had ended at {}, before \
             `{}` at {}.",
            self.line,
            ms(gap.from.0),
            ms(at.0),
            self.until,
            ms(gap.to.0)
        );
        Finding::Fails { why, hint: Some(self.hint_if_ended.into()), shown: None }
    }

    fn explain_block(&self, name: &str, gap: &Gap, turn: &Turn, source: &str) -> String {
        let line = turn.longest_line().unwrap_or(0);
        let quoted = quote(source, line);
        let cause = if turn.sleeps.contains(&line) {
            "blocks the thread that runs the event loop"
        } else {
            "ran on without giving control back to the event loop"
        };
        format!(
            "Your loop stood still for {} at line {line}: {quoted} {cause}, so {name} could not \
             print `{}` (gap {}, allowed {}).",
            ms(turn.ns()),
            self.line,
            ms(gap.ns()),
            ms(self.at_most_ns)
        )
    }
}

fn longer(a: Gap, b: Gap) -> Gap {
    if b.ns() > a.ns() { b } else { a }
}

fn turns_in<'a>(gap: &Gap, seen: &'a Observed) -> impl Iterator<Item = &'a Turn> {
    let (from, to) = (gap.from, gap.to);
    seen.turns.iter().filter(move |turn| turn.began < to && turn.ended > from)
}

fn first<'a>(seen: &'a Observed, text: &str) -> Option<&'a PrintedLine> {
    seen.lines.iter().find(|printed| printed.text == text)
}

/// Whole milliseconds, rounded.
fn ms(ns: u64) -> String {
    format!("{} ms", (ns + MS / 2) / MS)
}

/// A line of the source in backticks, cut to a length that fits into a sentence.
fn quote(source: &str, line: u32) -> String {
    let text = source.lines().nth((line as usize).wrapping_sub(1)).unwrap_or("").trim();
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "..." } else { "" };
    format!("`{short}{dots}`")
}
