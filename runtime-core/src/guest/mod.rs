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

mod fingerprint;
mod op;
mod step;
mod watch;

pub use fingerprint::{Fingerprint, Numbered};
pub use op::{CondOp, Endpoint, Firing, LockOp, MemStats, Op, Reply, SelectCase, SemaOp};
pub use step::{Collected, Fault, Runs, Step, StepCx};
pub use watch::{Access, Go, Site, Sites, Touch, Visible, Watch};

use crate::id::{Addr, CallbackId, ChanId, FiberId, LoopId};
use crate::trace::{Handle, Object};
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

    /// Python: the loop, which runs in `thread`, is about to run `handle`. Says whose next steps
    /// run it: a task's, up to its next `Await`, `YieldOnce` or end, or the thread's own, up to
    /// [`Op::CallbackReturned`].
    fn begin_handle(&mut self, thread: FiberId, event_loop: LoopId, handle: Handle) -> Runs {
        panic!("yieldpoint bug: {handle:?} of {event_loop} in {thread}")
    }

    /// Python: the handle has run for `took_ns`. What the guest has to do about it (debug mode
    /// warns of slow ones) is run as by [`Guest::begin_handle`], in the thread.
    fn end_handle(
        &mut self, thread: FiberId, event_loop: LoopId, handle: Handle, took_ns: u64,
    ) -> Runs {
        let _ = (thread, event_loop, handle, took_ns);
        Runs::Nothing
    }

    /// A word of program memory in which a synchronization object keeps its state (a mutex's
    /// bits, a semaphore's count), so that copying the object copies the state, as in Go. Word 0
    /// is at `at`, the next ones behind it.
    fn word(&self, at: Addr) -> u64 {
        panic!("yieldpoint bug: no memory at {at}")
    }

    /// Stores to such a word.
    fn set_word(&mut self, at: Addr, value: u64) {
        panic!("yieldpoint bug: no memory at {at} for {value}")
    }

    /// The timer of `callback` fired (`time.AfterFunc`): makes `fiber`, the next free number, a
    /// goroutine that runs it.
    fn spawn(&mut self, callback: CallbackId, fiber: FiberId) {
        panic!("yieldpoint bug: {fiber} for {callback}")
    }

    /// The garbage collector has marked and sweeps: frees what cannot be reached, and says how
    /// many bytes are left, counted as the real runtime would.
    fn collect(&mut self) -> Collected {
        Collected::default()
    }

    /// Bytes of all fibers' stacks, as the real runtime counts them.
    fn stack_bytes(&self) -> u64 {
        0
    }

    /// Which of the `blocked` fibers can never be woken, because what they wait on cannot be
    /// reached from any fiber that could still run (Go 1.27's goroutine-leak rule).
    fn leaked(&self, blocked: &[(FiberId, Object)]) -> Vec<FiberId> {
        let _ = blocked;
        Vec::new()
    }

    /// The stack of a waiting or runnable fiber as the real runtime's dump prints it below the
    /// `goroutine N [reason]:` line; empty where the language prints none.
    fn stack_text(&self, fiber: FiberId) -> String;

    /// The current line of each of the fiber's frames, outermost first: what folding the frame
    /// and line events gives. Empty for a fiber that has not started or has ended.
    fn lines(&self, fiber: FiberId) -> Vec<u32>;

    /// The program's line that the fiber is at, also where lines are not recorded; 0 if there is
    /// none.
    fn line(&self, fiber: FiberId) -> u32 {
        self.lines(fiber).last().copied().unwrap_or(0)
    }

    /// Feeds everything that can influence the rest of the run to `state`.
    fn fingerprint(&self, state: &mut Fingerprint);
}
