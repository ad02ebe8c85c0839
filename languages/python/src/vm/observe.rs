//! What is seen from outside between two instructions: lines for the trace, warnings, limits.
//!
//! **Invariants:** frame and line events are emitted here alone, by comparing the fiber's frames
//! with what the trace last saw; frames of the library are not shown.

use super::Vm;
use super::exit::Leaving;
use super::frame::{Outer, Pending, Shown};
use super::quick::At;
use crate::code::{Code, Program};
use crate::object::{CodeId, Row, Value};
use runtime_core::guest::{Fault, Op, Step, StepCx};
use runtime_core::id::{FiberId, NameId};
use runtime_core::trace::{Finish, OutcomeKind, Stream};

/// How the interpreter goes on after looking up.
pub(super) enum Checked {
    GoOn,
    /// With another frame than before.
    Frame,
    Back(Step),
}

/// The deadline while lines are recorded: past, but nothing else is the matter.
const WATCHED: u64 = 1;

impl Vm {
    /// Whether the interpreter, which should look up, would only see that the line is the same.
    #[inline(always)]
    pub(super) fn is_mid_line(&self, code: &Code, at: &At) -> bool {
        self.heap.deadline == WATCHED && at.spent < at.budget && !code.line_starts[at.pc]
    }

    /// A line starts in the frame that the trace saw last; false if there is more to look at.
    #[inline(never)]
    pub(super) fn line_seen(
        &mut self, code: &Code, pc: usize, spent: u64, cx: &mut StepCx<'_>,
    ) -> bool {
        let is_all = self.heap.deadline == WATCHED
            && spent < cx.budget
            && self.futures_unseen.is_empty()
            && cx.records_lines();
        if !is_all {
            return false;
        }
        if let Some(last) = self.run.shown.last_mut()
            && last.serial == self.run.top.serial
            && last.line != code.lines[pc]
        {
            last.line = code.lines[pc];
            cx.spent = spent;
            cx.line_reached(self.at, last.line);
        }
        true
    }

    /// Another frame is on top: its line has not been seen, and what the old one left to be
    /// printed waits.
    #[inline(always)]
    pub(super) fn frame_changed(&mut self) {
        if self.heap.deadline == WATCHED || !self.stderr.is_empty() {
            self.heap.deadline = 0;
        }
    }

    /// A fiber without frames has one again: it is seen before anything else happens.
    pub(super) fn frame_pushed(&mut self, program: &Program, cx: &mut StepCx<'_>) {
        if cx.records_lines() && self.stderr.is_empty() {
            self.show_frames(program, cx);
        }
        self.frame_changed();
    }

    /// The interpreter looks up: because its budget is used up, lines are recorded, something
    /// has died or memory has run out.
    #[cold]
    pub(super) fn checkpoint(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Checked {
        cx.spent = self.spent;
        if self.heap.is_exhausted() {
            return Checked::Back(Step::Fault(out_of_memory()));
        }
        self.collect_if_due();
        if self.stderr.is_empty() && self.go_on_dying(program) {
            return Checked::Frame;
        }
        if !self.stderr.is_empty() {
            return Checked::Back(self.print_stderr());
        }
        // What a death leaves to be asked, at this instruction however the run is cut.
        if let Some(op) = self.run.todo.pop_front() {
            return Checked::Back(Step::Op(op));
        }
        if self.spent >= cx.budget {
            return Checked::Back(Step::Ran);
        }
        if cx.records_lines() {
            self.show_futures(cx);
            self.show_frames(program, cx);
            self.heap.deadline = WATCHED;
        } else {
            self.heap.deadline = cx.budget;
        }
        Checked::GoOn
    }

    pub(super) fn print_stderr(&mut self) -> Step {
        let text = std::mem::take(&mut self.stderr);
        Step::Op(Op::Print { stream: Stream::Stderr, text })
    }

    /// Tells the trace of the futures made since.
    pub(super) fn show_futures(&mut self, cx: &mut StepCx<'_>) {
        for &(by, future, name) in &self.futures_unseen {
            let name = cx.intern(name);
            cx.future_made(by, future, name);
        }
        self.futures_unseen.clear();
    }

    /// Emits the events that take the trace from what it saw last to the fiber's frames now.
    fn show_frames(&mut self, program: &Program, cx: &mut StepCx<'_>) {
        let fiber = self.at;
        if let Some(last) = self.run.shown.last()
            && last.serial == self.run.top.serial
            && self.run.depth > 0
        {
            return self.show_line(program, cx);
        }
        self.run.is_shown = true;
        if self.show_call(program, cx) {
            return;
        }
        let mut shown = std::mem::take(&mut self.run.shown);
        while let Some(last) = shown.last() {
            let frame = self.run.frames().nth(last.index as usize);
            if frame.is_some_and(|frame| frame.serial == last.serial) {
                break;
            }
            shown.pop();
            cx.frame_left(fiber);
        }
        let next = shown.last().map_or(0, |last| last.index + 1);
        let frames = self.run.callers.iter().chain((self.run.depth > 0).then_some(&self.run.top));
        for (index, frame) in frames.enumerate().skip(next as usize) {
            let code = program.code(frame.code);
            if code.is_hidden {
                continue;
            }
            let line = code.lines[frame.pc as usize];
            let name = shown_name(&mut self.shown_names, program, frame.code, cx);
            cx.frame_entered(fiber, name, line);
            shown.push(Shown { index: index as u32, serial: frame.serial, line });
        }
        self.run.shown = shown;
        self.show_line(program, cx);
    }

    /// Emits what is new if that is one call or one return.
    fn show_call(&mut self, program: &Program, cx: &mut StepCx<'_>) -> bool {
        let (top, shown) = (self.run.top, &mut self.run.shown);
        if self.run.depth == 0 {
            return false;
        }
        if let [.., below, _] = &shown[..]
            && below.serial == top.serial
        {
            shown.pop();
            cx.frame_left(self.at);
            self.show_line(program, cx);
            return true;
        }
        let (Some(last), Some(caller)) = (shown.last(), self.run.callers.last()) else {
            return false;
        };
        if last.serial != caller.serial {
            return false;
        }
        let code = program.code(top.code);
        if !code.is_hidden {
            let index = last.index + 1;
            let line = code.lines[top.pc as usize];
            let name = shown_name(&mut self.shown_names, program, top.code, cx);
            cx.frame_entered(self.at, name, line);
            shown.push(Shown { index, serial: top.serial, line });
        }
        true
    }

    fn show_line(&mut self, program: &Program, cx: &mut StepCx<'_>) {
        let Some(last) = self.run.shown.last_mut() else { return };
        if last.serial != self.run.top.serial || self.run.depth == 0 {
            return;
        }
        let line = program.code(self.run.top.code).lines[self.run.top.pc as usize];
        if line != last.line {
            last.line = line;
            cx.line_reached(self.at, line);
        }
    }

    /// The fiber comes back with what it asks.
    pub(super) fn asked(&mut self, cx: &mut StepCx<'_>) -> Step {
        cx.spent = self.spent;
        let name = self.ask_name.take().map(|name| cx.intern(&name));
        match self.ask.take() {
            Some(Op::TaskCreate { event_loop, fiber, future, line, eager, .. }) => {
                let name = name.unwrap_or_default();
                Step::Op(Op::TaskCreate { event_loop, fiber, future, line, eager, name })
            }
            Some(Op::ThreadStart { fiber, line, interpreter, .. }) => {
                let name = name.unwrap_or_default();
                Step::Op(Op::ThreadStart { fiber, name, line, interpreter })
            }
            Some(op) => Step::Op(op),
            None => panic!("yieldpoint bug: asked for nothing"),
        }
    }

    /// The fiber has no frames left; `None` if a finalizer's was pushed.
    pub(super) fn ended(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Option<Step> {
        cx.spent = self.spent;
        if cx.records_lines() {
            self.show_frames(program, cx);
        }
        // The future ends before the fiber does.
        if let Some(op) = self.run.todo.pop_front() {
            return Some(Step::Op(op));
        }
        self.drop_context();
        let task = std::mem::replace(&mut self.run.task_done, Value::Undef);
        self.heap.release(task);
        if self.stderr.is_empty() && self.go_on_dying(program) {
            return None;
        }
        if !self.stderr.is_empty() {
            return Some(self.print_stderr());
        }
        if std::mem::take(&mut self.run.breaks) {
            return Some(Step::Op(Op::LoopBreak { ended: self.run.ended }));
        }
        let is_main = self.at == FiberId(1);
        if !is_main && self.at == self.thread {
            self.end_locals();
        }
        if is_main && self.exit_code.is_none() && self.run.ended == Some(Finish::Raised) {
            self.uncaught();
        }
        if is_main || self.exit_code.is_some() {
            match self.leave(program) {
                Leaving::Frame => return None,
                Leaving::Print => return Some(self.print_stderr()),
                Leaving::Over => {}
            }
        }
        Some(match (self.exit_code, self.run.ended) {
            (Some(code), _) => Step::Op(Op::Exit(code)),
            (None, Some(Finish::Raised)) if is_main => {
                let stderr = std::mem::take(&mut self.fault);
                Step::Fault(Fault { kind: OutcomeKind::Exception, stderr, exit_code: 1 })
            }
            (None, Some(finish)) => {
                if self.at == self.thread && !is_main {
                    self.threads_live -= 1;
                }
                Step::Done(finish)
            }
            (None, None) => panic!("yieldpoint bug: no frames and no end"),
        })
    }

    /// A callback has returned: what it left to say comes first.
    pub(super) fn callback_over(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Option<Step> {
        cx.spent = self.spent;
        if cx.records_lines() {
            self.show_frames(program, cx);
        }
        let callback = std::mem::replace(&mut self.run.callback, Value::Undef);
        self.heap.release(callback);
        if self.stderr.is_empty() && self.go_on_dying(program) {
            return None;
        }
        if !self.stderr.is_empty() {
            return Some(self.print_stderr());
        }
        self.run.callback_done = false;
        self.run.finalizing_below = 0;
        let outer = self.run.suspended.pop();
        let outer = outer.unwrap_or(Outer { pending: Pending::Nothing, context: Value::Undef });
        self.run.pending = outer.pending;
        let context = std::mem::replace(&mut self.run.context, outer.context);
        self.heap.release(context);
        if std::mem::take(&mut self.run.breaks) {
            return Some(Step::Op(Op::LoopBreak { ended: None }));
        }
        Some(Step::Op(Op::CallbackReturned))
    }

    /// An exception left the main thread: the program is over.
    fn uncaught(&mut self) {
        let exception = std::mem::replace(&mut self.run.throw, Value::Undef);
        if !exception.is_undef() {
            self.fault = self.traceback(exception);
            self.heap.release(exception);
        }
    }

    /// **Models:** `_PyErr_WarnUnawaitedCoroutine`, `Lib/warnings.py` (`default` action: once
    /// for each text and line).
    pub(super) fn never_awaited(
        &mut self, program: &Program, code: CodeId, origin: Option<Box<[Row]>>,
    ) {
        let name = &program.code(code).qualname;
        let mut message = format!("coroutine '{name}' was never awaited");
        if let Some(origin) = origin {
            message += "\nCoroutine created at (most recent call last)\n";
            message += self.places_text(&origin).trim_end();
        }
        let line = self.visible_line(program);
        if self.warned.contains(&(line, message.clone())) {
            return;
        }
        let place = match line {
            0 => "<sys>:0".into(),
            _ => format!("{}:{line}", program.file),
        };
        self.stderr += &format!("{place}: RuntimeWarning: {message}\n");
        if line > 0 {
            self.stderr += &format!("  {}\n", program.line(line).trim());
            self.stderr +=
                "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        }
        self.warned.push((line, message));
    }

    /// The line of the program that runs now.
    pub(crate) fn line_now(&self) -> u32 {
        self.visible_line(&self.program)
    }

    /// The line of the innermost frame of the program itself; 0 after its end.
    fn visible_line(&self, program: &Program) -> u32 {
        if self.is_closing() {
            return 0;
        }
        let mut frames = self.run.frames().rev();
        let visible = frames.find(|frame| !program.code(frame.code).is_hidden);
        let line = visible
            .map(|frame| program.code(frame.code).lines[(frame.pc as usize).saturating_sub(1)]);
        line.unwrap_or(0)
    }

    /// What asyncio logs, at the level ERROR, with a borrowed exception or None: at the next
    /// instruction through the program's handlers if it has any, else as `lastResort` does.
    pub(crate) fn log_error(&mut self, text: &str, exception: Value) {
        self.log_at(40, text, exception);
    }

    /// The same at a level of `logging`'s.
    pub(crate) fn log_at(&mut self, level: i64, text: &str, exception: Value) {
        self.heap.deadline = 0;
        if self.log_hook.is_undef() && level < 30 {
            return;
        }
        if self.log_hook.is_undef() {
            self.stderr += text;
            self.stderr.push('\n');
            if !exception.is_none() {
                self.stderr += &self.traceback(exception);
            }
            return;
        }
        let callable = self.heap.keep(self.log_hook);
        let exception = self.heap.keep(exception);
        let arguments = vec![self.heap.str(text), exception, Value::Int(level)];
        let call = crate::object::burial::Dying::Call { callable, arguments };
        self.heap.dying.push_back(call);
        self.heap.deadline = 0;
    }
}

/// The trace's name of a code.
fn shown_name(
    names: &mut Vec<Option<NameId>>, program: &Program, code: CodeId, cx: &mut StepCx<'_>,
) -> NameId {
    let at = code.0 as usize;
    if names.len() <= at {
        names.resize(program.codes.len(), None);
    }
    *names[at].get_or_insert_with(|| cx.intern(&program.code(code).qualname))
}

fn out_of_memory() -> Fault {
    let stderr = format!(
        "yieldpoint: the program holds more than {} MB, which is the limit here\n",
        crate::MEMORY_MAX >> 20
    );
    Fault { kind: OutcomeKind::Limit, stderr, exit_code: 1 }
}
