//! Every event as a row of a table: the text twin of everything that is drawn.

use crate::names::Names;
use crate::narrate::{NOBODY, Narrator};
use crate::timeline::Timeline;
use runtime_core::id::FiberId;
use runtime_core::time::Time;
use runtime_core::trace::{EventKind, Handle, Via};

/// One event in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRow {
    /// Its index: it leads to the cursor one further.
    pub index: u32,
    /// When it happened.
    pub at: Time,
    /// Whose doing it is, `f0` if nobody's.
    pub fiber: FiberId,
    /// Where that one stands, 0 if it is not known.
    pub line: u32,
    /// What happens.
    pub sentence: String,
}

/// The rows of these events, whose indexes rise. Where they lie close together, the state is
/// folded on from one to the next.
pub fn rows(timeline: &Timeline, indexes: &[u32]) -> Vec<EventRow> {
    let mut rows = Vec::with_capacity(indexes.len());
    let mut now = timeline.snapshot_at(0);
    let mut folded = 0;
    for &index in indexes {
        let Some(event) = timeline.trace.events.get(index as usize) else { break };
        if index as usize - folded > FOLDED_MAX {
            now = timeline.snapshot_at(index as usize);
        } else {
            for event in &timeline.trace.events[folded..index as usize] {
                let _ = now.apply(event);
            }
        }
        folded = index as usize;
        let sentence = Narrator::new(timeline, &now).say(event);
        let _ = now.apply(event);
        folded += 1;
        let fiber = who(&event.kind);
        let frames = now.fibers.get(&fiber).map(|view| &view.frames);
        let line = frames.and_then(|frames| frames.last()).map_or(0, |frame| frame.line);
        rows.push(EventRow { index, at: timeline.time_of(folded), fiber, line, sentence });
    }
    rows
}

/// To fold so many events is about as much work as to begin at a checkpoint.
const FOLDED_MAX: usize = 64;

/// Whether the fiber takes part in the event.
pub fn concerns(kind: &EventKind, fiber: FiberId) -> bool {
    who(kind) == fiber || other(kind) == fiber
}

/// Whose doing it is, or to whom it happens; `f0` if it is nobody.
fn who(kind: &EventKind) -> FiberId {
    use EventKind::*;
    match *kind {
        FrameEntered { fiber, .. }
        | LineReached { fiber, .. }
        | FrameLeft { fiber }
        | Printed { fiber, .. }
        | FiberEnded { fiber, .. }
        | StackGrew { fiber, .. }
        | StackShrunk { fiber, .. } => fiber,
        TimerSet { by, .. }
        | ChanMade { by, .. }
        | ChanSent { by, .. }
        | ChanReceived { by, .. }
        | ChanClosed { by, .. }
        | WaitGroupAdded { by, .. }
        | Locked { by, .. }
        | Unlocked { by, .. }
        | GilDropRequested { by, .. }
        | ThreadSlept { by, .. }
        | ThreadBlocked { by, .. }
        | FutureMade { by, .. }
        | TaskCreated { by, .. }
        | CancelRequested { by, .. } => by,
        GCreated { g, by, .. } => somebody(by, g),
        ThreadStarted { thread, by, .. } => somebody(by, thread),
        GReadied { g, .. }
        | RunnextSet { g, .. }
        | RunqPut { g, .. }
        | RunqOverflowed { g, .. }
        | GlobalPut { g }
        | GStarted { g, .. }
        | GParked { g, .. }
        | GYielded { g }
        | GPreempted { g }
        | SelectQueued { g, .. }
        | WaiterRequeued { g, .. }
        | WorkerMade { g, .. }
        | RunqStolen { g, .. }
        | RunnextStolen { g, .. }
        | SyscallEntered { g, .. }
        | SyscallExited { g, .. }
        | PreemptRequested { g, .. }
        | GcAssisted { g, .. }
        | GLeaked { g } => g,
        GilWaited { thread, .. }
        | GilTaken { thread, .. }
        | GilDropped { thread, .. }
        | ThreadWoke { thread }
        | LoopStarted { thread, .. }
        | LoopStopped { thread, .. } => thread,
        TaskSuspended { task, .. } => task,
        HandleQueued { handle, .. }
        | HandleScheduled { handle, .. }
        | HandleRun { handle, .. }
        | HandleDone { handle, .. } => match handle {
            Handle::Step(task) | Handle::Wakeup(task, _) => task,
            _ => NOBODY,
        },
        _ => NOBODY,
    }
}

/// The first, unless it is nobody.
fn somebody(first: FiberId, second: FiberId) -> FiberId {
    if first == NOBODY { second } else { first }
}

/// The other one who takes part, if there is one.
fn other(kind: &EventKind) -> FiberId {
    use EventKind::*;
    match *kind {
        GCreated { g, .. } => g,
        GReadied { by, .. } => by,
        RunnextSet { kicked, .. } => kicked,
        ChanSent { via: Via::Direct(other) | Via::Refilled(other), .. }
        | ChanReceived { via: Via::Direct(other) | Via::Refilled(other), .. } => other,
        ThreadStarted { thread, .. }
        | ThreadSlept { thread, .. }
        | ThreadBlocked { thread, .. } => thread,
        GilDropRequested { holder, .. } => holder,
        TaskCreated { task, .. } | CancelRequested { task, .. } => task,
        _ => NOBODY,
    }
}

impl Names {
    /// Every fiber that has a name, in the order of their numbers, with it: as in front of a lane.
    pub fn fibers(&self) -> impl Iterator<Item = (FiberId, String)> {
        self.ids().map(|id| (id, self.lane(id)))
    }
}
