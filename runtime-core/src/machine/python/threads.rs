//! Threads: how they begin, block and end.
//!
//! **Models:** `thread_run`, `ThreadHandle_join` (`Modules/_threadmodule.c`), `pysleep`
//! (`Modules/timemodule.c`), CPython 3.13.0.

use super::{
    FORK_NS, Fiber, GO_ON, MAIN, Machine, NOBODY, Phase, START_NS, Stand, Thread, Turn, WAKE_NS,
    Wait, What, waiting,
};
use crate::guest::{Guest, Reply};
use crate::id::{FiberId, NameId, ProcId};
use crate::sched::gil::Gil;
use crate::time::Time;
use crate::trace::{EventKind, FiberKind, FiberState, Finish, Object, WaitReason};
use alloc::vec::Vec;

impl<G: Guest> Machine<G> {
    pub(in crate::machine) fn start_main_thread(&mut self) {
        let name = self.recorder.intern("MainThread");
        let _ = self.new_thread(MAIN, NOBODY, name, 0, ProcId(0));
        self.unblock(MAIN, None);
    }

    /// A thread that has not begun; the GIL of its interpreter, if that is new.
    fn new_thread(
        &mut self, id: FiberId, by: FiberId, name: NameId, line: u32, interpreter: ProcId,
    ) -> Turn {
        let state = FiberState::Runnable;
        self.add_fiber(id, Fiber { kind: FiberKind::Thread, name, by, line, state })?;
        let clock = self.now;
        let has_gil = self.config.gil;
        let python = self.py();
        let is_new = !python.threads.values().any(|thread| thread.interpreter == interpreter);
        python.threads.insert(
            id,
            Thread {
                interpreter,
                clock,
                tasks: Vec::new(),
                event_loop: None,
                phase: Phase::Starting,
                epoch: 0,
                reply: None,
                came_back: None,
                stand: Stand::default(),
                since: clock,
                deadline: None,
            },
        );
        self.emit(EventKind::ThreadStarted { thread: id, by, name, line, interpreter });
        if is_new && has_gil {
            let ns = self.config.switch_interval_ns;
            self.py().gils.insert(interpreter, Gil { interval_ns: ns, ..Gil::new() });
            self.emit(EventKind::SwitchIntervalSet { interpreter, ns });
        }
        GO_ON
    }

    pub(super) fn thread_start(
        &mut self, by: FiberId, id: FiberId, name: NameId, line: u32, interpreter: ProcId,
    ) -> Turn {
        let here = self.thread_of(by);
        let start_ns = match self.thread(here).interpreter == interpreter {
            true => START_NS,
            false => FORK_NS,
        };
        self.new_thread(id, by, name, line, interpreter)?;
        if self.is_searched() {
            self.knowledge.begin(id, here);
        }
        if !self.is_controlled() {
            let at = self.now.after(start_ns + self.delay_ns());
            self.set_alarm(at, id, What::Over);
        }
        self.reply(by, Reply::Done)
    }

    /// The active fiber blocks outside of the interpreter, until `until` at the latest.
    pub(super) fn block(
        &mut self, thread: FiberId, reason: WaitReason, on: Object, wait: Wait, until: Option<Time>,
    ) -> Turn {
        let by = self.active(thread);
        let end = until.unwrap_or_default();
        self.set_state(by, waiting(reason, on));
        self.emit(match reason {
            WaitReason::Sleep => EventKind::ThreadSlept { thread, by, until: end },
            _ => EventKind::ThreadBlocked { thread, by, reason, on, until: end },
        });
        self.set_phase(thread, Phase::Blocked(wait));
        if self.is_controlled() {
            let now = self.now;
            let blocked = self.thread(thread);
            (blocked.since, blocked.deadline) = (now, until);
        } else if let Some(until) = until {
            let what = match wait {
                Wait::Time | Wait::Select(_) => What::Over,
                _ => What::TimeUp,
            };
            let at = until.after(self.delay_ns());
            self.set_alarm(at, thread, what);
        }
        self.drop_gil(thread);
        GO_ON
    }

    /// The wait is over: once it has the GIL, the thread goes on with this answer.
    pub(super) fn unblock(&mut self, thread: FiberId, reply: Option<Reply>) {
        self.thread(thread).reply = reply;
        self.emit(EventKind::ThreadWoke { thread });
        let active = self.active(thread);
        self.set_state(active, waiting(WaitReason::Gil, Object::None));
        self.take_gil(thread);
    }

    /// The thread has waited as long as it wanted to; what happened just before still counts.
    pub(super) fn time_up(&mut self, thread: FiberId, wait: Wait) {
        let happened = match wait {
            Wait::Lock(at) => {
                if self.lock_woken(thread, at) {
                    return;
                }
                let waiters = self.py().locks.or_default(at);
                waiters.retain(|waiter| waiter.thread != thread);
                false
            }
            Wait::Pipe(pipe) => {
                let waiters = &mut self.py().pipes.or_default(pipe).waiters;
                let place = waiters.iter().position(|&waiter| waiter == thread);
                place.map(|place| waiters.remove(place)).is_none()
            }
            Wait::Join(other) => !self.py().threads.contains_key(&other),
            Wait::Time | Wait::Select(_) => true,
        };
        self.unblock(thread, Some(Reply::Bool(happened)));
    }

    /// `time.sleep`: even one of no time lets go of the GIL.
    pub(super) fn thread_sleep(&mut self, thread: FiberId, by: FiberId, ns: u64) -> Turn {
        if self.is_controlled() {
            let until = self.now.after(ns);
            return match ns == 0 && self.is_alone(thread) {
                true => self.reply(by, Reply::Done),
                false => {
                    let wait = Wait::Time;
                    self.block(thread, WaitReason::Sleep, Object::None, wait, Some(until))
                }
            };
        }
        let alone = ns == 0 && self.gil(thread).is_none_or(|gil| gil.waiters.is_empty());
        // Nobody waits for the GIL, but somebody may come along while the thread is kept waiting.
        let late = if alone { self.delay_ns() } else { 0 };
        if alone && late == 0 {
            return self.reply(by, Reply::Done);
        }
        // What the call itself takes.
        let until = Some(self.now.after(ns.max(super::LEAD_NS) + late));
        self.block(thread, WaitReason::Sleep, Object::None, Wait::Time, until)
    }

    pub(super) fn thread_join(
        &mut self, thread: FiberId, by: FiberId, other: FiberId, timeout_ns: Option<u64>,
    ) -> Turn {
        let lives = self.py().threads.contains_key(&other);
        if !lives || timeout_ns == Some(0) {
            return self.reply(by, Reply::Bool(!lives));
        }
        let until = timeout_ns.map(|ns| self.now.after(ns));
        self.block(thread, WaitReason::ThreadJoin, Object::Fiber(other), Wait::Join(other), until)
    }

    /// A thread came to its end: it drops the GIL and whoever joins it is woken. With the main
    /// thread its process ends.
    pub(super) fn thread_ended(&mut self, id: FiberId, how: Finish) -> Turn {
        self.gone(id, how);
        let interpreter = self.py().threads.get(&id).map(|thread| thread.interpreter);
        self.py().threads.remove(&id);
        if self.is_searched() {
            self.knowledge.end(id);
        }
        if id == MAIN {
            return self.exit(0);
        }
        if let Some(interpreter) = interpreter.filter(|_| how != Finish::Exited) {
            self.end_process_of(id, interpreter);
        }
        self.wake_joiners(id);
        GO_ON
    }

    /// The thread drops the GIL for good.
    fn gone(&mut self, id: FiberId, how: Finish) {
        if self.gil(id).is_some_and(|gil| gil.holder == Some(id)) {
            self.drop_gil(id);
        }
        if let Some(gil) = self.gil(id) {
            gil.waiters.retain(|waiter| waiter.thread != id);
            gil.forced = gil.forced.filter(|&forced| forced != id);
        }
        self.end_fiber(id, how);
    }

    /// If `id` was the main thread of a process, the other threads of it are gone.
    fn end_process_of(&mut self, id: FiberId, interpreter: ProcId) {
        let threads = &self.py().threads;
        let mut left: Vec<FiberId> = Vec::new();
        for (&other, thread) in threads.iter() {
            if thread.interpreter == interpreter && other.0 > id.0 {
                left.push(other);
            }
        }
        let is_main = !threads
            .iter()
            .any(|(&other, thread)| thread.interpreter == interpreter && other.0 < id.0);
        if !is_main || interpreter == ProcId(0) {
            return;
        }
        for other in left {
            self.gone(other, Finish::Exited);
            self.py().threads.remove(&other);
        }
    }

    /// The process of `main` is gone, with all its threads and the tasks they were in the middle of.
    pub(super) fn process_kill(&mut self, thread: FiberId, by: FiberId, main: FiberId) -> Turn {
        let Some(interpreter) = self.py().threads.get(&main).map(|found| found.interpreter) else {
            return self.reply(by, Reply::Done);
        };
        let threads = self.py().threads.iter();
        let inside = threads.filter(|(_, thread)| thread.interpreter == interpreter);
        let gone: Vec<FiberId> = inside.map(|(&id, _)| id).collect();
        for &id in &gone {
            let tasks = core::mem::take(&mut self.thread(id).tasks);
            for task in tasks.into_iter().rev() {
                self.end_fiber(task, Finish::Exited);
            }
            self.gone(id, Finish::Exited);
        }
        self.forget(&gone);
        for &id in &gone {
            self.wake_joiners(id);
        }
        if gone.contains(&thread) { GO_ON } else { self.reply(by, Reply::Done) }
    }

    /// Threads that are gone wait for nothing any more.
    fn forget(&mut self, gone: &[FiberId]) {
        let python = self.py();
        python.cut = python.cut.filter(|(thread, _)| !gone.contains(thread));
        for waiters in python.locks.values_mut() {
            waiters.retain(|waiter| !gone.contains(&waiter.thread));
        }
        for pipe in python.pipes.values_mut() {
            pipe.waiters.retain(|waiter| !gone.contains(waiter));
        }
        for id in gone {
            python.threads.remove(id);
        }
    }

    fn wake_joiners(&mut self, ended: FiberId) {
        if self.is_controlled() {
            return;
        }
        let threads = self.py().threads.iter();
        let waits =
            |(_, thread): &(&FiberId, &Thread)| thread.phase == Phase::Blocked(Wait::Join(ended));
        let joiners: Vec<FiberId> = threads.filter(waits).map(|(&id, _)| id).collect();
        for joiner in joiners {
            let at = self.now.after(WAKE_NS + self.delay_ns());
            self.set_alarm(at, joiner, What::Over);
        }
    }
}
