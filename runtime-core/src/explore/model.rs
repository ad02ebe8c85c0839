//! What the engines see of a program.

use super::Notices;
use super::race::Race;
use crate::guest::{Access, Fault, Site};
use crate::id::FiberId;
use crate::time::Time;
use crate::trace::OutcomeKind;
use alloc::vec::Vec;
use smallvec::SmallVec;

/// A program at one of its choices.
pub trait Model: Clone {
    /// What could come next, in an order that depends on the state alone; none where the run is
    /// over, which [`Model::ending`] then explains.
    fn moves(&mut self, moves: &mut Vec<Move>);

    /// Takes what was noted before there was anything to choose.
    fn beginning(&mut self) -> Footprint;

    /// Follows who knows of visible accesses, too: call it at the start, see
    /// [`super::race::Knowledge::keep_visible`].
    fn remember_visible(&mut self);

    /// The same where a timer that fires on time is what keeps two accesses apart, for a language
    /// in which such a pair is a fault all the same: what comes after a sleep comes before nothing
    /// that others do meanwhile, in no state. By default it is none.
    fn remember_across_time(&mut self) {}

    /// Makes one of them and notes what was touched.
    fn make(&mut self, chosen: Move, footprint: &mut Footprint);

    /// The fibers that cannot move, each with what it wants to touch; several rows for a select.
    fn blocked(&self, blocked: &mut Vec<(FiberId, Touched)>);

    /// How the run ended, once there is no move any more.
    fn ending(&self) -> Option<&Ending>;

    /// A hash of everything that can influence the rest of the run and its outcome: what was
    /// printed counts, virtual time only as far as it can be told.
    fn fingerprint(&self) -> u128;

    /// Whether a timer has ever been set: only then could one be late.
    fn is_timed(&self) -> bool;
}

/// One thing that could come next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Move {
    /// Who moves; fiber 0 is the clock, whose timer fires.
    pub fiber: FiberId,
    /// The other side of a rendezvous, or the timer's fiber; 0 for nobody.
    pub with: FiberId,
    /// Which of its ways `fiber` goes: a select's case, a choice's option.
    pub way: u16,
    /// The same of the other side.
    pub with_way: u16,
}

impl Move {
    /// A fiber's only way.
    pub fn of(fiber: FiberId) -> Move {
        Move { fiber, with: FiberId(0), way: 0, with_way: 0 }
    }

    /// One of several.
    pub fn way(fiber: FiberId, way: u16) -> Move {
        Move { way, ..Move::of(fiber) }
    }
}

/// Something that a move read or changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Touched {
    /// What: a number that is the same for the same thing within one run.
    pub object: u64,
    /// How many such things in a row.
    pub len: u32,
    /// Whether other moves on it commute with this one.
    pub how: Dependence,
}

impl Touched {
    /// What everything depends on: who ends the process keeps all others from doing anything.
    pub const PROCESS: u64 = 7 << 61;

    /// Whether it is a place in memory.
    pub fn is_memory(&self) -> bool {
        self.object >> 61 == 0
    }
}

/// When two moves on one thing do not commute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dependence {
    /// It only looks: commutes with others that look.
    Reads,
    /// It changes: commutes with nothing.
    Writes,
    /// It takes a lock: two of these race; what made it free in between is no obstacle.
    Takes,
    /// It gives a lock back: comes before the next taking, and cannot come after it.
    Gives,
    /// It went another way than by this thing: commutes with everything, but with whoever was
    /// there too it could have gone this way.
    Passes,
}

/// What a move did, as far as others can tell.
#[derive(Clone, Debug, Default)]
pub struct Footprint {
    /// What it touched.
    pub touched: Vec<Touched>,
    /// Accesses that were not visible, with who made them.
    pub hidden: Vec<(FiberId, Access)>,
    /// Accesses that nothing orders.
    pub races: Vec<Race>,
    /// Room for one step's accesses.
    #[cfg_attr(not(feature = "go"), expect(dead_code, reason = "Go's world uses it"))]
    pub(crate) log: Vec<Access>,
    /// Switch points that were passed on the way to something that is touched here: an operation
    /// that others can tell came after them with no stop in between. They are to be visible, and
    /// the search begins anew, or some order of operations is not seen.
    pub shows: Vec<Site>,
    /// Fibers that took part: the one that moved (0 for the clock), then all that go on with it.
    pub fibers: SmallVec<[FiberId; 2]>,
}

impl Footprint {
    /// Forgets everything, keeping the room.
    pub fn clear(&mut self) {
        self.touched.clear();
        self.hidden.clear();
        self.races.clear();
        self.shows.clear();
        self.fibers.clear();
    }
}

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The machine's word for it.
    pub kind: OutcomeKind,
    /// The process's exit code.
    pub exit_code: i32,
    /// A hash of standard output.
    pub stdout: u128,
    /// What the program died of.
    pub fault: Option<Fault>,
    /// Fibers that nobody can ever wake.
    pub leaked: Vec<FiberId>,
    /// What the runtime complained of on the way.
    pub notices: Notices,
    /// A hash of the last line of stderr, where that says what the program died of; else 0.
    pub last_words: u64,
    /// Virtual time at the end in ns, where the search tells times apart.
    pub end_ns: Option<u64>,
}

/// Whether states that differ only in what time it is are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// They are: only how long a timer has still to go can be told.
    Relative,
    /// They are not, and an ending says when it was. A program that goes on for ever has no end of
    /// states then.
    Absolute,
}

impl Clock {
    /// When it ended, if that is told.
    pub(crate) fn end_ns(self, now: Time) -> Option<u64> {
        (self == Clock::Absolute).then_some(now.0)
    }
}
