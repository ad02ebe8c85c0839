//! A run as a table: who, the line of the program, what happens; with a rule where another goes on.

use super::page::Look;
use super::table::{clip, visible};
use lab::Trace;
use lab::explore::Location;
use runtime_core::id::FiberId;
use runtime_core::trace::{EventKind, FiberState, OutcomeKind};
use std::collections::BTreeMap;
use trace_view::{Entry, Names, Row, Timeline, account, shorten};
use unicode_width::UnicodeWidthStr;

/// Rows that a reader follows.
const ROWS_MAX: usize = 40;

/// The same around one place.
const ROWS_BEFORE: usize = 10;
const ROWS_AFTER: usize = 5;

/// Columns for who.
const WHO_MAX: usize = 24;

/// Columns that a sentence needs at least.
const WHAT_MIN: usize = 28;

/// Columns of a tab: what fits besides a table.
const TAB: &str = "    ";

/// Escape codes that tell who from who.
const COLOURS: [&str; 6] = ["36", "33", "35", "34", "32", "31"];

/// The run; `lines` are those that it is shown for.
pub fn text(trace: &Trace, source: &str, lines: &[u32], look: &Look) -> String {
    let rows = account(&Timeline::new(trace.clone()));
    let entries = shorten(rows, ROWS_MAX, |row| lines.contains(&row.line));
    told(&entries, trace, source, lines, look)
}

/// Of a run that is long because the program is: only what is before the last of these lines, and
/// a little of what is after it.
pub fn around(trace: &Trace, source: &str, lines: &[u32], look: &Look) -> String {
    let rows = account(&Timeline::new(trace.clone()));
    let at = rows.iter().rposition(|row| lines.contains(&row.line)).unwrap_or(rows.len());
    let (from, to) = (at.saturating_sub(ROWS_BEFORE), (at + ROWS_AFTER).min(rows.len()));
    let left_out = |count: usize| (count > 0).then_some(Entry::LeftOut(count as u32));
    let after = left_out(rows.len() - to);
    let shown = rows.into_iter().take(to).skip(from).map(Entry::Row);
    let entries: Vec<Entry> = left_out(from).into_iter().chain(shown).chain(after).collect();
    told(&entries, trace, source, lines, look)
}

fn told(entries: &[Entry], trace: &Trace, source: &str, lines: &[u32], look: &Look) -> String {
    let mut steps = Steps::new(entries, source, lines, look);
    for entry in entries {
        match entry {
            Entry::Row(row) => steps.row(row),
            Entry::LeftOut(count) => steps.left_out(*count),
        }
    }
    if !is_over(trace) {
        let so_on = format!("{} and so on: the run was not followed further", look.ellipsis());
        steps.note(&so_on);
    }
    steps.out
}

/// Whether the run came to an end by itself.
fn is_over(trace: &Trace) -> bool {
    trace.events.iter().rev().any(|event| {
        matches!(event.kind, EventKind::RunEnded { outcome, .. } if outcome != OutcomeKind::Stopped)
    })
}

/// Who waits at the end, and where.
pub fn waiting(trace: &Trace) -> Vec<Location> {
    let names = Names::new(trace);
    let end = trace.snapshot_at(trace.events.len());
    let waits = |(&id, view): (&FiberId, &runtime_core::trace::FiberView)| {
        let FiberState::Waiting { reason, .. } = view.state else { return None };
        let line = view.frames.last()?.line;
        let what = format!("waits: {}", reason.word());
        (!id.is_system()).then(|| Location { line, who: names.lane(id), what })
    };
    end.fibers.iter().filter_map(waits).collect()
}

struct Steps<'a> {
    /// The program's lines as they are shown, by number.
    code: BTreeMap<u32, String>,
    /// Lines that are marked.
    lines: &'a [u32],
    look: &'a Look,
    /// Columns.
    who: usize,
    number: usize,
    text: usize,
    what: usize,
    /// In the order of their first rows.
    fibers: Vec<FiberId>,
    out: String,
}

impl<'a> Steps<'a> {
    fn new(entries: &[Entry], source: &str, lines: &'a [u32], look: &'a Look) -> Steps<'a> {
        let rows: Vec<&Row> = entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Row(row) => Some(row),
                Entry::LeftOut(_) => None,
            })
            .collect();
        let code = code(&rows, source);
        let who = rows.iter().map(|row| row.who.width()).max().unwrap_or(0).min(WHO_MAX);
        let number = rows.iter().map(|row| row.line).max().unwrap_or(0).to_string().len();
        let room = look.columns.saturating_sub(2 + who + 2 + number + 2 + 2);
        let widest = code.values().map(|line| line.width()).max().unwrap_or(0);
        let text = widest.min(room.saturating_sub(WHAT_MIN)).min(room / 2);
        let what = room - text;
        let (fibers, out) = (Vec::new(), String::new());
        Steps { code, lines, look, who, number, text, what, fibers, out }
    }

    fn row(&mut self, row: &Row) {
        if row.fiber == FiberId(0) {
            return self.note(&row.what);
        }
        if row.is_switch {
            self.rule();
        }
        let colour = self.colour(row.fiber);
        let who = padded(&clip(&visible(&row.who), self.who, *self.look), self.who);
        let marked = self.lines.contains(&row.line);
        let (mark, bold) = if marked { ("> ", "1") } else { ("  ", "0") };
        let number = if row.line == 0 { String::new() } else { row.line.to_string() };
        let code = self.code.get(&row.line).map_or("", |code| code);
        let code = clip(code, self.text, *self.look);
        let what = self.what_lines(&row.what);
        let code = if what.is_empty() { code } else { padded(&code, self.text) };
        self.out += &format!(
            "\x1b[1m{mark}\x1b[0m\x1b[{colour}m{who}\x1b[0m  \x1b[2m{number:>width$}\x1b[0m  \
             \x1b[{bold}m{code}\x1b[0m{what}\n",
            width = self.number,
        );
    }

    /// The sentence, each line but the first below it.
    fn what_lines(&self, what: &str) -> String {
        if what.is_empty() {
            return String::new();
        }
        let before = " ".repeat(self.before() + self.text + 2);
        let lines = textwrap::wrap(what, self.what).join(&format!("\n{before}"));
        format!("  {lines}")
    }

    /// Columns in front of the code.
    fn before(&self) -> usize {
        2 + self.who + 2 + self.number + 2
    }

    /// Another goes on.
    fn rule(&mut self) {
        let width = self.who + 2 + self.number;
        self.out += &format!("  \x1b[2m{}\x1b[0m\n", self.look.rule(width));
    }

    /// What nobody does.
    fn note(&mut self, text: &str) {
        let before = " ".repeat(self.before());
        let options = textwrap::Options::new(self.look.columns).initial_indent(&before);
        let lines = textwrap::fill(text, options.subsequent_indent(&before));
        self.out += &format!("\x1b[2m{lines}\x1b[0m\n");
    }

    fn left_out(&mut self, count: u32) {
        let rows = if count == 1 { "row" } else { "rows" };
        self.note(&format!("{} {count} more {rows}", self.look.ellipsis()));
    }

    fn colour(&mut self, fiber: FiberId) -> &'static str {
        let at = self.fibers.iter().position(|&known| known == fiber).unwrap_or_else(|| {
            self.fibers.push(fiber);
            self.fibers.len() - 1
        });
        COLOURS[at % COLOURS.len()]
    }
}

/// The lines of the rows, moved to the left as far as they all go.
fn code(rows: &[&Row], source: &str) -> BTreeMap<u32, String> {
    let lines: Vec<String> = source.lines().map(|line| visible(&line.replace('\t', TAB))).collect();
    let numbers = rows.iter().map(|row| row.line).filter(|&line| line > 0);
    let mut code: BTreeMap<u32, String> = numbers
        .filter_map(|line| Some((line, lines.get(line as usize - 1)?.trim_end().to_string())))
        .collect();
    let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let common = code.values().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    code.values_mut().for_each(|line| *line = line.get(common..).unwrap_or("").to_string());
    code
}

/// With blanks up to so many columns.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}
