//! An independent validator: could this trace have happened?
//!
//! It knows the rules of the transitions, not the producer (as `internal/trace/testtrace` does
//! for Go's execution traces).

use super::{EventKind, Snapshot, Trace};
use crate::time::Time;
use alloc::string::{String, ToString};

/// By how much a processor that runs code may be ahead of the others, in ns: one slow instruction,
/// or some hundred fast ones.
const LEAD_NS_MAX: u64 = 2_000;

/// The first event that could not have happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Illegal {
    /// Its index in the trace.
    pub index: usize,
    /// Why not.
    pub reason: String,
}

/// Checks every transition of `trace`, and that a finished run ends with `RunEnded`.
pub fn check(trace: &Trace) -> Result<(), Illegal> {
    let mut snapshot = Snapshot::default();
    let mut latest = Time::default();
    for (index, event) in trace.events.iter().enumerate() {
        let illegal = |reason: &str| Illegal { index, reason: reason.to_string() };
        if event.at.after(LEAD_NS_MAX) < latest {
            return Err(illegal("time went back"));
        }
        latest = latest.max(event.at);
        if let EventKind::Printed { text, .. } = event.kind {
            let end = u64::from(text.start) + u64::from(text.len);
            if end > trace.tables.text.len() as u64 {
                return Err(illegal("printed text outside of the table"));
            }
        }
        snapshot.apply(event).map_err(illegal)?;
    }
    Ok(())
}
