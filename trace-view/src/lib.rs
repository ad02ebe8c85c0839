//! Pure views of a trace: what happened, as data to draw, as SVG, as text.
//!
//! Everything here is a function of a [`runtime_core::trace::Trace`] and a cursor into it: no
//! clock, no page, no machine. The cursor is the number of events that have happened, so
//! `0..=trace.events.len()`.

mod account;
mod durations;
mod findings;
mod ink;
pub mod machine;
mod names;
mod narrate;
pub mod paint;
mod perfetto;
mod reading;
mod report;
mod rows;
mod scale;
mod scene;
mod state;
pub mod svg;
mod terminal;
mod texts;
mod timeline;
mod words;

pub use account::{Entry, Row, account, shorten};
pub use durations::format_ns;
pub use findings::{Finding, Place, Trouble, findings};
pub use ink::{Ground, Ink, css_variables};
pub use names::{Names, Role};
pub use narrate::{narrate, narrate_from, narrate_in};
pub use perfetto::{perfetto, quoted};
pub use reading::Reading;
pub use report::{leaks, report};
pub use rows::{EventRow, concerns, rows};
pub use scale::{Fold, Scale, ScaleKind, Tick};
pub use scene::{
    Arrow, ArrowKind, CLASS_STATES, CLASSES, Crowd, Group, Lane, LaneKind, Mark, MarkKind, Moment,
    Pick, Piece, Scene, Slice, Story, class,
};
pub use state::{Pattern, State};
pub use terminal::{Colour, terminal};
pub use timeline::{Chunk, CurrentLine, Timeline, current_lines};
pub use words::{Size, fit, width_of};
