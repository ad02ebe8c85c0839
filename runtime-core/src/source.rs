//! Where something stands in the learner's program, and what is wrong there.

use alloc::string::String;
use serde::{Deserialize, Serialize};

/// A range of bytes in one source text: `start..end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A mistake in the learner's program, found before anything runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The bytes it is about.
    pub span: Span,
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1 in the unit the real tool uses (Go: bytes; Python: characters).
    pub column: u32,
    /// `SyntaxError`, `IndentationError`, `compile` (what the real compiler refuses), or
    /// `unsupported` (what it would accept and we do not simulate).
    pub code: String,
    /// What is wrong, in the words of the real compiler or interpreter where it has some.
    pub message: String,
    /// What to do or to use instead; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// A diagnostic about `span` of `source`; line and column (in characters) are derived.
    pub fn new(source: &str, span: Span, code: &str, message: String) -> Diagnostic {
        let (line, column) = line_column(source, span.start);
        Diagnostic { span, line, column, code: code.into(), message, help: String::new() }
    }

    /// The same diagnostic with advice.
    pub fn with_help(mut self, help: &str) -> Diagnostic {
        self.help = help.into();
        self
    }
}

/// Line and column (both from 1, the column in characters) of byte `offset` of `source`. An
/// offset past the end or inside a character is taken back to the nearest boundary before it.
pub fn line_column(source: &str, offset: u32) -> (u32, u32) {
    let mut end = (offset as usize).min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = &source[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    (line as u32, before[line_start..].chars().count() as u32 + 1)
}
