//! One sentence for each event, in the words of the program.
//!
//! This is the only catalogue of messages: lists, tooltips, screen readers and the terminal all
//! show these sentences. They speak of what the learner wrote (functions, tasks, channels by
//! their variable, lines), in the present tense, and say why where the trace knows it.

mod go;
mod python;
mod threads;

use crate::durations::format_ns;
use crate::names::Names;
use crate::timeline::Timeline;
use crate::words::clip;
use runtime_core::id::FiberId;
use runtime_core::time::MS;
use runtime_core::trace::{
    ChoiceKind, Event, EventKind, FiberState, Finish, OutcomeKind, Snapshot, Stream, Tables,
    TextRange,
};

/// The fiber that stands for "nobody".
pub(crate) const NOBODY: FiberId = FiberId(0);

/// What "nobody" is called inside of a sentence.
const RUNTIME: &str = "the runtime";

/// Characters of printed text quoted in a sentence.
const QUOTE_MAX: usize = 60;

/// What happens at the event with this index; empty past the end.
pub fn narrate(timeline: &Timeline, index: usize) -> String {
    narrate_in(timeline, index, &timeline.snapshot_at(index))
}

/// The same where the state before that event is at hand.
pub fn narrate_in(timeline: &Timeline, index: usize, before: &Snapshot) -> String {
    let event = timeline.trace.events.get(index);
    event.map_or_else(String::new, |event| Narrator::new(timeline, before).say(event))
}

/// Index and sentence of each event from `first` on. Faster than [`narrate`] for many in a row:
/// the state is folded once.
pub fn narrate_from(timeline: &Timeline, first: usize) -> impl Iterator<Item = (usize, String)> {
    let mut before = timeline.snapshot_at(first);
    let events = timeline.trace.events.iter().enumerate().skip(first);
    events.map(move |(index, event)| {
        let sentence = Narrator::new(timeline, &before).say(event);
        let _ = before.apply(event);
        (index, sentence)
    })
}

/// Knows names and the state before the event it speaks of.
pub(crate) struct Narrator<'a> {
    names: &'a Names,
    tables: &'a Tables,
    before: &'a Snapshot,
}

impl<'a> Narrator<'a> {
    pub(crate) fn new(timeline: &'a Timeline, before: &'a Snapshot) -> Narrator<'a> {
        Narrator { names: &timeline.names, tables: &timeline.trace.tables, before }
    }

    /// The sentence for `event`.
    pub(crate) fn say(&self, event: &Event) -> String {
        let sentence = self.sentence(event);
        match sentence.strip_prefix(RUNTIME) {
            Some(rest) => ["The runtime", rest].concat(),
            None => sentence,
        }
    }

    fn sentence(&self, event: &Event) -> String {
        match event.kind {
            EventKind::FrameEntered { fiber, function, line } => {
                let calls = if self.line_of(fiber).is_some() { " calls " } else { " begins with " };
                let function = self.tables.name(function);
                [&self.who(fiber), calls, function, ", line ", &line.to_string()].concat()
            }
            EventKind::LineReached { fiber, line } => {
                [&self.who(fiber), " comes to line ", &line.to_string()].concat()
            }
            EventKind::FrameLeft { fiber } => self.frame_left(fiber),
            EventKind::LinesStopped {} => {
                "There are too many lines to record them all: from here on only who runs is known"
                    .into()
            }
            EventKind::Printed { fiber, stream, text } => self.printed(fiber, stream, text),
            EventKind::FiberEnded { fiber, how } => [&self.who(fiber), self.ended(how)].concat(),
            EventKind::TimerSet { by, when, .. } => {
                let ns = format_ns(when.since(event.at));
                [&self.who(by), " sets a timer for ", &format_ns(when.0), ", ", &ns, " from now"]
                    .concat()
            }
            EventKind::TimerFired { timer } => {
                let view = self.before.timers.get(&timer);
                let whose = view.map_or_else(|| "somebody".into(), |view| self.who(view.by));
                let late = view.map_or(0, |view| event.at.since(view.when));
                ["The timer of ", &whose, " fires", &lateness(late)].concat()
            }
            EventKind::TimerCancelled { timer } => {
                let view = self.before.timers.get(&timer);
                let whose = view.map_or_else(|| "somebody".into(), |view| self.who(view.by));
                ["The timer of ", &whose, " is cancelled"].concat()
            }
            EventKind::ChoiceTaken { point, options, option } => choice(point, options, option),
            EventKind::RunEnded { outcome, exit_code } => [
                "The program is over",
                ending(outcome),
                " (exit code ",
                &exit_code.to_string(),
                ")",
            ]
            .concat(),
            _ => self.say_by_language(event),
        }
    }

    fn say_by_language(&self, event: &Event) -> String {
        let go = self.say_go(event).or_else(|| self.say_sync(event));
        let go = go.or_else(|| self.say_threads(event));
        go.or_else(|| self.say_python(event)).unwrap_or_default()
    }

    fn frame_left(&self, fiber: FiberId) -> String {
        let frames = self.before.fibers.get(&fiber).map_or(&[][..], |view| &view.frames);
        let function = frames.last().map_or("a function", |frame| self.tables.name(frame.function));
        [&self.who(fiber), " leaves ", function].concat()
    }

    /// Quotes the first line of it.
    fn printed(&self, fiber: FiberId, stream: Stream, text: TextRange) -> String {
        let all = self.tables.printed(text).trim_matches('\n');
        let first = all.lines().next().unwrap_or("");
        let verb = if stream == Stream::Stdout { " prints " } else { " writes to stderr: " };
        if first.is_empty() {
            return [&self.who(fiber), verb, "an empty line"].concat();
        }
        let more = if first.len() < all.len() { " and more" } else { "" };
        [&self.who(fiber), verb, "\"", &clip(first, QUOTE_MAX), "\"", more].concat()
    }

    fn ended(&self, how: Finish) -> &'static str {
        match how {
            Finish::Returned => " is finished",
            Finish::Raised => " ends with an exception",
            Finish::Cancelled => " ends because it was cancelled",
            Finish::Exited if self.names.is_go() => " ends itself: runtime.Goexit",
            Finish::Exited => " is gone",
        }
    }

    /// What a fiber that waits waits for: `main.transfer (G2) waits at line 12: main.transfer (G3)
    /// has Mutex #1`.
    pub(crate) fn waits(&self, fiber: FiberId) -> String {
        let state = self.before.fibers.get(&fiber).map(|view| view.state);
        let why = match state {
            Some(FiberState::Waiting { reason, on }) => self.why(reason, on, self.before.at),
            _ => "it does not wait".into(),
        };
        [&self.who(fiber), " waits", &self.at_line(fiber), ": ", &why].concat()
    }

    // ---- words for things

    /// The subject of a sentence.
    pub(super) fn who(&self, fiber: FiberId) -> String {
        if fiber == NOBODY { RUNTIME.into() } else { self.names.fiber(fiber) }
    }

    /// Where the fiber stands, if lines are recorded.
    pub(super) fn line_of(&self, fiber: FiberId) -> Option<u32> {
        self.before.fibers.get(&fiber)?.frames.last().map(|frame| frame.line)
    }

    /// ` at line 7`, or nothing.
    pub(super) fn at_line(&self, fiber: FiberId) -> String {
        let line = self.line_of(fiber);
        line.map_or_else(String::new, |line| [" at line ", &line.to_string()].concat())
    }
}

/// Less than a millisecond late is on time: the loop and the scheduler need that for themselves.
fn lateness(ns: u64) -> String {
    if ns < MS { String::new() } else { [", ", &format_ns(ns), " after its time"].concat() }
}

fn choice(point: ChoiceKind, options: u32, option: u32) -> String {
    let option = u64::from(option) + 1;
    let (before, after) = match point {
        ChoiceKind::TimerTie => {
            (" timers have the same deadline, any may fire first: number ", " does")
        }
        ChoiceKind::Select => (" cases of the select are ready, any may be taken: number ", " is"),
        ChoiceKind::MapOrder => {
            (" entries, and the map's iteration may begin at any: it begins at number ", "")
        }
        ChoiceKind::Rand => (" random numbers are possible: it is number ", ""),
        ChoiceKind::StealOrder => {
            (" orders are possible in which to look for work elsewhere: it is number ", "")
        }
        ChoiceKind::ThreadStart => {
            (" moments are possible at which the woken thread begins: it is number ", "")
        }
        ChoiceKind::GilWake => (" threads wait for the GIL, any may be woken: number ", " is"),
        ChoiceKind::LockWake => (" threads wait for the lock, any may be woken: number ", " is"),
        ChoiceKind::SetOrder => (" of a set may come first: number ", " does"),
        ChoiceKind::Next => (" could go on now: number ", " does"),
        ChoiceKind::ThreadDelay => {
            (" delays by the operating system are possible: it is number ", "")
        }
    };
    [&options.to_string(), before, &option.to_string(), after].concat()
}

fn ending(outcome: OutcomeKind) -> &'static str {
    match outcome {
        OutcomeKind::Ok => "",
        OutcomeKind::Exit => ": it asked for this exit code",
        OutcomeKind::Panic => ": it panicked and nobody recovered",
        OutcomeKind::Exception => ": an exception was not caught",
        OutcomeKind::Deadlock => ": every goroutine waits and nobody is left to wake one",
        OutcomeKind::Stuck => ": it would wait for ever, for what cannot happen any more",
        OutcomeKind::Fuel => ": it used up the instructions it was allowed",
        OutcomeKind::Limit => ": it reached a limit of this simulation",
        OutcomeKind::Stopped => ": it was stopped",
    }
}

#[cfg(test)]
mod tests {
    use super::narrate;
    use crate::timeline::Timeline;
    use runtime_core::trace::parse;

    /// A thread of a process that is over.
    const GONE: &str = r#"
0 ThreadStarted thread=f1 by=f0 name="ForkProcess-1" line=0 interpreter=p0
0 ThreadWoke thread=f1
0 GilTaken thread=f1 switches=1
7 GilDropped thread=f1 requested=false
8 FiberEnded fiber=f1 how="exited"
8 RunEnded outcome="ok" exit_code=0
"#;

    #[test]
    fn an_end_is_told_in_the_words_of_the_language() {
        let timeline = Timeline::new(parse(GONE).unwrap());
        assert_eq!(narrate(&timeline, 4), "ForkProcess-1 is gone");
    }
}
