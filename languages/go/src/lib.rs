//! Go: from source text to a guest of the machine.

mod check;
mod code;
mod constant;
mod fmt;
mod lower;
mod packages;
mod syntax;
mod type_names;
mod types;
