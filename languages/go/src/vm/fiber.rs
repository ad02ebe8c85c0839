//! Fibers: the frames of goroutines.

use crate::code::Live;
use crate::fmt::print::Printing;
use runtime_core::guest::Reply;
use runtime_core::id::{CallbackId, FiberId};

/// How a frame came to be, and so what happens when it returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// An ordinary call: the results go to the caller's block.
    Call,
    /// A deferred call at the end of a function.
    Deferred,
    /// A deferred call during a panic.
    Unwinding,
    /// A method that printing needs the result of.
    Printing,
    /// A method that the last message of an uncaught panic needs the result of.
    LastWords,
}

/// A function under way.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub func: u32,
    /// The next instruction.
    pub pc: u32,
    /// Its first register in the fiber's stack.
    pub base: u32,
    /// The caller's block in the fiber's stack.
    pub block: u32,
    /// The line reported last; 0 for none.
    pub line: u32,
    pub why: Why,
}

/// A call put off to a frame's end.
#[derive(Debug)]
pub struct Defer {
    /// The frame's index.
    pub frame: u32,
    pub func: u32,
    /// The slots of parameters and closure.
    pub args: Vec<u64>,
}

/// A panic under way.
#[derive(Clone, Debug)]
pub struct Panic {
    /// The value: type and data.
    pub value: [u64; 2],
    /// The frame that goes on, once it is recovered.
    pub recovered: Option<u32>,
    /// What the last message says about it, once that is known.
    pub text: Option<String>,
    /// Whether it came from a bad memory access.
    pub signal: bool,
    /// How many frames there were when it began.
    pub frames: u32,
}

impl Panic {
    /// Whether it is none but a `runtime.Goexit`, which runs the deferred calls as a panic does
    /// and cannot be recovered from. It has no value.
    pub fn is_goexit(&self) -> bool {
        self.value[0] == 0
    }
}

/// What an asking fiber gets its answer for.
#[derive(Clone, Copy, Debug)]
pub enum Waiting {
    Nothing,
    /// A send from this place of the stack, so many slots.
    Send {
        at: u32,
        n: u32,
    },
    /// A receive to this place of the stack; `ok` is behind.
    Recv {
        at: u32,
        n: u32,
    },
    /// The number of a select's case, to this place.
    Select {
        at: u32,
    },
    /// A number, or a channel, to this place.
    Word {
        at: u32,
    },
    /// Whether a timer was still to fire, to this place. A function that it calls is forgotten
    /// where it was stopped in time; where it is set anew, the timer may have called it since.
    Timer {
        at: u32,
        callback: CallbackId,
        function: u64,
    },
    /// The eight figures of [`runtime_core::guest::MemStats`] from this place on.
    Mem {
        at: u32,
    },
    /// A new channel of elements of a shape.
    Chan {
        at: u32,
        shape: u32,
        cap: u32,
    },
}

/// A case of the select that a fiber is in: its operand's place in the stack, its slots.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub at: u32,
    pub n: u32,
    pub sends: bool,
}

/// `fixedStack`: the size of a new goroutine's stack in bytes.
pub const STACK_BYTES_MIN: u64 = 2048;

/// What a frame takes in real Go besides its variables: return address and frame pointer.
const FRAME_BYTES: u64 = 16;

/// What so many frames of so many registers together take, in bytes.
#[inline(always)]
pub fn stack_bytes(registers: usize, frames: usize) -> u64 {
    8 * registers as u64 + FRAME_BYTES * frames as u64
}

/// A goroutine.
#[derive(Debug)]
pub struct Fiber {
    pub stack: Vec<u64>,
    pub frames: Vec<Frame>,
    /// The size its stack would have in real Go, in bytes.
    pub stack_bytes: u64,
    pub defers: Vec<Defer>,
    pub panics: Vec<Panic>,
    /// The printings that wait for a method.
    pub printings: Vec<Printing>,
    pub waiting: Waiting,
    /// The cases of the last select.
    pub cases: Vec<Case>,
    /// The machine refused what it asked for: it fails next.
    pub refused: Option<Reply>,
    pub started: bool,
    /// Who made it: the goroutine, the function, the line.
    pub by: FiberId,
    pub by_func: u32,
    pub by_line: u32,
}

/// Of how many frames the registers are cleared: those of a deep recursion only tell more states
/// apart than there are.
const FRAMES_CLEARED: usize = 32;

impl Fiber {
    /// A goroutine that is about to run `func`, whose parameters are `args`.
    pub fn new(func: u32, registers: usize, results: usize, args: &[u64]) -> Fiber {
        let mut stack = vec![0; registers];
        stack[results..results + args.len()].copy_from_slice(args);
        let frame = Frame { func, pc: 0, base: 0, block: 0, line: 0, why: Why::Call };
        Fiber {
            stack,
            frames: vec![frame],
            stack_bytes: STACK_BYTES_MIN,
            defers: Vec::new(),
            panics: Vec::new(),
            printings: Vec::new(),
            waiting: Waiting::Nothing,
            cases: Vec::new(),
            refused: None,
            started: false,
            by: FiberId(0),
            by_func: 0,
            by_line: 0,
        }
    }

    /// A select has taken a case, or its default; `at` is where the number goes.
    pub fn selected(&mut self, at: u32, case: Option<u32>, ok: bool) {
        let cases = std::mem::take(&mut self.cases);
        let number = case.unwrap_or(cases.len() as u32);
        self.stack[at as usize] = u64::from(number);
        if let Some(Case { at, n, sends: false }) = cases.get(number as usize) {
            self.stack[(at + n) as usize] = u64::from(ok);
        }
    }

    /// Clears the registers that will not be read again, in a watched program.
    pub fn forget(&mut self, live: &[Live]) {
        for frame in self.frames.iter().rev().take(FRAMES_CLEARED) {
            let Some(live) = live.get(frame.func as usize) else { return };
            live.clear_others(frame.pc as usize, &mut self.stack[frame.base as usize..]);
        }
    }

    /// How much of its stack it would use in real Go, in bytes.
    pub fn used_bytes(&self) -> u64 {
        stack_bytes(self.stack.len(), self.frames.len())
    }

    /// The frame on top.
    pub fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("yieldpoint bug: a fiber without frames runs")
    }
}
