//! What can happen, as past-tense facts.
//!
//! An event says what changed and where it went, so that folding the events gives the machine's
//! visible state back (see [`super::fold`]). Names follow the field: a G parks, a timer fires, a
//! handle runs.
//!
//! **Invariants:** an [`Event`] is plain `Copy` data of at most 40 bytes; strings live in the
//! trace's [`Tables`]. Events are in the order in which they happened; their times never fall
//! for one processor.

use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, NameId, ProcId, TimerId};
use crate::time::Time;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// When, on the clock of the processor it happened on.
    pub at: Time,
    /// What.
    pub kind: EventKind,
}

/// The strings that events point into.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tables {
    /// Interned names, by [`NameId`].
    pub names: Vec<String>,
    /// Everything printed, both streams in the order of printing.
    pub text: String,
}

impl Tables {
    /// The id of `name`, which is added if it is new.
    pub fn intern(&mut self, name: &str) -> NameId {
        let found = self.names.iter().position(|known| known == name);
        let index = found.unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        NameId(index as u32)
    }

    /// The string behind `id`, `"?"` if there is none (a damaged trace).
    pub fn name(&self, id: NameId) -> &str {
        self.names.get(id.index()).map_or("?", |name| name)
    }

    /// The text of a [`EventKind::Printed`] event, empty if the range is damaged.
    pub fn printed(&self, range: TextRange) -> &str {
        let start = range.start as usize;
        self.text.get(start..start + range.len as usize).unwrap_or("")
    }

    /// Appends to the printed text.
    pub fn print(&mut self, text: &str) -> TextRange {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        TextRange { start, len: text.len() as u32 }
    }
}

/// A range of bytes of [`Tables::text`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// Makes a plain enum with a word for each variant, used in the text form and in messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// Its word, as the real runtime prints it where it prints one.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// Where printed text goes.
    Stream {
        /// Standard output.
        Stdout = "stdout",
        /// Standard error.
        Stderr = "stderr",
    }
}

words! {
    /// Why a fiber cannot run. Go's words are those of `waitReasonStrings`
    /// (`runtime/runtime2.go`, Go 1.27), which a goroutine dump prints in brackets.
    WaitReason {
        /// Receiving, and nobody sends.
        ChanReceive = "chan receive",
        /// Sending, and nobody receives.
        ChanSend = "chan send",
        /// Receiving from a nil channel: for ever.
        ChanReceiveNil = "chan receive (nil chan)",
        /// Sending to a nil channel: for ever.
        ChanSendNil = "chan send (nil chan)",
        /// In a select, none of whose cases is ready.
        Select = "select",
        /// `select {}`: for ever.
        SelectNoCases = "select (no cases)",
        /// `time.Sleep`.
        Sleep = "sleep",
        /// `WaitGroup.Wait` with a counter above zero.
        WaitGroupWait = "sync.WaitGroup.Wait",
        /// `Mutex.Lock` of a locked mutex.
        MutexLock = "sync.Mutex.Lock",
        /// asyncio: the task awaits a pending future.
        Await = "await",
        /// asyncio: the thread runs the event loop.
        RunningLoop = "running the event loop",
    }
}

words! {
    /// How a fiber or a future came to its end.
    Finish {
        /// With a value.
        Returned = "returned",
        /// With an exception.
        Raised = "raised",
        /// With `CancelledError`.
        Cancelled = "cancelled",
    }
}

words! {
    /// How a run ended.
    OutcomeKind {
        /// The program ended by itself with exit code 0.
        Ok = "ok",
        /// The program asked for an exit code other than 0.
        Exit = "exit",
        /// Go: an unrecovered panic or a fatal error.
        Panic = "panic",
        /// Python: an uncaught exception.
        Exception = "exception",
        /// Go: all goroutines are asleep.
        Deadlock = "deadlock",
        /// asyncio: nothing is ready, nothing is scheduled, no I/O: the loop waits for ever.
        Stuck = "stuck",
        /// The instructions allowed were used up.
        Fuel = "fuel",
        /// A limit was reached (fibers, output, trace, memory); the last line of stderr says which.
        Limit = "limit",
        /// Whoever held the machine stopped it.
        Stopped = "stopped",
    }
}

words! {
    /// Which queue of its P a G was started from (`find_runnable`'s order).
    From {
        /// The slot of the one that runs next.
        Runnext = "runnext",
        /// The head of the local ring.
        Runq = "runq",
        /// The head of the global queue.
        Global = "global",
    }
}

/// What a waiting fiber waits for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Object {
    /// Nothing that has a name.
    None,
    /// A Go channel.
    Chan(ChanId),
    /// An asyncio future.
    Future(FutureId),
    /// A synchronization object in guest memory.
    Addr(Addr),
    /// A timer.
    Timer(TimerId),
}

/// How a channel operation was completed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Via {
    /// Hand to hand, with the other goroutine, which had been waiting.
    Direct(FiberId),
    /// Through the buffer.
    Buffer,
    /// A receive took the head of a full buffer, and this waiting sender's value took the tail.
    Refilled(FiberId),
    /// A receive of the zero value from a closed channel.
    Closed,
}

/// What an entry of asyncio's ready deque does when it is run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Handle {
    /// `Task.__step`: send into the coroutine.
    Step(FiberId),
    /// `Task.__wakeup`: the awaited future is done, step the task.
    Wakeup(FiberId, FutureId),
    /// `futures._set_result_unless_cancelled`: what `asyncio.sleep` schedules.
    SetResult(FutureId),
    /// A callback of the guest.
    Call(CallbackId),
    /// `_run_until_complete_cb`: the main task is done, stop the loop.
    Stop,
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

words! {
    /// What kind of freedom a choice is.
    ChoiceKind {
        /// Which of several timers with the same deadline fires first. Go leaves their order
        /// open (`runtime/time.go`); option 0 is the order in which they were set.
        TimerTie = "timer-tie",
    }
}
