//! What partial-order reduction keeps of a move, and when two of them depend on each other.

use crate::explore::{Dependence, Footprint, Move, Touched};
use crate::id::FiberId;
use smallvec::SmallVec;

/// A move that was made, or is to be made.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub by: Move,
    /// Who takes part, as in a [`Footprint`].
    pub fibers: SmallVec<[FiberId; 2]>,
    pub touched: SmallVec<[Touched; 2]>,
    /// Whether it ends the process, so that nothing comes after it.
    pub ends: bool,
    /// Whether there were other ways that it did not go.
    pub has_passed: bool,
}

/// A move of the present run.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub what: Happening,
    /// Of each fiber the number of the last event that happens before this one or is it, from 1.
    pub clock: Clock,
    /// Earlier events that it races with: nothing comes between the two.
    pub races: SmallVec<[u32; 2]>,
}

/// Numbers of events by fiber.
pub(super) type Clock = SmallVec<[u32; 16]>;

/// Why two events are ordered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// They are not: they commute.
    None,
    /// The earlier makes the later possible, which could not come first.
    Enables,
    /// They could be the other way round.
    Races,
}

impl Happening {
    pub fn new(by: Move, footprint: &Footprint) -> Happening {
        Happening::of(by, footprint.fibers.clone(), footprint.touched.iter().copied().collect())
    }

    pub fn of(
        by: Move, fibers: SmallVec<[FiberId; 2]>, touched: SmallVec<[Touched; 2]>,
    ) -> Happening {
        let ends = touched.iter().any(|touched| touched.object == PROCESS);
        let has_passed = touched.iter().any(|touched| touched.how == Dependence::Passes);
        Happening { by, fibers, touched, ends, has_passed }
    }

    /// Whether `fiber` takes part. Fiber 0 is nobody: what the clock does is ordered by the timers.
    pub fn is_of(&self, fiber: FiberId) -> bool {
        fiber.0 != 0 && self.fibers.contains(&fiber)
    }

    pub fn shares_fiber(&self, other: &Happening) -> bool {
        other.fibers.iter().any(|&fiber| self.is_of(fiber))
    }

    /// Whether the two commute, but each could have gone another way with the other.
    pub fn passes(&self, later: &Happening) -> bool {
        if !self.has_passed && !later.has_passed {
            return false;
        }
        let passed =
            |a: &Touched, b: &Touched| a.how == Dependence::Passes || b.how == Dependence::Passes;
        let meet = |a: &Touched| later.touched.iter().any(|b| passed(a, b) && overlap(a, b));
        self.touched.iter().any(meet)
    }

    /// Why this one, which came first, and `later` do not commute.
    pub fn order(&self, later: &Happening) -> Order {
        let mut order = if self.shares_fiber(later) { Order::Enables } else { Order::None };
        for a in &self.touched {
            for b in &later.touched {
                match touch_order(a, b) {
                    Order::Races => return Order::Races,
                    Order::Enables => order = Order::Enables,
                    Order::None => {}
                }
            }
        }
        order
    }

    pub fn commutes(&self, other: &Happening) -> bool {
        self.order(other) == Order::None
    }
}

/// The object that everything depends on.
pub(super) const PROCESS: u64 = Touched::PROCESS;

fn touch_order(first: &Touched, later: &Touched) -> Order {
    if first.object == PROCESS || later.object == PROCESS {
        return Order::Races;
    }
    if !overlap(first, later) {
        return Order::None;
    }
    match (first.how, later.how) {
        (Dependence::Reads, Dependence::Reads)
        | (Dependence::Passes, _)
        | (_, Dependence::Passes) => Order::None,
        (Dependence::Gives, Dependence::Takes) | (Dependence::Takes, Dependence::Gives) => {
            Order::Enables
        }
        (Dependence::Gives, Dependence::Gives) => Order::Enables,
        _ => Order::Races,
    }
}

fn overlap(a: &Touched, b: &Touched) -> bool {
    a.object < b.object + u64::from(b.len) && b.object < a.object + u64::from(a.len)
}
