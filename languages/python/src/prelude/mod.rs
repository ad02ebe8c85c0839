//! The part of the library that is written in Python.
//!
//! Only functions; each is compiled under its module's name, and its names mean built-ins and
//! other functions of the library, whatever the program calls its own.

use crate::compile::{self, Builder};
use ruff_python_parser::parse_module;

const MODULES: [(&str, &str); 2] =
    [("builtins", include_str!("builtins.py")), ("asyncio", include_str!("asyncio.py"))];

/// Compiles the library into `builder`.
pub(crate) fn load(builder: &mut Builder) {
    let parsed = MODULES.map(|(module, source)| match parse_module(source) {
        Ok(parsed) => (module, source, parsed),
        Err(error) => panic!("yieldpoint bug: the library's {module} does not parse: {error}"),
    });
    for (module, _, parsed) in &parsed {
        compile::reserve_library(builder, module, parsed.suite());
    }
    for (module, source, parsed) in &parsed {
        compile::library(builder, module, source, parsed.suite());
    }
}
