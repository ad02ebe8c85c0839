//! Locks, semaphores, conditions and wait groups.
//!
//! **Models:** `internal/sync/mutex.go`, `sync/rwmutex.go`, `sync/cond.go`, `sync/waitgroup.go`,
//! Go 1.27, with the words of [`crate::guest::Op`].
//!
//! Who is known to wait for a lock keeps its place: woken, it competes with whoever comes along,
//! and if it loses it is the first again.
//!
//! **Departures:** a mutex has no starvation mode: one that was woken more than a millisecond after
//! it began to wait and lost would be handed the mutex by the next `Unlock`, and here others may
//! still come before it. That takes a mutex that is held while virtual time passes, twice in a row:
//! there are more outcomes then than Go has, never fewer. A plain semaphore's waiter that loses
//! would go to the back of the queue and here keeps its place; only Go's own library has those.

use super::{Granted, NOTIFIED, Pending, Thing, World, thing, touch};
use crate::explore::{Dependence, Footprint};
use crate::guest::{CondOp, Guest, LockOp, Op, Reply, SemaOp};
use crate::id::{Addr, FiberId};

/// What a pending writer takes off the count of readers (`rwmutexMaxReaders`).
const READERS_MAX: i64 = 1 << 30;
/// The words of an RWMutex behind its mutex's.
pub(super) const READER_COUNT: u64 = 4;
pub(super) const READER_WAIT: u64 = 5;

pub(super) fn word_at(at: Addr, index: u64) -> Addr {
    Addr(at.0 + index)
}

impl<G: Guest> World<G> {
    fn add_word(&mut self, at: Addr, delta: i64) -> i64 {
        let value = (self.guest.word(at) as i64).wrapping_add(delta);
        self.guest.set_word(at, value as u64);
        value
    }

    pub(super) fn mutex(
        &mut self, id: FiberId, at: Addr, how: LockOp, footprint: &mut Footprint,
    ) -> Reply {
        let lock = thing(Thing::Lock, at.0);
        match how {
            LockOp::Lock | LockOp::RLock => {
                touch(footprint, lock, Dependence::Takes);
                self.guest.set_word(at, 1);
                self.knowledge.acquire(id, lock);
                Reply::Done
            }
            LockOp::TryLock | LockOp::TryRLock => {
                touch(footprint, lock, Dependence::Writes);
                let free = self.guest.word(at) == 0;
                if free {
                    self.guest.set_word(at, 1);
                    self.knowledge.acquire(id, lock);
                }
                Reply::Bool(free)
            }
            LockOp::Unlock | LockOp::RUnlock => {
                touch(footprint, lock, Dependence::Gives);
                if self.guest.word(at) == 0 {
                    return Reply::NotLocked;
                }
                self.guest.set_word(at, 0);
                self.knowledge.release(id, lock);
                Reply::Done
            }
        }
    }

    /// `None` where the writer has to wait for readers still.
    pub(super) fn rw_mutex(
        &mut self, id: FiberId, at: Addr, how: LockOp, footprint: &mut Footprint,
    ) -> Option<Reply> {
        let (lock, readers) = (thing(Thing::Lock, at.0), thing(Thing::Readers, at.0));
        touch(footprint, readers, Dependence::Writes);
        let count = self.guest.word(word_at(at, READER_COUNT)) as i64;
        Some(match how {
            LockOp::RLock => {
                self.add_word(word_at(at, READER_COUNT), 1);
                self.knowledge.acquire(id, lock);
                Reply::Done
            }
            LockOp::TryRLock => {
                if count >= 0 {
                    self.add_word(word_at(at, READER_COUNT), 1);
                    self.knowledge.acquire(id, lock);
                }
                Reply::Bool(count >= 0)
            }
            LockOp::RUnlock => return Some(self.reader_leaves(id, at)),
            LockOp::Lock => {
                self.guest.set_word(at, 1);
                let before = self.add_word(word_at(at, READER_COUNT), -READERS_MAX) + READERS_MAX;
                self.guest.set_word(word_at(at, READER_WAIT), before as u64);
                if before != 0 {
                    self.fiber(id).pending = Pending::Readers(at);
                    return None;
                }
                self.writer_has(id, at);
                Reply::Done
            }
            LockOp::TryLock => {
                let free = count == 0 && self.guest.word(at) == 0;
                if free {
                    self.guest.set_word(at, 1);
                    self.add_word(word_at(at, READER_COUNT), -READERS_MAX);
                    self.writer_has(id, at);
                }
                Reply::Bool(free)
            }
            LockOp::Unlock => {
                if count >= 0 {
                    return Some(Reply::NotLocked);
                }
                self.add_word(word_at(at, READER_COUNT), READERS_MAX);
                self.guest.set_word(at, 0);
                self.knowledge.release(id, lock);
                self.admit_readers(at, footprint);
                Reply::Done
            }
        })
    }

    /// Who is known to wait reads from now on, before anybody else can come.
    fn admit_readers(&mut self, at: Addr, footprint: &mut Footprint) {
        let reads = |op: &Op| matches!(op, Op::RwMutex { at: on, how: LockOp::RLock } if *on == at);
        for reader in self.known_for(reads) {
            self.add_word(word_at(at, READER_COUNT), 1);
            self.knowledge.acquire(reader, thing(Thing::Lock, at.0));
            self.let_go(reader, Reply::Done, footprint);
        }
    }

    fn reader_leaves(&mut self, id: FiberId, at: Addr) -> Reply {
        let count = self.add_word(word_at(at, READER_COUNT), -1);
        if count + 1 == 0 || count + 1 == -READERS_MAX {
            // Others may run before the program has died of it.
            self.add_word(word_at(at, READER_COUNT), 1);
            return Reply::NotLocked;
        }
        self.knowledge.release(id, thing(Thing::Readers, at.0));
        if count < 0 {
            self.add_word(word_at(at, READER_WAIT), -1);
        }
        Reply::Done
    }

    fn writer_has(&mut self, id: FiberId, at: Addr) {
        self.knowledge.acquire(id, thing(Thing::Lock, at.0));
        self.knowledge.acquire(id, thing(Thing::Readers, at.0));
    }

    /// The last reader that a writer waited for has left.
    pub(super) fn readers_left(&mut self, id: FiberId, at: Addr, footprint: &mut Footprint) {
        touch(footprint, thing(Thing::Readers, at.0), Dependence::Writes);
        self.writer_has(id, at);
        self.guest.resume(id, Reply::Done);
        self.run(id, Granted::No, footprint);
    }

    pub(super) fn semaphore(
        &mut self, id: FiberId, at: Addr, how: SemaOp, footprint: &mut Footprint,
    ) {
        let semaphore = thing(Thing::Lock, at.0);
        touch(footprint, semaphore, Dependence::Writes);
        match how {
            SemaOp::Acquire => {
                self.add_word(at, -1);
                self.knowledge.acquire(id, semaphore);
            }
            SemaOp::Release => {
                self.add_word(at, 1);
                self.knowledge.release(id, semaphore);
            }
        }
    }

    pub(super) fn cond(
        &mut self, id: FiberId, at: Addr, how: CondOp, footprint: &mut Footprint,
    ) -> Reply {
        let cond = thing(Thing::Cond, at.0);
        touch(footprint, cond, Dependence::Writes);
        let (given, notified) = (self.guest.word(at), word_at(at, 1));
        match how {
            CondOp::Add => {
                self.guest.set_word(at, given + 1);
                self.fiber(id).ticket = Some((at, given as u32));
                return Reply::Count(given as u32);
            }
            CondOp::Wait { .. } => {
                self.fiber(id).ticket = None;
                self.knowledge.acquire(id, notified_object(id));
            }
            CondOp::Signal => {
                let first = self.guest.word(notified);
                self.tell(id, at, first..given.min(first + 1));
                if given != self.guest.word(notified) {
                    self.add_word(notified, 1);
                }
            }
            CondOp::Broadcast => {
                self.tell(id, at, self.guest.word(notified)..given);
                self.guest.set_word(notified, given);
            }
        }
        Reply::Done
    }

    /// Whoever has one of the tickets is to learn what `id` knows, and nobody else.
    fn tell(&mut self, id: FiberId, at: Addr, tickets: core::ops::Range<u64>) {
        for other in (1..=self.fibers.len() as u32).map(FiberId) {
            let ticket = self.fiber(other).ticket;
            if ticket.is_some_and(|(of, number)| of == at && tickets.contains(&number.into())) {
                self.knowledge.release(id, notified_object(other));
            }
        }
    }

    pub(super) fn group_add(
        &mut self, id: FiberId, at: Addr, delta: i64, footprint: &mut Footprint,
    ) -> Reply {
        let group = thing(Thing::Group, at.0);
        touch(footprint, group, Dependence::Writes);
        let count = self.add_word(at, delta);
        if count < 0 {
            return Reply::NotLocked;
        }
        if delta < 0 {
            self.knowledge.release(id, group);
        }
        if count == 0 {
            self.release_waiters(at, footprint);
            self.first_adders(at, footprint);
        }
        Reply::Done
    }

    /// Who is known to wait is let go, even if the counter rises again.
    fn release_waiters(&mut self, at: Addr, footprint: &mut Footprint) {
        for waiter in self.known_for(|op| matches!(op, Op::WaitGroupWait(on) if *on == at)) {
            self.knowledge.acquire(waiter, thing(Thing::Group, at.0));
            self.let_go(waiter, Reply::Done, footprint);
        }
    }

    pub(super) fn group_wait(&mut self, id: FiberId, at: Addr, footprint: &mut Footprint) {
        touch(footprint, thing(Thing::Group, at.0), Dependence::Reads);
        self.knowledge.acquire(id, thing(Thing::Group, at.0));
    }
}

fn notified_object(id: FiberId) -> u64 {
    NOTIFIED + (u64::from(id.0) << 8)
}
