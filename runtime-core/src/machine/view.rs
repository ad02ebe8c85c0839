//! The machine seen from outside: its snapshot, and what its fingerprint is made of.

#[cfg(feature = "python")]
use super::Asyncio;
#[cfg(feature = "go")]
use super::GoRuntime;
use super::{Machine, Runtime};
use crate::guest::{Fingerprint, Guest};
use crate::id::{FiberId, NameId};
use crate::table::Table;
#[cfg(feature = "go")]
use crate::trace::{ChanView, PView, WaitGroupView};
use crate::trace::{FiberState, FiberView, FrameView, Object, Snapshot, TimerView, write};
#[cfg(feature = "python")]
use crate::trace::{FutureView, Handle, LoopView};
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
            Runtime::Python(asyncio) => view_asyncio(asyncio, &mut snapshot),
        }
        snapshot
    }

    fn fiber_views(&self) -> Table<FiberId, FiberView> {
        let numbered = self.fibers.iter().enumerate();
        numbered.map(|(at, _)| (FiberId(at as u32 + 1), self.fiber_view(at))).collect()
    }

    fn fiber_view(&self, at: usize) -> FiberView {
        let fiber = self.fibers[at];
        let ended = matches!(fiber.state, FiberState::Ended(_));
        let known = self.recorder.records_lines() && !ended;
        let lines = if known { self.guest.lines(FiberId(at as u32 + 1)) } else { Vec::new() };
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
            Runtime::Python(asyncio) => fingerprint_asyncio(asyncio, state),
        }
    }
}

#[cfg(feature = "go")]
fn view_go(go: &GoRuntime, snapshot: &mut Snapshot) {
    let ps = go.sched.ps.iter();
    let view = |p: &crate::sched::go::P| PView {
        runnext: p.runnext,
        runq: p.runq.clone(),
        running: p.running,
    };
    snapshot.ps = ps.map(view).collect();
    snapshot.global = go.sched.global.clone();
    for (at, (chan, name)) in go.chans.iter().enumerate() {
        let view = ChanView {
            name: *name,
            cap: chan.cap,
            len: chan.len,
            closed: chan.closed,
            sendq: chan.sendq.clone(),
            recvq: chan.recvq.clone(),
        };
        snapshot.chans.insert(crate::id::ChanId(at as u32 + 1), view);
    }
    for (&wg, waiters) in go.wait_groups.waiters.iter() {
        let view = WaitGroupView { count: 0, waiters: waiters.clone() };
        snapshot.wait_groups.insert(wg, view);
    }
    for (timer, when, &by) in go.timers.iter() {
        snapshot.timers.insert(timer, TimerView { when, by, handle: None });
    }
}

#[cfg(feature = "python")]
fn view_asyncio(asyncio: &Asyncio, snapshot: &mut Snapshot) {
    let Some(running) = &asyncio.event_loop else {
        return;
    };
    snapshot.event_loop = Some(LoopView {
        thread: running.thread,
        iteration: running.iteration,
        todo: running.todo as u32,
        ready: running.ready.clone(),
        current: running.current,
    });
    for (timer, when, &handle) in running.scheduled.iter() {
        let view = TimerView { when, by: FiberId(0), handle: Some(handle) };
        snapshot.timers.insert(timer, view);
    }
    for (id, future) in asyncio.futures.pending() {
        let view = FutureView { task: future.task, callbacks: future.callbacks.clone() };
        snapshot.futures.insert(id, view);
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
    }
}

#[cfg(feature = "go")]
fn fingerprint_go(go: &GoRuntime, state: &mut Fingerprint) {
    let id = |fiber: FiberId| u64::from(fiber.0);
    let queue = |fibers: &mut dyn Iterator<Item = FiberId>, state: &mut Fingerprint| {
        fibers.for_each(|fiber| state.word(id(fiber)));
        state.word(u64::MAX);
    };
    for p in &go.sched.ps {
        queue(&mut p.runnext.into_iter().chain(p.running), state);
        queue(&mut p.runq.iter().copied(), state);
        state.word(u64::from(p.schedtick % crate::sched::go::GLOBAL_TICK));
    }
    queue(&mut go.sched.global.iter().copied(), state);
    for (chan, _) in &go.chans {
        state.word((u64::from(chan.len) << 1) | u64::from(chan.closed));
        queue(&mut chan.sendq.iter().copied(), state);
        queue(&mut chan.recvq.iter().copied(), state);
    }
    // Addresses depend on the order of allocation; the order of the waiters does not.
    for waiters in go.wait_groups.waiters.values() {
        queue(&mut waiters.iter().copied(), state);
    }
    for (_, when, &g) in go.timers.iter() {
        state.word(when.0);
        state.word(id(g));
    }
}

#[cfg(feature = "python")]
fn fingerprint_asyncio(asyncio: &Asyncio, state: &mut Fingerprint) {
    let Some(running) = &asyncio.event_loop else {
        return;
    };
    state.word(running.todo as u64);
    running
        .ready
        .iter()
        .chain(&running.current)
        .for_each(|&handle| state.word(handle_word(handle)));
    for (_, when, &handle) in running.scheduled.iter() {
        state.word(when.0);
        state.word(handle_word(handle));
    }
    for (id, future) in asyncio.futures.pending() {
        state.word(u64::from(id.0));
        future.callbacks.iter().for_each(|&handle| state.word(handle_word(handle)));
    }
    for task in asyncio.futures.tasks.values() {
        state.word(u64::from(task.must_cancel));
    }
}

#[cfg(feature = "python")]
fn handle_word(handle: Handle) -> u64 {
    match handle {
        Handle::Step(task) => (1 << 60) | u64::from(task.0),
        Handle::Wakeup(task, future) => (2 << 60) | (u64::from(task.0) << 28) ^ u64::from(future.0),
        Handle::SetResult(future) => (3 << 60) | u64::from(future.0),
        Handle::Call(callback) => (4 << 60) | u64::from(callback.0),
        Handle::Stop => 5 << 60,
    }
}

/// Whether folding `machine`'s trace gives its own snapshot; the difference as text if not.
/// Frames are compared by their lines, wait groups by their waiters, timers by their deadlines.
pub fn fold_agrees<G: Guest>(machine: &Machine<G>) -> Result<(), alloc::string::String> {
    let trace = machine.trace();
    let folded = plain(trace.snapshot_at(trace.events.len()));
    let own = plain(machine.snapshot());
    if folded == own {
        return Ok(());
    }
    let tail = write(trace);
    let tail: Vec<&str> = tail.lines().rev().take(12).collect();
    Err(alloc::format!(
        "folded: {folded:#?}\nmachine: {own:#?}\nlast events, newest first: {tail:#?}"
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
    snapshot.timers.values_mut().for_each(|timer| timer.by = FiberId(0));
    snapshot
}
