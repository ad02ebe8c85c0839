//! The seam between a language and the machine: what a language must provide, what it may ask.
//!
//! A guest owns code and values; the machine owns fibers' states, queues, clocks and the trace. A
//! guest never blocks, never looks at a queue and never decides who runs: it *asks* with an
//! [`Op`], gets a [`Reply`], and goes on. Values never cross the seam; where one has to move (a
//! channel send), the machine says from where to where ([`Guest::transfer`]) and the guest moves it.
//!
//! **Protocol.** [`Guest::step`] runs a fiber until one of four things: its budget is used up
//! (`Ran`), it asks for something (`Op`), it came to its end (`Done`) or the whole program did
//! (`Fault`). After an `Op`, the machine calls [`Guest::resume`] exactly once before the next
//! `step` of that fiber, unless the op ends the fiber.
//!
//! **Invariants:** a guest is plain data: `Clone` gives an independent copy, and
//! [`Guest::fingerprint`] does not depend on addresses or on the order of allocation.

use crate::id::{Addr, CallbackId, ChanId, FiberId, FutureId, NameId, TimerId};
use crate::time::Time;
use crate::trace::{Finish, Handle, OutcomeKind, Recorder, Stream};
use alloc::string::String;
use alloc::vec::Vec;

/// A language, running one program.
pub trait Guest: Clone {
    /// Runs `fiber` until it must come back. `cx` bounds how long and takes what is to be seen.
    fn step(&mut self, fiber: FiberId, cx: &mut StepCx<'_>) -> Step;

    /// Gives `fiber` the answer to its last [`Op`]; it goes on at its next step.
    fn resume(&mut self, fiber: FiberId, reply: Reply);

    /// Moves one value of channel `chan`. A fiber as source is one whose last op was a send; as
    /// target, one whose last op was a receive.
    fn transfer(&mut self, chan: ChanId, from: Endpoint, to: Endpoint);

    /// The loop is about to run `callback` on `thread`, which is in [`Op::LoopRun`]: the next
    /// steps of `thread` run it, and end with [`Op::CallbackReturned`].
    fn begin_callback(&mut self, thread: FiberId, callback: CallbackId);

    /// `future` became done without the guest asking for it: `SetResult` of a sleep's timer, or
    /// a cancellation. The guest stores `None` or the cancellation as its result.
    fn future_done(&mut self, future: FutureId, how: Finish);

    /// A cancellation of the outer future of a gather was passed on to its children
    /// (`_GatheringFuture.cancel`); when they are done, the guest ends `outer` as cancelled.
    fn gather_cancelled(&mut self, outer: FutureId) {
        let _ = outer;
    }

    /// The stack of a waiting or runnable fiber as the real runtime's dump prints it below the
    /// `goroutine N [reason]:` line; empty where the language prints none.
    fn stack_text(&self, fiber: FiberId) -> String;

    /// The current line of each of the fiber's frames, outermost first: what folding the frame
    /// and line events gives. Empty for a fiber that has not started or has ended.
    fn lines(&self, fiber: FiberId) -> Vec<u32>;

    /// Feeds everything that can influence the rest of the run to `state`.
    fn fingerprint(&self, state: &mut Fingerprint);
}

/// Why a fiber came back to the machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// The budget is used up; call `step` again.
    Ran,
    /// It asks for something.
    Op(Op),
    /// Its outermost frame is finished.
    Done(Finish),
    /// The program as a whole ends here with an error.
    Fault(Fault),
}

/// The end of a program by an error of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What kind of end.
    pub kind: OutcomeKind,
    /// Exactly what the real runtime writes to stderr, ending in a newline.
    pub stderr: String,
    /// The process's exit code: 2 for a Go panic, 1 for an uncaught Python exception.
    pub exit_code: i32,
}

/// What a fiber can ask for. Ids that do not exist are a bug of the guest.
#[derive(Clone, PartialEq, Eq, Debug)]
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
    /// `wg.Add(delta)`. The counter is guest memory: the guest has added already and found that
    /// `count` is not negative. Reply: `Done`.
    WaitGroupAdd {
        /// Where the wait group is.
        wg: Addr,
        /// What was added.
        delta: i64,
        /// The counter now.
        count: i64,
    },
    /// `wg.Wait()`. Reply: `Done`, when the counter is zero.
    WaitGroupWait {
        /// Where the wait group is.
        wg: Addr,
        /// The counter now.
        count: i64,
    },
    /// `time.Sleep` of a goroutine; zero or less returns at once without yielding. Reply: `Done`.
    Sleep {
        /// How long.
        ns: i64,
    },

    // ---- Python
    /// `time.sleep`: blocks the thread, and the loop if it runs one. Reply: `Done`.
    ThreadSleep {
        /// How long.
        ns: u64,
    },
    /// `loop.run_until_complete` of a new Task for fiber `main` (the next free number), by the
    /// thread. Until the reply the loop runs in that thread. Reply: `LoopDone` when the task is
    /// done and every task left over has been cancelled and is done too.
    LoopRun {
        /// The coroutine's fiber, made by the guest.
        main: FiberId,
        /// The task's name.
        name: NameId,
        /// The line of the call.
        line: u32,
    },
    /// `create_task`: the guest has made fiber `fiber` (the next free number). Reply: `Future`.
    TaskCreate {
        /// The coroutine's fiber.
        fiber: FiberId,
        /// The task's name.
        name: NameId,
        /// The line of the call.
        line: u32,
    },
    /// The running task yields this pending future to the loop. Reply, at the task's wake-up:
    /// `Awaited`, or `Cancelled` where `CancelledError` is to be thrown in.
    Await(FutureId),
    /// A bare `yield`: `asyncio.sleep(0)`. Reply, one iteration later: `Done` or `Cancelled`.
    YieldOnce,
    /// `loop.create_future()`. Reply: `Future`.
    FutureNew,
    /// The outer future of a `gather`: cancelling it cancels these children instead, and then the
    /// guest is told by [`Guest::gather_cancelled`]. Reply: `Future`.
    GatherNew {
        /// The futures it gathers.
        children: Vec<FutureId>,
    },
    /// `future.set_result`, `set_exception` or `cancel` of a pending future that is no task; the
    /// guest keeps the value. Reply: `Done`.
    FutureFinish {
        /// Which.
        future: FutureId,
        /// How.
        how: Finish,
    },
    /// `future.add_done_callback`. Reply: `Done`.
    AddDoneCallback {
        /// On which future, pending or done.
        future: FutureId,
        /// The guest's callback.
        callback: CallbackId,
    },
    /// `loop.call_soon`. Reply: `Done`.
    CallSoon(CallbackId),
    /// `loop.call_later`; `asyncio.sleep` passes `Handle::SetResult`. Reply: `Timer`.
    CallLater {
        /// How long from now.
        delay_ns: u64,
        /// What to queue then: `Call` or `SetResult`.
        handle: Handle,
    },
    /// `TimerHandle.cancel()`; a timer that has fired is left alone. Reply: `Done`.
    TimerCancel(TimerId),
    /// `task.cancel()`. Reply: `Bool`, false where the task is done.
    TaskCancel(FiberId),
    /// A callback begun by [`Guest::begin_callback`] has returned. No reply.
    CallbackReturned,
}

/// The answer to an [`Op`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reply {
    /// It is done.
    Done,
    /// Where Go panics because the channel is closed.
    ClosedChan,
    /// A received value is in place; `ok` is false for the zero value of a closed channel.
    Received {
        /// The second result of `v, ok := <-ch`.
        ok: bool,
    },
    /// The new channel.
    Chan(ChanId),
    /// The new future.
    Future(FutureId),
    /// The new timer.
    Timer(TimerId),
    /// A number.
    Count(u32),
    /// Yes or no.
    Bool(bool),
    /// The awaited future is done; the guest knows its result.
    Awaited(FutureId),
    /// Throw `CancelledError` in.
    Cancelled,
    /// The loop is closed; this is how its main task ended, and the guest knows the result.
    LoopDone(Finish),
}

/// Where a channel's value comes from or goes to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Endpoint {
    /// A goroutine's operand (source) or destination (target).
    Fiber(FiberId),
    /// The channel's buffer: its head as source, its tail as target.
    Buffer,
    /// The zero value (source only).
    Zero,
}

/// What a step may use and whom it tells what is to be seen.
pub struct StepCx<'a> {
    /// Instructions the step may run; it comes back with [`Step::Ran`] when they are used up.
    pub budget: u64,
    /// Instructions run so far in this step; kept by the guest.
    pub spent: u64,
    /// When the step began.
    pub began: Time,
    /// What one instruction costs in nanoseconds of virtual time.
    pub instruction_ns: u64,
    /// Takes frames and lines.
    pub recorder: &'a mut Recorder,
}

impl StepCx<'_> {
    /// The moment of virtual time now.
    pub fn now(&self) -> Time {
        self.began.after(self.spent * self.instruction_ns)
    }

    /// The name's id in the trace.
    pub fn intern(&mut self, name: &str) -> NameId {
        self.recorder.intern(name)
    }

    /// Whether frames and lines are recorded at all; if not, the three calls below may be left out.
    pub fn records_lines(&self) -> bool {
        self.recorder.records_lines()
    }

    /// The fiber called `function` and stands at its first `line`.
    pub fn frame_entered(&mut self, fiber: FiberId, function: NameId, line: u32) {
        let at = self.now();
        self.recorder.frame_entered(at, fiber, function, line);
    }

    /// The fiber's top frame moved to `line`.
    pub fn line_reached(&mut self, fiber: FiberId, line: u32) {
        let at = self.now();
        self.recorder.line_reached(at, fiber, line);
    }

    /// The fiber's top frame is gone.
    pub fn frame_left(&mut self, fiber: FiberId) {
        let at = self.now();
        self.recorder.frame_left(at, fiber);
    }
}

/// A 128-bit hash of a state, fed word by word: equal states give equal fingerprints on every
/// machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint {
    low: u64,
    high: u64,
}

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint { low: 0x243f_6a88_85a3_08d3, high: 0x1319_8a2e_0370_7344 }
    }
}

impl Fingerprint {
    /// Mixes one word in. Two multiply-rotate lanes with odd constants of their own (those of
    /// SplitMix64 and of the golden ratio), so that a collision needs both to agree.
    pub fn word(&mut self, word: u64) {
        self.low = (self.low ^ word).wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(29);
        self.high = (self.high.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.low ^= self.low >> 31;
    }

    /// Mixes bytes in, with their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    /// The 128 bits.
    pub fn finish(&self) -> u128 {
        let mut end = self.clone();
        end.word(0x5bd1_e995);
        end.word(end.high >> 32);
        (u128::from(end.high) << 64) | u128::from(end.low)
    }
}
