//! `sync.Cond`: a list of tickets.
//!
//! **Models:** `notifyList` (`runtime/sema.go`, Go 1.27).
//!
//! Who waits first takes a ticket, then gives its lock back, then waits: so a `Signal` in between
//! is not lost. Tickets are notified in their order. The two counters, tickets given and tickets
//! notified, are words of the program's memory.

use crate::id::{Addr, FiberId};
use crate::table::Table;
use alloc::collections::VecDeque;

/// Who waits on which list, with its ticket.
#[derive(Clone, Debug, Default)]
pub struct NotifyLists {
    /// By the address of the list; no entry is empty.
    pub waiters: Table<Addr, VecDeque<(u32, FiberId)>>,
}

impl NotifyLists {
    /// `notifyListWait`.
    pub fn wait(&mut self, at: Addr, ticket: u32, g: FiberId) {
        self.waiters.or_default(at).push_back((ticket, g));
    }

    /// `notifyListNotifyOne`: who has this ticket, if it waits already.
    pub fn one(&mut self, at: Addr, ticket: u32) -> Option<FiberId> {
        let list = self.waiters.get_mut(&at)?;
        let place = list.iter().position(|&(known, _)| known == ticket)?;
        let (_, g) = list.remove(place)?;
        if list.is_empty() {
            self.waiters.remove(&at);
        }
        Some(g)
    }

    /// `notifyListNotifyAll`: everybody, first come first.
    pub fn all(&mut self, at: Addr) -> impl Iterator<Item = FiberId> + use<> {
        self.waiters.remove(&at).unwrap_or_default().into_iter().map(|(_, g)| g)
    }
}
