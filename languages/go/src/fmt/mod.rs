//! Values as text: package `fmt`'s printing.

mod basic;
mod compound;
pub mod float;
pub mod print;
pub mod quote;
