//! What a fiber can ask the machine for, and the answers.

use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, LoopId, NameId, ProcId, TimerId};
use crate::time::Time;
use crate::trace::{Blocking, ChoiceKind, Finish, Handle, Stream};
use alloc::string::String;
use alloc::vec::Vec;

/// What a fiber can ask for. Ids that do not exist are a bug of the guest.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Op {
    // ---- every language
    /// Write `text`. Reply: `Done`.
    Print {
        /// Where to.
        stream: Stream,
        /// What.
        text: String,
    },
    /// End the process with this code (`os.Exit`, the end of `sys.exit`). No reply.
    Exit(i32),

    // ---- Go
    /// `go f()`: the guest has made fiber `fiber` (the next free number). Reply: `Done`.
    Go {
        /// The new goroutine.
        fiber: FiberId,
        /// The name of its function.
        function: NameId,
        /// The line of the `go` statement.
        line: u32,
    },
    /// `runtime.Gosched()`. Reply: `Done`.
    Gosched,
    /// `make(chan T, cap)`. Reply: `Chan`.
    ChanMake {
        /// The capacity.
        cap: u32,
        /// What to call it in the trace.
        name: NameId,
    },
    /// `ch <- v`; `None` for a nil channel. Reply: `Done`, or `ClosedChan` where Go panics with
    /// "send on closed channel".
    ChanSend(Option<ChanId>),
    /// `<-ch`; `None` for a nil channel. Reply: `Received`.
    ChanRecv(Option<ChanId>),
    /// `close(ch)`. Reply: `Done`, or `ClosedChan` where Go panics with "close of closed
    /// channel". Closing nil panics in the guest.
    ChanClose(ChanId),
    /// `len(ch)`. Reply: `Count`.
    ChanLen(ChanId),
    /// `wg.Add(delta)` to the counter, which is the word at `wg`. Reply: `Done`, or `NotLocked`
    /// where it is negative now and Go panics.
    WaitGroupAdd {
        /// Where the wait group is.
        wg: Addr,
        /// What is added.
        delta: i64,
    },
    /// `wg.Wait()`. Reply: `Done`, when the counter is zero.
    WaitGroupWait(Addr),
    /// `time.Sleep` of a goroutine; zero or less returns at once without yielding. Reply: `Done`.
    Sleep {
        /// How long.
        ns: i64,
    },
    /// `select`. Reply: `Selected`, or `ClosedChan` where a chosen send panics.
    Select {
        /// The cases in source order, those of nil channels too.
        cases: Vec<SelectCase>,
        /// Whether there is a `default`.
        default: bool,
    },
    /// A `sync.Mutex`, whose two words at `at` are its state and its semaphore. Reply: `Done`,
    /// `Bool` of a try, `NotLocked` where the real one ends the program.
    Mutex {
        /// Where the mutex is.
        at: Addr,
        /// What to do.
        how: LockOp,
    },
    /// A `sync.RWMutex`: its words are a mutex's two, the writers' semaphore, the readers'
    /// semaphore, the count of readers (less 2^30 while a writer is pending), and the readers
    /// that a writer still waits for. Replies as for `Mutex`.
    RwMutex {
        /// Where it is.
        at: Addr,
        /// What to do.
        how: LockOp,
    },
    /// `runtime_Semacquire` or `_Semrelease` of the semaphore whose count is the word at `at`.
    /// Reply: `Done`.
    Semaphore {
        /// Where the count is.
        at: Addr,
        /// Whether to take one or to give one.
        how: SemaOp,
    },
    /// A `sync.Cond`'s list of waiters; its words at `at` count tickets given and notified.
    /// Reply: `Count` (the ticket) for `Add`, else `Done`.
    Cond {
        /// Where the list is.
        at: Addr,
        /// What to do.
        how: CondOp,
    },
    /// `newTimer`. Reply: `Timer`.
    GoTimerNew {
        /// From now; zero or less fires at once.
        ns: i64,
        /// A ticker's period, 0 for a timer that fires once.
        period_ns: i64,
        /// What happens when it fires.
        what: Firing,
    },
    /// `stopTimer`. Reply: `Bool`, whether it was still to fire (or its value to be received).
    GoTimerStop(TimerId),
    /// `resetTimer`. Reply: `Bool` as for stop.
    GoTimerReset {
        /// Which.
        timer: TimerId,
        /// From now.
        ns: i64,
        /// A ticker's new period, 0 otherwise.
        period_ns: i64,
    },
    /// A call into the operating system that blocks its thread for so long; in Python without the
    /// GIL, as C code between `Py_BEGIN_ALLOW_THREADS` and its end, but for [`Blocking::Cgo`],
    /// which is C code that keeps it. Reply: `Done`.
    Syscall {
        /// How long.
        ns: u64,
        /// What it is.
        kind: Blocking,
    },
    /// A wait for the network: the goroutine parks in the netpoller, no thread is held. Reply:
    /// `Done`.
    NetWait {
        /// How long until the descriptor is ready.
        ns: u64,
    },
    /// `runtime.GOMAXPROCS(n)`; less than 1 only asks. Reply: `Count`, the number before.
    Procs(i64),
    /// `runtime.NumCPU()`. Reply: `Count`.
    CpuCount,
    /// `runtime.LockOSThread` (true) or `UnlockOSThread`. Reply: `Done`.
    LockThread(bool),
    /// `runtime.GC()`: returns when a whole cycle is done. Reply: `Done`.
    Gc,
    /// `debug.SetGCPercent`; negative switches collection off. Reply: `Count`, the number before
    /// as an `i32`.
    GcPercent(i32),
    /// `runtime.ReadMemStats`. Reply: `Mem`.
    MemStats,
    /// A free choice of the program's own: where a map's iteration starts, a random number.
    /// Reply: `Count`, below `options`. Also Python's.
    Choose {
        /// What is drawn.
        kind: ChoiceKind,
        /// How many possibilities there are, at least 1.
        options: u32,
    },

    // ---- Python
    /// `_thread.start_new_thread`: the guest has made fiber `fiber` (the next free number), which
    /// begins by taking the GIL of its interpreter. Reply: `Done`.
    ThreadStart {
        /// The new thread.
        fiber: FiberId,
        /// Its name.
        name: NameId,
        /// The line of the call.
        line: u32,
        /// The interpreter it runs in: the present one, or the next free number for the main
        /// thread of a new process.
        interpreter: ProcId,
    },
    /// `_ThreadHandle.join`: waits until the thread has ended. Reply: `Bool`, false where the
    /// time was up before.
    ThreadJoin {
        /// For which.
        thread: FiberId,
        /// For how long at most, in ns.
        timeout_ns: Option<u64>,
    },
    /// `time.sleep`: blocks the thread, and the loop if it runs one; the GIL is free meanwhile.
    /// Reply: `Done`.
    ThreadSleep {
        /// How long.
        ns: u64,
    },
    /// A `_thread.lock`, whose word at `at` is 1 while it is held. `Lock` waits without the GIL;
    /// `Lock` and `TryLock` are answered by `Bool`, `Unlock` by `Done` or `NotLocked`.
    ThreadLock {
        /// Where its word is.
        at: Addr,
        /// What to do: `Lock`, `TryLock` or `Unlock`.
        how: LockOp,
        /// How long `Lock` waits at most, in ns.
        timeout_ns: Option<u64>,
    },
    /// `sys.setswitchinterval`, for the thread's interpreter. Reply: `Done`.
    SwitchInterval {
        /// The interval.
        ns: u64,
    },
    /// Wakes a thread that waits in [`Op::PipeWait`] on `pipe`, or will. Reply: `Done`.
    PipeNotify {
        /// The guest's pipe.
        pipe: Addr,
    },
    /// Waits without the GIL until the pipe is notified; a notification that came before counts.
    /// Reply: `Bool`, false where the time was up before.
    PipeWait {
        /// The guest's pipe.
        pipe: Addr,
        /// For how long at most, in ns.
        timeout_ns: Option<u64>,
    },
    /// Ends the process whose main thread this is, as a signal does: all its threads are gone where
    /// they stand. Reply: `Done`, unless it is the process of whoever asks.
    ProcessKill {
        /// The process's main thread.
        thread: FiberId,
    },
    /// `run_forever` of a loop that does not run, by a thread that runs none. Until the reply the
    /// loop runs in that thread. Reply: `Done` when it was stopped, `LoopBroken` when a handle
    /// raised what no loop catches.
    LoopRun {
        /// Which.
        event_loop: LoopId,
    },
    /// `loop.stop()`: it stops after the present iteration. Reply: `Done`.
    LoopStop {
        /// Which.
        event_loop: LoopId,
    },
    /// `loop.close()`: what was ready or scheduled is gone; the guest has dropped what belongs to
    /// it. Reply: `Done`.
    LoopClose {
        /// Which.
        event_loop: LoopId,
    },
    /// `Task.__init__`: the guest has made fiber `fiber` (the next free number). Its first step is
    /// queued, or, if it is `eager`, run at once up to where it suspends. Reply: `Done`.
    TaskCreate {
        /// The loop it belongs to.
        event_loop: LoopId,
        /// The coroutine's fiber.
        fiber: FiberId,
        /// The future that it is.
        future: FutureId,
        /// The task's name.
        name: NameId,
        /// The line of the call.
        line: u32,
        /// Whether its first step runs before the call returns.
        eager: bool,
    },
    /// The running task yields this pending future to the loop; the guest has added its wake-up to
    /// the future's callbacks. It goes on when a handle begins it again ([`Guest::begin_handle`]).
    Await(FutureId),
    /// A bare `yield`: `asyncio.sleep(0)`. As for `Await`, and the task's next step is queued.
    YieldOnce,
    /// A future is done, in the guest: its callbacks are queued. Reply: `Done`.
    FutureFinish {
        /// Which.
        future: FutureId,
        /// How.
        how: Finish,
        /// Its callbacks, in the order of adding.
        callbacks: Vec<(LoopId, Handle)>,
    },
    /// `loop.call_soon`. Reply: `Done`.
    CallSoon {
        /// Of which loop.
        event_loop: LoopId,
        /// What is queued.
        handle: Handle,
        /// Whether the loop is woken if it waits in `select`: `call_soon_threadsafe`.
        wakes: bool,
    },
    /// `loop.call_at`. Reply: `Timer`.
    CallAt {
        /// Of which loop.
        event_loop: LoopId,
        /// When it is queued.
        when: Time,
        /// What is queued then.
        handle: Handle,
    },
    /// `TimerHandle.cancel()`; a timer that has fired is left alone. Reply: `Done`.
    TimerCancel {
        /// Of which loop.
        event_loop: LoopId,
        /// Which.
        timer: TimerId,
    },
    /// `task.cancel()` of a task that is not done; what follows from it the guest does. Reply:
    /// `Done`.
    TaskCancel(FiberId),
    /// A pending task has died: nobody refers to it any more, and its fiber will never run again.
    /// Reply: `Done`.
    TaskGone(FiberId),
    /// What [`Guest::begin_handle`] or [`Guest::end_handle`] began in the thread itself has
    /// returned. No reply.
    CallbackReturned,
    /// The running handle raised what no loop catches (`SystemExit`): the loop it runs in stops
    /// here. A task has ended with it, as said. No reply to the fiber that asks.
    LoopBreak {
        /// How the task ended, if the handle stepped one.
        ended: Option<Finish>,
    },
}

/// One case of a `select`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SelectCase {
    /// Its channel; `None` for nil.
    pub chan: Option<ChanId>,
    /// Whether it sends; otherwise it receives.
    pub sends: bool,
}

/// What is done to a lock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LockOp {
    /// Waits until it is had.
    Lock,
    /// Has it at once or not at all.
    TryLock,
    /// Gives it back.
    Unlock,
    /// Waits until it is had for reading.
    RLock,
    /// Has it for reading at once or not at all.
    TryRLock,
    /// Gives it back from reading.
    RUnlock,
}

/// What is done to a semaphore.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SemaOp {
    /// Waits until the count is above zero and takes one.
    Acquire,
    /// Adds one and wakes the first who waits.
    Release,
}

/// What is done to a condition's list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CondOp {
    /// `notifyListAdd`: takes a ticket, before the lock is given back.
    Add,
    /// `notifyListWait`: waits until the ticket is notified.
    Wait {
        /// The ticket.
        ticket: u32,
    },
    /// `notifyListNotifyOne`.
    Signal,
    /// `notifyListNotifyAll`.
    Broadcast,
}

/// What happens when a timer of Go fires.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Firing {
    /// The time is sent to this channel of capacity 1, unless that is full.
    Send(ChanId),
    /// A goroutine is started ([`Guest::spawn`]).
    Call {
        /// The guest's function.
        callback: CallbackId,
        /// Its name.
        function: NameId,
        /// The line where it was set.
        line: u32,
    },
}

/// The answer to an [`Op`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reply {
    /// It is done.
    Done,
    /// This case of a select was taken, `None` for `default`.
    Selected {
        /// Its index.
        case: Option<u32>,
        /// For a receive, whether a value came; true for a send.
        ok: bool,
    },
    /// A lock is given back that nobody holds, which ends the program, or a wait group has less
    /// than nothing to wait for.
    NotLocked,
    /// What [`Op::MemStats`] asked for.
    Mem(MemStats),
    /// Where Go panics because the channel is closed.
    ClosedChan,
    /// A received value is in place; `ok` is false for the zero value of a closed channel.
    Received {
        /// The second result of `v, ok := <-ch`.
        ok: bool,
    },
    /// The new channel.
    Chan(ChanId),
    /// The new timer.
    Timer(TimerId),
    /// A number.
    Count(u32),
    /// Yes or no.
    Bool(bool),
    /// A handle raised what no loop catches: the guest knows what, and raises it in the thread.
    LoopBroken,
}

/// Where a channel's value comes from or goes to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Endpoint {
    /// A goroutine's operand (source) or destination (target).
    Fiber(FiberId),
    /// The operand or destination of a case of the select that the goroutine is in.
    Case(FiberId, u32),
    /// A `time.Time` of this moment (source only): what a timer sends.
    Moment(Time),
    /// The channel's buffer: its head as source, its tail as target.
    Buffer,
    /// The zero value (source only).
    Zero,
}

/// Figures of `runtime.MemStats`, in bytes as real Go counts them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct MemStats {
    /// Bytes allocated since the start.
    pub total_alloc: u64,
    /// Bytes of objects that are reachable or not yet swept.
    pub heap_alloc: u64,
    /// Objects on the heap, about.
    pub heap_objects: u64,
    /// The heap size at which the next cycle is to end.
    pub next_gc: u64,
    /// Bytes of goroutines' stacks.
    pub stack_inuse: u64,
    /// Cycles completed.
    pub num_gc: u32,
    /// Cycles that the program asked for.
    pub num_forced_gc: u32,
    /// Time the world was stopped for, in ns.
    pub pause_total_ns: u64,
}
