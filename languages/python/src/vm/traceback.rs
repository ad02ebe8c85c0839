//! Tracebacks, as an uncaught exception prints them.
//!
//! **Models:** `Lib/traceback.py`, CPython 3.13, with its `~~~^^^` marks.
//! **Departures:** rows of the library (`asyncio/runners.py` ...) are left out: the learner's
//! own rows are all there.

use super::Vm;
use crate::code::Program;
use crate::names;
use crate::object::{Object, Row, Type, Value};
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{parse_expression, parse_module};
use ruff_text_size::Ranged;

/// Rows alike beyond this many are only counted.
const REPEATS_SHOWN: usize = 3;
/// A chain of causes is shown so far.
const CHAIN_MAX: usize = 50;

/// Names that are more likely a forgotten import than a slip.
const STANDARD_MODULES: &[&str] =
    &["asyncio", "time", "sys", "math", "random", "os", "re", "json", "threading", "collections"];

impl Vm {
    /// The traceback of an exception with those that led to it.
    pub(crate) fn traceback(&self, exception: Value) -> String {
        let mut chain = vec![(exception, "")];
        let mut at = exception;
        while let Some(Object::Exception(found)) = self.heap.object(at) {
            let (next, words) = if !found.cause.is_undef() {
                (
                    found.cause,
                    "The above exception was the direct cause of the following exception:",
                )
            } else if !found.context.is_undef() && !found.suppress_context {
                (
                    found.context,
                    "During handling of the above exception, another exception occurred:",
                )
            } else {
                break;
            };
            if chain.len() == CHAIN_MAX || chain.iter().any(|(known, _)| known.is(next)) {
                break;
            }
            chain.push((next, words));
            at = next;
        }
        let mut out = String::new();
        for (index, (exception, _)) in chain.iter().enumerate().rev() {
            out += &self.one_traceback(*exception);
            if index > 0 {
                out += &format!("\n{}\n\n", chain[index].1);
            }
        }
        out
    }

    fn one_traceback(&self, value: Value) -> String {
        let Some(Object::Exception(exception)) = self.heap.object(value) else {
            return String::new();
        };
        let mut out = String::new();
        if !exception.rows.is_empty() {
            out += "Traceback (most recent call last):\n";
            out += &self.rows_text(&exception.rows);
        }
        out += &self.exception_line(value);
        out.push('\n');
        let notes = exception.attrs.iter().find(|(name, _)| *name == names::NOTES);
        if let Some(Object::List(notes)) = notes.and_then(|&(_, notes)| self.heap.object(notes)) {
            for &note in notes {
                out += &self.str_native(note).unwrap_or_default();
                out.push('\n');
            }
        }
        out
    }

    fn rows_text(&self, rows: &[Row]) -> String {
        let mut out = String::new();
        let mut last = None;
        let mut count = 0;
        for row in rows.iter().rev() {
            let code = self.program.code(row.code);
            let place = (row.code, code.lines[row.pc as usize]);
            if last != Some(place) {
                out += &repeated(count);
                count = 0;
                last = Some(place);
            }
            count += 1;
            if count <= REPEATS_SHOWN {
                out += &self.row_text(row);
            }
        }
        out + &repeated(count)
    }

    fn row_text(&self, row: &Row) -> String {
        let program = &*self.program;
        let code = program.code(row.code);
        let line = code.lines[row.pc as usize];
        let name = self.name(code.name);
        let mut out = format!("  File \"{}\", line {line}, in {name}\n", program.file);
        let span = code.spans[row.pc as usize];
        out += &marked_lines(program, line, span.start as usize, span.end as usize);
        out
    }

    /// `ValueError: message`, or the name alone.
    pub(crate) fn exception_line(&self, value: Value) -> String {
        let class = self.class_of(value);
        let name = match self.heap.object(class) {
            Some(Object::Class(class)) => class.qualname.to_string(),
            _ => self.qualified_name(class),
        };
        let text = match self.str_native(value) {
            Some(text) => text,
            None => "<exception str() failed>".into(),
        };
        let hint = self.hint(value, &text);
        if text.is_empty() { name } else { format!("{name}: {text}{hint}") }
    }

    /// `Did you mean: 'x'?` and the like.
    fn hint(&self, value: Value, text: &str) -> String {
        let (wrong, known) = match self.layout(self.class_of(value)) {
            Type::NameError => {
                let wrong = text.strip_prefix("name '").and_then(|rest| rest.split('\'').next());
                (wrong.map(String::from), self.names_in_reach(value))
            }
            Type::AttributeError => self.attributes_in_reach(value),
            _ => return String::new(),
        };
        let Some(wrong) = wrong else { return String::new() };
        let is_name = self.layout(self.class_of(value)) == Type::NameError;
        if is_name && STANDARD_MODULES.contains(&&*wrong) {
            return format!(". Did you forget to import '{wrong}'?");
        }
        match crate::suggest::closest(&wrong, &known) {
            Some(similar) => format!(". Did you mean: '{similar}'?"),
            None => String::new(),
        }
    }

    /// The attribute that was missing, and those that its object has.
    fn attributes_in_reach(&self, value: Value) -> (Option<String>, Vec<&str>) {
        let Some(Object::Exception(exception)) = self.heap.object(value) else {
            return (None, Vec::new());
        };
        let attr = |wanted| exception.attrs.iter().find(|(name, _)| *name == wanted);
        let (Some(&(_, name)), Some(&(_, object))) = (attr(names::PLAIN_NAME), attr(names::OBJ))
        else {
            return (None, Vec::new());
        };
        let wrong = self.text(name).map(|text| text.to_string());
        let mut known = self.attribute_names(object);
        if !wrong.as_ref().is_some_and(|wrong| wrong.starts_with('_')) {
            known.retain(|name| !name.starts_with('_'));
        }
        known.sort_unstable();
        (wrong, known)
    }

    fn attribute_names(&self, object: Value) -> Vec<&str> {
        let mut syms = Vec::new();
        if let Some(Object::Instance { attrs, .. }) = self.heap.object(object) {
            syms.extend(attrs.iter().map(|&(name, _)| name));
        }
        let class = if self.is_class(object) { object } else { self.class_of(object) };
        for class in self.order_of(class) {
            match (class, self.heap.object(class)) {
                (_, Some(Object::Class(class))) => {
                    syms.extend(class.attrs.iter().map(|&(name, _)| name))
                }
                (Value::Type(kind), _) => {
                    let own = self.methods.iter().filter(|((owner, _), _)| *owner == kind);
                    syms.extend(own.map(|(&(_, name), _)| name));
                }
                _ => {}
            }
        }
        syms.into_iter().map(|name| self.name(name)).collect()
    }

    fn names_in_reach(&self, value: Value) -> Vec<&str> {
        let program = &*self.program;
        let mut known = Vec::new();
        if let Some(Object::Exception(exception)) = self.heap.object(value)
            && let Some(row) = exception.rows.first()
        {
            let locals = &program.code(row.code).locals;
            known.extend(locals.iter().map(|&name| self.name(name)));
        }
        let own = |slot: &usize| program.owners[*slot] == crate::object::ModuleId::MAIN;
        let slots = (0..self.globals.len()).filter(own);
        let bound = slots.filter(|&slot| !self.globals[slot].is_undef());
        known.extend(bound.map(|slot| self.name(program.globals[slot])));
        known.extend(crate::suggest::BUILTINS);
        known
    }
}

fn repeated(count: usize) -> String {
    match count.saturating_sub(REPEATS_SHOWN) {
        0 => String::new(),
        1 => "  [Previous line repeated 1 more time]\n".into(),
        more => format!("  [Previous line repeated {more} more times]\n"),
    }
}

/// Where the operator, the brackets or nothing in particular is, in bytes of the segment.
struct Anchors {
    left: usize,
    right: usize,
}

/// The source lines of a span with its marks below.
fn marked_lines(program: &Program, line: u32, start: usize, end: usize) -> String {
    let source = &program.source;
    let first = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = source[end..].find('\n').map_or(source.len(), |at| end + at);
    let block = &source[first..last];
    let dedent = block
        .lines()
        .filter(|text| !text.trim().is_empty())
        .map(|text| text.len() - text.trim_start().len())
        .min()
        .unwrap_or(0);
    if block.trim().is_empty() {
        return format!("    {}\n", program.line(line).trim());
    }
    let segment = &source[start..end];
    let anchors = anchors(segment);
    let shows = shows_marks(block, start - first, end - first, anchors.is_some());
    let mut out = String::new();
    let lines: Vec<&str> = block.split('\n').collect();
    let shown = significant(&lines, segment, anchors.as_ref());
    let mut offset = first;
    let mut skipped = 0;
    for (index, text) in lines.iter().enumerate() {
        if shown.contains(&index) {
            out += &ellipsis(&mut skipped);
            out += &format!("    {}\n", text.get(dedent..).unwrap_or("").trim_end());
            if shows {
                out += &marks(text, offset, dedent, start, end, anchors.as_ref());
            }
        } else {
            skipped += 1;
        }
        offset += text.len() + 1;
    }
    out
}

fn ellipsis(skipped: &mut usize) -> String {
    let count = std::mem::take(skipped);
    match count {
        0 => String::new(),
        1 => "    ...<1 line>...\n".into(),
        _ => format!("    ...<{count} lines>...\n"),
    }
}

/// The lines that are shown of a span of several.
fn significant(lines: &[&str], segment: &str, anchors: Option<&Anchors>) -> Vec<usize> {
    let mut shown = vec![0, lines.len() - 1];
    if let Some(anchors) = anchors {
        for at in [anchors.left, anchors.right] {
            let line = segment[..at.min(segment.len())].matches('\n').count();
            shown.extend([line.saturating_sub(1), line, line + 1]);
        }
    }
    // A single line left out would take as much room as its stand-in.
    let gaps: Vec<usize> = (1..lines.len())
        .filter(|line| shown.contains(&(line - 1)) && shown.contains(&(line + 1)))
        .collect();
    shown.extend(gaps);
    shown
}

fn marks(
    text: &str, offset: usize, dedent: usize, start: usize, end: usize, anchors: Option<&Anchors>,
) -> String {
    let mut out = String::from("    ");
    let indent = text.len() - text.trim_start().len();
    let text = text.trim_end();
    for (at, _) in text.char_indices().filter(|(at, _)| *at >= dedent) {
        let place = offset + at;
        if place >= end {
            break;
        }
        out.push(match anchors {
            _ if at < indent || place < start => ' ',
            Some(Anchors { left, right }) if place >= start + left && place < start + right => '^',
            Some(_) => '~',
            None => '^',
        });
    }
    format!("{}\n", out.trim_end())
}

/// **Models:** `_extract_caret_anchors_from_line_segment`.
fn anchors(segment: &str) -> Option<Anchors> {
    let wrapped = format!("(\n{segment}\n)");
    let parsed = parse_expression(&wrapped).ok()?;
    let ends_at = |expr: &Expr| expr.range().end().to_usize().saturating_sub(2);
    let skip_to = |from: usize, stop: &dyn Fn(char) -> bool| {
        segment[from..].char_indices().find(|(_, char)| stop(*char)).map(|(at, _)| from + at)
    };
    match parsed.expr() {
        Expr::BinOp(binary) => {
            let left = skip_to(ends_at(&binary.left), &|char| {
                !char.is_whitespace() && char != ')' && char != '\\'
            })?;
            let right_operand = binary.right.range().start().to_usize() - 2;
            let second = segment[left + 1..].chars().next();
            let double = left + 1 < right_operand
                && second.is_some_and(|char| !char.is_whitespace() && char != '\\' && char != '#');
            Some(Anchors { left, right: left + 1 + usize::from(double) })
        }
        Expr::Subscript(subscript) => {
            let left = skip_to(ends_at(&subscript.value), &|char| char == '[')?;
            Some(Anchors { left, right: segment.len() })
        }
        Expr::Call(call) => {
            let left = skip_to(ends_at(&call.func), &|char| char == '(')?;
            Some(Anchors { left, right: segment.len() })
        }
        _ => None,
    }
}

/// **Models:** `_should_show_carets`: not below a line that is all marks.
fn shows_marks(block: &str, start: usize, end: usize, has_anchors: bool) -> bool {
    let dedented = block.trim_start();
    let cut = block.len() - dedented.len();
    if let Ok(parsed) = parse_module(dedented) {
        let Some(statement) = parsed.suite().first() else { return false };
        let value = match statement {
            Stmt::Return(stmt) => stmt.value.as_deref().filter(|value| match value {
                Expr::Call(call) => call.func.is_name_expr(),
                _ => false,
            }),
            Stmt::Assign(stmt) if stmt.targets.len() == 1 && stmt.targets[0].is_name_expr() => {
                Some(&*stmt.value).filter(|value| value.is_call_expr())
            }
            _ => None,
        };
        if let Some(value) = value {
            let range = value.range();
            let (from, to) = (range.start().to_usize() + cut, range.end().to_usize() + cut);
            if from == start && to == end {
                return false;
            }
        }
    }
    has_anchors || !block[..start].trim().is_empty() || !block[end..].trim().is_empty()
}
