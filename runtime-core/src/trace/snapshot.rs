//! Everything that can be seen of the machine at one moment, as plain data.

use super::words::{Finish, Handle, Object, OutcomeKind, WaitReason};
use crate::id::{Addr, ChanId, FiberId, LoopId, MId, NameId, ProcId, TimerId};
use crate::table::Table;
use crate::time::Time;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Everything that can be seen of the machine at one moment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snapshot {
    /// The time of the last event.
    pub at: Time,
    /// Every fiber so far.
    pub fibers: Table<FiberId, FiberView>,
    /// Go's Ps; empty for Python.
    pub ps: Vec<PView>,
    /// Go's threads; empty for Python.
    pub ms: Table<MId, MView>,
    /// Go's locks and conditions that have been used.
    pub locks: Table<Addr, LockView>,
    /// The cycle of Go's collector that is under way.
    pub gc: Option<u32>,
    /// Go's global run queue, head first.
    pub global: VecDeque<FiberId>,
    /// Go's channels.
    pub chans: Table<ChanId, ChanView>,
    /// Go's wait groups that have been used.
    pub wait_groups: Table<Addr, WaitGroupView>,
    /// Pending timers.
    pub timers: Table<TimerId, TimerView>,
    /// Python's threads that have not ended.
    pub threads: Table<FiberId, ThreadView>,
    /// The GIL of each interpreter; none in a free-threaded Python.
    pub gils: Table<ProcId, GilView>,
    /// asyncio's loops that have been used and are not closed.
    pub loops: Table<LoopId, LoopView>,
    /// Whether frame and line events have stopped: frames are unknown from there on.
    pub lines_stopped: bool,
    /// Bytes of the trace's text that have been printed.
    pub printed_bytes: u32,
    /// How the run ended and with which exit code, once it has.
    pub outcome: Option<(OutcomeKind, i32)>,
}

/// What kind of fiber.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FiberKind {
    /// A goroutine.
    Goroutine,
    /// A Python thread.
    Thread,
    /// An asyncio Task.
    Task,
}

/// One fiber.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FiberView {
    /// What it is.
    pub kind: FiberKind,
    /// Its name: a goroutine's function, a thread's or a task's name.
    pub name: NameId,
    /// Who created it, `f0` for the first.
    pub created_by: FiberId,
    /// The line where it was created, 0 for the first.
    pub created_line: u32,
    /// What it is doing.
    pub state: FiberState,
    /// Its call stack, outermost first.
    pub frames: Vec<FrameView>,
}

/// One frame of a call stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameView {
    /// The function's name.
    pub function: NameId,
    /// The line it stands at.
    pub line: u32,
}

/// What a fiber is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FiberState {
    /// It could run, and waits for its turn.
    Runnable,
    /// It runs.
    Running(ProcId),
    /// It waits.
    Waiting {
        /// Why.
        reason: WaitReason,
        /// For what.
        on: Object,
    },
    /// It came to its end.
    Ended(Finish),
}

/// One of Go's Ps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PView {
    /// The G that runs next.
    pub runnext: Option<FiberId>,
    /// The local ring, head first.
    pub runq: VecDeque<FiberId>,
    /// The G it runs.
    pub running: Option<FiberId>,
    /// The G whose system call the thread that holds it is in.
    pub syscall: Option<FiberId>,
}

/// One of Go's threads. With a P that runs nothing, it looks for work; without a P and outside of
/// a system call it sleeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MView {
    /// The P it holds.
    pub p: Option<ProcId>,
    /// The G with which it is in a system call.
    pub syscall: Option<FiberId>,
}

/// A lock or a condition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LockView {
    /// Who has it alone.
    pub holder: Option<FiberId>,
    /// How many have it for reading.
    pub readers: u32,
    /// Who waits, first come first.
    pub waiters: VecDeque<FiberId>,
}

/// A Go channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChanView {
    /// What the program calls it.
    pub name: NameId,
    /// Its capacity.
    pub cap: u32,
    /// Values in its buffer.
    pub len: u32,
    /// Whether it is closed.
    pub closed: bool,
    /// Waiting senders, first in first out.
    pub sendq: VecDeque<FiberId>,
    /// Waiting receivers, first in first out.
    pub recvq: VecDeque<FiberId>,
}

/// A Go wait group.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WaitGroupView {
    /// Its counter.
    pub count: i64,
    /// Goroutines in `Wait`, first come first.
    pub waiters: VecDeque<FiberId>,
}

/// A pending timer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerView {
    /// Its deadline.
    pub when: Time,
    /// Who set it.
    pub by: FiberId,
    /// What asyncio queues when it fires; `None` for Go, where it readies `by`.
    pub handle: Option<Handle>,
    /// Whose timer it is.
    pub event_loop: Option<LoopId>,
}

/// A Python thread.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThreadView {
    /// The interpreter it runs in.
    pub interpreter: ProcId,
    /// The tasks it is in the middle of, the innermost last: none outside of asyncio, two where
    /// one runs the first step of another (an eager task).
    pub tasks: Vec<FiberId>,
    /// When it will go on at the latest, while it sleeps or waits for something with a timeout.
    pub until: Option<Time>,
}

/// A GIL (`struct _gil_runtime_state`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GilView {
    /// The thread that has it.
    pub holder: Option<FiberId>,
    /// The one that had it last; itself while it is held.
    pub last_holder: FiberId,
    /// How often it has gone from one thread to another.
    pub switch_number: u64,
    /// Whether the holder is asked to drop it.
    pub drop_request: bool,
    /// The threads in `take_gil`, first come first, with the end of each one's present interval.
    pub waiters: Vec<(FiberId, Time)>,
    /// The interval, in ns.
    pub interval_ns: u64,
}

/// An asyncio loop.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LoopView {
    /// The thread it runs in, while it runs.
    pub thread: Option<FiberId>,
    /// Number of the current iteration, from 1; 0 before the first.
    pub iteration: u64,
    /// Handles of this iteration that have not been run yet.
    pub todo: u32,
    /// The ready deque, head first.
    pub ready: VecDeque<Handle>,
    /// The handle that runs now.
    pub current: Option<Handle>,
}

impl Snapshot {
    /// The loop that runs in the thread.
    pub fn loop_in(&self, thread: FiberId) -> Option<(LoopId, &LoopView)> {
        let mut loops = self.loops.iter();
        let found = loops.find(|(_, view)| view.thread == Some(thread));
        found.map(|(&id, view)| (id, view))
    }

    /// The thread whose steps run `fiber`, which is that thread or a task it is in the middle of.
    pub fn thread_of(&self, fiber: FiberId) -> Option<FiberId> {
        if self.threads.contains_key(&fiber) {
            return Some(fiber);
        }
        let mut threads = self.threads.iter();
        threads.find(|(_, view)| view.tasks.contains(&fiber)).map(|(&thread, _)| thread)
    }

    /// The innermost fiber that the thread is in the middle of.
    pub fn active(&self, thread: FiberId) -> FiberId {
        let view = self.threads.get(&thread);
        view.and_then(|view| view.tasks.last().copied()).unwrap_or(thread)
    }
}
