//! asyncio's debug mode: where futures, tasks, handles and coroutines were made, and slow callbacks.
//!
//! **Models:** `extract_stack` (`Lib/asyncio/format_helpers.py`), `BaseEventLoop._run_once` and
//! `_set_coroutine_origin_tracking` (`Lib/asyncio/base_events.py`), CPython 3.13.0.
//! **Departures:** as in tracebacks, the library's own frames are not shown; "created at" names the
//! line of CPython's library where there is one.

use super::Vm;
use crate::object::{Object, Row, Source, Value};
use runtime_core::id::{FiberId, LoopId};
use runtime_core::trace::Handle;
use std::fmt::Write;

/// How many frames are kept (`DEBUG_STACK_DEPTH`).
const ROWS_MAX: usize = 10;
/// How many frames of CPython's library lie between a task and what runs its loop.
const LOOP_ROWS: usize = 7;
const FOLDER: &str = "/usr/lib/python3.13/asyncio/";

/// Where CPython's library calls `create_task`, by the function of ours that does.
const PLACES: &[(&str, &str)] = &[
    ("Runner.run", "runners.py:100"),
    ("TaskGroup.create_task", "taskgroups.py:173"),
    ("ensure_future", "tasks.py:748"),
    ("_ensure_future", "tasks.py:748"),
];

impl Vm {
    /// Where something of a loop is made, if that is in debug mode; `place` is the line of
    /// CPython's library that makes it, if it is not the innermost frame.
    pub(crate) fn source_now(
        &self, event_loop: u32, place: Option<&'static str>,
    ) -> Option<Box<Source>> {
        let known = self.loops.get((event_loop as usize).wrapping_sub(1))?;
        if !known.is_debug {
            return None;
        }
        let place =
            place.map_or_else(|| self.innermost_place(), |place| format!("{FOLDER}{place}"));
        Some(Box::new(Source { rows: self.rows_now(), place }))
    }

    fn innermost_place(&self) -> String {
        let Some(frame) = self.run.frames().next_back() else { return "<sys>:0".into() };
        let code = self.program.code(frame.code);
        let known =
            PLACES.iter().find(|(function, _)| code.is_hidden && *function == &*code.qualname);
        match known {
            Some((_, place)) => format!("{FOLDER}{place}"),
            None => {
                let line = code.lines[(frame.pc as usize).saturating_sub(1)];
                format!("{}:{line}", self.code_file(code))
            }
        }
    }

    /// The program's frames that run now, innermost first, down to those that run the loop.
    pub(crate) fn rows_now(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let mut add = |fiber: &super::frame::Fiber, most: usize| {
            let frames = fiber.frames().rev();
            let own = frames.filter(|frame| !self.program.code(frame.code).is_hidden);
            for frame in own {
                if rows.len() >= most {
                    break;
                }
                rows.push(Row { code: frame.code, pc: frame.pc.saturating_sub(1) });
            }
        };
        add(&self.run, ROWS_MAX);
        if self.at != self.thread
            && let Some(thread) = self.fibers.get(self.thread.index() - 1)
        {
            add(thread, ROWS_MAX - LOOP_ROWS);
        }
        rows
    }

    /// Rows the way `traceback.format_list` has them.
    pub(crate) fn places_text(&self, rows: &[Row]) -> String {
        let mut text = String::new();
        for row in rows.iter().rev() {
            let code = self.program.code(row.code);
            let line = code.lines[row.pc as usize];
            let (file, name) = (&self.program.file, self.name(code.name));
            let _ = writeln!(text, "  File \"{file}\", line {line}, in {name}");
            let _ = writeln!(text, "    {}", self.program.line(line).trim());
        }
        text
    }

    /// Where a future or a handle was made.
    pub(crate) fn source_of(&self, of: Value) -> Option<&Source> {
        match self.heap.object(of)? {
            Object::Future(future) => future.source.as_deref(),
            Object::LoopHandle(handle) => handle.source.as_deref(),
            _ => None,
        }
    }

    /// ` created at file:line`, or nothing.
    pub(super) fn created_at(source: Option<&Source>) -> String {
        source.map_or(String::new(), |source| format!("created at {}", source.place))
    }

    /// A line of a log: where it was made, or nothing.
    pub(super) fn source_words(&self, of: Value) -> String {
        match self.source_of(of) {
            Some(source) if !source.rows.is_empty() => {
                let text = self.places_text(&source.rows);
                format!("source_traceback: Object created at (most recent call last):\n{text}")
            }
            _ => String::new(),
        }
    }

    /// The handle that the loop is about to run is kept until it has run.
    pub(super) fn note_handle(&mut self, event_loop: LoopId, of: Value) {
        let Some(known) = self.loops.get(event_loop.index() - 1) else { return };
        if known.is_debug {
            let kept = self.heap.keep(of);
            let old = std::mem::replace(&mut self.loops[event_loop.index() - 1].current, kept);
            self.heap.release(old);
        }
    }

    /// `Executing <Task ...> took 0.150 seconds`, if it did.
    pub(super) fn handle_ran(&mut self, event_loop: LoopId, took_ns: u64) {
        let Some(known) = self.loops.get_mut(event_loop.index() - 1) else { return };
        let current = std::mem::replace(&mut known.current, Value::Undef);
        if current.is_undef() {
            return;
        }
        let seconds = took_ns as f64 / 1e9;
        if known.is_debug && seconds >= self.slow_limit(event_loop) {
            let text = match self.heap.object(current) {
                Some(Object::LoopHandle(handle)) => self.handle_text(handle),
                _ => self.future_text(current, None).unwrap_or_else(|| self.plain_repr(current)),
            };
            self.log_at(30, &format!("Executing {text} took {seconds:.3} seconds"), Value::None);
        }
        self.heap.release(current);
    }

    /// `loop.slow_callback_duration`, in seconds.
    fn slow_limit(&self, event_loop: LoopId) -> f64 {
        let attrs = &self.loops[event_loop.index() - 1].attrs;
        let set = attrs.iter().find(|(name, _)| self.name(*name) == "slow_callback_duration");
        match set {
            Some(&(_, Value::Float(seconds))) => seconds,
            Some(&(_, Value::Int(seconds))) => seconds as f64,
            _ => 0.1,
        }
    }

    /// What a handle of the loop is of: the task, or the handle itself.
    pub(super) fn handle_value(&self, handle: Handle) -> Value {
        match handle {
            Handle::Step(fiber) | Handle::Wakeup(fiber, _) => self.task_at(fiber),
            Handle::Call(callback) => {
                self.callbacks.get(&callback.0).copied().unwrap_or(Value::Undef)
            }
            _ => Value::Undef,
        }
    }

    fn task_at(&self, fiber: FiberId) -> Value {
        self.fibers.get(fiber.index() - 1).map_or(Value::Undef, |fiber| fiber.task)
    }
}
