//! Values as text: package `fmt`'s printing.

pub mod float;
pub mod print;
pub mod quote;
