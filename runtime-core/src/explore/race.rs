//! Which accesses are ordered: happens-before as "who knows of what".
//!
//! Instead of vector clocks, each access that somebody does not know of yet is kept with the set
//! of those who do: fibers, and the objects through which knowledge is passed on. This says exactly
//! what clocks would (an access is ordered before everything of a fiber that knows of it), needs no
//! counters that grow, and two histories that order the future alike are equal as data. So it can
//! be part of a visited state; counters could not.
//!
//! **Models:** the Go memory model of 2022; `racerelease` and `raceacquire` where Go's runtime calls
//! them (`chan.go`, `sync/*.go`, Go 1.27).
//!
//! **Invariants:** an access that every living fiber knows of is forgotten: whoever comes later
//! inherits the knowledge.

use crate::guest::{Access, Fingerprint, Site, Touch};
use crate::id::FiberId;
use alloc::vec::Vec;

/// How many fibers and objects knowledge is kept for; beyond that accesses are taken as ordered,
/// and [`Knowledge::is_partial`] says so.
const KNOWERS_MAX: usize = 128;

/// Two accesses that nothing orders, of different fibers, at least one a write.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Race {
    /// The one that came first in this run.
    pub first: (FiberId, Access),
    /// The other.
    pub second: (FiberId, Access),
}

impl Race {
    /// The two places, whichever came first: two races of the same places are one. An operation is
    /// no site, and known by its line.
    pub fn places(&self) -> [(Site, u32); 2] {
        let place = |access: &Access| match access.how.is_operation() {
            true => (access.site, access.line),
            false => (access.site, 0),
        };
        let mut places = [place(&self.first.1), place(&self.second.1)];
        places.sort_unstable();
        places
    }
}

/// Whether two accesses would race if nothing orders them.
pub fn conflict(a: &Access, b: &Access) -> bool {
    let overlap = a.at.0 < b.at.0 + u64::from(b.len) && b.at.0 < a.at.0 + u64::from(a.len);
    overlap && (a.how.writes() || b.how.writes()) && !(a.how.is_atomic() && b.how.is_atomic())
}

/// Someone who can know of an access.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Knower {
    Fiber(FiberId),
    Object(u64),
}

/// An access and who knows of it, a bit for each knower.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Known {
    by: FiberId,
    access: Access,
    knowers: u128,
}

/// Who knows of which accesses.
#[derive(Debug, Default)]
pub struct Knowledge {
    knowers: Vec<Knower>,
    /// Those that are living fibers.
    living: u128,
    accesses: Vec<Known>,
    partial: bool,
    /// Whether visible accesses are kept too: see [`Knowledge::keep_visible`].
    keeps_visible: bool,
}

impl Clone for Knowledge {
    fn clone(&self) -> Knowledge {
        Knowledge {
            knowers: self.knowers.clone(),
            living: self.living,
            accesses: self.accesses.clone(),
            partial: self.partial,
            keeps_visible: self.keeps_visible,
        }
    }

    fn clone_from(&mut self, from: &Knowledge) {
        self.knowers.clone_from(&from.knowers);
        self.accesses.clone_from(&from.accesses);
        (self.living, self.partial) = (from.living, from.partial);
        self.keeps_visible = from.keeps_visible;
    }
}

impl Knowledge {
    /// Whether some orderings were not followed, because too many take part.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// Keeps what is touched at visible places, too. A search of all states need not: what comes
    /// after such an access and is not ordered with it also comes before it in some state, where
    /// the access is the next thing its fiber does. A search of one run for each behaviour has only
    /// the one order, and so has a program whose sleeps are as long as they say.
    pub fn keep_visible(&mut self) {
        self.keeps_visible = true;
    }

    /// `fiber` touches memory at a visible place.
    pub fn touch_visibly(&mut self, fiber: FiberId, access: Access, races: &mut Vec<Race>) {
        if self.keeps_visible || access.how.is_atomic() {
            self.touch(fiber, access, races);
        } else {
            self.against(fiber, access, races);
        }
    }

    fn bit(&mut self, knower: Knower) -> u128 {
        let found = self.knowers.iter().position(|&known| known == knower);
        let at = found.unwrap_or_else(|| {
            self.knowers.push(knower);
            self.knowers.len() - 1
        });
        if at >= KNOWERS_MAX {
            self.partial = true;
            return 0;
        }
        1 << at
    }

    /// `fiber` begins: it knows what `by` knows.
    pub fn begin(&mut self, fiber: FiberId, by: FiberId) {
        let (from, to) = (self.bit(Knower::Fiber(by)), self.bit(Knower::Fiber(fiber)));
        self.living |= to;
        self.pass(from, to);
    }

    /// A fiber will begin one day that inherits nothing of what is learned until then, but from
    /// `from`: nothing is forgotten that `from` does not know.
    pub fn expect(&mut self, from: FiberId) {
        self.living |= self.bit(Knower::Fiber(from));
    }

    /// `fiber` is gone.
    pub fn end(&mut self, fiber: FiberId) {
        let bit = self.bit(Knower::Fiber(fiber));
        self.living &= !bit;
        self.accesses.iter_mut().for_each(|known| known.knowers &= !bit);
        self.forget();
    }

    /// What `fiber` knows goes into an object (`racerelease`).
    pub fn release(&mut self, fiber: FiberId, object: u64) {
        if !self.accesses.is_empty() {
            let (from, to) = (self.bit(Knower::Fiber(fiber)), self.bit(Knower::Object(object)));
            self.pass(from, to);
        }
    }

    /// What an object holds goes to `fiber` (`raceacquire`).
    pub fn acquire(&mut self, fiber: FiberId, object: u64) {
        if !self.accesses.is_empty() {
            let (from, to) = (self.bit(Knower::Object(object)), self.bit(Knower::Fiber(fiber)));
            self.pass(from, to);
        }
    }

    /// Two fibers meet: each knows what the other does.
    pub fn meet(&mut self, a: FiberId, b: FiberId) {
        let (a, b) = (self.bit(Knower::Fiber(a)), self.bit(Knower::Fiber(b)));
        self.pass(a, b);
        self.pass(b, a);
    }

    fn pass(&mut self, from: u128, to: u128) {
        for known in &mut self.accesses {
            if known.knowers & from != 0 {
                known.knowers |= to;
            }
        }
        self.forget();
    }

    /// What everybody knows, nobody has to be told.
    fn forget(&mut self) {
        let living = self.living;
        self.accesses.retain(|known| known.knowers & living != living);
    }

    /// The accesses of others that `fiber` does not know of and that this one conflicts with.
    pub fn against(&mut self, fiber: FiberId, access: Access, races: &mut Vec<Race>) {
        let own = self.bit(Knower::Fiber(fiber));
        let unknown = |known: &&Known| known.by != fiber && known.knowers & own == 0;
        let conflicting = |known: &&Known| conflict(&known.access, &access);
        let racing = self.accesses.iter().filter(unknown).filter(conflicting);
        let second = (fiber, access);
        races.extend(racing.map(|known| Race { first: (known.by, known.access), second }));
    }

    /// `fiber` touches memory; the accesses that it races with.
    pub fn touch(&mut self, fiber: FiberId, access: Access, races: &mut Vec<Race>) {
        self.against(fiber, access, races);
        let own = self.bit(Knower::Fiber(fiber));
        if self.living & !own == 0 {
            return;
        }
        // A write stands for everything at its place that it knows of; a read for the fiber's own.
        let covers = |known: &Known| {
            let inside = access.at.0 <= known.access.at.0
                && known.access.at.0 + u64::from(known.access.len)
                    <= access.at.0 + u64::from(access.len);
            let weaker = access.how == Touch::Write || known.access.how == access.how;
            inside
                && weaker
                && (known.by == fiber || known.knowers & own != 0 && access.how.writes())
        };
        self.accesses.retain(|known| !covers(known));
        self.accesses.push(Known { by: fiber, access, knowers: own });
    }

    /// Feeds what can influence which races are still to be found.
    pub fn fingerprint(&self, state: &mut Fingerprint) {
        let mut sum = 0u128;
        for known in &self.accesses {
            let mut one = Fingerprint::default();
            one.word(known.access.at.0);
            one.word(u64::from(known.access.len) << 32 | u64::from(known.access.site.0));
            one.word(u64::from(known.by.0) << 8 | known.access.how as u64);
            let mut who = 0u64;
            for (at, knower) in self.knowers.iter().enumerate().take(KNOWERS_MAX) {
                if known.knowers & (1 << at) != 0 {
                    let mut named = Fingerprint::default();
                    match *knower {
                        Knower::Fiber(fiber) => named.word(u64::from(fiber.0)),
                        Knower::Object(object) => named.word(!object),
                    }
                    who = who.wrapping_add(named.finish() as u64);
                }
            }
            one.word(who);
            sum = sum.wrapping_add(one.finish());
        }
        state.word(sum as u64);
        state.word((sum >> 64) as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guest::Site;
    use crate::id::Addr;

    const X: Addr = Addr(8);
    const MUTEX: u64 = 99;

    fn access(how: Touch) -> Access {
        Access { at: X, len: 1, how, site: Site(1), line: 1 }
    }

    fn touch(knowledge: &mut Knowledge, fiber: FiberId, how: Touch) -> Option<Race> {
        let mut races = Vec::new();
        knowledge.touch(fiber, access(how), &mut races);
        races.pop()
    }

    /// Main has started fibers 2 and 3.
    fn three() -> Knowledge {
        let mut knowledge = Knowledge::default();
        knowledge.begin(FiberId(1), FiberId(0));
        knowledge.begin(FiberId(2), FiberId(1));
        knowledge.begin(FiberId(3), FiberId(1));
        knowledge
    }

    #[test]
    fn two_writes_that_nothing_orders_race() {
        let mut knowledge = three();
        assert_eq!(touch(&mut knowledge, FiberId(2), Touch::Write), None);
        let race = touch(&mut knowledge, FiberId(3), Touch::Read).unwrap();
        assert_eq!((race.first.0, race.second.0), (FiberId(2), FiberId(3)));
    }

    #[test]
    fn a_lock_orders_them() {
        let mut knowledge = three();
        knowledge.acquire(FiberId(2), MUTEX);
        assert_eq!(touch(&mut knowledge, FiberId(2), Touch::Write), None);
        knowledge.release(FiberId(2), MUTEX);
        knowledge.acquire(FiberId(3), MUTEX);
        assert_eq!(touch(&mut knowledge, FiberId(3), Touch::Write), None);
        // But fiber 1 has taken no lock.
        assert!(touch(&mut knowledge, FiberId(1), Touch::Read).is_some());
    }

    #[test]
    fn what_came_before_the_start_is_known() {
        let mut knowledge = Knowledge::default();
        knowledge.begin(FiberId(1), FiberId(0));
        touch(&mut knowledge, FiberId(1), Touch::Write);
        knowledge.begin(FiberId(2), FiberId(1));
        assert_eq!(touch(&mut knowledge, FiberId(2), Touch::Write), None);
    }

    #[test]
    fn what_everybody_knows_is_forgotten() {
        let mut knowledge = three();
        touch(&mut knowledge, FiberId(2), Touch::Write);
        knowledge.meet(FiberId(2), FiberId(3));
        assert_eq!(knowledge.accesses.len(), 1);
        knowledge.meet(FiberId(1), FiberId(2));
        assert!(knowledge.accesses.is_empty());
    }

    #[test]
    fn reads_do_not_race_with_reads_nor_atomics_with_atomics() {
        let mut knowledge = three();
        touch(&mut knowledge, FiberId(2), Touch::Read);
        assert_eq!(touch(&mut knowledge, FiberId(3), Touch::Read), None);
        let mut knowledge = three();
        touch(&mut knowledge, FiberId(2), Touch::AtomicWrite);
        assert_eq!(touch(&mut knowledge, FiberId(3), Touch::AtomicRead), None);
        assert!(touch(&mut knowledge, FiberId(1), Touch::Read).is_some());
    }
}
