//! Locks, semaphores, conditions and wait groups of the second reading of Go.

use super::{Fifo, Stands, Took, join};
use runtime_core::guest::{CondOp, LockOp, SemaOp};

impl Fifo<'_> {
    // ---- locks

    pub(super) fn mutex(&mut self, id: usize, at: u64, how: LockOp) -> Took {
        let mutex = self.mutexes.entry(at).or_default();
        if how == LockOp::Lock {
            let again = self.fibers[id].stands == Stands::Retries;
            if !mutex.lock(id, again) {
                return Took::WaitsBefore;
            }
            self.acquire(id, at);
            return Took::On;
        }
        let woken = mutex.unlock();
        self.give(id, at);
        self.retry(woken);
        Took::On
    }

    fn retry(&mut self, woken: Option<usize>) {
        if let Some(id) = woken {
            self.fibers[id].stands = Stands::Retries;
        }
    }

    pub(super) fn semaphore(&mut self, id: usize, at: u64, how: SemaOp) -> Took {
        let count = self.words.entry(at).or_default();
        match how {
            SemaOp::Acquire if *count > 0 => *count -= 1,
            SemaOp::Acquire => {
                self.semaphore.push_back(id);
                return Took::WaitsBefore;
            }
            SemaOp::Release => {
                *count += 1;
                let woken = self.semaphore.pop_front();
                self.give(id, at);
                self.retry(woken);
                return Took::On;
            }
        }
        self.acquire(id, at);
        Took::On
    }

    pub(super) fn rw_mutex(&mut self, id: usize, at: u64, how: LockOp) -> Took {
        let again = self.fibers[id].stands == Stands::Retries;
        let rw = self.rws.entry(at).or_default();
        let (readers, writers) = (at, at + 1);
        match how {
            LockOp::RLock => {
                let reads = rw.read(id);
                if reads {
                    self.acquire(id, readers);
                }
                Took::at_once(reads)
            }
            LockOp::RUnlock => {
                let writer = rw.stop_reading();
                self.give(id, writers);
                if let Some(writer) = writer {
                    self.writes(writer, at);
                    self.release(writer);
                }
                Took::On
            }
            LockOp::Lock => {
                let took = rw.write(id, again);
                if took == Took::On {
                    self.writes(id, at);
                }
                took
            }
            _ => {
                let (reading, woken) = rw.stop_writing();
                self.give(id, readers);
                for reader in reading {
                    self.acquire(reader, readers);
                    self.release(reader);
                }
                self.retry(woken);
                Took::On
            }
        }
    }

    fn writes(&mut self, id: usize, at: u64) {
        self.acquire(id, at);
        self.acquire(id, at + 1);
    }

    // ---- conditions and wait groups

    const GROUP: u64 = 2 << 40;

    /// First a ticket, then the wait.
    pub(super) fn cond_wait(&mut self, id: usize) -> Took {
        let Some(ticket) = self.fibers[id].ticket.take() else {
            self.fibers[id].ticket = Some(self.cond.0);
            self.cond.0 += 1;
            return Took::Stays;
        };
        let notified = ticket < self.cond.1;
        if notified {
            self.is_notified(id, ticket);
        } else {
            self.cond.2.push((id, ticket));
        }
        Took::at_once(notified)
    }

    /// It learns what the one who notified its ticket knew.
    fn is_notified(&mut self, id: usize, ticket: u64) {
        join(&mut self.fibers[id].clock, &self.notifiers[&ticket]);
    }

    pub(super) fn notify(&mut self, id: usize, how: CondOp) {
        let up_to =
            if how == CondOp::Broadcast { self.cond.0 } else { self.cond.0.min(self.cond.1 + 1) };
        for ticket in self.cond.1..up_to {
            self.notifiers.insert(ticket, self.fibers[id].clock.clone());
        }
        self.cond.1 = up_to;
        let (go, stay) = self.cond.2.iter().partition(|(_, ticket)| *ticket < up_to);
        self.cond.2 = stay;
        let go: Vec<(usize, u64)> = go;
        for (waiter, ticket) in go {
            self.is_notified(waiter, ticket);
            self.release(waiter);
        }
    }

    pub(super) fn group_add(&mut self, id: usize, delta: i64) {
        self.group.0 += delta;
        if self.group.0 < 0 {
            self.fibers[id].fatal = true;
            return;
        }
        if delta < 0 {
            self.give(id, Self::GROUP);
        }
        if self.group.0 == 0 {
            for waiter in std::mem::take(&mut self.group.1) {
                self.acquire(waiter, Self::GROUP);
                self.release(waiter);
            }
        }
    }

    pub(super) fn group_wait(&mut self, id: usize) -> bool {
        if self.group.0 == 0 {
            self.acquire(id, Self::GROUP);
            return true;
        }
        self.group.1.push(id);
        false
    }
}
