//! `select`: one of several channel operations, whichever can go on.
//!
//! **Models:** `selectgo` (`runtime/select.go`, Go 1.27).
//!
//! The first ready case in a random order is taken, which is to say: any of the ready ones with the
//! same probability, whatever their order in the source. With none ready and no default the
//! goroutine queues on *every* channel at once; who wakes it decides the case, and it leaves all
//! the other queues.
//!
//! **Departures:** the order in which several of the cases' channels would be locked is not kept.

use super::chan::Chan;
use crate::guest::SelectCase;
use crate::id::ChanId;
use alloc::vec::Vec;

/// The indices of the cases that could go on now. A send on a closed channel could: it panics.
pub fn ready<'c>(cases: &[SelectCase], chan: impl Fn(ChanId) -> &'c Chan) -> Vec<u32> {
    let can = |case: &SelectCase| {
        case.chan.is_some_and(|id| {
            let chan = chan(id);
            if case.sends { chan.can_send() } else { chan.can_receive() }
        })
    };
    let numbered = cases.iter().enumerate();
    numbered.filter(|(_, case)| can(case)).map(|(at, _)| at as u32).collect()
}
