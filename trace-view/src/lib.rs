//! Pure views of a trace: what happened, as data to draw, as SVG, as text.
//!
//! Everything here is a function of a [`runtime_core::trace::Trace`] and a cursor into it: no
//! clock, no page, no machine. The cursor is the number of events that have happened, so
//! `0..=trace.events.len()`.

mod durations;
mod ink;
mod state;

pub use durations::format_ns;
pub use ink::{Ground, Ink, css_variables};
pub use state::{Pattern, State};
