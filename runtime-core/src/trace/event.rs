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
use crate::id::{Addr, ChanId, FiberId, FutureId, LoopId, MId, NameId, ProcId, TimerId};
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
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty = $fdoc:literal),* $(,)? })*) => {
        /// What happened.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub enum EventKind { $($(#[$doc])* $name { $(#[doc = $fdoc] $field: $ty),* },)* }

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
        fiber: FiberId = "Whose frames.",
        function: NameId = "The function's name as the real runtime shows it (`main.worker`, `heartbeat`).",
        line: u32 = "The first line to run.",
    }
    /// The fiber's top frame moved to another line.
    LineReached {
        fiber: FiberId = "Whose top frame.",
        line: u32 = "The line, from 1.",
    }
    /// The fiber's top frame returned or was unwound.
    FrameLeft {
        fiber: FiberId = "Whose frame.",
    }
    /// The limit for frame and line events was reached: from here on only scheduling is recorded.
    LinesStopped {}
    /// The program printed.
    Printed {
        fiber: FiberId = "Who printed.",
        stream: Stream = "To which stream.",
        text: TextRange = "What, in the trace's text table.",
    }
    /// The fiber came to its end; its frames are gone.
    FiberEnded {
        fiber: FiberId = "Which.",
        how: Finish = "How.",
    }
    /// A timer was set.
    TimerSet {
        timer: TimerId = "Its id.",
        by: FiberId = "Who set it.",
        when: Time = "Its deadline.",
    }
    /// A timer's deadline was reached and it took effect.
    TimerFired {
        timer: TimerId = "Which.",
    }
    /// A timer was cancelled before its deadline.
    TimerCancelled {
        timer: TimerId = "Which.",
    }
    /// The machine stopped at a point where the real runtime could have gone on in several ways,
    /// and this option was taken.
    ChoiceTaken {
        point: ChoiceKind = "What was chosen.",
        options: u32 = "How many options there were.",
        option: u32 = "The one taken, from 0.",
    }
    /// The run is over.
    RunEnded {
        outcome: OutcomeKind = "How.",
        exit_code: i32 = "The process's exit code.",
    }

    // ---- Go ----------------------------------------------------------------------------------
    /// `newproc`: a goroutine was created, runnable; the next event says in which queue.
    GCreated {
        g: FiberId = "The new goroutine.",
        by: FiberId = "Its creator; `f0` for main.",
        function: NameId = "The function it runs.",
        line: u32 = "The line of the `go` statement.",
    }
    /// `goready`: a waiting goroutine became runnable; the next event says in which queue.
    GReadied {
        g: FiberId = "The goroutine.",
        by: FiberId = "Who woke it; `f0` for a timer.",
    }
    /// `runqput` with `next`: the G is now the P's runnext. A G that was there is `kicked` out,
    /// and the next event says where it went.
    RunnextSet {
        p: ProcId = "The P.",
        g: FiberId = "The new runnext.",
        kicked: FiberId = "The old one, `f0` if the slot was empty.",
    }
    /// `runqput`: the G is now last in the P's ring.
    RunqPut {
        p: ProcId = "The P.",
        g: FiberId = "The G.",
    }
    /// `runqputslow`: the ring was full, so its oldest `moved` Gs and then `g` went to the tail
    /// of the global queue.
    RunqOverflowed {
        p: ProcId = "The P.",
        g: FiberId = "The G that found no room.",
        moved: u32 = "How many others went with it: half the ring.",
    }
    /// The G is now last in the global queue.
    GlobalPut {
        g: FiberId = "The G.",
    }
    /// `globrunqgetbatch`: `moved` Gs from the head of the global queue went to the P's ring;
    /// the one before them is started by the next event.
    GlobalTaken {
        p: ProcId = "The P.",
        moved: u32 = "How many went to the ring.",
    }
    /// `execute`: the P runs the G.
    GStarted {
        g: FiberId = "The G.",
        p: ProcId = "The P.",
        from: From = "Where it was taken from.",
        inherit_time: bool = "Whether it goes on in the time slice of the G before it.",
    }
    /// `gopark`: the running G waits.
    GParked {
        g: FiberId = "The G.",
        reason: WaitReason = "Why.",
        on: Object = "For what.",
    }
    /// `runtime.Gosched`: the running G gave up its P; the next event puts it in the global queue.
    GYielded {
        g: FiberId = "The G.",
    }
    /// The G's slice was over and it was preempted; the next event puts it in the global queue.
    GPreempted {
        g: FiberId = "The G.",
    }
    /// The P found nothing to run and waits for the next timer.
    ProcIdled {
        p: ProcId = "The P.",
    }
    /// `makechan`.
    ChanMade {
        chan: ChanId = "The channel.",
        by: FiberId = "Who made it.",
        cap: u32 = "Its capacity, 0 for unbuffered.",
        name: NameId = "The variable it is first stored in, `\"chan\"` where there is none.",
    }
    /// A send was completed by the running sender.
    ChanSent {
        chan: ChanId = "The channel.",
        by: FiberId = "The sender.",
        via: Via = "How.",
    }
    /// A receive was completed by the running receiver.
    ChanReceived {
        chan: ChanId = "The channel.",
        by: FiberId = "The receiver.",
        via: Via = "How.",
    }
    /// `close`: every waiter is readied by the events that follow.
    ChanClosed {
        chan: ChanId = "The channel.",
        by: FiberId = "Who closed it.",
    }
    /// `WaitGroup.Add` or `Done`.
    WaitGroupAdded {
        wg: Addr = "The wait group.",
        by: FiberId = "Who.",
        delta: i64 = "What was added.",
        count: i64 = "The counter after that.",
    }

    /// `selectgo`: the running G queues on this channel of its select; `GParked` follows.
    SelectQueued {
        g: FiberId = "The G.",
        chan: ChanId = "The channel.",
        sends: bool = "Whether it waits to send.",
    }
    /// A timer was stopped whose value had been sent and not received: the value is gone.
    ChanDrained {
        chan: ChanId = "The channel.",
    }
    /// The goroutine that was parked last went to the front of the queue: it was woken before,
    /// and somebody else had the lock already.
    WaiterRequeued {
        g: FiberId = "The goroutine.",
        at: Addr = "The lock.",
    }
    /// A mark worker exists now, and waits.
    WorkerMade {
        g: FiberId = "The goroutine of the runtime.",
        function: NameId = "Its function.",
    }
    /// A lock was had.
    Locked {
        at: Addr = "The mutex.",
        by: FiberId = "Who has it.",
        hold: Hold = "Alone or with others.",
    }
    /// A lock was given back.
    Unlocked {
        at: Addr = "The mutex.",
        by: FiberId = "Who gave it back; it need not be who had it.",
        hold: Hold = "Alone or with others.",
    }
    /// `stealWork`: the P took `moved` Gs from the head of another P's ring into its own, and one
    /// more, which is started by the next event.
    RunqStolen {
        p: ProcId = "The thief.",
        victim: ProcId = "The other P.",
        g: FiberId = "The one it runs: the last of those it grabbed.",
        moved: u32 = "How many others went to its ring.",
    }
    /// `runqgrab` in the last pass: the P took the other's runnext, which the next event starts.
    RunnextStolen {
        p: ProcId = "The thief.",
        victim: ProcId = "The other P.",
        g: FiberId = "What it took.",
    }
    /// `startm`: a thread, new or woken, has this P and looks for work.
    MStarted {
        m: MId = "The thread.",
        p: ProcId = "The P.",
        spinning: bool = "Whether it spins: it was started to look for work, not for some that is known.",
    }
    /// `stopm`: the thread has no P and sleeps.
    MParked {
        m: MId = "The thread.",
    }
    /// `entersyscall`: the thread is in the kernel with its G; the P stays with it for now.
    SyscallEntered {
        g: FiberId = "The G.",
        m: MId = "The thread.",
        p: ProcId = "The P.",
        what: Blocking = "What it does there.",
    }
    /// `exitsyscall`: with its P or another idle one the G goes on at once (`GStarted` follows);
    /// without, it goes to the global queue and the thread sleeps.
    SyscallExited {
        g: FiberId = "The G.",
        m: MId = "The thread.",
    }
    /// `retake`: sysmon took the P of a thread that is in a syscall.
    ProcRetaken {
        p: ProcId = "The P.",
        m: MId = "The thread that lost it.",
    }
    /// `preemptone`: the G has had its slice and is asked to stop.
    PreemptRequested {
        g: FiberId = "The G.",
        p: ProcId = "Its P.",
    }
    /// `stopTheWorld`: no P runs Go code.
    WorldStopped {
        reason: StopReason = "Why.",
    }
    /// `startTheWorld`.
    WorldStarted {}
    /// A cycle of the collector began; everything is marked concurrently from here.
    GcStarted {
        cycle: u32 = "Counted from 1.",
        heap_bytes: u64 = "Bytes on the heap.",
    }
    /// A goroutine that allocates did so much of the marking itself.
    GcAssisted {
        g: FiberId = "The goroutine.",
        ns: u64 = "For how long, in ns.",
    }
    /// The cycle is over.
    GcEnded {
        cycle: u32 = "Counted from 1.",
        live_bytes: u64 = "Bytes that are left.",
        goal_bytes: u64 = "Heap size at which the next cycle is to end.",
    }
    /// `newstack`: the goroutine's stack was copied to a larger one.
    StackGrew {
        fiber: FiberId = "The goroutine.",
        bytes: u64 = "Its size now.",
    }
    /// `shrinkstack`, during a collection.
    StackShrunk {
        fiber: FiberId = "The goroutine.",
        bytes: u64 = "Its size now.",
    }
    /// `procresize`: there are this many Ps now. Gs of Ps that are gone go to the head of the
    /// global queue, runnext first.
    ProcsChanged {
        procs: u32 = "How many.",
    }
    /// At the end of the run: what the goroutine waits on cannot be reached from any goroutine
    /// that could still run; it would have waited for ever.
    GLeaked {
        g: FiberId = "The goroutine.",
    }

    // ---- Python ------------------------------------------------------------------------------
    /// A thread was created; it has not run yet.
    ThreadStarted {
        thread: FiberId = "The thread.",
        by: FiberId = "Who started it; `f0` for the main thread.",
        name: NameId = "`MainThread`, `Thread-1 (work)`.",
        line: u32 = "The line of the call that started it.",
        interpreter: ProcId = "The interpreter it runs in.",
    }
    /// `take_gil`: somebody else has the GIL. The thread waits; when the interval is over and
    /// nobody has switched meanwhile, it asks the holder to drop it.
    GilWaited {
        thread: FiberId = "The thread.",
        until: Time = "When the interval is over.",
    }
    /// A waiter's interval is over: the drop request is set, and the holder will see it at its
    /// next poll point.
    GilDropRequested {
        by: FiberId = "The waiter.",
        holder: FiberId = "The thread that has the GIL.",
    }
    /// `take_gil`: the thread has the GIL and runs; a drop request is cleared.
    GilTaken {
        thread: FiberId = "The thread.",
        switches: u64 = "`switch_number`: how often the GIL has gone from one thread to another.",
    }
    /// `drop_gil`. When it was asked to, the thread may not take the GIL again before somebody else
    /// has had it (`FORCE_SWITCHING`).
    GilDropped {
        thread: FiberId = "The thread.",
        requested: bool = "Whether there was a drop request.",
    }
    /// `sys.setswitchinterval`.
    SwitchIntervalSet {
        interpreter: ProcId = "Of which GIL.",
        ns: u64 = "The interval.",
    }
    /// `time.sleep`: the thread, and with it a loop it runs, stands still until then.
    ThreadSlept {
        thread: FiberId = "The thread.",
        by: FiberId = "The fiber that called it: the thread itself, or the task that is being stepped.",
        until: Time = "When it will go on.",
    }
    /// The thread waits outside of the interpreter, without the GIL.
    ThreadBlocked {
        thread: FiberId = "The thread.",
        by: FiberId = "The fiber that called it: the thread itself, or the task that is being stepped.",
        reason: WaitReason = "Why.",
        on: Object = "For what.",
        until: Time = "When it will go on at the latest, 0 where there is no such time.",
    }
    /// The sleep or the wait is over; the thread takes the GIL before it goes on.
    ThreadWoke {
        thread: FiberId = "The thread.",
    }
    /// An event loop started in the thread.
    LoopStarted {
        event_loop: LoopId = "The loop.",
        thread: FiberId = "The thread.",
    }
    /// The event loop stopped, and the thread goes on.
    LoopStopped {
        event_loop: LoopId = "The loop.",
        thread: FiberId = "The thread.",
    }
    /// The event loop was closed: what was ready or scheduled is gone.
    LoopClosed {
        event_loop: LoopId = "The loop.",
    }
    /// `_run_once`: due timers have been moved to the ready deque, and this iteration runs as many
    /// handles as it holds now (`ntodo`), no more.
    IterationBegan {
        event_loop: LoopId = "The loop.",
        number: u64 = "Counted from 1.",
        todo: u32 = "Handles it will run.",
    }
    /// `call_soon`: the handle is now last in the ready deque.
    HandleQueued {
        event_loop: LoopId = "The loop.",
        handle: Handle = "The handle.",
    }
    /// `call_later`: the handle will be queued when the timer fires (`TimerSet` came before).
    HandleScheduled {
        event_loop: LoopId = "The loop.",
        timer: TimerId = "The timer.",
        handle: Handle = "The handle.",
    }
    /// The loop took the handle from the head of the ready deque and runs it.
    HandleRun {
        event_loop: LoopId = "The loop.",
        handle: Handle = "The handle.",
    }
    /// The handle returned.
    HandleDone {
        event_loop: LoopId = "The loop.",
        handle: Handle = "The handle.",
    }
    /// `loop.create_future()`.
    FutureMade {
        future: FutureId = "The future.",
        by: FiberId = "Who made it.",
        name: NameId = "What it is for: `future`, `sleep`, `gather`, `Queue.get`.",
    }
    /// `Task.__init__`: its first step is queued by the next event, or runs at once.
    TaskCreated {
        task: FiberId = "The task's fiber.",
        future: FutureId = "The future that it is.",
        by: FiberId = "Who created it.",
        name: NameId = "`Task-1`, or what the program called it.",
        line: u32 = "The line of the call that created it.",
        eager: bool = "Whether its first step runs now, inside of whoever created it.",
    }
    /// The task's coroutine gave control back to the loop.
    TaskSuspended {
        task: FiberId = "The task.",
        on: FutureId = "The future it awaits; `u0` for a bare yield, as in `sleep(0)`.",
    }
    /// The future is done; its callbacks are queued by the next events.
    FutureDone {
        future: FutureId = "The future.",
        how: Finish = "How.",
    }
    /// `Task.cancel()`: `CancelledError` will be thrown in at the task's next step.
    CancelRequested {
        task: FiberId = "The task.",
        by: FiberId = "Who asked.",
    }
}
