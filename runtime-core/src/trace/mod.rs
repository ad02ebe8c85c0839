//! The trace: everything that happened, complete enough to draw from.
//!
//! Folding the first k events gives the machine's visible state after k events
//! ([`Snapshot`]); a view is a pure function of (trace, cursor). A trace can be read with no
//! program and no machine present: this module names only ids and time.

mod check;
mod event;
pub mod facts;
pub mod figures;
mod fold;
mod fold_go;
mod fold_python;
mod fold_threads;
mod recorder;
mod snapshot;
mod text;
mod words;

pub use check::{Illegal, check};
pub use event::{Event, EventKind};
pub use recorder::{Detail, Recorder};
pub use snapshot::{
    ChanView, FiberKind, FiberState, FiberView, FrameView, GilView, LockView, LoopView, MView,
    PView, Snapshot, ThreadView, TimerView, WaitGroupView,
};
pub use text::{ParseError, parse, write};
pub use words::{
    Blocking, ChoiceKind, Finish, From, Handle, Hold, Object, Outcome, OutcomeKind, StopReason,
    Stream, Tables, TextRange, Via, WaitReason,
};

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// A run, as it happened.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Trace {
    /// The events in their order.
    pub events: Vec<Event>,
    /// The strings they point into.
    pub tables: Tables,
}

impl Trace {
    /// The state after the first `cursor` events; all of them if there are fewer. An illegal
    /// event (a damaged trace) is skipped: [`check`] tells where it is.
    pub fn snapshot_at(&self, cursor: usize) -> Snapshot {
        let mut snapshot = Snapshot::default();
        for event in self.events.iter().take(cursor) {
            let _ = snapshot.apply(event);
        }
        snapshot
    }
}
