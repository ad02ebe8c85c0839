//! Locks of `threading`, and the notifications of pipes between processes.
//!
//! **Models:** `acquire_timed` (`Modules/_threadmodule.c`), `PyThread_acquire_lock_timed`
//! (`Python/thread_pthread.h`), CPython 3.13.0: a lock is tried first with the GIL in hand; only if
//! that fails the GIL is dropped and the thread waits on the semaphore. Who is woken has not got
//! the lock yet: until it is on its feet, anybody may take it (there is no fairness).
//!
//! **Invariants:** whether a lock is held is a word of the guest's; only the waiters are here.

use super::{LockWaiter, Machine, Turn, WAKE_NS, Wait, What};
use crate::guest::{Guest, LockOp, Reply};
use crate::id::{Addr, FiberId};
use crate::trace::{ChoiceKind, EventKind, Hold, Object, WaitReason};

impl<G: Guest> Machine<G> {
    pub(super) fn thread_lock(
        &mut self, thread: FiberId, by: FiberId, at: Addr, how: LockOp, timeout_ns: Option<u64>,
    ) -> Turn {
        if how == LockOp::Unlock {
            return self.unlock(by, at);
        }
        if self.guest.word(at) == 0 {
            self.has_lock(by, at);
            return self.reply(by, Reply::Bool(true));
        }
        if how == LockOp::TryLock || timeout_ns == Some(0) {
            return self.reply(by, Reply::Bool(false));
        }
        self.py().locks.or_default(at).push(LockWaiter { thread, woken: false });
        let until = timeout_ns.map(|ns| self.now.after(ns));
        self.block(thread, WaitReason::LockAcquire, Object::Addr(at), Wait::Lock(at), until)
    }

    fn has_lock(&mut self, by: FiberId, at: Addr) {
        self.guest.set_word(at, 1);
        self.emit(EventKind::Locked { at, by, hold: Hold::Exclusive });
    }

    fn unlock(&mut self, by: FiberId, at: Addr) -> Turn {
        if self.guest.word(at) == 0 {
            return self.reply(by, Reply::NotLocked);
        }
        self.guest.set_word(at, 0);
        self.emit(EventKind::Unlocked { at, by, hold: Hold::Exclusive });
        self.wake_waiter(at);
        self.reply(by, Reply::Done)
    }

    fn wake_waiter(&mut self, at: Addr) {
        if self.is_controlled() {
            return;
        }
        let asleep: alloc::vec::Vec<usize> = match self.py().locks.get(&at) {
            Some(waiters) => (0..waiters.len()).filter(|&one| !waiters[one].woken).collect(),
            None => return,
        };
        if asleep.is_empty() {
            return;
        }
        let option = self.draw(ChoiceKind::LockWake, asleep.len() as u32);
        let waiter = &mut self.py().locks.or_default(at)[asleep[option as usize]];
        waiter.woken = true;
        let thread = waiter.thread;
        let when = self.now.after(WAKE_NS + self.delay_ns());
        self.set_alarm(when, thread, What::LockWake);
    }

    /// The woken thread is on its feet: it has the lock if nobody was faster. Whether it has.
    pub(super) fn lock_woken(&mut self, thread: FiberId, at: Addr) -> bool {
        let waiters = self.py().locks.or_default(at);
        let Some(place) = waiters.iter().position(|waiter| waiter.thread == thread) else {
            return false;
        };
        if self.guest.word(at) != 0 {
            self.py().locks.or_default(at)[place].woken = false;
            return false;
        }
        let waiters = self.py().locks.or_default(at);
        waiters.remove(place);
        if waiters.is_empty() {
            self.py().locks.remove(&at);
        }
        let active = self.active(thread);
        self.has_lock(active, at);
        self.unblock(thread, Some(Reply::Bool(true)));
        true
    }

    pub(super) fn pipe_notify(&mut self, by: FiberId, pipe: Addr) -> Turn {
        let is_controlled = self.is_controlled();
        let known = self.py().pipes.or_default(pipe);
        if known.waiters.is_empty() || is_controlled {
            known.notified += 1;
            return self.reply(by, Reply::Done);
        }
        let waiter = known.waiters.remove(0);
        let at = self.now.after(WAKE_NS + self.delay_ns());
        self.set_alarm(at, waiter, What::Over);
        self.reply(by, Reply::Done)
    }

    pub(super) fn pipe_wait(
        &mut self, thread: FiberId, by: FiberId, pipe: Addr, timeout_ns: Option<u64>,
    ) -> Turn {
        let known = self.py().pipes.or_default(pipe);
        if known.notified > 0 {
            known.notified -= 1;
            return self.reply(by, Reply::Bool(true));
        }
        if timeout_ns == Some(0) {
            return self.reply(by, Reply::Bool(false));
        }
        known.waiters.push(thread);
        let until = timeout_ns.map(|ns| self.now.after(ns));
        self.block(thread, WaitReason::PipeRead, Object::Addr(pipe), Wait::Pipe(pipe), until)
    }
}
