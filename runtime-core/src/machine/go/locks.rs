//! Mutexes, RWMutexes, semaphores, conditions and wait groups.
//!
//! **Models:** `internal/sync/mutex.go`, `sync/rwmutex.go`, `sync/cond.go`, `sync/waitgroup.go`,
//! `runtime/sema.go`; Go 1.27. Their state is in words of the program's memory, at the object's
//! address and behind it; see [`crate::guest::Op`] for which word is what.

use super::{After, GO_ON, Machine, Pending, SemaWait, Then, Turn};
use crate::guest::{CondOp, Guest, LockOp, Reply, SemaOp};
use crate::id::{Addr, FiberId};
use crate::sync::mutex::{Attempt, LOCKED, STARVING, Step, unlock};
use crate::sync::sema::QueueEnd;
use crate::trace::{EventKind, Hold, Object, WaitReason};

/// What a pending writer takes off the count of readers (`rwmutexMaxReaders`).
const READERS_MAX: i64 = 1 << 30;

/// The words of an RWMutex behind its mutex's two.
const WRITER_SEM: u64 = 2;
const READER_SEM: u64 = 3;
const READER_COUNT: u64 = 4;
const READER_WAIT: u64 = 5;

fn word_at(at: Addr, index: u64) -> Addr {
    Addr(at.0 + index)
}

impl<G: Guest> Machine<G> {
    fn add_word(&mut self, at: Addr, delta: i64) -> i64 {
        let value = (self.guest.word(at) as i64).wrapping_add(delta);
        self.guest.set_word(at, value as u64);
        value
    }

    fn locked(&mut self, at: Addr, by: FiberId, hold: Hold) {
        self.emit(EventKind::Locked { at, by, hold });
    }

    // ---- semaphores

    pub(in crate::machine) fn semaphore(&mut self, g: FiberId, at: Addr, how: SemaOp) -> Turn {
        match how {
            SemaOp::Acquire => {
                let (end, reason) = (QueueEnd::Back, WaitReason::Semacquire);
                let wait = SemaWait { at, on: at, end, reason, ticket: false, then: Then::Reply };
                self.semacquire(g, wait)
            }
            SemaOp::Release => {
                self.reply(g, Reply::Done)?;
                self.semrelease(g, at, HandOff::No);
                GO_ON
            }
        }
    }

    fn semacquire(&mut self, g: FiberId, wait: SemaWait) -> Turn {
        let count = self.guest.word(wait.at);
        if count > 0 {
            self.guest.set_word(wait.at, count - 1);
            return self.after_sema(g, wait.then);
        }
        self.go_runtime().semas.queue(wait.at, g, wait.end);
        self.go_runtime().pending.insert(g, Pending::Sema(wait));
        self.gopark(g, wait.reason, Object::Addr(wait.on))?;
        if wait.end == QueueEnd::Front {
            self.emit(EventKind::WaiterRequeued { g, at: wait.on });
        }
        GO_ON
    }

    /// `semrelease1`: with a hand-off the woken one has what it waited for and runs at once.
    fn semrelease(&mut self, by: FiberId, at: Addr, hand_off: HandOff) {
        let count = self.add_word(at, 1);
        let Some(woken) = self.go_runtime().semas.dequeue(at) else { return };
        let given = hand_off == HandOff::Yes && count > 0;
        if given {
            self.add_word(at, -1);
            if let Some(Pending::Sema(wait)) = self.go_runtime().pending.get_mut(&woken) {
                wait.ticket = true;
            }
        }
        self.ready(woken, by);
        if given {
            self.goyield(by);
        }
    }

    /// A goroutine that a release has woken runs again.
    pub(super) fn sema_woken(&mut self, g: FiberId, wait: SemaWait) -> Turn {
        if wait.ticket { self.after_sema(g, wait.then) } else { self.semacquire(g, wait) }
    }

    fn after_sema(&mut self, g: FiberId, then: Then) -> Turn {
        match then {
            Then::Reply => self.reply(g, Reply::Done),
            Then::Mutex(at, attempt, after) => self.mutex_woken(g, at, attempt, after),
            Then::Reader(at) => {
                self.locked(at, g, Hold::Shared);
                self.reply(g, Reply::Done)
            }
            Then::Writer(at) => {
                self.locked(at, g, Hold::Exclusive);
                self.reply(g, Reply::Done)
            }
        }
    }

    // ---- Mutex

    pub(in crate::machine) fn mutex(&mut self, g: FiberId, at: Addr, how: LockOp) -> Turn {
        match how {
            LockOp::TryLock | LockOp::TryRLock => {
                let had = self.try_mutex(at);
                if had {
                    self.locked(at, g, Hold::Exclusive);
                }
                self.reply(g, Reply::Bool(had))
            }
            LockOp::Unlock | LockOp::RUnlock => self.mutex_unlock(g, at),
            LockOp::Lock | LockOp::RLock => {
                self.mutex_lock(g, at, Attempt::default(), After::Reply)
            }
        }
    }

    fn try_mutex(&mut self, at: Addr) -> bool {
        let old = self.guest.word(at);
        if old & (LOCKED | STARVING) != 0 {
            return false;
        }
        self.guest.set_word(at, old | LOCKED);
        true
    }

    fn mutex_lock(&mut self, g: FiberId, at: Addr, attempt: Attempt, after: After) -> Turn {
        match attempt.lock(self.guest.word(at)) {
            Step::Acquired(new) => {
                self.guest.set_word(at, new);
                self.mutex_had(g, at, after)
            }
            Step::Wait(new) => {
                self.guest.set_word(at, new);
                let end = if attempt.since.is_some() { QueueEnd::Front } else { QueueEnd::Back };
                let since = attempt.since.or(Some(self.now));
                let (reason, on) = match after {
                    After::Reply => (WaitReason::MutexLock, at),
                    After::Readers(rw) => (WaitReason::RwMutexLock, rw),
                };
                let then = Then::Mutex(at, Attempt { since, ..attempt }, after);
                let wait = SemaWait { at: word_at(at, 1), on, end, reason, ticket: false, then };
                self.semacquire(g, wait)
            }
            step => panic!("yieldpoint bug: locking comes to {step:?}"),
        }
    }

    fn mutex_woken(&mut self, g: FiberId, at: Addr, attempt: Attempt, after: After) -> Turn {
        match attempt.woken(self.guest.word(at), self.now) {
            (_, Some(new)) => {
                self.guest.set_word(at, new);
                self.mutex_had(g, at, after)
            }
            (attempt, None) => self.mutex_lock(g, at, attempt, after),
        }
    }

    fn mutex_had(&mut self, g: FiberId, at: Addr, after: After) -> Turn {
        match after {
            After::Reply => {
                self.locked(at, g, Hold::Exclusive);
                self.reply(g, Reply::Done)
            }
            After::Readers(rw) => self.wait_for_readers(g, rw),
        }
    }

    fn mutex_unlock(&mut self, g: FiberId, at: Addr) -> Turn {
        let step = unlock(self.guest.word(at));
        if step == Step::NotLocked {
            return self.reply(g, Reply::NotLocked);
        }
        self.emit(EventKind::Unlocked { at, by: g, hold: Hold::Exclusive });
        self.reply(g, Reply::Done)?;
        self.mutex_unlocked(g, at, step);
        GO_ON
    }

    fn mutex_unlocked(&mut self, g: FiberId, at: Addr, step: Step) {
        match step {
            Step::WakeOne(new) => {
                self.guest.set_word(at, new);
                self.semrelease(g, word_at(at, 1), HandOff::No);
            }
            Step::HandOff(new) => {
                self.guest.set_word(at, new);
                self.semrelease(g, word_at(at, 1), HandOff::Yes);
            }
            Step::Free(new) => self.guest.set_word(at, new),
            step => panic!("yieldpoint bug: unlocking comes to {step:?}"),
        }
    }

    // ---- RWMutex

    pub(in crate::machine) fn rw_mutex(&mut self, g: FiberId, at: Addr, how: LockOp) -> Turn {
        match how {
            LockOp::RLock => self.rw_rlock(g, at),
            LockOp::RUnlock => self.rw_runlock(g, at),
            LockOp::Lock => self.mutex_lock(g, at, Attempt::default(), After::Readers(at)),
            LockOp::Unlock => self.rw_unlock(g, at),
            LockOp::TryRLock => {
                let readers = self.guest.word(word_at(at, READER_COUNT)) as i64;
                self.rw_tried(g, at, readers >= 0, Hold::Shared)
            }
            LockOp::TryLock => {
                let free = self.guest.word(word_at(at, READER_COUNT)) == 0 && self.try_mutex(at);
                self.rw_tried(g, at, free, Hold::Exclusive)
            }
        }
    }

    fn rw_tried(&mut self, g: FiberId, at: Addr, had: bool, hold: Hold) -> Turn {
        if had {
            let delta = if hold == Hold::Shared { 1 } else { -READERS_MAX };
            self.add_word(word_at(at, READER_COUNT), delta);
            self.locked(at, g, hold);
        }
        self.reply(g, Reply::Bool(had))
    }

    fn rw_rlock(&mut self, g: FiberId, at: Addr) -> Turn {
        if self.add_word(word_at(at, READER_COUNT), 1) >= 0 {
            return self.after_sema(g, Then::Reader(at));
        }
        self.rw_wait(g, at, READER_SEM, WaitReason::RwMutexRLock, Then::Reader(at))
    }

    fn rw_wait(&mut self, g: FiberId, at: Addr, sem: u64, reason: WaitReason, then: Then) -> Turn {
        let (end, sem) = (QueueEnd::Back, word_at(at, sem));
        self.semacquire(g, SemaWait { at: sem, on: at, end, reason, ticket: false, then })
    }

    /// The last reader that a pending writer waits for lets it in.
    fn rw_runlock(&mut self, g: FiberId, at: Addr) -> Turn {
        let count = word_at(at, READER_COUNT);
        let readers = self.add_word(count, -1);
        if readers + 1 == 0 || readers + 1 == -READERS_MAX {
            self.add_word(count, 1);
            return self.reply(g, Reply::NotLocked);
        }
        self.emit(EventKind::Unlocked { at, by: g, hold: Hold::Shared });
        self.reply(g, Reply::Done)?;
        if readers < 0 && self.add_word(word_at(at, READER_WAIT), -1) == 0 {
            self.semrelease(g, word_at(at, WRITER_SEM), HandOff::No);
        }
        GO_ON
    }

    /// A writer among writers: new readers wait from here, and it waits for the old ones.
    fn wait_for_readers(&mut self, g: FiberId, at: Addr) -> Turn {
        let readers = self.add_word(word_at(at, READER_COUNT), -READERS_MAX) + READERS_MAX;
        if readers == 0 || self.add_word(word_at(at, READER_WAIT), readers) == 0 {
            return self.after_sema(g, Then::Writer(at));
        }
        self.rw_wait(g, at, WRITER_SEM, WaitReason::RwMutexLock, Then::Writer(at))
    }

    /// Every reader that waits is let in, then the next writer may come.
    fn rw_unlock(&mut self, g: FiberId, at: Addr) -> Turn {
        let count = word_at(at, READER_COUNT);
        let readers = self.add_word(count, READERS_MAX);
        if readers >= READERS_MAX {
            // Others may run before the program has died of it.
            self.add_word(count, -READERS_MAX);
            return self.reply(g, Reply::NotLocked);
        }
        self.emit(EventKind::Unlocked { at, by: g, hold: Hold::Exclusive });
        self.reply(g, Reply::Done)?;
        for _ in 0..readers {
            self.semrelease(g, word_at(at, READER_SEM), HandOff::No);
        }
        let step = unlock(self.guest.word(at));
        if step != Step::NotLocked {
            self.mutex_unlocked(g, at, step);
        }
        GO_ON
    }

    // ---- Cond

    pub(in crate::machine) fn cond(&mut self, g: FiberId, at: Addr, how: CondOp) -> Turn {
        let notified = word_at(at, 1);
        match how {
            CondOp::Add => {
                let given = self.add_word(at, 1);
                return self.reply(g, Reply::Count((given - 1) as u32));
            }
            CondOp::Wait { ticket } => {
                self.reply(g, Reply::Done)?;
                if u64::from(ticket) < self.guest.word(notified) {
                    return GO_ON;
                }
                self.go_runtime().conds.wait(at, ticket, g);
                return self.gopark(g, WaitReason::CondWait, Object::Addr(at));
            }
            CondOp::Signal if self.guest.word(at) == self.guest.word(notified) => {}
            CondOp::Signal => {
                let ticket = self.add_word(notified, 1) - 1;
                if let Some(woken) = self.go_runtime().conds.one(at, ticket as u32) {
                    self.ready(woken, g);
                }
            }
            CondOp::Broadcast => {
                let given = self.guest.word(at);
                self.guest.set_word(notified, given);
                for woken in self.go_runtime().conds.all(at) {
                    self.ready(woken, g);
                }
            }
        }
        self.reply(g, Reply::Done)
    }

    // ---- WaitGroup

    pub(in crate::machine) fn wait_group_add(&mut self, g: FiberId, wg: Addr, delta: i64) -> Turn {
        let count = self.add_word(wg, delta);
        if count < 0 {
            return self.reply(g, Reply::NotLocked);
        }
        self.emit(EventKind::WaitGroupAdded { wg, by: g, delta, count });
        for waiter in self.go_runtime().wait_groups.added(wg, count) {
            self.guest.resume(waiter, Reply::Done);
            self.ready(waiter, g);
        }
        self.reply(g, Reply::Done)
    }

    pub(in crate::machine) fn wait_group_wait(&mut self, g: FiberId, wg: Addr) -> Turn {
        if self.guest.word(wg) == 0 {
            return self.reply(g, Reply::Done);
        }
        self.go_runtime().wait_groups.park(wg, g);
        self.gopark(g, WaitReason::WaitGroupWait, Object::Addr(wg))
    }
}

/// Whether a release gives what it releases to the one it wakes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum HandOff {
    Yes,
    No,
}
