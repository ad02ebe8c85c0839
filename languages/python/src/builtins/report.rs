//! What `warnings`, `traceback` and `logging` ask of the interpreter: where it stands, the text of
//! the source, the text of a traceback.

use super::{Entry, function};
use crate::object::{CodeId, Object, Row, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[
    function("_frame_at", 1, 1, &[], frame_at),
    function("_source_line", 1, 1, &[], source_line),
    function("_traceback_text", 2, 2, &[], traceback_text),
    function("_exception_line", 1, 1, &[], exception_line),
    function("_rows_of", 1, 1, &[], rows_of),
    function("_stack_rows", 0, 0, &[], stack_rows),
    function("_rows_text", 2, 2, &[], rows_text),
    function("_program_file", 0, 0, &[], |vm, _| {
        let file = vm.program.file.clone();
        value(vm.heap.str(file))
    }),
    // Python's threads say their names themselves once there are any.
    function("_thread_name", 0, 0, &[], |vm, _| value(vm.heap.str("MainThread"))),
    function("_task_name", 0, 0, &[], task_name),
    function("_report_logs", 1, 1, &[], |vm, args| {
        let hook = vm.heap.keep(vm.arg(args, 0));
        let old = std::mem::replace(&mut vm.log_hook, hook);
        vm.heap.release(old);
        value(Value::None)
    }),
    function("_report_unawaited", 1, 1, &[], |vm, args| {
        let hook = vm.heap.keep(vm.arg(args, 0));
        let old = std::mem::replace(&mut vm.unawaited_hook, hook);
        vm.heap.release(old);
        value(Value::None)
    }),
];

fn value(value: Value) -> Outcome {
    Ok(Flow::Value(value))
}

impl Vm {
    /// The program's own frames, innermost first: code, line.
    fn own_frames(&self) -> Vec<(CodeId, u32)> {
        let frames = self.run.frames().rev();
        let frames = frames.map(|frame| (frame.code, frame.pc.saturating_sub(1)));
        let own = frames.filter(|(code, _)| !self.program.code(*code).is_hidden);
        own.map(|(code, pc)| (code, self.program.code(code).lines[pc as usize])).collect()
    }

    fn place(&mut self, line: u32, name: &str) -> Value {
        let file = self.program.file.clone();
        let parts = vec![self.heap.str(file), Value::Int(i64::from(line)), self.heap.str(name)];
        self.heap.tuple(parts)
    }
}

/// `_frame_at(level)`: file, line and function of the program's frame at a level, 1 being the
/// innermost; None beyond the outermost.
fn frame_at(vm: &mut Vm, args: Args) -> Outcome {
    let level = vm.int_argument(vm.arg(args, 0))?;
    let frames = if vm.is_closing() { Vec::new() } else { vm.own_frames() };
    let Some(&(code, line)) = frames.get(level.max(1) as usize - 1) else {
        return value(Value::None);
    };
    let name = vm.name(vm.program.code(code).name).to_string();
    value(vm.place(line, &name))
}

fn source_line(vm: &mut Vm, args: Args) -> Outcome {
    let line = vm.int_argument(vm.arg(args, 0))?;
    let text = vm.program.line(line.clamp(0, i64::from(u32::MAX)) as u32).to_string();
    value(vm.heap.str(text))
}

/// `_traceback_text(exception, chain)`
fn traceback_text(vm: &mut Vm, args: Args) -> Outcome {
    let exception = vm.arg(args, 0);
    let text = match vm.arg(args, 1) {
        Value::Bool(false) => vm.traceback_alone(exception),
        _ => vm.traceback(exception),
    };
    value(vm.heap.str(text))
}

fn exception_line(vm: &mut Vm, args: Args) -> Outcome {
    let text = vm.exception_line(vm.arg(args, 0));
    value(vm.heap.str(text))
}

/// The rows of an exception or a traceback, outermost first: file, line, function.
fn rows_of(vm: &mut Vm, args: Args) -> Outcome {
    let rows = given_rows(vm, vm.arg(args, 0));
    let mut places = Vec::new();
    for row in rows.iter().rev() {
        let program = vm.program.clone();
        let code = program.code(row.code);
        let name = vm.name(code.name).to_string();
        places.push(vm.place(code.lines[row.pc as usize], &name));
    }
    value(vm.heap.list(places))
}

fn given_rows(vm: &Vm, of: Value) -> Vec<Row> {
    match vm.heap.object(of) {
        Some(Object::Exception(exception)) => exception.rows.clone(),
        Some(Object::Traceback(rows)) => rows.to_vec(),
        _ => Vec::new(),
    }
}

/// The rows of an exception or a traceback as text: all, so many outermost ones, or, of a
/// negative limit, so many innermost ones.
fn rows_text(vm: &mut Vm, args: Args) -> Outcome {
    let mut rows = given_rows(vm, vm.arg(args, 0));
    if let Value::Int(limit) = vm.arg(args, 1) {
        let count = usize::try_from(limit.unsigned_abs()).unwrap_or(usize::MAX);
        if limit < 0 {
            rows.truncate(count);
        } else {
            rows.drain(..rows.len().saturating_sub(count));
        }
    }
    let text = vm.rows_text(&rows);
    value(vm.heap.str(text))
}

/// The program's frames, outermost first.
fn stack_rows(vm: &mut Vm, _: Args) -> Outcome {
    let mut places = Vec::new();
    for (code, line) in vm.own_frames().into_iter().rev() {
        let name = vm.name(vm.program.code(code).name).to_string();
        places.push(vm.place(line, &name));
    }
    value(vm.heap.list(places))
}

/// The name of the asyncio task that runs; None outside of any.
fn task_name(vm: &mut Vm, _: Args) -> Outcome {
    let name = match vm.heap.object(vm.run.task) {
        Some(Object::Future(task)) => task.task.as_ref().map(|task| task.name.clone()),
        _ => None,
    };
    match name {
        Some(name) => value(vm.heap.str(name)),
        None => value(Value::None),
    }
}
