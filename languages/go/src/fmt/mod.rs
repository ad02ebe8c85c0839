//! Values as text: package `fmt`'s printing.

mod basic;
mod compound;
pub mod float;
mod order;
pub mod print;
pub mod quote;
