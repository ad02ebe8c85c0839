//! The machine seen from outside: its snapshot, and what its fingerprint is made of.

#[cfg(feature = "go")]
use super::go::{fingerprint_go, view_go};
#[cfg(feature = "python")]
use super::python::{fingerprint_python, view_python};
use super::{Fiber, Machine, Runtime};
use crate::guest::{Fingerprint, Guest};
use crate::id::{FiberId, NameId};
use crate::table::Table;
use crate::trace::{FiberState, FiberView, FrameView, Object, Snapshot, write};
use alloc::vec::Vec;

impl<G: Guest> Machine<G> {
    /// The state as the machine itself knows it: what folding the trace must give. Function names
    /// of frames are the guest's own, so frames carry the name id 0 here.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot {
            at: self.now,
            fibers: self.fiber_views(),
            printed_bytes: self.recorder.tables().text.len() as u32,
            lines_stopped: !self.recorder.records_lines(),
            outcome: self.outcome.map(|outcome| (outcome.kind, outcome.exit_code)),
            ..Snapshot::default()
        };
        match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(go) => view_go(go, &mut snapshot),
            #[cfg(feature = "python")]
            Runtime::Python(python) => view_python(python, &mut snapshot),
        }
        snapshot
    }

    fn fiber_views(&self) -> Table<FiberId, FiberView> {
        let numbered = self.fibers.iter().enumerate();
        let own = numbered.map(|(at, fiber)| (FiberId(at as u32 + 1), *fiber));
        let all = own.chain(self.system_fibers());
        all.map(|(id, fiber)| (id, self.fiber_view(id, fiber))).collect()
    }

    /// Those of the runtime itself.
    fn system_fibers(&self) -> Vec<(FiberId, Fiber)> {
        match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(go) => {
                let numbered = go.system.iter().enumerate();
                numbered.map(|(at, fiber)| (FiberId(FiberId::SYSTEM + at as u32), *fiber)).collect()
            }
            #[cfg(feature = "python")]
            Runtime::Python(_) => Vec::new(),
        }
    }

    fn fiber_view(&self, id: FiberId, fiber: Fiber) -> FiberView {
        let ended = matches!(fiber.state, FiberState::Ended(_));
        let known = self.recorder.records_lines() && !ended && !id.is_system();
        let lines = if known { self.guest.lines(id) } else { Vec::new() };
        let frames = lines.into_iter().map(|line| FrameView { function: NameId(0), line });
        FiberView {
            kind: fiber.kind,
            name: fiber.name,
            created_by: fiber.by,
            created_line: fiber.line,
            state: fiber.state,
            frames: frames.collect(),
        }
    }

    /// Feeds fibers, queues, objects and the clock. Output is not state: it cannot be read back.
    pub(super) fn fingerprint_runtime(&self, state: &mut Fingerprint) {
        state.word(self.now.0);
        for fiber in &self.fibers {
            fingerprint_state(fiber.state, state);
        }
        match &self.runtime {
            #[cfg(feature = "go")]
            Runtime::Go(go) => fingerprint_go(go, state),
            #[cfg(feature = "python")]
            Runtime::Python(python) => fingerprint_python(python, state),
        }
    }
}

fn fingerprint_state(fiber: FiberState, state: &mut Fingerprint) {
    match fiber {
        FiberState::Runnable => state.word(1),
        FiberState::Running(p) => state.word(0x100 + u64::from(p.0)),
        FiberState::Ended(how) => state.word(0x200 + how as u64),
        FiberState::Waiting { reason, on } => {
            state.word(0x300 + reason as u64);
            state.word(object_word(on));
        }
    }
}

fn object_word(object: Object) -> u64 {
    match object {
        Object::None => 0,
        Object::Chan(id) => (1 << 32) | u64::from(id.0),
        Object::Future(id) => (2 << 32) | u64::from(id.0),
        Object::Timer(id) => (3 << 32) | u64::from(id.0),
        Object::Addr(_) => 4 << 32,
        Object::Select => 5 << 32,
        Object::Fiber(id) => (6 << 32) | u64::from(id.0),
    }
}

/// Whether folding `machine`'s trace gives its own snapshot; the difference as text if not.
/// Frames are compared by their lines, wait groups and locks by their waiters, timers by their
/// deadlines; how long a thread waits at most is an alarm among others to the machine.
pub fn fold_agrees<G: Guest>(machine: &Machine<G>) -> Result<(), alloc::string::String> {
    let trace = machine.trace();
    let folded = plain(trace.snapshot_at(trace.events.len()));
    let own = plain(machine.snapshot());
    if folded == own {
        return Ok(());
    }
    let text = write(trace);
    let tail: Vec<&str> = text.lines().rev().take(40).collect();
    let (folded, own) = (alloc::format!("{folded:#?}"), alloc::format!("{own:#?}"));
    let both = folded.lines().zip(own.lines());
    let differ: Vec<_> = both.enumerate().filter(|(_, (a, b))| a != b).take(5).collect();
    Err(alloc::format!(
        "lines that differ: {differ:#?}\nfolded: {folded}\nlast events, newest first: {tail:#?}"
    ))
}

/// A snapshot without what only one of the two sides knows.
fn plain(mut snapshot: Snapshot) -> Snapshot {
    snapshot.at = crate::time::Time::default();
    snapshot.lines_stopped = false;
    for fiber in snapshot.fibers.values_mut() {
        fiber.frames.iter_mut().for_each(|frame| frame.function = NameId(0));
    }
    snapshot.wait_groups.retain(|_, group| {
        group.count = 0;
        !group.waiters.is_empty()
    });
    snapshot.threads.values_mut().for_each(|thread| thread.until = None);
    snapshot.timers.values_mut().for_each(|timer| timer.by = FiberId(0));
    snapshot.locks.retain(|_, lock| {
        (lock.holder, lock.readers) = (None, 0);
        // An RWMutex has three queues, and the machine does not know who came first of all.
        lock.waiters.make_contiguous().sort_unstable();
        !lock.waiters.is_empty()
    });
    snapshot.gc = None;
    snapshot
}
