//! The parser's complaint in CPython's words.
use super::*;
use runtime_core::source::Span;
pub(super) fn first_error(source: &str, parsed: &Parsed<ModModule>) -> Diagnostic {
    let error = &parsed.errors()[0];
    let span = Span { start: error.location.start().to_u32(), end: error.location.end().to_u32() };
    Diagnostic::new(source, span, "SyntaxError", error.error.to_string())
}
