//! Where in a program something can be seen from outside: numbers for all its instructions, and
//! what is said of the library's.
//!
//! **Invariants:** numbers follow the order in which the codes were compiled, which no schedule
//! changes.
//! **Departures:** what the library's modules keep for themselves is not told: CPython guards it
//! with locks or the GIL, or does it in C. Of containers and the like, which only hold what the
//! program gives them, everything is told, as done by the line that uses them.

use crate::code::{Code, Program};

/// Modules that CPython has in C.
const IN_C: &[&str] = &["builtins", "_queue", "heapq", "bisect"];
/// Classes of `collections` that CPython has in C.
const CLASSES_IN_C: &[&str] = &["defaultdict", "OrderedDict"];
/// Modules that hold nothing but what the program gives them.
const CONTAINERS: &[&str] = &[
    "builtins",
    "bisect",
    "collections",
    "collections.abc",
    "copy",
    "dataclasses",
    "heapq",
    "itertools",
    "operator",
];

/// Fills in what is known of each code when all are compiled.
pub(super) fn number(program: &mut Program) {
    let mut next = 1;
    for code in &mut program.codes {
        let module = &*program.modules[code.module.index()].name;
        code.stands_for_c = code.is_hidden && is_in_c(module, code);
        code.is_told = !code.is_hidden || CONTAINERS.contains(&module);
        code.first_site = next;
        next += code.instrs.len() as u32;
    }
}

fn is_in_c(module: &str, code: &Code) -> bool {
    let class = code.qualname.split('.').next().unwrap_or_default();
    IN_C.contains(&module) || (module == "collections" && CLASSES_IN_C.contains(&class))
}
