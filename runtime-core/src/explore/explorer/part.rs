//! A search by several explorers at the same time.

/// Which part of an automatic search is made here: several may be made at the same time, each by
/// an explorer of its own, and the first that comes to its end has everything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// All of it, the engines in turns.
    Whole,
    /// The states; when time is short, few preemptions, then samples.
    States,
    /// The behaviours; when time is short, other samples.
    Behaviours,
}

impl Part {
    /// The first sample's seed: no two parts come to the same ones.
    pub(super) fn seed(self) -> u64 {
        if self == Part::Behaviours { 1 << 32 } else { 1 }
    }
}
