//! A run that is over, to be watched: everything the widget shows is a function of it and a
//! cursor.

use super::Recipe;
use runtime_core::id::FiberId;
use runtime_core::time::Time;
use runtime_core::trace::figures::{Figures, figures};
use runtime_core::trace::{
    FiberKind, FiberState, Object, OutcomeKind, Snapshot, Stream, WaitReason,
};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use trace_view::machine::{Limits, Machine, Stage, machine};
use trace_view::{Chunk, CurrentLine, Finding, Reading, Role, Scale, ScaleKind, Scene, Timeline};
use worker::protocol::Finished;

/// A run and the views of it.
#[derive(Debug)]
pub struct Film {
    /// What it is a run of.
    pub of: Recipe,
    /// The run.
    pub timeline: Timeline,
    /// Its picture.
    pub scene: Scene,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// The process's exit code.
    pub exit_code: i32,
    /// The run in figures, made when they are first asked for.
    figures: OnceCell<Figures>,
    /// What is wrong with it, the same.
    findings: OnceCell<Vec<Finding>>,
    /// The axes, each made when it is first asked for.
    scales: [OnceCell<Scale>; 3],
    /// The state at the cursor that was asked for last: while a film plays, the next is near.
    last: RefCell<(u32, Rc<Snapshot>)>,
    /// The places of everything in it, made when they are first asked for.
    stage: OnceCell<Stage>,
}

/// A run that is becoming a film, a portion at a time.
pub struct Developing {
    of: Recipe,
    reading: Reading,
    outcome: OutcomeKind,
    exit_code: i32,
}

impl Developing {
    /// Nothing has been read yet.
    pub fn new(of: Recipe, finished: Finished) -> Developing {
        let Finished { trace, outcome, exit_code } = finished;
        Developing { of, reading: Reading::new(trace), outcome, exit_code }
    }

    /// Reads about so many events more; the film when it is done.
    pub fn advance(self, events: usize) -> Result<Developing, Film> {
        let Developing { of, reading, outcome, exit_code } = self;
        match reading.advance(events) {
            Ok(reading) => Ok(Developing { of, reading, outcome, exit_code }),
            Err((timeline, scene)) => {
                let (figures, findings) = Default::default();
                let (scales, last, stage) = Default::default();
                let ended = Film {
                    of,
                    timeline,
                    scene,
                    outcome,
                    exit_code,
                    figures,
                    findings,
                    scales,
                    last,
                    stage,
                };
                Err(ended)
            }
        }
    }
}

/// A stretch of output to one stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Which stream.
    pub stream: Stream,
    /// What was printed to it before the other stream had its turn.
    pub text: String,
}

/// Where somebody stands in the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineMark {
    /// The line, from 1.
    pub line: u32,
    /// Whether the line runs.
    pub kind: MarkKind,
    /// Who stands there: `G3`, `Task-2`.
    pub labels: Vec<String>,
    /// The colour of what they are doing, as CSS.
    pub colour: &'static str,
    /// Whether whom the learner looks at is among them; then their name stands first.
    pub is_selected: bool,
}

/// Whether a marked line runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkKind {
    /// It runs now.
    Current,
    /// Somebody waits there.
    Other,
}

/// So much output is shown; of more, the end.
pub(super) const CONSOLE_BYTES_MAX: usize = 64 * 1024;
/// And so much while it changes all the time: more takes the browser longer than a frame.
pub(super) const CONSOLE_BYTES_PASSING: usize = 4 * 1024;
/// So many names stand in front of one line; of more, their number.
const LABELS_MAX: usize = 2;

impl Film {
    /// Reads the run once.
    pub fn new(of: Recipe, finished: Finished) -> Film {
        let mut developing = Developing::new(of, finished);
        loop {
            match developing.advance(usize::MAX) {
                Ok(more) => developing = more,
                Err(film) => return film,
            }
        }
    }

    /// The machine's state at a cursor.
    pub fn snapshot(&self, cursor: u32) -> Rc<Snapshot> {
        let mut last = self.last.borrow_mut();
        let (at, snapshot) = &mut *last;
        if *at != cursor {
            let (from, to) = (*at as usize, cursor as usize);
            self.timeline.advance(Rc::make_mut(snapshot), from, to);
            *at = cursor;
        }
        Rc::clone(snapshot)
    }

    /// The line of the program at which a fiber stands.
    pub fn line_of(&self, fiber: FiberId, cursor: u32) -> Option<u32> {
        let snapshot = self.snapshot(cursor);
        snapshot.fibers.get(&fiber)?.frames.last().map(|frame| frame.line)
    }

    /// The run in figures.
    pub fn figures(&self) -> &Figures {
        self.figures.get_or_init(|| figures(&self.timeline.trace))
    }

    /// What is wrong with it.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| trace_view::findings(&self.timeline))
    }

    /// How many events there are: the last cursor.
    pub fn events(&self) -> u32 {
        self.timeline.len() as u32
    }

    /// The axis of that kind.
    pub fn scale(&self, kind: ScaleKind) -> &Scale {
        let made = match kind {
            ScaleKind::Folded => &self.scales[0],
            ScaleKind::Time => &self.scales[1],
            ScaleKind::Steps => &self.scales[2],
        };
        made.get_or_init(|| Scale::new(&self.scene, kind))
    }

    /// Where a cursor stands on the axis, 0 to 1.
    pub fn place(&self, kind: ScaleKind, cursor: u32) -> f64 {
        self.scale(kind).x(cursor as usize)
    }

    /// The last cursor at or before a place of the axis.
    pub fn cursor(&self, kind: ScaleKind, place: f64) -> u32 {
        self.scale(kind).cursor_at(place) as u32
    }

    /// The virtual time at a cursor.
    pub fn time(&self, cursor: u32) -> Time {
        self.timeline.time_of(cursor as usize)
    }

    /// The virtual time at a place of the axis, where the playhead glides: no finer than can be
    /// read while it changes.
    pub fn time_at(&self, kind: ScaleKind, place: f64, cursor: u32) -> Time {
        let scale = self.scale(kind);
        if scale.x(cursor as usize) == place {
            return self.time(cursor);
        }
        let quantum = 10_u64.pow(self.duration().0.max(1).ilog10()) / 1000;
        let ns = scale.time_at(place);
        Time(ns - ns % quantum.max(1))
    }

    /// The virtual time the run took.
    pub fn duration(&self) -> Time {
        self.time(self.events())
    }

    /// The machine at a cursor, as things in places.
    pub fn machine(&self, cursor: u32, limits: Limits) -> Machine {
        let stage = self.stage.get_or_init(|| Stage::new(&self.timeline, &self.of.program));
        machine(stage, &self.timeline.names, &self.snapshot(cursor), cursor as usize, limits)
    }

    /// The event that led to a cursor, in a sentence.
    pub fn narration(&self, cursor: u32) -> String {
        match cursor.checked_sub(1) {
            None => "Nothing has happened yet.".into(),
            Some(before) => {
                let state = self.snapshot(before);
                trace_view::narrate_in(&self.timeline, before as usize, &state)
            }
        }
    }

    /// Who runs, or who ran last if nobody does; of several on several processors, the first.
    pub fn runs_at(&self, cursor: u32) -> Option<FiberId> {
        let snapshot = self.snapshot(cursor);
        let runs = |state| matches!(state, FiberState::Running(_));
        let running = snapshot.fibers.iter().find(|(_, view)| runs(view.state));
        let running = running.map(|(&fiber, _)| fiber);
        running.or_else(|| self.timeline.near_line(cursor as usize))
    }

    /// The cursor at which what stands there was printed: see [`super::Action::ShowPrinted`].
    pub fn printed_at(&self, cursor: u32, passage: u32, units: u32, most: usize) -> Option<u32> {
        let (passages, _) = self.console_end(cursor, most);
        let after: usize =
            passages.iter().skip(passage as usize + 1).map(|one| one.text.len()).sum();
        let text = &passages.get(passage as usize)?.text;
        let mut left = units;
        let mut rest = text.chars();
        while left > 0 {
            left = left.saturating_sub(rest.next()?.len_utf16() as u32);
        }
        let mut from_end = after + rest.as_str().len();
        let chunks: Vec<Chunk<'_>> = self.timeline.console_at(cursor as usize).collect();
        let found = chunks.iter().rev().find(|chunk| {
            let is_here = from_end <= chunk.text.len() && !chunk.text.is_empty();
            from_end = from_end.saturating_sub(chunk.text.len());
            is_here
        });
        found.map(|chunk| chunk.index as u32 + 1)
    }

    /// What had been printed by then, the end of it if it is long; and whether there was more.
    pub fn console(&self, cursor: u32) -> (Vec<Passage>, bool) {
        self.console_end(cursor, CONSOLE_BYTES_MAX)
    }

    /// The same, but no more than so many bytes.
    pub fn console_end(&self, cursor: u32, most: usize) -> (Vec<Passage>, bool) {
        let mut room = most;
        let mut chunks: Vec<Chunk<'_>> = Vec::new();
        let mut is_cut = false;
        for chunk in self.timeline.console_at(cursor as usize).rev() {
            let left = room.checked_sub(chunk.text.len());
            is_cut = left.is_none();
            let text = if is_cut { end_of(chunk.text, most) } else { chunk.text };
            chunks.push(Chunk { text, ..chunk });
            room = left.unwrap_or(0);
            if is_cut {
                break;
            }
        }
        let mut passages: Vec<Passage> = Vec::new();
        for chunk in chunks.iter().rev() {
            match passages.last_mut() {
                Some(last) if last.stream == chunk.stream => last.text.push_str(chunk.text),
                _ => passages.push(Passage { stream: chunk.stream, text: chunk.text.into() }),
            }
        }
        (passages, is_cut)
    }

    /// Where everybody stands, one mark a line; `selected` is whom the learner looks at.
    pub fn line_marks(&self, cursor: u32, selected: Option<FiberId>) -> Vec<LineMark> {
        let snapshot = self.snapshot(cursor);
        let mut marks: Vec<LineMark> = Vec::new();
        for there in trace_view::current_lines(&snapshot) {
            let is_selected = selected == Some(there.fiber);
            let mark = || LineMark { is_selected, ..self.line_mark(&there, &snapshot) };
            match marks.iter_mut().find(|known| known.line == there.line) {
                None => marks.push(mark()),
                // Of those who are only counted no name is made: there may be ten thousand.
                Some(known)
                    if known.labels.len() >= LABELS_MAX && !there.is_running() && !is_selected =>
                {
                    known.labels.push(String::new());
                }
                Some(known) => known.join(mark()),
            }
        }
        marks
    }

    fn line_mark(&self, there: &CurrentLine, snapshot: &Snapshot) -> LineMark {
        LineMark {
            line: there.line,
            kind: if there.is_running() { MarkKind::Current } else { MarkKind::Other },
            labels: vec![self.label(there.fiber, snapshot)],
            colour: self.colour(there.state),
            is_selected: false,
        }
    }

    /// A name short enough for the margin of the editor.
    fn label(&self, fiber: FiberId, snapshot: &Snapshot) -> String {
        let (kind, name) = snapshot.fibers.get(&fiber).map(|view| (view.kind, view.name)).unzip();
        match kind {
            Some(FiberKind::Goroutine) => ["G", &fiber.0.to_string()].concat(),
            Some(FiberKind::Thread) if snapshot.loop_in(fiber).is_some() => "loop".into(),
            _ => name.map_or("?", |name| self.timeline.trace.tables.name(name)).into(),
        }
    }

    /// The colour that the state has in the timeline, as CSS.
    fn colour(&self, state: FiberState) -> &'static str {
        match state {
            FiberState::Running(_) => "var(--yp-run)",
            FiberState::Runnable => "var(--yp-ready-edge)",
            FiberState::Waiting { reason: WaitReason::Sleep, .. } => "var(--yp-sleep-edge)",
            FiberState::Waiting { on: Object::Future(future), .. }
                if matches!(self.timeline.names.role(future), Role::Sleep(_)) =>
            {
                "var(--yp-sleep-edge)"
            }
            FiberState::Waiting { .. } => "var(--yp-blocked-edge)",
            FiberState::Ended(_) => "var(--yp-idle-edge)",
        }
    }
}

impl LineMark {
    /// Takes in another mark of the same line. Who runs stands first and gives the colour.
    fn join(&mut self, mut other: LineMark) {
        if other.kind == MarkKind::Current {
            std::mem::swap(self, &mut other);
        }
        if other.is_selected {
            std::mem::swap(&mut self.labels, &mut other.labels);
        }
        self.is_selected |= other.is_selected;
        self.labels.append(&mut other.labels);
    }

    /// The first names, and how many more there are.
    pub fn label(&self) -> String {
        let shown = self.labels.len().min(LABELS_MAX);
        let names = self.labels[..shown].join(" ");
        match self.labels.len() - shown {
            0 => names,
            more => [&names, " +", &more.to_string()].concat(),
        }
    }
}

/// The last line of a piece of output that is too long, at most so many bytes of it.
fn end_of(text: &str, most: usize) -> &str {
    let cut = text.ceil_char_boundary(text.len().saturating_sub(most));
    let line = text[cut..].find('\n').map_or(0, |at| at + 1);
    &text[cut + line..]
}
