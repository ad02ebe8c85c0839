//! The words events are made of: streams, reasons, outcomes, handles, and the string tables.

use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, NameId, TimerId};
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

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

    /// The text of a [`super::EventKind::Printed`] event, empty if the range is damaged.
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
        /// `RWMutex.RLock` while a writer has it or waits for it.
        RwMutexRLock = "sync.RWMutex.RLock",
        /// `RWMutex.Lock` while readers have it.
        RwMutexLock = "sync.RWMutex.Lock",
        /// `Cond.Wait`.
        CondWait = "sync.Cond.Wait",
        /// A bare semaphore.
        Semacquire = "semacquire",
        /// In the netpoller.
        IoWait = "IO wait",
        /// `runtime.GC()` until the cycle is done.
        GcWait = "wait for GC cycle",
        /// In a system call; not a wait of the goroutine's own.
        Syscall = "syscall",
        /// A mark worker between two markings.
        GcWorkerIdle = "GC worker (idle)",
        /// A goroutine of the runtime that has nothing to do.
        SystemIdle = "idle",
        /// asyncio: the task awaits a pending future.
        Await = "await",
        /// asyncio: the thread runs the event loop.
        RunningLoop = "running the event loop",
        /// asyncio: the task it has just created runs first, up to where that suspends.
        EagerTask = "an eager task runs first",
        /// Python: another thread has the GIL.
        Gil = "GIL",
        /// Python: `Lock.acquire` of a lock that is held.
        LockAcquire = "Lock.acquire",
        /// Python: `Thread.join`.
        ThreadJoin = "Thread.join",
        /// Python: the event loop has nothing ready and waits in `select`.
        LoopSelect = "select of the event loop",
        /// Python: bytes from another process.
        PipeRead = "pipe read",
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
        /// By `runtime.Goexit`; in Python: it is gone, with its process or because nobody refers to
        /// a task that is pending.
        Exited = "exited",
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
        /// Python: every thread waits for something that cannot happen any more: for a lock that
        /// nobody will give back, for a loop in which nothing is ready or scheduled.
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
        /// Another P, from which it was stolen.
        Stolen = "stolen",
        /// The garbage collector: its mark worker of this P.
        GcWorker = "gc worker",
        /// Straight from its syscall, or from the thread it is locked to.
        Thread = "thread",
        /// Wherever in the queues of the P or in the global one it was: the schedule picked it.
        Picked = "picked",
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
    /// Several channels, those of a select.
    Select,
    /// A fiber, until it ends.
    Fiber(FiberId),
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
    /// `_run_until_complete_cb`: what the loop was run for is done, it is to stop.
    Stop,
}

words! {
    /// What kind of freedom a choice is.
    ChoiceKind {
        /// Which of several timers with the same deadline fires first. Go leaves their order
        /// open (`runtime/time.go`); option 0 is the order in which they were set.
        TimerTie = "timer-tie",
        /// Which of the ready cases of a `select` is taken: uniformly any (`runtime/select.go`).
        Select = "select",
        /// At which entry a map's iteration starts: any (`internal/runtime/maps`).
        MapOrder = "map-order",
        /// A random number the program asks for.
        Rand = "rand",
        /// At which P a thief begins (`runtime/proc.go` `stealOrder`): any.
        StealOrder = "steal-order",
        /// How long a thread takes to begin running after it is woken, in steps of its usual time.
        ThreadStart = "thread-start",
        /// How long the operating system keeps a running thread waiting; option 0 is not at all.
        ThreadDelay = "thread-delay",
        /// Which of the threads that wait for the GIL is woken when it is free: up to the operating
        /// system (`pthread_cond_signal`); option 0 is the one that has waited longest.
        GilWake = "gil-wake",
        /// The same for a lock (`sem_post`).
        LockWake = "lock-wake",
        /// Which of several tasks is meant, where CPython walks a set (`all_tasks`).
        SetOrder = "set-order",
        /// Who goes on, where the schedule decides it. Option 0 is who ran until now, or the first
        /// by number of those who can.
        Next = "next",
    }
}

impl ChoiceKind {
    /// Whether it is up to the machine around the runtime: how fast its threads are.
    pub fn is_noise(self) -> bool {
        matches!(
            self,
            ChoiceKind::ThreadStart
                | ChoiceKind::ThreadDelay
                | ChoiceKind::GilWake
                | ChoiceKind::LockWake
        )
    }

    /// Whether the real runtime draws it by lot. Otherwise option 0 is what it does by rule, and
    /// the others are what the machine around it may do to it.
    pub fn is_random(self) -> bool {
        matches!(
            self,
            ChoiceKind::Select | ChoiceKind::MapOrder | ChoiceKind::Rand | ChoiceKind::StealOrder
        )
    }
}

words! {
    /// What is locked and how.
    Hold {
        /// By one alone.
        Exclusive = "exclusive",
        /// For reading, with others.
        Shared = "shared",
    }
}

words! {
    /// What a thread blocks in.
    Blocking {
        /// A system call.
        Syscall = "syscall",
        /// Reading a regular file.
        File = "file",
        /// A call of C code.
        Cgo = "cgo",
    }
}

words! {
    /// Why all Ps stand still.
    StopReason {
        /// The collector begins: sweep termination.
        GcStart = "GC sweep termination",
        /// The collector has marked everything: mark termination.
        GcMarkDone = "GC mark termination",
        /// `runtime.GOMAXPROCS`.
        Procs = "GOMAXPROCS",
        /// `runtime.ReadMemStats`.
        MemStats = "read mem stats",
    }
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Outcome {
    /// What kind of end.
    pub kind: OutcomeKind,
    /// The process's exit code. 3 for our own limits, 130 for a run that was stopped.
    pub exit_code: i32,
}
