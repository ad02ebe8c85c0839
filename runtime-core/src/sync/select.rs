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
use alloc::vec::Vec;

/// The indices of the cases that could go on now; of each its channel, none for nil, and whether
/// it sends. A send on a closed channel could go on: it panics.
pub fn ready<'c>(cases: impl Iterator<Item = (Option<&'c Chan>, bool)>) -> Vec<u32> {
    let can = |(chan, sends): (Option<&Chan>, bool)| {
        chan.is_some_and(|chan| if sends { chan.can_send() } else { chan.can_receive() })
    };
    cases.zip(0..).filter(|&(case, _)| can(case)).map(|(_, at)| at).collect()
}
