//! What an explorer is told of a fiber's step: which memory it touches, and where it could be
//! interrupted.
//!
//! An explorer need not look at every access. It begins with none *visible*: a fiber runs through
//! all of them and each is logged. If two of them, of different fibers, turn out to be unordered,
//! their sites become visible and the search begins anew; a fiber then comes back *before* each
//! visible access. Where everything that is not visible is ordered, switching at the visible sites
//! and at operations is enough to see every outcome (the theorem behind CHESS: Musuvathi and
//! Qadeer, "Iterative Context Bounding", PLDI 2007).

use crate::id::Addr;
use alloc::vec::Vec;

/// A place in the program, the same for every schedule: an instruction that touches memory, or a
/// point where the language may switch threads. Numbered by the guest from 1; 0 is no place at
/// all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Site(pub u32);

/// One access to memory that more than one fiber could reach.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Access {
    /// Where. Addresses are compared only within one run; the guest chooses how fine they are
    /// (a variable or field in Go, an object or a key of it in Python).
    pub at: Addr,
    /// How many locations from there on, at least 1.
    pub len: u32,
    /// What is done.
    pub how: Touch,
    /// The place that becomes visible if this access races: the instruction itself in Go, the
    /// last point where the thread could have been switched in Python; 0 if the fiber had just
    /// come back anyway.
    pub site: Site,
    /// The line of the access, to be told.
    pub line: u32,
}

/// What an access does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Touch {
    /// Reads.
    Read,
    /// Writes, or reads and writes.
    Write,
    /// Reads as `sync/atomic` does: never a race, orders what came before the write it sees.
    AtomicRead,
    /// The same for a write, or a read with a write; not a compare-and-swap that fails.
    AtomicWrite,
    /// Sends on a channel: Go's race detector has it read the channel.
    Send,
    /// Closes a channel: a write.
    Close,
    /// Adds to a wait group whose counter is 0: a read.
    Add,
    /// Waits for a wait group: a write.
    Wait,
}

impl Touch {
    /// Whether the memory may be changed.
    pub fn writes(self) -> bool {
        matches!(self, Touch::Write | Touch::AtomicWrite)
    }

    /// Whether it is an operation, not an access to memory.
    pub fn is_operation(self) -> bool {
        matches!(self, Touch::Send | Touch::Close | Touch::Add | Touch::Wait)
    }

    /// Whether it is one of `sync/atomic`.
    pub fn is_atomic(self) -> bool {
        matches!(self, Touch::AtomicRead | Touch::AtomicWrite)
    }
}

/// A set of sites.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sites {
    bits: Vec<u64>,
    /// Whether every site is one of them.
    all: bool,
}

impl Sites {
    /// Every site there is.
    pub fn all() -> Sites {
        Sites { bits: Vec::new(), all: true }
    }

    /// Adds one; whether it was new.
    pub fn insert(&mut self, site: Site) -> bool {
        let (word, bit) = ((site.0 / 64) as usize, 1 << (site.0 % 64));
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        let new = self.bits[word] & bit == 0;
        self.bits[word] |= bit;
        new
    }

    /// Whether it is one of them.
    pub fn contains(&self, site: Site) -> bool {
        let word = self.bits.get((site.0 / 64) as usize).copied().unwrap_or(0);
        self.all || word & (1 << (site.0 % 64)) != 0
    }
}

/// Which accesses and switch points a step stops at.
#[derive(Clone, Copy, Debug)]
pub enum Visible<'a> {
    /// At these, and at every atomic access.
    Sites(&'a Sites),
    /// At all of them.
    All,
}

/// An explorer's view of one step; see [`super::StepCx::access`] and [`super::StepCx::poll`].
#[derive(Debug)]
pub struct Watch<'a> {
    /// Where it stops.
    pub visible: Visible<'a>,
    /// The first stop has been made already: the fiber may do what it stopped before.
    pub granted: bool,
    /// The last switch point that was passed since the fiber's thread was last switched or could
    /// have been; 0 if there was none. Goes on from step to step.
    pub passed: Site,
    /// What was touched in this step.
    pub log: &'a mut Vec<Access>,
}

/// Whether a fiber goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Go {
    /// It does.
    On,
    /// It comes back first, and is asked again.
    Back,
}

impl Watch<'_> {
    /// The fiber is about to touch memory.
    pub(super) fn access(&mut self, access: Access) -> Go {
        let stops = match self.visible {
            Visible::All => true,
            Visible::Sites(sites) => access.how.is_atomic() || sites.contains(access.site),
        };
        if stops && !core::mem::take(&mut self.granted) {
            return Go::Back;
        }
        self.touched(access);
        Go::On
    }

    /// The fiber touches memory where nobody can come in between.
    pub(super) fn touched(&mut self, mut access: Access) {
        if access.site == Site(0) {
            access.site = self.passed;
        }
        self.log.push(access);
    }

    /// The fiber is where its thread may be switched.
    pub(super) fn poll(&mut self, site: Site) -> Go {
        let stops = match self.visible {
            Visible::All => true,
            Visible::Sites(sites) => sites.contains(site),
        };
        if stops && !core::mem::take(&mut self.granted) {
            return Go::Back;
        }
        // Where it has just stopped it could have been switched, and was not.
        self.passed = if stops { Site(0) } else { site };
        Go::On
    }
}
