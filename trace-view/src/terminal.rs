//! A run in a terminal: one row a lane, then what mattered, sentence by sentence.

use crate::narrate::narrate;
use crate::scale::{Fold, Scale, ScaleKind, Tick};
use crate::scene::{Lane, Scene};
use crate::state::State;
use crate::svg::LANES_MAX;
use crate::timeline::Timeline;
use crate::words::clip;
use runtime_core::time::{MS, US};
use runtime_core::trace::{ChoiceKind, EventKind, Finish, Trace};

/// The sentences shown from the start of the run and from its end; those between are counted.
const FIRST_STEPS: usize = 16;
const LAST_STEPS: usize = 12;

/// Whether escape codes for colours are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Colour {
    /// Only characters: for files and for who prefers it.
    Never,
    /// With the terminal's own sixteen colours.
    Always,
}

/// The run on `width` columns.
pub fn terminal(trace: &Trace, width: usize, colour: Colour) -> String {
    let timeline = Timeline::new(trace.clone());
    let scene = Scene::new(trace);
    let scale = Scale::new(&scene, ScaleKind::Folded);
    let widest = scene.lanes.iter().map(|lane| lane.name.chars().count()).max().unwrap_or(0);
    let names = widest.clamp(2, 24);
    let columns = width.saturating_sub(names + 3).clamp(20, 400);
    let mut page = Page { out: String::new(), names, columns, colour };
    page.axis(&scale);
    for lane in scene.lanes.iter().take(LANES_MAX) {
        page.lane(&scene, lane, &scale);
    }
    if scene.lanes.len() > LANES_MAX {
        page.say(&["… and ", &(scene.lanes.len() - LANES_MAX).to_string(), " more"].concat());
    }
    page.legend(&scene);
    page.steps(&timeline);
    page.out
}

struct Page {
    out: String,
    /// Columns for the lanes' names.
    names: usize,
    /// Columns for the lanes.
    columns: usize,
    colour: Colour,
}

impl Page {
    fn axis(&mut self, scale: &Scale) {
        let mut row = vec![' '; self.columns + 12];
        let mut marks = vec!['─'; self.columns];
        for Tick { x, label } in scale.ticks(0.0, 1.0, (self.columns / 12).max(2)) {
            let column = self.column(x);
            marks[column] = '┬';
            for (cell, c) in row[column..].iter_mut().zip(label.chars()) {
                *cell = c;
            }
        }
        let wide = |fold: &&Fold| (fold.x1 - fold.x0) * self.columns as f64 >= 2.0;
        for fold in scale.folds.iter().filter(wide) {
            let middle = self.column((fold.x0 + fold.x1) / 2.0);
            if marks[middle] == '─' {
                marks[middle] = '╱';
            }
        }
        self.row("", row.into_iter().collect::<String>().trim_end());
        self.row("", &marks.into_iter().collect::<String>());
    }

    fn lane(&mut self, scene: &Scene, lane: &Lane, scale: &Scale) {
        let mut cells = vec![0_u16; self.columns];
        let mut texts = vec![None; self.columns];
        for piece in lane.visible(scale, 0.0, 1.0, self.columns as f64) {
            let first = self.column(piece.x0);
            // A piece that ends where a column begins has no part in it.
            let last = self.column(piece.x1 - 1e-9).max(first);
            cells[first..=last].iter_mut().for_each(|cell| *cell |= piece.also.bit());
            let label = scene.label(piece.label).split(' ').next().unwrap_or("");
            if piece.state != State::Idle && label.chars().count() < last - first {
                let cells = texts[first + 1..].iter_mut();
                cells.zip(label.chars()).for_each(|(cell, c)| *cell = Some(c));
            }
        }
        let mut row = String::new();
        let mut last = None;
        for (bits, text) in cells.into_iter().zip(texts) {
            let state = (bits != 0).then(|| State::most_telling(bits));
            if state != last {
                self.paint(state, &mut row);
            }
            row.push(text.or(state.map(State::character)).unwrap_or(' '));
            last = state;
        }
        self.paint(None, &mut row);
        let name = clip(&lane.name, self.names);
        self.row(&name, row.trim_end());
    }

    fn legend(&mut self, scene: &Scene) {
        let used = scene.lanes.iter().fold(0, |bits, lane| bits | lane.states_used());
        let mut row = String::new();
        let shown = |state: &State| used & state.bit() != 0 && *state != State::Ended;
        for state in State::ALL.into_iter().filter(shown) {
            self.paint(Some(state), &mut row);
            row.push(state.character());
            self.paint(None, &mut row);
            row.push(' ');
            row.push_str(state.word());
            row.push_str("   ");
        }
        self.out.push('\n');
        self.say(row.trim_end());
    }

    /// What mattered, each with its time.
    fn steps(&mut self, timeline: &Timeline) {
        let trace = &timeline.trace;
        let all = trace.events.iter().enumerate();
        let steps: Vec<usize> =
            all.filter(|(_, e)| matters(&e.kind)).map(|(index, _)| index).collect();
        let left_out = steps.len().saturating_sub(FIRST_STEPS + LAST_STEPS);
        let last = steps.len() - if left_out > 0 { LAST_STEPS } else { 0 };
        let first = steps.len().min(if left_out > 0 { FIRST_STEPS } else { last });
        self.out.push('\n');
        self.sentences(timeline, &steps[..first]);
        if left_out > 0 {
            self.say(&["        … ", &left_out.to_string(), " more …"].concat());
            self.sentences(timeline, &steps[last..]);
        }
    }

    fn sentences(&mut self, timeline: &Timeline, steps: &[usize]) {
        let end = timeline.time_of(timeline.len()).0;
        for &index in steps {
            let time = stamp(timeline.time_of(index + 1).0, end);
            self.say(&[&time, "  ", &narrate(timeline, index)].concat());
        }
    }

    fn row(&mut self, name: &str, row: &str) {
        let before = self.names - name.chars().count().min(self.names);
        let line = [name, &" ".repeat(before), "  ", row].concat();
        self.say(line.trim_end());
    }

    fn say(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn column(&self, x: f64) -> usize {
        ((x * self.columns as f64) as usize).min(self.columns - 1)
    }

    fn paint(&self, state: Option<State>, out: &mut String) {
        if self.colour == Colour::Always {
            out.push_str("\x1b[");
            out.push_str(state.map_or("0", escape_code));
            out.push('m');
        }
    }
}

/// A time in milliseconds or, in a run shorter than one, microseconds; points below each other.
fn stamp(ns: u64, end: u64) -> String {
    let (unit, name) = if end >= MS { (US, " ms") } else { (1, " µs") };
    let thousandths = ns / unit;
    let whole = (thousandths / 1000).to_string();
    let digits = (1000 + thousandths % 1000).to_string();
    [&" ".repeat(6_usize.saturating_sub(whole.len())), &whole, ".", &digits[1..], name].concat()
}

fn escape_code(state: State) -> &'static str {
    match state {
        State::Running => "34",
        State::Runnable => "36",
        State::Blocked => "33",
        State::Syscall => "37",
        State::Sleeping => "35",
        State::Overdue => "93",
        State::Frozen | State::Stopped => "31",
        State::Loop | State::Marking => "32",
        State::Idle | State::Ended => "90",
    }
}

/// Whether a step is worth a line of a short account.
fn matters(kind: &EventKind) -> bool {
    match kind {
        EventKind::GCreated { g, .. }
        | EventKind::GParked { g, .. }
        | EventKind::GReadied { g, .. }
        | EventKind::GPreempted { g }
        | EventKind::RunqStolen { g, moved: 0, .. }
        | EventKind::RunnextStolen { g, .. } => !g.is_system(),
        EventKind::ChoiceTaken { point, .. } => {
            !point.is_noise() && *point != ChoiceKind::StealOrder
        }
        EventKind::FiberEnded { how, .. } => *how != Finish::Returned,
        EventKind::Printed { .. }
        | EventKind::RunEnded { .. }
        | EventKind::GYielded { .. }
        | EventKind::RunqStolen { .. }
        | EventKind::SyscallEntered { .. }
        | EventKind::SyscallExited { .. }
        | EventKind::ProcRetaken { .. }
        | EventKind::GcStarted { .. }
        | EventKind::GcEnded { .. }
        | EventKind::GLeaked { .. }
        | EventKind::RunqOverflowed { .. }
        | EventKind::ChanClosed { .. }
        | EventKind::ThreadSlept { .. }
        | EventKind::TaskCreated { .. }
        | EventKind::TaskSuspended { .. }
        | EventKind::CancelRequested { .. } => true,
        _ => false,
    }
}
