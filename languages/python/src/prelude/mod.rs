//! The built-in functions that are written in Python.
//!
//! Only functions; their names mean built-ins and other functions of the file, whatever the
//! program calls its own.

use crate::compile::{self, Builder};
use ruff_python_parser::parse_module;

const SOURCE: &str = include_str!("builtins.py");

/// Compiles them into `builder`.
pub(crate) fn load(builder: &mut Builder) {
    let parsed = match parse_module(SOURCE) {
        Ok(parsed) => parsed,
        Err(error) => panic!("yieldpoint bug: the prelude does not parse: {error}"),
    };
    compile::reserve_prelude(builder, parsed.suite());
    compile::prelude(builder, SOURCE, parsed.suite());
}
