//! The interpreter.
//!
//! One fiber is stepped at a time: its frames and operands are taken into `run`, and put back
//! when it comes back to the machine. Whatever a native function cannot do by itself, because it
//! has to run Python code for it, becomes a frame with a note of what to do with its result
//! ([`frame::After`]); so there is never an interpreter inside the interpreter, and a fiber can
//! stop after any instruction.
//!
//! **Models:** `Python/ceval.c`, CPython 3.13.
//! **Invariants:** between two instructions every `Value` on a stack, in a global or in an
//! object owns its reference ([`recount`] checks it).

mod arithmetic;
mod attribute;
mod awaiting;
mod bind;
pub(crate) mod bytes;
mod call;
mod cancel;
mod class;
mod collect;
mod compare;
mod compare_inside;
mod context;
mod debug_mode;
mod delegate;
mod descriptor;
mod dispatch;
mod exit;
mod feed;
mod feed_object;
mod fibers;
mod finalize;
mod finish;
mod fork;
mod formatting;
pub(crate) mod frame;
pub(crate) mod fuse;
mod future_text;
mod generator;
mod group;
mod guest;
mod hash;
mod import;
mod instantiate;
mod item;
mod iterate;
pub(crate) mod keys;
mod kinds;
mod locals;
mod lookup;
mod marks;
mod metaclass;
mod native;
mod observe;
mod operator_methods;
mod pattern;
mod poll;
mod quick;
mod quick_items;
mod raise;
mod recount;
mod sequence;
mod set_attribute;
mod sites;
mod special;
mod start;
mod steps;
mod suspend;
mod task;
mod text;
mod tools;
mod touch;
mod touch_native;
mod traceback;
pub(crate) mod unraisable;
mod unwind;
mod variables;
mod watched;

pub(crate) use class::is_base;
pub(crate) use compare::Compared;
pub(crate) use iterate::Items;
pub(crate) use sequence::range_len;

use crate::Version;
use crate::code::Program;
use crate::interner::Names;
use crate::names;
use crate::object::{Heap, ModuleId, Native, Object, Sym, Text, Type, Value};
use fibers::Fibers;
use frame::Fiber;
use runtime_core::guest::Op;
use runtime_core::id::{FiberId, FutureId};
use runtime_core::table::Table;
use runtime_core::time::Time;
use std::sync::Arc;

/// A Python program under way: a guest of the machine.
#[derive(Clone, Debug)]
pub struct Vm {
    pub(crate) program: Arc<Program>,
    /// Which Python runs it.
    pub(crate) version: Version,
    /// Methods of the built-in types.
    methods: Arc<Table<(Type, Sym), Native>>,
    pub(crate) heap: Heap,
    /// What was found in classes lately; no part of the state.
    lookups: lookup::Lookups,
    /// The trace's names of the codes it has seen.
    shown_names: Vec<Option<runtime_core::id::NameId>>,
    pub(crate) globals: Vec<Value>,
    /// The slot of `sys.stdout`, if the program has it.
    pub(crate) stdout_slot: Option<u32>,
    /// Whether each module's body has begun.
    imported: Vec<bool>,
    /// Attributes set on modules whose code has no such name; owned.
    module_attrs: Vec<(ModuleId, Sym, Value)>,
    /// When each global was bound, by a count of bindings.
    bound_at: Vec<u32>,
    bindings: u32,
    pub(crate) fibers: Fibers,
    /// The fiber being stepped.
    pub(crate) run: Fiber,
    pub(crate) at: FiberId,
    /// Names made while running, numbered after the program's.
    names: Names,
    /// Regular expressions that have been compiled; no part of the state.
    pub(crate) patterns: crate::builtins::re::Kept,
    /// The exception being raised, while an instruction fails; owned.
    raised: Value,
    /// Room for what an instruction touches, while somebody watches.
    touches: Vec<touch::Touched>,
    /// What a native operation has to know of a key; set only while it fails.
    pub(crate) wanted: std::cell::Cell<keys::Want>,
    /// What to ask the machine, while an instruction comes back.
    pub(crate) ask: Option<Op>,
    /// An owned value to push when the native that asks has been cleared away.
    held: Value,
    /// The name that goes with `ask`.
    ask_name: Option<Text>,
    /// What is called with an async generator at its first step, and at its death; owned.
    pub(crate) asyncgen_hooks: [Value; 2],
    /// Names of the last arguments of the native that is called now.
    pub(crate) call_names: Vec<Sym>,
    /// Text for stderr that could not be printed where it came up.
    pub(crate) stderr: String,
    /// Warnings shown before: each is shown once for a line.
    warned: Vec<(u32, String)>,
    /// How many futures have been made.
    pub(crate) futures_made: u32,
    /// Futures that the trace does not know yet: who made them, and what for.
    pub(crate) futures_unseen: Vec<(FiberId, FutureId, &'static str)>,
    /// Tasks that are not done, by fiber; not owned.
    pub(crate) tasks: Table<u32, crate::object::Handle>,
    /// What the loops hold to call: what is ready, and what timers will make so.
    pub(crate) callbacks: Table<u32, Value>,
    /// Futures that a timer will end, by their number, with their results; owned.
    pub(crate) sleepers: Table<u32, (Value, Value)>,
    pub(crate) next_callback: u32,
    /// The last future and the last callback that were made when the heap settled.
    numbers_settled: [u32; 2],
    /// How many tasks have been made without a name.
    pub(crate) tasks_named: u32,
    /// Attributes of built-in types that are written in Python; owned.
    pub(crate) extensions: Table<(Type, Sym), Value>,
    /// Whether loops begin in debug mode.
    pub(crate) asyncio_debug: bool,
    /// How many frames a new coroutine remembers; 0 for none.
    pub(crate) origin_depth: u32,
    /// `asyncio.Queue`, which natives serve; owned.
    pub(crate) queue_class: Value,
    /// What is known of each loop, by its number less 1.
    pub(crate) loops: Vec<EventLoop>,
    /// The thread that runs `run`, which may be a task's.
    pub(crate) thread: FiberId,
    /// How far the end of the program has come.
    exit: exit::Exit,
    /// Whose attributes objects of `threading.local` have.
    locals_of: FiberId,
    /// What `atexit` is to call, with which arguments; owned.
    pub(crate) at_exit: Vec<(Value, Vec<Value>)>,
    /// The traceback that ends the program, while its last objects die.
    fault: String,
    /// What reports coroutines that were never awaited, once `warnings` is there; owned.
    pub(crate) unawaited_hook: Value,
    /// What logs for `asyncio`, once `logging` is there: called with text and exception; owned.
    pub(crate) log_hook: Value,
    /// The number that `gc.collect()` has given back while its collection goes on.
    pub(crate) collect_asked: Option<i64>,
    /// What `sys.exit` asked for.
    exit_code: Option<i32>,
    /// `sys.getrecursionlimit()`.
    pub(crate) recursion_max: u32,
    /// `sys.getswitchinterval()`.
    pub(crate) switch_interval_us: u64,
    /// `threading.stack_size()`.
    pub(crate) stack_size: i64,
    /// How many threads there are besides the main one.
    pub(crate) threads_live: u32,
    /// How many locks have been made.
    pub(crate) locks_made: u64,
    /// The main thread of its process.
    pub(crate) process_main: FiberId,
    /// What processes have in common, while this one runs.
    pub(crate) shared: Box<crate::process::Shared>,
    /// What this process has written, if there are others.
    pub(crate) output: crate::process::Output,
    /// What waited in the parent for futures; owned.
    pub(crate) inherited: Vec<Value>,
    serial: u32,
    spent: u64,
    began: Time,
    instruction_ns: u64,
}

/// What is known of an event loop besides what is ready and scheduled.
#[derive(Clone, Debug)]
pub(crate) struct EventLoop {
    /// The thread it runs in, while it runs.
    pub running_in: Option<FiberId>,
    pub is_closed: bool,
    pub is_debug: bool,
    /// The task or handle that runs, in debug mode; owned.
    pub current: Value,
    /// What `create_task` calls, or None; owned.
    pub factory: Value,
    /// What is told of errors, or None; owned.
    pub handler: Value,
    /// What was set on it; owned.
    pub attrs: crate::object::Attrs,
}

impl Default for EventLoop {
    fn default() -> EventLoop {
        EventLoop {
            running_in: None,
            is_closed: false,
            is_debug: false,
            current: Value::Undef,
            factory: Value::None,
            handler: Value::None,
            attrs: Vec::new(),
        }
    }
}

impl EventLoop {
    /// Names every value it owns.
    pub(crate) fn children(&self, each: &mut dyn FnMut(Value)) {
        each(self.factory);
        each(self.current);
        each(self.handler);
        self.attrs.iter().for_each(|&(_, value)| each(value));
    }
}

/// An exception is in `Vm::raised`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Raise;

/// How the dispatch loop goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Next {
    /// With the next instruction of this frame.
    Go,
    /// With whatever frame is now on top.
    Frame,
    /// With the machine: `Vm::ask` says for what.
    Ask,
    /// Not at all: the fiber has ended.
    End,
    /// Not here: the callback of the loop has returned.
    Callback,
}

/// What a native function gives back.
#[derive(Clone, Debug)]
pub(crate) enum Flow {
    /// Its result, owned.
    Value(Value),
    /// Call this, with these owned arguments; its result is the native's.
    Call { callable: Value, args: Vec<Value>, after: frame::After },
    /// Make a list of argument number i, then call the native again.
    Materialise(usize),
    /// Ask the machine; `Pending` says what becomes of the answer.
    Ask(Op, frame::Pending),
    /// A frame was pushed in place of the call.
    Pushed,
}

/// What a native function may fail with or give.
pub(crate) type Outcome = Result<Flow, Raise>;

/// The arguments of a native call: on the stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Args {
    pub at: usize,
    pub count: usize,
}

impl Vm {
    /// The interned `name`.
    pub(crate) fn sym(&mut self, name: &str) -> Sym {
        match self.program.names.get(name) {
            Some(sym) => sym,
            None => Sym(self.names.intern(name).0 + self.program.names.len() as u32),
        }
    }

    /// The same, if the name has come up.
    pub(crate) fn known_sym(&self, name: &str) -> Option<Sym> {
        let new = |sym: Sym| Sym(sym.0 + self.program.names.len() as u32);
        self.program.names.get(name).or_else(|| self.names.get(name).map(new))
    }

    pub(crate) fn name(&self, sym: Sym) -> &str {
        let known = self.program.names.len() as u32;
        match sym.0.checked_sub(known) {
            None => self.program.names.text(sym),
            Some(new) => self.names.text(Sym(new)),
        }
    }

    /// The moment of virtual time now.
    pub(crate) fn now(&self) -> Time {
        self.began.after(self.spent * self.instruction_ns)
    }

    /// A function of the library: of the prelude, or of a module that is imported; owned.
    pub(crate) fn library(&mut self, name: &str) -> Value {
        let found = match name.rsplit_once('.') {
            Some(("builtins", name)) => {
                self.program.prelude.get(name).map(|&code| Value::Prelude(code))
            }
            Some((module, name)) => self.library_variable(module, name),
            None => None,
        };
        match found {
            Some(value) => self.heap.keep(value),
            None => panic!("yieldpoint bug: the library has no {name}"),
        }
    }

    pub(super) fn library_variable(&self, module: &str, name: &str) -> Option<Value> {
        let value = self.globals[self.library_slot(module, name)? as usize];
        (!value.is_undef()).then_some(value)
    }

    pub(super) fn library_slot(&self, module: &str, name: &str) -> Option<u32> {
        let module = self.program.modules.iter().position(|known| *known.name == *module)?;
        let name = self.program.names.get(name)?;
        self.program.slots.get(&(ModuleId(module as u16), name)).copied()
    }

    /// The native that is about to ask leaves this behind, owned.
    pub(crate) fn push_after_call(&mut self, value: Value) {
        self.held = value;
    }

    /// The name that goes with the op about to be asked.
    pub(crate) fn task_name(&mut self, name: &str) -> runtime_core::id::NameId {
        self.ask_name = Some(name.into());
        runtime_core::id::NameId(0)
    }

    /// An argument that must be an int that fits.
    pub(crate) fn int_argument(&mut self, value: Value) -> Result<i64, Raise> {
        match value {
            Value::Int(int) => Ok(int),
            Value::Bool(bool) => Ok(i64::from(bool)),
            _ if self.is_int(value) => {
                if let Some(int) = self.big(value).and_then(|big| i64::try_from(big).ok()) {
                    return Ok(int);
                }
                let message = "Python int too large to convert to C ssize_t".into();
                Err(self.raise(Type::OverflowError, message))
            }
            _ => {
                let kind = self.type_name(value);
                let message = format!("'{kind}' object cannot be interpreted as an integer");
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// `len` of a built-in container.
    pub(crate) fn len_native(&self, value: Value) -> Option<usize> {
        Some(match self.heap.object(value)? {
            Object::Str(text) => text.count(),
            Object::Bytes(bytes) => bytes.len(),
            Object::ByteArray(bytes) => bytes.len(),
            Object::Tuple(values) => values.len(),
            Object::List(values) => values.len(),
            Object::Dict(dict) | Object::Set(dict) | Object::FrozenSet(dict) => dict.len(),
            Object::Range(range) => range_len(range) as usize,
            Object::View { dict, .. } => return self.len_native(*dict),
            Object::Library(_) => self.deque(value)?.items.len(),
            _ => return None,
        })
    }

    /// What one instruction costs, in ns.
    pub(crate) fn instruction_ns(&self) -> u64 {
        self.instruction_ns
    }

    /// Charges a native for work that takes longer than one instruction.
    pub(crate) fn charge(&mut self, instructions: u64) {
        self.spent += instructions;
    }

    pub(crate) fn arg(&self, args: Args, index: usize) -> Value {
        self.run.stack[args.at + index]
    }

    /// The argument, if it was given.
    pub(crate) fn optional(&self, args: Args, index: usize) -> Option<Value> {
        let given = (index < args.count).then(|| self.arg(args, index));
        given.filter(|value| !value.is_undef())
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, value: Value) {
        self.run.stack.push(value);
    }

    /// Takes the top off the stack; it is the caller's now.
    #[inline(always)]
    pub(crate) fn pop(&mut self) -> Value {
        match self.run.stack.pop() {
            Some(value) => value,
            None => panic!("yieldpoint bug: the operand stack is empty"),
        }
    }

    #[inline(always)]
    pub(crate) fn peek(&self, from_top: usize) -> Value {
        self.run.stack[self.run.stack.len() - from_top]
    }

    /// Drops and releases the top `count` operands.
    pub(crate) fn drop_top(&mut self, count: usize) {
        let keep = self.run.stack.len() - count;
        self.truncate(keep);
    }

    /// Drops and releases everything above `len`, the bottom first.
    pub(crate) fn truncate(&mut self, len: usize) {
        for index in len..self.run.stack.len() {
            let value = self.run.stack[index];
            self.heap.release(value);
        }
        self.run.stack.truncate(len);
    }
}

/// The name a value's truth is looked up by.
pub(crate) const TRUTH: [Sym; 2] = [names::BOOL, names::LEN];
