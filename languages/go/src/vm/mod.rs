//! The virtual machine: runs fibers, and asks the runtime for everything else.
//!
//! **Invariants:** a [`Vm`] is plain data; all references are handles into its heap. What a fiber
//! asks for is an [`Op`]; what the answer is for, its [`fiber::Waiting`] says.
//! **Departures:** stacks have no addresses; a traceback shows no arguments and no offsets.

mod chan;
mod collect;
mod copy;
mod equal;
mod errors;
mod exec;
mod fiber;
mod fingerprint;
mod guest;
pub mod heap;
mod instr;
mod library;
pub mod map;
mod map_instr;
mod math;
mod native;
mod native_runtime;
mod native_sync;
mod number;
mod panic;
mod parse;
mod printing;
mod pure;
mod random;
mod reflect;
mod run;
mod see;
mod see_print;
mod size_class;
mod slice;
#[cfg(test)]
mod tests;
mod text;
mod trig;
mod view;

use crate::code::Code;
use fiber::Fiber;
use heap::{Heap, Places};
use runtime_core::guest::{Op, Step};
use runtime_core::id::CallbackId;
use runtime_core::table::Table;
use std::rc::Rc;

/// A Go program under way.
#[derive(Debug)]
pub struct Vm {
    code: Rc<Code>,
    heap: Heap,
    /// By number, from 1; ended ones are gone.
    fibers: Vec<Option<Box<Fiber>>>,
    live: u32,
    /// The addresses of the global variables.
    globals: Rc<[u64]>,
    /// The reference of each channel by its number, from 1; 0 once it has been collected.
    chans: Vec<u64>,
    /// The functions that timers still have to call.
    callbacks: Table<CallbackId, u64>,
    /// The number given last to one of them.
    callback: u32,
    /// How many collections the program has seen.
    collections: u64,
}

/// What stops a fiber in the middle of an instruction.
#[derive(Clone, PartialEq, Debug)]
enum Trap {
    /// `panic: runtime error: ...`
    Runtime(String),
    /// `panic: ...` of the runtime without that prefix.
    Plain(String),
    /// A nil pointer was followed.
    Nil,
    /// `panic(v)`
    Value([u64; 2]),
    /// `runtime.Goexit()`
    Goexit,
    /// An error that nothing can recover from.
    Fatal(String),
    /// More memory than a simulation may use.
    Memory,
    /// It asks for something, or ends.
    Step(Step),
    /// The frames changed: go on with the one on top.
    Frames,
}

impl From<Op> for Trap {
    fn from(op: Op) -> Trap {
        Trap::Step(Step::Op(op))
    }
}

impl Vm {
    /// A machine at the program's start.
    pub fn new(mut code: Code) -> Vm {
        code.link();
        let mut heap = Heap::new(code.shapes.clone().into(), &code.strings);
        let globals = code
            .globals
            .iter()
            .map(|&(shape, times)| {
                let len = code.shapes[shape as usize].len() as u64 * times;
                heap.add_cells(shape, len as usize)
            })
            .collect();
        heap.fix();
        if code.sites > 0 {
            heap.places = Places::Left;
        }
        let init = &code.funcs[code.init as usize];
        let main = Fiber::new(code.init, init.kinds.len(), 0, &[]);
        Vm {
            heap,
            fibers: vec![Some(Box::new(main))],
            live: 1,
            globals,
            chans: Vec::new(),
            callbacks: Table::new(),
            callback: 0,
            collections: 0,
            code: Rc::new(code),
        }
    }
}
