//! Exceptions that nobody can catch: out of finalizers and callbacks of weak references.
//!
//! **Models:** `PyErr_FormatUnraisable` and `write_unraisable_exc` in `Python/errors.c`,
//! CPython 3.13: the C traceback, which has neither marks nor causes.

use super::Vm;
use crate::object::{GeneratorKind, Object, Row, Value};

/// Rows alike beyond this many are only counted.
const REPEATS_SHOWN: usize = 3;

impl Vm {
    /// Says that an exception was ignored in `what`.
    pub(crate) fn unraisable(&mut self, words: &str, what: Value, exception: Value) {
        let shown = self.repr_native(what).unwrap_or_else(|| self.plain_repr(what));
        let rows = match self.heap.object(exception) {
            Some(Object::Exception(exception)) if exception.rows.is_empty() => self.row_here(what),
            Some(Object::Exception(exception)) => exception.rows.clone(),
            _ => Vec::new(),
        };
        let mut text = match words.ends_with("callback") {
            true => format!("{words} {shown}:\n"),
            false => format!("{words}: {shown}\n"),
        };
        if !rows.is_empty() {
            text += "Traceback (most recent call last):\n";
            text += &self.plain_rows(&rows);
        }
        let name = self.exception_name(exception);
        let known = match self.heap.object(exception) {
            Some(Object::Exception(exception)) => exception.text.as_ref().map(|t| t.to_string()),
            _ => None,
        };
        let message = known.or_else(|| self.str_native(exception));
        let message = message.as_deref().unwrap_or("<exception str() failed>");
        text += &format!("{name}: {message}\n");
        self.stderr += &text;
        self.heap.deadline = 0;
    }

    /// Where the fiber stands, for an exception that no frame has raised.
    fn row_here(&self, what: Value) -> Vec<Row> {
        // What the library raised has no rows here either.
        let is_generator = matches!(self.heap.object(what),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Generator);
        if !is_generator {
            return Vec::new();
        }
        let mut frames = self.run.frames().rev();
        let visible = frames.find(|frame| !self.program.code(frame.code).is_hidden);
        let row = visible.map(|frame| Row { code: frame.code, pc: frame.pc.saturating_sub(1) });
        row.into_iter().collect()
    }

    fn plain_rows(&self, rows: &[Row]) -> String {
        let mut out = String::new();
        let (mut last, mut count) = (None, 0);
        for row in rows.iter().rev() {
            let code = self.program.code(row.code);
            let line = code.lines[row.pc as usize];
            if last != Some((row.code, line)) {
                out += &repeated(count);
                (last, count) = (Some((row.code, line)), 0);
            }
            count += 1;
            if count <= REPEATS_SHOWN {
                let (file, name) = (&self.program.file, self.name(code.name));
                out += &format!("  File \"{file}\", line {line}, in {name}\n");
                if !self.is_closing() {
                    // CPython can no longer open the file then.
                    out += &format!("    {}\n", self.program.line(line).trim());
                }
            }
        }
        out + &repeated(count)
    }

    fn exception_name(&self, exception: Value) -> String {
        let class = self.class_of(exception);
        match self.heap.object(class) {
            Some(Object::Class(class)) => class.qualname.to_string(),
            _ => self.qualified_name(class),
        }
    }
}

fn repeated(count: usize) -> String {
    match count.saturating_sub(REPEATS_SHOWN) {
        0 => String::new(),
        1 => "  [Previous line repeated 1 more time]\n".into(),
        more => format!("  [Previous line repeated {more} more times]\n"),
    }
}
