//! Folds events into the machine's visible state.
//!
//! The fold is strict and knows nothing of the producer: an event that could not have happened
//! in the state before it (a G started that is not at the head of the queue it is said to come
//! from, a handle run that is not first) is refused. [`super::check`] is this fold over a trace.
//!
//! **Invariants:** after `n` accepted events the snapshot equals the machine's own view of
//! itself at that moment. Ended fibers and done futures stay visible as fibers, not as waiters.

use super::event::{Event, EventKind};
use super::snapshot::{FiberKind, FiberState, FiberView, FrameView, Snapshot, TimerView};
use super::words::{Finish, Object, WaitReason};
use crate::id::{FiberId, NameId, TimerId};
use crate::time::Time;
use alloc::vec::Vec;

/// Why an event was refused.
pub(super) type Refused = &'static str;

/// The fiber that stands for "nobody".
pub(super) const NOBODY: FiberId = FiberId(0);

impl Snapshot {
    /// Applies one event. An event that cannot happen in this state is refused with the reason,
    /// and may leave the state half changed.
    pub fn apply(&mut self, event: &Event) -> Result<(), &'static str> {
        self.at = self.at.max(event.at);
        if self.outcome.is_some() {
            return Err("an event after the end of the run");
        }
        match event.kind {
            EventKind::FrameEntered { fiber, function, line } => {
                self.live(fiber)?.frames.push(FrameView { function, line });
                Ok(())
            }
            EventKind::LineReached { fiber, line } => self.line_reached(fiber, line),
            EventKind::FrameLeft { fiber } => {
                self.live(fiber)?.frames.pop().map(drop).ok_or("no frame to leave")
            }
            EventKind::LinesStopped {} => {
                self.lines_stopped = true;
                self.fibers.values_mut().for_each(|fiber| fiber.frames.clear());
                Ok(())
            }
            EventKind::Printed { text, .. } => {
                ensure(text.start == self.printed_bytes, "printed text is not in order")?;
                self.printed_bytes += text.len;
                Ok(())
            }
            EventKind::FiberEnded { fiber, how } => self.fiber_ended(fiber, how),
            EventKind::TimerSet { timer, by, when } => {
                let old = self
                    .timers
                    .insert(timer, TimerView { when, by, handle: None, event_loop: None });
                ensure(old.is_none(), "a timer set twice")
            }
            EventKind::TimerFired { timer } => self.timer_fired(timer, event.at),
            EventKind::TimerCancelled { timer } => {
                self.timers.remove(&timer).map(drop).ok_or("no such timer")
            }
            EventKind::ChoiceTaken { options, option, .. } => {
                ensure(option < options, "an option that does not exist")
            }
            EventKind::RunEnded { outcome, exit_code } => {
                self.outcome = Some((outcome, exit_code));
                Ok(())
            }
            kind => self.apply_go(kind).or_else(|| self.apply_python(kind)).unwrap_or(Ok(())),
        }
    }

    // ---- fibers

    pub(super) fn create(
        &mut self, id: FiberId, kind: FiberKind, name: NameId, by: FiberId, line: u32,
    ) -> Result<(), Refused> {
        let view = FiberView {
            kind,
            name,
            created_by: by,
            created_line: line,
            state: FiberState::Runnable,
            frames: Vec::new(),
        };
        ensure(self.fibers.insert(id, view).is_none(), "a fiber created twice")
    }

    /// A fiber that exists and has not ended.
    pub(super) fn live(&mut self, id: FiberId) -> Result<&mut FiberView, Refused> {
        let fiber = self.fibers.get_mut(&id).ok_or("no such fiber")?;
        ensure(!matches!(fiber.state, FiberState::Ended(_)), "a fiber acts after its end")?;
        Ok(fiber)
    }

    pub(super) fn runnable(&mut self, id: FiberId) -> Result<(), Refused> {
        let fiber = self.live(id)?;
        ensure(fiber.state == FiberState::Runnable, "a fiber is queued that is not runnable")
    }

    fn line_reached(&mut self, id: FiberId, line: u32) -> Result<(), Refused> {
        let frame = self.live(id)?.frames.last_mut().ok_or("a line outside of any frame")?;
        frame.line = line;
        Ok(())
    }

    fn fiber_ended(&mut self, id: FiberId, how: Finish) -> Result<(), Refused> {
        let fiber = self.live(id)?;
        let ran_on = match fiber.state {
            FiberState::Running(p) => Some(p),
            _ => None,
        };
        fiber.state = FiberState::Ended(how);
        fiber.frames.clear();
        self.python_ended(id)?;
        if let Some(p) = ran_on.and_then(|p| self.ps.get_mut(p.index())) {
            p.running = None;
        }
        Ok(())
    }

    fn timer_fired(&mut self, timer: TimerId, at: Time) -> Result<(), Refused> {
        let view = self.timers.remove(&timer).ok_or("no such timer")?;
        ensure(view.when <= at, "a timer fired before its deadline")
    }
}

pub(super) fn waiting(reason: WaitReason, on: Object) -> FiberState {
    FiberState::Waiting { reason, on }
}

pub(super) fn ensure(holds: bool, otherwise: Refused) -> Result<(), Refused> {
    if holds { Ok(()) } else { Err(otherwise) }
}
