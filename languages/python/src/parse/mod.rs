//! From text to syntax tree, with CPython's words for what is wrong.

mod blocks;
mod brackets;
mod forced;
mod guard;
mod scan;
mod wording;

use ruff_python_ast::ModModule;
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use runtime_core::source::Diagnostic;

/// Parses a module.
pub(crate) fn parse(source: &str) -> Result<Parsed<ModModule>, Vec<Diagnostic>> {
    guard::check(source).map_err(|diagnostic| vec![diagnostic])?;
    let parsed = parse_unchecked(source, ParseOptions::from(Mode::Module));
    let Some(parsed) = parsed.try_into_module() else {
        panic!("yieldpoint bug: a module did not parse as one");
    };
    match parsed.errors().first() {
        None => Ok(parsed),
        Some(_) => Err(vec![wording::first_error(source, &parsed)]),
    }
}
