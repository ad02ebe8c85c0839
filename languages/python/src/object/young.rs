//! The cycle collector's generations: which containers there are, by age.
//!
//! **Models:** `Python/gc.c`, CPython 3.13: three generations with thresholds 2000, 10, 10; a
//! full collection waits until the survivors of younger ones are a quarter of the oldest.
//! **Invariants:** the lists are in the order of birth, with entries of dead objects among them
//! that [`Born::epoch`] tells apart; their number stays within twice that of the live ones.

use super::heap::{Heap, Held};
use super::{Handle, Object};

/// `gc.get_threshold()`.
const THRESHOLDS: [u32; 3] = [2000, 10, 10];
/// Entries beside which those of dead objects do not matter.
const STALE_MIN: usize = 4096;

/// An object in a list, and the slot's epoch at its birth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Born {
    pub handle: Handle,
    pub epoch: u16,
}

/// What the collector knows between two collections.
#[derive(Clone, Debug)]
pub(crate) struct Generations {
    /// Youngest first.
    pub lists: [Vec<Born>; 3],
    /// Births minus deaths since the last collection; collections of the one below.
    pub counts: [u32; 3],
    pub thresholds: [u32; 3],
    pub is_enabled: bool,
    /// Whether a collection is under way.
    pub is_collecting: bool,
    /// Survivors of the last full collection, and of the younger ones since.
    pub long_lived: [u64; 2],
    /// When the youngest list is next cleared of dead entries.
    sweep_at: usize,
}

impl Default for Generations {
    fn default() -> Generations {
        Generations {
            lists: [const { Vec::new() }; 3],
            counts: [0; 3],
            thresholds: THRESHOLDS,
            is_enabled: true,
            is_collecting: false,
            long_lived: [0; 2],
            sweep_at: STALE_MIN,
        }
    }
}

impl Generations {
    #[inline(always)]
    pub(super) fn died(&mut self) {
        self.counts[0] = self.counts[0].saturating_sub(1);
    }

    /// Whether it is time to collect.
    pub(crate) fn is_due(&self) -> bool {
        self.counts[0] > self.thresholds[0]
            && self.is_enabled
            && self.thresholds[0] > 0
            && !self.is_collecting
    }

    /// The oldest generation whose time has come.
    pub(crate) fn due(&self) -> usize {
        let over = |&generation: &usize| {
            self.counts[generation] > self.thresholds[generation]
                && (generation < 2 || self.long_lived[1] >= self.long_lived[0] / 4)
        };
        (0..3).rev().find(over).unwrap_or(0)
    }
}

impl Heap {
    /// A container is born.
    #[inline(always)]
    pub(super) fn born(&mut self, handle: Handle) {
        let epoch = self.slots[handle.index()].epoch;
        self.generations.lists[0].push(Born { handle, epoch });
        self.generations.counts[0] += 1;
        if self.generations.counts[0] > self.generations.thresholds[0]
            || self.generations.lists[0].len() >= self.generations.sweep_at
        {
            self.many_born();
        }
    }

    #[cold]
    fn many_born(&mut self) {
        if self.generations.is_due() {
            self.deadline = 0;
        }
        if self.generations.lists[0].len() >= self.generations.sweep_at {
            let mut young = std::mem::take(&mut self.generations.lists[0]);
            young.retain(|born| self.is_alive(*born));
            self.generations.sweep_at = STALE_MIN.max(young.len() * 2);
            self.generations.lists[0] = young;
        }
    }

    /// Whether the object that was born there still lives.
    pub(super) fn is_alive(&self, born: Born) -> bool {
        let slot = &self.slots[born.handle.index()];
        slot.epoch == born.epoch && !matches!(slot.object, Held::Gone)
    }
}

impl Object {
    /// Whether it may be part of a cycle.
    #[inline(always)]
    pub(crate) fn is_container(&self) -> bool {
        !matches!(self, Object::Int(_) | Object::Str(_) | Object::Range(_) | Object::Traceback(_))
    }
}
