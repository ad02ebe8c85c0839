//! The source lines of a traceback's row, with marks below.
//!
//! **Models:** `StackSummary.format_frame_summary` in `Lib/traceback.py`, CPython 3.13.

use crate::code::Program;
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{parse_expression, parse_module};
use ruff_text_size::Ranged;

/// Where the operator, the brackets or nothing in particular is, in bytes of the segment.
struct Anchors {
    left: usize,
    right: usize,
}

/// The source lines of a span with its marks below.
pub(super) fn marked_lines(program: &Program, line: u32, start: usize, end: usize) -> String {
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
