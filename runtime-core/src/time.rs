//! Virtual time: one integer clock in nanoseconds. Nothing sleeps for real.

use core::fmt;
use serde::{Deserialize, Serialize};

/// Nanoseconds in one microsecond.
pub const US: u64 = 1_000;
/// Nanoseconds in one millisecond.
pub const MS: u64 = 1_000_000;
/// Nanoseconds in one second.
pub const SECOND: u64 = 1_000_000_000;

/// A moment of virtual time: nanoseconds since the program started.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Time(
    /// Nanoseconds since the start.
    pub u64,
);

impl Time {
    /// The moment `ns` nanoseconds after this one; saturates instead of wrapping.
    pub fn after(self, ns: u64) -> Time {
        Time(self.0.saturating_add(ns))
    }

    /// Nanoseconds from `earlier` to this moment, 0 if `earlier` lies later.
    pub fn since(self, earlier: Time) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
