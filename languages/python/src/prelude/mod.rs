//! The built-in functions that are written in Python.
//!
//! Only functions; their names mean built-ins and other functions of these files, whatever the
//! program calls its own.

use crate::compile::{self, Builder};
use ruff_python_parser::parse_module;

const SOURCES: [&str; 2] = [include_str!("builtins.py"), include_str!("groups.py")];

/// Compiles them into `builder`.
pub(crate) fn load(builder: &mut Builder) {
    let parsed = SOURCES.map(|source| match parse_module(source) {
        Ok(parsed) => (source, parsed),
        Err(error) => panic!("yieldpoint bug: the prelude does not parse: {error}"),
    });
    for (_, parsed) in &parsed {
        compile::reserve_prelude(builder, parsed.suite());
    }
    for (source, parsed) in &parsed {
        compile::prelude(builder, source, parsed.suite());
    }
}
