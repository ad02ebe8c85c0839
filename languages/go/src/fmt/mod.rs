//! Values as text: package `fmt`'s printing.

mod basic;
mod compound;
pub mod float;
mod format;
mod method;
mod order;
mod pen;
pub mod print;
pub mod quote;
