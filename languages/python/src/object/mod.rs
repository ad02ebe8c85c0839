//! What a program's values are made of.
//!
//! **Invariants:** every `Value` stored in an object owns one reference; `children` names
//! every one of them, so that a recount by traversal must equal the counts.

pub(crate) mod burial;
pub(crate) mod collect;
pub(crate) mod dict;
pub(crate) mod elementary;
pub(crate) mod heap;
mod library;
pub(crate) mod number;
pub(crate) mod settle;
pub(crate) mod text;
pub(crate) mod types;
pub(crate) mod value;
pub(crate) mod weak;
pub(crate) mod young;

pub(crate) use dict::Dict;
pub(crate) use heap::Heap;
pub(crate) use library::{Choose, Context, Deque, Library, Lock, Token, Tool};
pub(crate) use text::Text;
pub(crate) use types::{ModuleId, Type};
pub(crate) use value::{CodeId, Handle, Native, Sym, Value};
pub(crate) use weak::WeakRef;

use crate::vm::frame::Frame;
use num_bigint::BigInt;
use runtime_core::id::{FiberId, FutureId, TimerId};
use std::sync::Arc;

/// Names with values, in the order of their first binding: attributes of an instance, a class.
pub(crate) type Attrs = Vec<(Sym, Value)>;

/// What lives in the heap.
#[derive(Clone, Debug)]
pub(crate) enum Object {
    /// An int that does not fit in 64 bits.
    Int(Box<BigInt>),
    Str(Text),
    Bytes(Box<[u8]>),
    ByteArray(Vec<u8>),
    Tuple(Box<[Value]>),
    List(Vec<Value>),
    Dict(Box<Dict>),
    /// A set is a dict whose values are all `None`.
    Set(Box<Dict>),
    FrozenSet(Box<Dict>),
    Range(Box<[i64; 3]>),
    /// `start`, `stop`, `step`.
    Slice(Box<[Value; 3]>),
    Cell(Value),
    Function(Box<Function>),
    Method {
        function: Value,
        receiver: Value,
    },
    Class(Box<Class>),
    Instance {
        class: Value,
        attrs: Attrs,
    },
    Exception(Box<Exception>),
    Generator(Box<Generator>),
    Iter(Box<Iter>),
    /// `keys()`, `values()` or `items()` of a dict.
    View {
        dict: Value,
        kind: ViewKind,
    },
    Property(Box<[Value; 3]>),
    StaticMethod(Value),
    ClassMethod(Value),
    /// `super()`: the class to start after, and the instance.
    Super {
        class: Value,
        receiver: Value,
    },
    /// The names of a class body under way.
    Namespace(Attrs),
    Future(Box<Future>),
    Library(Box<Library>),
    /// asyncio's Handle or TimerHandle.
    LoopHandle(Box<LoopHandle>),
    /// What `asend()` of an async generator gives, or `__await__()` of a coroutine.
    AsyncStep(Box<AsyncStep>),
    /// An exception's traceback.
    Traceback(Arc<[Row]>),
    /// `weakref.ref`.
    WeakRef(Box<WeakRef>),
}

/// A callback that a loop holds, or held: asyncio's Handle or TimerHandle.
#[derive(Clone, Debug)]
pub(crate) struct LoopHandle {
    pub event_loop: u32,
    /// What is called; `Undef` once it is cancelled, and for the end of a sleep.
    pub callable: Value,
    pub arguments: Vec<Value>,
    /// The context it runs in; `Undef` for an empty one.
    pub context: Value,
    pub is_cancelled: bool,
    /// A timer's time as it was given; `Undef` for a plain handle.
    pub when: Value,
    /// The timer, while there is one.
    pub timer: TimerId,
    /// Its number among the loops' callbacks, or that of the future whose sleep it ends.
    pub what: Scheduled,
    /// Where it was made.
    pub source: Option<Box<Source>>,
}

impl LoopHandle {
    /// Whether it ends a sleep.
    pub(crate) fn is_sleep(&self) -> bool {
        matches!(self.what, Scheduled::SetResult(_))
    }
}

/// What a handle stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Scheduled {
    /// A call, by its number.
    Call(u32),
    /// The end of this future's sleep.
    SetResult(u32),
}

/// Where something was made, in asyncio's debug mode.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Source {
    /// The program's frames, innermost first.
    pub rows: Vec<Row>,
    /// `file:line`.
    pub place: String,
}

/// One row of a traceback: where a frame stood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub code: CodeId,
    /// The instruction.
    pub pc: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ViewKind {
    Keys,
    Values,
    Items,
}

#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub code: CodeId,
    /// Values of the last positional parameters.
    pub defaults: Box<[Value]>,
    /// A value per keyword-only parameter, `Undef` where there is none.
    pub kwdefaults: Box<[Value]>,
    /// The cells of its free variables.
    pub closure: Box<[Value]>,
    pub attrs: Attrs,
    /// Whether its generators may be awaited: `types.coroutine`.
    pub is_awaitable: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub name: Sym,
    pub qualname: Text,
    pub bases: Box<[Value]>,
    /// Method resolution order after the class itself: user classes, then built-in types.
    pub mro: Box<[Value]>,
    pub attrs: Attrs,
    /// The nearest built-in type.
    pub layout: Type,
    /// What it is an instance of: `type`, or a class that derives from it.
    pub meta: Value,
    /// Names of `__slots__`, of the classes it derives from as well; `None` if there is a dict.
    pub slots: Option<Box<[Sym]>>,
    pub traits: Traits,
    /// Tells classes apart by age. No part of the state.
    pub serial: u32,
}

/// What makes a class's instances take the slow way.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Traits {
    /// There is a `__new__`, or a built-in type with one of its own.
    pub has_new: bool,
    pub has_getattribute: bool,
    /// There are abstract methods.
    pub is_abstract: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Exception {
    /// A built-in type or a user class.
    pub class: Value,
    pub args: Value,
    pub cause: Value,
    pub context: Value,
    pub suppress_context: bool,
    /// The tuple of a group's exceptions; `Undef` for other exceptions.
    pub group: Value,
    /// Innermost row first.
    pub rows: Vec<Row>,
    /// Variables of the frames it has left: a traceback keeps them alive.
    pub held: Vec<Value>,
    pub attrs: Attrs,
    /// What its own `__str__` gave, for the traceback.
    pub text: Option<Text>,
    /// Whether the name that was not found is an attribute of `self`, or the attribute was
    /// looked for in `self`: for the hint.
    pub is_own_attribute: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GeneratorKind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum GeneratorState {
    Created,
    Suspended,
    Running,
    Finished,
}

/// A generator, a coroutine or an async generator, with its frame while it does not run.
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    pub kind: GeneratorKind,
    pub state: GeneratorState,
    pub code: CodeId,
    pub frame: Option<Frame>,
    /// Locals and operands of the frame.
    pub values: Vec<Value>,
    /// Whether a coroutine was ever sent into (or closed), which a warning asks about.
    pub awaited: bool,
    /// Whether a generator may be awaited: `types.coroutine`.
    pub is_awaitable: bool,
    /// The number of the step an async generator is in the middle of; 0 for none.
    pub stepping: u32,
    /// Whether an async generator was closed, or is over.
    pub is_closed: bool,
    /// Where a coroutine was made, innermost first, if that is tracked.
    pub origin: Option<Box<[Row]>>,
    /// Whether the hook for an async generator's first step was called.
    pub is_hooked: bool,
}

/// What a step of an async generator does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StepAct {
    /// `__anext__()`, `asend(x)`.
    Send,
    /// `athrow(e)`.
    Throw,
    /// `aclose()`.
    Close,
    /// `__await__()` of a coroutine, which is driven like a step.
    Coroutine,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StepState {
    Created,
    Started,
    Closed,
}

/// A step of an async generator, to be awaited once.
#[derive(Clone, Debug)]
pub(crate) struct AsyncStep {
    pub generator: Value,
    pub act: StepAct,
    /// What to send or throw.
    pub value: Value,
    pub state: StepState,
    /// Its number while it is under way: `Generator::stepping`. No part of the state.
    pub serial: u32,
}

impl AsyncStep {
    /// A new step, of an owned generator with an owned value.
    pub(crate) fn new(generator: Value, act: StepAct, value: Value) -> AsyncStep {
        AsyncStep { generator, act, value, state: StepState::Created, serial: 0 }
    }

    pub(crate) fn is_coroutine(&self) -> bool {
        self.act == StepAct::Coroutine
    }
}

/// A native iterator.
#[derive(Clone, Debug)]
pub(crate) enum Iter {
    List {
        list: Value,
        at: u64,
    },
    Tuple {
        tuple: Value,
        at: u64,
    },
    Str {
        text: Text,
        at: u64,
    },
    /// Of a `bytes` or a `bytearray`.
    Bytes {
        bytes: Value,
        at: u64,
    },
    /// `map`, `filter` and others that run Python code: a generator of the library does it.
    Driven {
        kind: Type,
        generator: Value,
    },
    Range {
        at: i64,
        left: u64,
        step: i64,
    },
    /// A set of ints, in the order of CPython's table.
    Set {
        set: Value,
        order: Box<[u32]>,
        at: u64,
        size: u64,
    },
    Dict {
        dict: Value,
        kind: ViewKind,
        at: u64,
        size: u64,
    },
    Enumerate {
        inner: Value,
        at: i64,
    },
    Zip {
        inner: Box<[Value]>,
        strict: bool,
    },
    Reversed {
        list: Value,
        left: u64,
    },
    Tool(Tool),
}

/// An asyncio Future, or a Task, which is one.
#[derive(Clone, Debug)]
pub(crate) struct Future {
    pub id: FutureId,
    /// The loop it belongs to.
    pub event_loop: u32,
    /// What is queued when it is done, in the order of adding; owned.
    pub callbacks: Vec<DoneCallback>,
    pub state: FutureState,
    /// The result or the exception.
    pub value: Value,
    /// The exception's rows when it was set: each retrieval starts from these.
    pub rows: Vec<Row>,
    /// Whether to log at its end that nobody looked at the exception.
    pub unretrieved: bool,
    pub cancel_message: Value,
    /// `cancel()` requests not undone by `uncancel()`.
    pub cancelling: u32,
    pub task: Option<TaskPart>,
    /// What the library keeps with it: the children of a gather.
    pub extra: Value,
    /// Where it was made.
    pub source: Option<Box<Source>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FutureState {
    Pending,
    Returned,
    Raised,
    Cancelled,
}

/// What a Task has beyond a Future.
#[derive(Clone, Debug)]
pub(crate) struct TaskPart {
    pub fiber: FiberId,
    pub coroutine: Value,
    pub name: Text,
    /// `_must_cancel`: CancelledError is thrown in at its next step.
    pub must_cancel: bool,
    /// The future it waits for (`_fut_waiter`).
    pub waiter: Value,
    /// `_log_destroy_pending`: whether its death while it is pending is reported.
    pub reports_death: bool,
}

/// What a future's end queues.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DoneCallback {
    /// `Task.__wakeup` of this task.
    Wakeup(Value),
    /// A function, to be called with the future, and the context it runs in.
    Call(Value, Value),
    /// The loop's own: it stops.
    Stop,
}
