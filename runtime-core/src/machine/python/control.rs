//! Python's threads where the schedule decides who goes on.
//!
//! A thread goes on until it *stops*: where it could lose the GIL and somebody watches (a visible
//! poll point, a visible access where there is no GIL), where it blocks, where it ends. Then
//! [`ChoiceKind::Next`] says who goes on. An operation that does not block is no stop under a GIL:
//! nobody can come in between the poll point before it and the one after it. Without a GIL, or
//! beside another process, threads truly overlap, and every operation that others can tell is
//! preceded by a stop.
//!
//! ```text
//!   Starting ---begins---> Running <--takes the GIL-- TakesGil
//!                           |  |  \--stops, and another goes on--^
//!                    blocks |  | stops, and goes on
//!                           v  v
//!      Blocked --what it waits for is there, or its time is up--> Running
//! ```
//!
//! The clock stands while instructions run. It moves only from deadline to deadline
//! ([`Goer::Clock`]): where nobody can go on ([`Control::Virtual`]), or at any stop
//! ([`Control::Loose`]). All who wait for the same moment can go on from then on, in any order.
//!
//! **Models:** `Python/ceval_gil.c`, CPython 3.13.0. What a switch at a poll point looks like is
//! what it looks like there: the other one asks, the holder drops the GIL and waits its turn.
//! **Invariants:** no alarm is set; at most one thread is on its way; `now` is every thread's.
//! **Departures:** whoever waited for a lock has it and goes on in one piece. In CPython it may
//! have the lock and still wait for the GIL; only a try of the lock just then could tell.

use super::{Machine, Phase, Stand, Stepped, Turn, Wait};
use crate::explore::{Dependence, Move, Notice};
use crate::guest::{Guest, LockOp, Op, Reply, Site, Step};
use crate::id::{Addr, FiberId};
use crate::machine::search::COMPUTES;
use crate::machine::{GO_ON, LEAVE, Limits, NOBODY, Touches};
use crate::schedule::Control;
use crate::time::{MS, Time};
use crate::trace::{ChoiceKind, EventKind};
use alloc::vec::Vec;

/// Instructions that a thread runs in one piece in a search.
const SLICE: u64 = 100_000;

/// `slow_callback_duration`.
const SLOW_NS: u64 = 100 * MS;

/// One who can go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Goer {
    /// A thread.
    Thread(FiberId),
    /// A thread whose time is up, although what it waited for is there: it may not have seen it.
    TimedOut(FiberId),
    /// The clock, to the earliest deadline: that of this thread.
    Clock(FiberId),
}

/// Which of its ways a thread goes that waited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// It has what it waited for, if that is there.
    Has,
    /// It has given up.
    TimedOut,
}

impl<G: Guest> Machine<G> {
    /// One turn: somebody is on the way, or is chosen.
    pub(super) fn turn_controlled_python(&mut self, allowance: u64) -> Turn {
        match self.py().goes {
            Some(thread) => self.run_controlled(thread, allowance),
            None => self.choose_next(),
        }
    }

    fn choose_next(&mut self) -> Turn {
        self.arrive()?;
        let mut goers = Vec::new();
        self.goers(&mut goers);
        if goers.is_empty() {
            return self.stuck();
        }
        let Some(option) = self.decide(ChoiceKind::Next, goers.len() as u32) else { return LEAVE };
        match goers[option as usize] {
            Goer::Clock(_) => self.move_clock(),
            Goer::Thread(thread) => self.sets_off(thread, Way::Has),
            Goer::TimedOut(thread) => self.sets_off(thread, Way::TimedOut),
        }
        GO_ON
    }

    /// Who can go on: who ran until now, the others by number, those whose time is up, the clock.
    fn goers(&mut self, goers: &mut Vec<Goer>) {
        let last = self.py().last;
        let Machine { guest, runtime, now, config, .. } = self;
        let python = super::python_of(runtime);
        let held = |at| guest.word(at) != 0;
        let ids = python.threads.keys().copied();
        let others = ids.filter(|&id| id != last);
        for id in python.threads.get(&last).map(|_| last).into_iter().chain(others) {
            if python.can_go_on(id, *now, held) {
                goers.push(Goer::Thread(id));
            }
        }
        for (&id, thread) in python.threads.iter() {
            let waits = matches!(thread.phase, Phase::Blocked(Wait::Lock(at)) if !held(at));
            if waits && thread.is_due(*now) {
                goers.push(Goer::TimedOut(id));
            }
        }
        if (goers.is_empty() || config.control == Control::Loose)
            && let Some((_, thread)) = python.earliest_deadline(*now)
        {
            goers.push(Goer::Clock(thread));
        }
    }

    /// The same as moves of a search.
    pub(in crate::machine) fn next_moves_python(&mut self, moves: &mut Vec<Move>) {
        let mut goers = Vec::new();
        self.goers(&mut goers);
        let computes = self.py().computes;
        moves.extend(goers.into_iter().map(|goer| match goer {
            Goer::Thread(thread) if computes == Some(thread) => Move::way(thread, COMPUTES),
            Goer::Thread(thread) => Move::of(thread),
            Goer::TimedOut(thread) => Move::way(thread, 1),
            Goer::Clock(thread) => Move { with: thread, ..Move::of(NOBODY) },
        }));
    }

    /// Whose thread is on its way.
    pub(in crate::machine) fn asker_python(&mut self) -> FiberId {
        self.py().goes.unwrap_or(NOBODY)
    }

    /// The clock goes to the earliest deadline.
    fn move_clock(&mut self) {
        let now = self.now;
        // What costs nothing must not make the run endless.
        self.fuel_used += 1;
        self.py().stopped_at = None;
        if let Some((at, _)) = self.py().earliest_deadline(now) {
            self.now = at;
        }
    }

    // ---- a thread on its way

    fn sets_off(&mut self, thread: FiberId, way: Way) {
        let python = self.py();
        (python.goes, python.last, python.stopped_at) = (Some(thread), thread, None);
        python.computes = None;
        match self.thread(thread).phase {
            Phase::Starting => self.unblock(thread, None),
            Phase::Blocked(wait) => self.end_wait(thread, wait, way),
            Phase::Running | Phase::TakesGil | Phase::Forced => self.take_gil_at_once(thread),
        }
    }

    /// The thread's wait is over: it has what it waited for, or its time is up.
    fn end_wait(&mut self, thread: FiberId, wait: Wait, way: Way) {
        self.touch_wait(wait, way);
        let waited_ns = self.waited_ns(thread);
        self.note_blocked_loop(thread, waited_ns);
        self.thread(thread).deadline = None;
        let reply = match wait {
            Wait::Lock(at) => {
                if way == Way::Has && self.lock_woken(thread, at) {
                    return;
                }
                self.py().locks.or_default(at).retain(|waiter| waiter.thread != thread);
                Some(Reply::Bool(false))
            }
            Wait::Pipe(pipe) => {
                let known = self.py().pipes.or_default(pipe);
                known.waiters.retain(|&waiter| waiter != thread);
                let came = known.notified > 0;
                known.notified -= u32::from(came);
                Some(Reply::Bool(came))
            }
            Wait::Join(other) => {
                let ended = !self.py().threads.contains_key(&other);
                Some(Reply::Bool(ended))
            }
            Wait::Time => Some(Reply::Done),
            Wait::Select(_) => None,
        };
        self.unblock(thread, reply);
    }

    /// The schedule says that the thread has the GIL now: whoever has it is asked for it.
    pub(super) fn take_gil_at_once(&mut self, thread: FiberId) {
        if self.is_searched() {
            return self.goes_on(thread);
        }
        let Some(gil) = self.gil(thread) else { return self.goes_on(thread) };
        match gil.holder {
            Some(holder) if holder == thread => return,
            Some(holder) => self.ask_for_gil(thread, holder),
            None => {}
        }
        self.gil_taken(thread);
    }

    /// What would take an interval of waiting: the holder stands at a poll point.
    fn ask_for_gil(&mut self, thread: FiberId, holder: FiberId) {
        self.wait_for_gil(thread);
        if let Some(gil) = self.gil(thread)
            && let Some(holder) = gil.timed_out(thread)
        {
            self.emit(EventKind::GilDropRequested { by: thread, holder });
        }
        self.drop_gil(holder);
        self.set_phase(holder, Phase::Forced);
    }

    fn run_controlled(&mut self, id: FiberId, allowance: u64) -> Turn {
        let turn = self.run_to_stop(id, allowance);
        let phase = self.py().threads.get(&id).map(|thread| thread.phase);
        if phase != Some(Phase::Running) {
            self.stop_here(id);
        }
        turn
    }

    fn run_to_stop(&mut self, id: FiberId, allowance: u64) -> Turn {
        let thread = self.thread(id);
        if let Some(step) = thread.came_back.take() {
            return self.does(id, step);
        }
        let (reply, stand) = (thread.reply.take(), thread.stand);
        let active = self.active(id);
        if let Some(reply) = reply {
            self.guest.resume(active, reply);
        }
        if self.is_between_handles(id) {
            return self.run_once(id);
        }
        let slice = if self.is_searched() { SLICE } else { u64::MAX };
        let budget = allowance.max(1).min(slice);
        let limits =
            Limits { budget, stop_at_poll: false, allocation: u64::MAX, thread: id, stand };
        let Stepped { step, stand, .. } = self.step(active, limits);
        self.thread(id).stand = stand;
        match step {
            Step::Ran if self.is_searched() => self.computes_for_long(id),
            Step::Ran => GO_ON,
            Step::Poll(site) => self.stops_at(id, site),
            Step::Access(access) if access.how.is_atomic() => self.stops_at(id, Site(0)),
            Step::Access(access) => self.stops_at(id, access.site),
            step if self.stops_before(id, &step) => {
                self.thread(id).came_back = Some(step);
                self.stops(id);
                GO_ON
            }
            step => self.does(id, step),
        }
    }

    /// A thread that comes to no operation may wait for a variable to change: the others must be
    /// able to come in between where it was last at a switch point, and if nothing changes the
    /// search has to see that it is where it was.
    fn computes_for_long(&mut self, id: FiberId) -> Turn {
        self.shows(id);
        self.stop_here(id);
        self.py().computes = Some(id);
        GO_ON
    }

    /// What the thread's active fiber came back with is done.
    fn does(&mut self, id: FiberId, step: Step) -> Turn {
        self.touch_step(id, &step);
        self.came_back(id, step)
    }

    fn stops_at(&mut self, id: FiberId, site: Site) -> Turn {
        self.thread(id).stand = Stand { granted: true, passed: Site(0) };
        self.stops(id);
        let python = self.py();
        if python.goes.is_none() {
            python.stopped_at = (site != Site(0)).then_some(site);
        }
        GO_ON
    }

    /// The thread stops; if nobody else could go on, nobody is asked.
    fn stops(&mut self, id: FiberId) {
        if self.is_alone(id) {
            return;
        }
        let mut goers = Vec::new();
        self.goers(&mut goers);
        if goers[..] != [Goer::Thread(id)] {
            self.stop_here(id);
        }
    }

    fn stop_here(&mut self, id: FiberId) {
        let python = self.py();
        python.goes = None;
        if let Some(thread) = python.threads.get_mut(&id) {
            thread.stand.passed = Site(0);
        }
    }

    /// Whether there is nobody but this thread: nobody can tell what it does, and nothing can
    /// happen meanwhile.
    pub(super) fn is_alone(&mut self, id: FiberId) -> bool {
        let (now, control) = (self.now, self.config.control);
        let python = self.py();
        let mut others = python.threads.keys().filter(|&&other| other != id);
        others.next().is_none()
            && (control == Control::Virtual || python.earliest_deadline(now).is_none())
    }

    /// Whether others could come in between the thread and what it is about to do.
    fn stops_before(&mut self, id: FiberId, step: &Step) -> bool {
        let overlaps = self.gil(id).is_none() || self.py().gils.len() > 1;
        overlaps
            && match step {
                Step::Op(op) => self.is_shared(op) && !self.would_block(op),
                _ => false,
            }
    }

    /// Threads that stand before what has become impossible meanwhile begin to wait for it.
    fn arrive(&mut self) -> Turn {
        if self.py().gils.len() == 1 {
            return GO_ON;
        }
        let ids: Vec<FiberId> = self.py().threads.keys().copied().collect();
        for id in ids {
            let Some(Step::Op(op)) = self.thread(id).came_back.take() else { continue };
            if !self.would_block(&op) {
                self.thread(id).came_back = Some(Step::Op(op));
                continue;
            }
            self.came_back(id, Step::Op(op))?;
        }
        GO_ON
    }

    /// Whether the op cannot be done now.
    pub(super) fn would_block(&mut self, op: &Op) -> bool {
        let none = Some(0);
        match *op {
            Op::ThreadLock { at, how: LockOp::Lock, timeout_ns } if timeout_ns != none => {
                self.guest.word(at) != 0
            }
            Op::ThreadJoin { thread, timeout_ns } if timeout_ns != none => {
                self.py().threads.contains_key(&thread)
            }
            Op::PipeWait { pipe, timeout_ns } if timeout_ns != none => {
                self.py().pipes.or_default(pipe).notified == 0
            }
            Op::ThreadSleep { .. } | Op::Syscall { .. } => true,
            _ => false,
        }
    }

    /// C code that keeps the GIL: no other thread of the interpreter goes on meanwhile.
    pub(super) fn compute_in_c(&mut self, thread: FiberId, by: FiberId, ns: u64) -> Turn {
        self.now = self.now.after(ns);
        self.note_blocked_loop(thread, ns);
        self.touch(Touches::World, Dependence::Writes);
        self.reply(by, Reply::Done)
    }

    /// The thread was in a call for so long: a handle may have kept its loop waiting.
    fn note_blocked_loop(&mut self, thread: FiberId, ns: u64) {
        if ns >= SLOW_NS && self.is_in_handle(thread) {
            self.notices.add(Notice::BlockedLoop);
        }
    }

    /// For how long the blocked thread has waited: no longer than it wanted to, however late the
    /// machine is.
    fn waited_ns(&mut self, thread: FiberId) -> u64 {
        let now = self.now;
        let blocked = self.thread(thread);
        blocked.deadline.map_or(now, |deadline| deadline.min(now)).since(blocked.since)
    }

    /// Whether the thread runs a loop and is in the middle of a handle.
    pub(super) fn is_in_handle(&mut self, thread: FiberId) -> bool {
        let of = self.thread(thread).event_loop;
        of.is_some_and(|id| self.py().loops.get(&id).is_some_and(|of| of.current.is_some()))
    }
}

impl super::Thread {
    /// Whether it has waited as long as it wanted to.
    fn is_due(&self, now: Time) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }
}

impl super::PythonRuntime {
    /// Where the last thread stopped, if it was at a switch point or an access.
    pub(in crate::machine) fn stopped_at(&self) -> Option<Site> {
        self.stopped_at
    }

    /// Whether a timer has been set, or a thread waits until some time.
    pub(in crate::machine) fn is_timed(&self) -> bool {
        self.timers_set > 0 || self.threads.values().any(|thread| thread.deadline.is_some())
    }

    fn can_go_on(&self, id: FiberId, now: Time, held: impl Fn(Addr) -> bool) -> bool {
        let thread = &self.threads[&id];
        let Phase::Blocked(wait) = thread.phase else { return true };
        let is_there = match wait {
            Wait::Time => false,
            Wait::Lock(at) => !held(at),
            Wait::Join(other) => !self.threads.contains_key(&other),
            Wait::Pipe(at) => self.pipes.get(&at).is_some_and(|pipe| pipe.notified > 0),
            // What is queued without a byte to the self-pipe does not end a `select` that waits.
            Wait::Select(of) => self.loops.get(&of).is_none_or(|of| of.polls || of.woken),
        };
        is_there || thread.is_due(now)
    }

    /// The earliest deadline that has not come, and whose it is.
    fn earliest_deadline(&self, now: Time) -> Option<(Time, FiberId)> {
        let blocked = |phase| matches!(phase, Phase::Blocked(_));
        let waiting = self.threads.iter().filter(|(_, thread)| blocked(thread.phase));
        let deadlines = waiting.filter_map(|(&id, thread)| Some((thread.deadline?, id)));
        deadlines.filter(|&(deadline, _)| deadline > now).min()
    }
}
