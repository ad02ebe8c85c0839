//! What a script can do.

use crate::guest::{LockOp, Op};
use alloc::vec::Vec;

/// One thing a script does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Runs so many instructions.
    Work(u64),
    /// Stands at this line from here on.
    Line(u32),
    /// Prints this and a newline.
    Print(&'static str),
    /// Prints the value received last and a newline.
    PrintReceived,
    /// Go: starts the program with this number.
    Go(usize),
    /// Go: `runtime.Gosched()`.
    Gosched,
    /// Go: makes the channel of this slot with this capacity.
    Make(u32, u32),
    /// Go: sends this value on the slot's channel.
    Send(u32, i64),
    /// Go: receives from the slot's channel.
    Recv(u32),
    /// Go: closes the slot's channel.
    Close(u32),
    /// Go: adds to the wait group of this number.
    Add(u64, i64),
    /// Go: waits for the wait group of this number.
    Wait(u64),
    /// Go: sleeps so many ns.
    Sleep(i64),
    /// Go: a select over these slots; true for a send of the value received last.
    Select(Vec<(u32, bool)>, Default),
    /// Go: waits on the condition at this address, without any lock: with the ticket that it has
    /// asked for already, else with a new one.
    CondWait(u64),
    /// Go: starts the program with this number after so many ns.
    After(i64, usize),
    /// Go: sends the time to the slot's channel after so many ns, and then with this period.
    Timer(u32, i64, i64),
    /// Go: stops the timer that it set last.
    StopTimer,
    /// Go: allocates so many bytes.
    Allocate(u64),
    /// Go: asks for this.
    Ask(Op),
    /// Python: `asyncio.run` of the program with this number.
    Run(usize),
    /// Python: `create_task` of the program with this number; tasks are numbered from 0.
    Spawn(usize),
    /// Python: awaits the task of this number.
    AwaitTask(usize),
    /// Python: `asyncio.sleep` of so many ns, `sleep(0)` for 0.
    AsyncSleep(u64),
    /// Python: `time.sleep` of so many ns.
    ThreadSleep(u64),
    /// Python: cancels the task of this number.
    Cancel(usize),
    /// Python: starts a thread for the program with this number; threads are numbered from 0.
    Thread(usize),
    /// Python: joins the thread of this number.
    Join(usize),
    /// Has this value, as if it had been received.
    Value(i64),
    /// Has the value of the local variable of this number.
    Local(u32),
    /// Sets the local variable of this number to its value.
    Keep(u32),
    /// Adds this to its value.
    Plus(i64),
    /// Adds the local variable of this number to its value.
    PlusLocal(u32),
    /// Multiplies its value by this.
    Times(i64),
    /// Takes its value modulo this.
    Modulo(i64),
    /// Has the value of this cell of shared memory.
    Read(Cell),
    /// Sets this cell of shared memory to its value.
    Write(Cell),
    /// The same as `sync/atomic` does it.
    AtomicRead(Cell),
    /// The same as `sync/atomic` does it.
    AtomicWrite(Cell),
    /// Adds this to a cell of shared memory in one piece, and has the sum.
    AtomicAdd(Cell, i64),
    /// If the cell of shared memory holds this, sets it to the local variable of that number;
    /// has 1 if it did, else 0. All in one piece.
    Cas(Cell, i64, u32),
    /// Goes on so many acts after this one, or before it.
    Jump(i32),
    /// The same if its value passes the test; else with the next act.
    JumpIf(Test, i32),
    /// Sends its value on the slot's channel.
    SendValue(u32),
    /// Go: locks or unlocks the `sync.Mutex` in this cell and the one behind it.
    Mutex(Cell, LockOp),
    /// Go: the program panics with this text.
    Panic(&'static str),
    /// Python: stands where its thread may be switched.
    Poll,
    /// Python: has the value of this cell, where nobody can come in between (under a GIL).
    Load(Cell),
    /// Python: sets the cell to its value, where nobody can come in between.
    Store(Cell),
}

/// A cell of shared memory, which all fibers can reach. Cells hold 0 at first; the words of locks
/// and wait groups are in the same memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Its address.
    pub base: u64,
    /// The local variable that is added to the address.
    pub index: Option<u32>,
}

impl Cell {
    /// The cell at this address.
    pub const fn at(base: u64) -> Cell {
        Cell { base, index: None }
    }

    /// The cell so far behind it as the local variable of this number says.
    pub const fn plus(self, local: u32) -> Cell {
        Cell { index: Some(local), ..self }
    }
}

/// What a value is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// Equal to this.
    Is(i64),
    /// Not equal to this.
    IsNot(i64),
    /// Less than this.
    Below(i64),
}

impl Test {
    /// Whether the value passes.
    pub fn passes(self, value: i64) -> bool {
        match self {
            Test::Is(n) => value == n,
            Test::IsNot(n) => value != n,
            Test::Below(n) => value < n,
        }
    }
}

/// Whether a select has a default case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Default {
    /// It has.
    Yes,
    /// It has none.
    No,
}
