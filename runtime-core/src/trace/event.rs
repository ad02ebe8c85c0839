//! What can happen, as past-tense facts.
//!
//! An event says what changed and where it went, so that folding the events gives the machine's
//! visible state back (see [`super::fold`]). Names follow the field: a G parks, a timer fires, a
//! handle runs.
//!
//! **Invariants:** an [`Event`] is plain `Copy` data of at most 40 bytes; strings live in the
//! trace's [`Tables`]. Events are in the order in which they happened; their times never fall
//! for one processor.

use super::words::{
    Blocking, ChoiceKind, Finish, From, Handle, Hold, Object, OutcomeKind, StopReason, Stream,
    Tables, TextRange, Via, WaitReason,
};
use crate::id::{Addr, ChanId, FiberId, FutureId, MId, NameId, ProcId, TimerId};
use crate::time::Time;
use alloc::string::String;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// When, on the clock of the processor it happened on.
    pub at: Time,
    /// What.
    pub kind: EventKind,
}

/// Defines the event kinds together with the table that gives the text form both ways.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty),* $(,)? })*) => {
        /// What happened.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub enum EventKind { $($(#[$doc])* $name { $($(#[$fdoc])* $field: $ty),* },)* }

        impl EventKind {
            /// The kind's name, as in the text form.
            pub fn name(&self) -> &'static str {
                match self { $(EventKind::$name { .. } => stringify!($name),)* }
            }

            /// Writes ` key=value` for every field.
            pub(super) fn write_fields(&self, tables: &Tables, out: &mut String) {
                match *self { $(EventKind::$name { $($field),* } => {
                    $(super::text::write_field(stringify!($field), &$field, tables, out);)*
                    let _ = (&tables, &out);
                })* }
            }

            /// Reads the event called `name` from its fields, in order.
            pub(super) fn read_fields(
                name: &str, fields: &mut super::text::Fields<'_>, tables: &mut Tables,
            ) -> Option<EventKind> {
                match name {
                    $(stringify!($name) => Some(EventKind::$name {
                        $($field: fields.take(stringify!($field), tables)?),*
                    }),)*
                    _ => None,
                }
            }
        }
    };
}

events! {
    // ---- every language -------------------------------------------------------------------
    /// The fiber called a function: a frame was pushed, standing at `line`.
    FrameEntered {
        /// Whose frames.
        fiber: FiberId,
        /// The function's name as the real runtime shows it (`main.worker`, `heartbeat`).
        function: NameId,
        /// The first line to run.
        line: u32,
    }
    /// The fiber's top frame moved to another line.
    LineReached {
        /// Whose top frame.
        fiber: FiberId,
        /// The line, from 1.
        line: u32,
    }
    /// The fiber's top frame returned or was unwound.
    FrameLeft {
        /// Whose frame.
        fiber: FiberId,
    }
    /// The limit for frame and line events was reached: from here on only scheduling is recorded.
    LinesStopped {}
    /// The program printed.
    Printed {
        /// Who printed.
        fiber: FiberId,
        /// To which stream.
        stream: Stream,
        /// What, in the trace's text table.
        text: TextRange,
    }
    /// The fiber came to its end; its frames are gone.
    FiberEnded {
        /// Which.
        fiber: FiberId,
        /// How.
        how: Finish,
    }
    /// A timer was set.
    TimerSet {
        /// Its id.
        timer: TimerId,
        /// Who set it.
        by: FiberId,
        /// Its deadline.
        when: Time,
    }
    /// A timer's deadline was reached and it took effect.
    TimerFired {
        /// Which.
        timer: TimerId,
    }
    /// A timer was cancelled before its deadline.
    TimerCancelled {
        /// Which.
        timer: TimerId,
    }
    /// The machine stopped at a point where the real runtime could have gone on in several ways,
    /// and this option was taken.
    ChoiceTaken {
        /// What was chosen.
        point: ChoiceKind,
        /// How many options there were.
        options: u32,
        /// The one taken, from 0.
        option: u32,
    }
    /// The run is over.
    RunEnded {
        /// How.
        outcome: OutcomeKind,
        /// The process's exit code.
        exit_code: i32,
    }

    // ---- Go ----------------------------------------------------------------------------------
    /// `newproc`: a goroutine was created, runnable; the next event says in which queue.
    GCreated {
        /// The new goroutine.
        g: FiberId,
        /// Its creator; `f0` for main.
        by: FiberId,
        /// The function it runs.
        function: NameId,
        /// The line of the `go` statement.
        line: u32,
    }
    /// `goready`: a waiting goroutine became runnable; the next event says in which queue.
    GReadied {
        /// The goroutine.
        g: FiberId,
        /// Who woke it; `f0` for a timer.
        by: FiberId,
    }
    /// `runqput` with `next`: the G is now the P's runnext. A G that was there is `kicked` out,
    /// and the next event says where it went.
    RunnextSet {
        /// The P.
        p: ProcId,
        /// The new runnext.
        g: FiberId,
        /// The old one, `f0` if the slot was empty.
        kicked: FiberId,
    }
    /// `runqput`: the G is now last in the P's ring.
    RunqPut {
        /// The P.
        p: ProcId,
        /// The G.
        g: FiberId,
    }
    /// `runqputslow`: the ring was full, so its oldest `moved` Gs and then `g` went to the tail
    /// of the global queue.
    RunqOverflowed {
        /// The P.
        p: ProcId,
        /// The G that found no room.
        g: FiberId,
        /// How many others went with it: half the ring.
        moved: u32,
    }
    /// The G is now last in the global queue.
    GlobalPut {
        /// The G.
        g: FiberId,
    }
    /// `globrunqgetbatch`: `moved` Gs from the head of the global queue went to the P's ring;
    /// the one before them is started by the next event.
    GlobalTaken {
        /// The P.
        p: ProcId,
        /// How many went to the ring.
        moved: u32,
    }
    /// `execute`: the P runs the G.
    GStarted {
        /// The G.
        g: FiberId,
        /// The P.
        p: ProcId,
        /// Where it was taken from.
        from: From,
        /// Whether it goes on in the time slice of the G before it.
        inherit_time: bool,
    }
    /// `gopark`: the running G waits.
    GParked {
        /// The G.
        g: FiberId,
        /// Why.
        reason: WaitReason,
        /// For what.
        on: Object,
    }
    /// `runtime.Gosched`: the running G gave up its P; the next event puts it in the global queue.
    GYielded {
        /// The G.
        g: FiberId,
    }
    /// The G's slice was over and it was preempted; the next event puts it in the global queue.
    GPreempted {
        /// The G.
        g: FiberId,
    }
    /// The P found nothing to run and waits for the next timer.
    ProcIdled {
        /// The P.
        p: ProcId,
    }
    /// `makechan`.
    ChanMade {
        /// The channel.
        chan: ChanId,
        /// Who made it.
        by: FiberId,
        /// Its capacity, 0 for unbuffered.
        cap: u32,
        /// The variable it is first stored in, `"chan"` where there is none.
        name: NameId,
    }
    /// A send was completed by the running sender.
    ChanSent {
        /// The channel.
        chan: ChanId,
        /// The sender.
        by: FiberId,
        /// How.
        via: Via,
    }
    /// A receive was completed by the running receiver.
    ChanReceived {
        /// The channel.
        chan: ChanId,
        /// The receiver.
        by: FiberId,
        /// How.
        via: Via,
    }
    /// `close`: every waiter is readied by the events that follow.
    ChanClosed {
        /// The channel.
        chan: ChanId,
        /// Who closed it.
        by: FiberId,
    }
    /// `WaitGroup.Add` or `Done`.
    WaitGroupAdded {
        /// The wait group.
        wg: Addr,
        /// Who.
        by: FiberId,
        /// What was added.
        delta: i64,
        /// The counter after that.
        count: i64,
    }

    /// `selectgo`: the running G queues on this channel of its select; `GParked` follows.
    SelectQueued {
        /// The G.
        g: FiberId,
        /// The channel.
        chan: ChanId,
        /// Whether it waits to send.
        sends: bool,
    }
    /// A timer was stopped whose value had been sent and not received: the value is gone.
    ChanDrained {
        /// The channel.
        chan: ChanId,
    }
    /// The goroutine that was parked last went to the front of the queue: it was woken before,
    /// and somebody else had the lock already.
    WaiterRequeued {
        /// The goroutine.
        g: FiberId,
        /// The lock.
        at: Addr,
    }
    /// A mark worker exists now, and waits.
    WorkerMade {
        /// The goroutine of the runtime.
        g: FiberId,
        /// Its function.
        function: NameId,
    }
    /// A lock was had.
    Locked {
        /// The mutex.
        at: Addr,
        /// Who has it.
        by: FiberId,
        /// Alone or with others.
        hold: Hold,
    }
    /// A lock was given back.
    Unlocked {
        /// The mutex.
        at: Addr,
        /// Who gave it back; it need not be who had it.
        by: FiberId,
        /// Alone or with others.
        hold: Hold,
    }
    /// `stealWork`: the P took `moved` Gs from the head of another P's ring into its own, and one
    /// more, which is started by the next event.
    RunqStolen {
        /// The thief.
        p: ProcId,
        /// The other P.
        victim: ProcId,
        /// The one it runs: the last of those it grabbed.
        g: FiberId,
        /// How many others went to its ring.
        moved: u32,
    }
    /// `runqgrab` in the last pass: the P took the other's runnext, which the next event starts.
    RunnextStolen {
        /// The thief.
        p: ProcId,
        /// The other P.
        victim: ProcId,
        /// What it took.
        g: FiberId,
    }
    /// `startm`: a thread, new or woken, has this P and looks for work.
    MStarted {
        /// The thread.
        m: MId,
        /// The P.
        p: ProcId,
        /// Whether it spins: it was started to look for work, not for some that is known.
        spinning: bool,
    }
    /// `stopm`: the thread has no P and sleeps.
    MParked {
        /// The thread.
        m: MId,
    }
    /// `entersyscall`: the thread is in the kernel with its G; the P stays with it for now.
    SyscallEntered {
        /// The G.
        g: FiberId,
        /// The thread.
        m: MId,
        /// The P.
        p: ProcId,
        /// What it does there.
        what: Blocking,
    }
    /// `exitsyscall`: with its P or another idle one the G goes on at once (`GStarted` follows);
    /// without, it goes to the global queue and the thread sleeps.
    SyscallExited {
        /// The G.
        g: FiberId,
        /// The thread.
        m: MId,
    }
    /// `retake`: sysmon took the P of a thread that is in a syscall.
    ProcRetaken {
        /// The P.
        p: ProcId,
        /// The thread that lost it.
        m: MId,
    }
    /// `preemptone`: the G has had its slice and is asked to stop.
    PreemptRequested {
        /// The G.
        g: FiberId,
        /// Its P.
        p: ProcId,
    }
    /// `stopTheWorld`: no P runs Go code.
    WorldStopped {
        /// Why.
        reason: StopReason,
    }
    /// `startTheWorld`.
    WorldStarted {}
    /// A cycle of the collector began; everything is marked concurrently from here.
    GcStarted {
        /// Counted from 1.
        cycle: u32,
        /// Bytes on the heap.
        heap_bytes: u64,
    }
    /// A goroutine that allocates did so much of the marking itself.
    GcAssisted {
        /// The goroutine.
        g: FiberId,
        /// For how long, in ns.
        ns: u64,
    }
    /// The cycle is over.
    GcEnded {
        /// Counted from 1.
        cycle: u32,
        /// Bytes that are left.
        live_bytes: u64,
        /// Heap size at which the next cycle is to end.
        goal_bytes: u64,
    }
    /// `newstack`: the goroutine's stack was copied to a larger one.
    StackGrew {
        /// The goroutine.
        fiber: FiberId,
        /// Its size now.
        bytes: u64,
    }
    /// `shrinkstack`, during a collection.
    StackShrunk {
        /// The goroutine.
        fiber: FiberId,
        /// Its size now.
        bytes: u64,
    }
    /// `procresize`: there are this many Ps now. Gs of Ps that are gone go to the head of the
    /// global queue, runnext first.
    ProcsChanged {
        /// How many.
        procs: u32,
    }
    /// At the end of the run: what the goroutine waits on cannot be reached from any goroutine
    /// that could still run; it would have waited for ever.
    GLeaked {
        /// The goroutine.
        g: FiberId,
    }

    // ---- Python ------------------------------------------------------------------------------
    /// A thread started running bytecode.
    ThreadStarted {
        /// The thread.
        thread: FiberId,
        /// `MainThread`, `Thread-1 (work)`.
        name: NameId,
    }
    /// `time.sleep`: the thread, and with it a loop it runs, stands still until then.
    ThreadSlept {
        /// The thread.
        thread: FiberId,
        /// The fiber that called it: the thread itself, or the task that is being stepped.
        by: FiberId,
        /// When it will go on.
        until: Time,
    }
    /// The sleep was over.
    ThreadWoke {
        /// The thread.
        thread: FiberId,
    }
    /// An event loop started in the thread.
    LoopStarted {
        /// The thread.
        thread: FiberId,
    }
    /// The thread's event loop was closed.
    LoopStopped {
        /// The thread.
        thread: FiberId,
    }
    /// `_run_once`: due timers have been moved to the ready deque, and this iteration runs as many
    /// handles as it holds now (`ntodo`), no more.
    IterationBegan {
        /// Counted from 1.
        number: u64,
        /// Handles it will run.
        todo: u32,
    }
    /// `select(timeout)`: nothing was ready, the loop slept until the next timer.
    LoopWaited {
        /// When it woke.
        until: Time,
    }
    /// `call_soon`: the handle is now last in the ready deque.
    HandleQueued {
        /// The handle.
        handle: Handle,
    }
    /// `call_later`: the handle will be queued when the timer fires (`TimerSet` came before).
    HandleScheduled {
        /// The timer.
        timer: TimerId,
        /// The handle.
        handle: Handle,
    }
    /// The loop took the handle from the head of the ready deque and runs it.
    HandleRun {
        /// The handle.
        handle: Handle,
    }
    /// The handle returned.
    HandleDone {
        /// The handle.
        handle: Handle,
    }
    /// `loop.create_future()`.
    FutureMade {
        /// The future.
        future: FutureId,
        /// Who made it.
        by: FiberId,
    }
    /// `Task.__init__`: its first step is queued by the next event.
    TaskCreated {
        /// The task's fiber.
        task: FiberId,
        /// The future that it is.
        future: FutureId,
        /// Who created it.
        by: FiberId,
        /// `Task-1`, or what the program called it.
        name: NameId,
        /// The line of the call that created it.
        line: u32,
    }
    /// The task's coroutine gave control back to the loop.
    TaskSuspended {
        /// The task.
        task: FiberId,
        /// The future it awaits; `u0` for a bare yield, as in `sleep(0)`.
        on: FutureId,
    }
    /// `add_done_callback`: the handle is queued when the future is done.
    CallbackAdded {
        /// The future.
        future: FutureId,
        /// What to queue.
        handle: Handle,
    }
    /// The future is done; its callbacks are queued by the next events.
    FutureDone {
        /// The future.
        future: FutureId,
        /// How.
        how: Finish,
    }
    /// `Task.cancel()`: `CancelledError` will be thrown in at the task's next step.
    CancelRequested {
        /// The task.
        task: FiberId,
        /// Who asked; `f0` for the loop itself at shutdown.
        by: FiberId,
    }
}
