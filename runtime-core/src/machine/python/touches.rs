//! What the moves of Python's threads touch, for a search.
//!
//! A lock is taken and given back; what is printed, a pipe, a loop that another thread reaches into
//! are changed. A thread's start touches the numbers of the fibers, as those who start threads at
//! the same time change numbers.
//!
//! **Invariants:** what a move touches is noted before it is done, from the state that it is done
//! in. An op that others can tell shows the poll point that was passed before it.

use super::control::Way;
use super::{Machine, Wait};
use crate::explore::Dependence;
use crate::guest::{Guest, LockOp, Op, Site, Step};
use crate::id::{Addr, FiberId, LoopId};
use crate::machine::Touches;

impl<G: Guest> Machine<G> {
    /// What the move under way touches by what its thread does next.
    pub(super) fn touch_step(&mut self, id: FiberId, step: &Step) {
        if !self.is_searched() {
            return;
        }
        match step {
            Step::Op(op) if self.would_block(op) => {}
            Step::Op(op) => self.touch_op(id, op),
            Step::Done(_) if self.active(id) == id => {
                if id == super::MAIN {
                    self.shows(id);
                }
                self.touch(Touches::End(id), Dependence::Writes);
            }
            Step::Fault(_) => self.shows(id),
            _ => {}
        }
    }

    fn touch_op(&mut self, id: FiberId, op: &Op) {
        let (what, how) = match *op {
            Op::Print { .. } => (Touches::Output, Dependence::Writes),
            Op::ThreadLock { at, how, timeout_ns } => {
                (Touches::Lock(at), self.dependence(at, how, timeout_ns))
            }
            Op::ThreadJoin { thread, .. } => (Touches::End(thread), Dependence::Reads),
            Op::PipeNotify { pipe } | Op::PipeWait { pipe, .. } => {
                (Touches::Pipe(pipe), Dependence::Writes)
            }
            Op::Exit(_) | Op::ProcessKill { .. } => (Touches::World, Dependence::Writes),
            Op::ThreadStart { .. } => {
                return self.touch(Touches::Fibers, Dependence::Writes);
            }
            _ => return self.touch_loops(id, op),
        };
        self.shows(id);
        self.touch(what, how);
    }

    fn dependence(&self, at: Addr, how: LockOp, timeout_ns: Option<u64>) -> Dependence {
        let held = self.guest.word(at) != 0;
        match how {
            LockOp::Lock if timeout_ns != Some(0) => Dependence::Takes,
            LockOp::Unlock if held => Dependence::Gives,
            // A try tells whether it is held, whoever holds it.
            _ => Dependence::Writes,
        }
    }

    /// A loop is its thread's own until another one reaches into it.
    fn touch_loops(&mut self, id: FiberId, op: &Op) {
        let own = self.thread(id).event_loop;
        let mut foreign = false;
        for event_loop in loops_of(op) {
            let of = self.py().loops.or_default(event_loop);
            of.shared |= own != Some(event_loop) && of.thread.is_some();
            foreign |= of.shared;
            self.touch(Touches::Loop(event_loop), Dependence::Writes);
        }
        if foreign {
            self.shows(id);
        }
    }

    /// A loop looks at whether there is anything to do: what others queue after that may have to
    /// wait.
    pub(super) fn touch_select(&mut self, id: FiberId, event_loop: LoopId) {
        if self.is_searched() && self.py().loops.or_default(event_loop).shared {
            self.touch(Touches::Loop(event_loop), Dependence::Writes);
            self.shows(id);
        }
    }

    /// What a thread touches that has waited.
    pub(super) fn touch_wait(&mut self, wait: Wait, way: Way) {
        if !self.is_searched() {
            return;
        }
        let (what, how) = match wait {
            Wait::Lock(at) if way == Way::TimedOut || self.guest.word(at) != 0 => {
                (Touches::Lock(at), Dependence::Writes)
            }
            Wait::Lock(at) => (Touches::Lock(at), Dependence::Takes),
            Wait::Join(other) => (Touches::End(other), Dependence::Reads),
            Wait::Select(id) => (Touches::Loop(id), Dependence::Writes),
            Wait::Pipe(at) => (Touches::Pipe(at), Dependence::Writes),
            Wait::Time => return,
        };
        self.touch(what, how);
    }

    /// Something that others can tell comes after a poll point that was passed: that must be a
    /// stop, as they could have come in between there.
    pub(super) fn shows(&mut self, id: FiberId) {
        let passed = self.thread(id).stand.passed;
        if passed != Site(0) && !self.is_alone(id) {
            self.footprint.shows.push(passed);
        }
    }

    /// Whether others can tell that the op was done.
    pub(super) fn is_shared(&mut self, op: &Op) -> bool {
        match op {
            Op::Print { .. }
            | Op::ThreadLock { .. }
            | Op::ThreadStart { .. }
            | Op::ThreadJoin { .. }
            | Op::PipeNotify { .. }
            | Op::PipeWait { .. }
            | Op::Exit(_)
            | Op::ProcessKill { .. } => true,
            op => loops_of(op).next().is_some(),
        }
    }
}

/// The loops that an op changes.
fn loops_of(op: &Op) -> impl Iterator<Item = LoopId> + '_ {
    let one = match *op {
        Op::LoopRun { event_loop }
        | Op::LoopStop { event_loop }
        | Op::LoopClose { event_loop }
        | Op::TaskCreate { event_loop, .. }
        | Op::CallSoon { event_loop, .. }
        | Op::CallAt { event_loop, .. }
        | Op::TimerCancel { event_loop, .. } => Some(event_loop),
        _ => None,
    };
    let callbacks = match op {
        Op::FutureFinish { callbacks, .. } => &callbacks[..],
        _ => &[],
    };
    one.into_iter().chain(callbacks.iter().map(|&(event_loop, _)| event_loop))
}
