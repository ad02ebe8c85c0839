//! Go: from source text to a guest of the machine.

mod check;
mod constant;
mod fmt;
mod packages;
mod syntax;
mod type_names;
mod types;
