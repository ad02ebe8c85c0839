//! The instruction set, and what the compiler makes of a program.
//!
//! A stack machine in the manner of CPython's: operands live on the fiber's stack above the
//! frame's local variables. In the stack effects below the top is on the right.
//!
//! **Models:** `Lib/opcode.py` and `Python/bytecodes.c`, CPython 3.13, in spirit: exception
//! tables instead of block instructions, calls with a slot for `self`, cells copied to locals.
//! **Invariants:** an instruction is 8 bytes; the stack depth at an instruction does not depend
//! on how it was reached.

use crate::interner::Names;
use crate::object::{CodeId, ModuleId, Sym, Value};
use crate::vm::fuse::Fast;
use runtime_core::source::Span;
use runtime_core::table::Table;
use std::sync::Arc;

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

/// A rich comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum UnaryOp {
    Neg,
    Pos,
    Invert,
    Not,
}

/// One instruction.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Instr {
    // ---- constants and variables
    /// `-> consts[i]`
    Const(u32),
    /// `-> None`
    None,
    /// `-> i`
    Int(i32),
    /// `-> local`; UnboundLocalError if it is unbound
    LoadFast(u32),
    /// `value ->`
    StoreFast(u32),
    /// `->`; unbinds; UnboundLocalError if it is unbound
    DeleteFast(u32),
    /// `->`; the local becomes a new cell that holds what it held
    MakeCell(u32),
    /// `->`; the local becomes unbound, saving nothing
    ClearFast(u32),
    /// `-> value in the cell`; NameError if it is empty
    LoadCell(u32),
    /// `value ->`
    StoreCell(u32),
    /// `->`
    DeleteCell(u32),
    /// `-> cell`: for a closure
    LoadClosure(u32),
    /// `-> value`; the module's variable, then the built-in, else NameError
    LoadGlobal(u32),
    /// `value ->`
    StoreGlobal(u32),
    /// `->`
    DeleteGlobal(u32),
    /// `-> value`; a name in a class body: its namespace, then the module, then the built-in
    LoadName(Sym),
    /// `value ->`; into the class body's namespace
    StoreName(Sym),
    /// `->`
    DeleteName(Sym),

    // ---- the stack
    /// `x ->`
    Pop,
    /// `x .. -> x .. x`; a copy of the n-th from the top, 1 being the top
    Copy(u32),
    /// `x .. y -> y .. x`; swaps the top with the n-th
    Swap(u32),

    // ---- operators
    /// `a -> op a`
    Unary(UnaryOp),
    /// `a b -> a op b`
    Binary(BinaryOp),
    /// `a b -> a op= b`
    Inplace(BinaryOp),
    /// `a -> a op i`: the right operand is a small constant
    BinaryInt(BinaryOp, i32),
    /// `a b -> a op b`
    Compare(CompareOp),
    /// `a b -> bool`
    Is,
    /// `a b -> bool`
    IsNot,
    /// `a b -> bool`: `a in b`
    Contains,
    /// `a b -> bool`: `a not in b`
    NotContains,

    // ---- jumps (targets are instruction indices)
    /// `->`
    Jump(u32),
    /// `x ->`
    JumpIfFalse(u32),
    /// `x ->`
    JumpIfTrue(u32),
    /// `x -> x` and jump, or `x ->`
    JumpIfFalseOrPop(u32),
    /// `x -> x` and jump, or `x ->`
    JumpIfTrueOrPop(u32),
    /// `a b ->`; jumps if the comparison is false
    CompareJump(CompareOp, u32),

    /// `-> module`; runs its body if nobody has imported it yet
    Import(ModuleId),

    // ---- attributes and items
    /// `o -> o.name`
    LoadAttr(Sym),
    /// `o -> method self` or `value undef`: for a call
    LoadMethod(Sym),
    /// `class self -> value undef`: `super().name` for a call
    LoadSuper(Sym),
    /// `value o ->`
    StoreAttr(Sym),
    /// `o ->`
    DeleteAttr(Sym),
    /// `o k -> o[k]`
    LoadItem,
    /// `value o k ->`
    StoreItem,
    /// `o k ->`
    DeleteItem,
    /// `a b c -> slice`
    BuildSlice,

    // ---- building
    /// `x1 .. xn -> tuple`
    BuildTuple(u32),
    /// `x1 .. xn -> list`
    BuildList(u32),
    /// `x1 .. xn -> set`
    BuildSet(u32),
    /// `k1 v1 .. kn vn -> dict`
    BuildDict(u32),
    /// `s1 .. sn -> str`
    BuildString(u32),
    /// `c .. x -> c ..`; appends to the list n below the top
    ListAppend(u32),
    /// `c .. x -> c ..`
    SetAdd(u32),
    /// `c .. k v -> c ..`
    DictInsert(u32),
    /// `list iterable -> list`
    ListExtend,
    /// `set iterable -> set`
    SetUpdate,
    /// `dict mapping -> dict`: `{**m}`
    DictUpdate,
    /// `dict mapping -> dict`: `f(**m)`, where a key may not come twice
    DictMerge,
    /// `list -> tuple`
    ListToTuple,
    /// `iterable -> xn .. x1`
    Unpack(u32),
    /// `iterable -> after.. list before..`
    UnpackStar { before: u16, after: u16 },
    /// `x -> str`; or `x spec -> str`
    Format { conversion: Conversion, spec: HasSpec },

    // ---- iteration
    /// `iterable -> iterator`
    GetIter,
    /// `iterator -> iterator x`, or `iterator ->` and jump at its end
    ForIter(u32),

    // ---- calls
    /// `callable self_or_undef x1 .. xn -> result`
    Call(u32),
    /// `callable self_or_undef x1 .. xn -> result`; the last ones are named by `keywords[k]`
    CallKeywords { count: u16, keywords: u16 },
    /// `callable self_or_undef tuple dict_or_undef -> result`
    CallUnpacked,
    /// `-> undef`
    Undef,
    /// `[defaults] [kwdefaults] [closure] -> function`
    MakeFunction { code: u32, parts: u8 },
    /// `function base1 .. basen -> class`; runs the body
    BuildClass { bases: u16 },
    /// `function base1 .. basen dict -> class`; the dict has the keywords
    BuildClassWith { bases: u16 },
    /// `x ->`; leaves the frame
    Return,
    /// `-> class self`: what `super()` needs; the class cell is in the slot
    SuperArgs(u32),
    /// `class self -> super`
    MakeSuper,

    // ---- exceptions
    /// `exc ->`
    Raise,
    /// `exc cause ->`
    RaiseFrom,
    /// raises what is being handled again
    RaiseAgain,
    /// `exc -> previous exc`; the exception is now being handled
    PushHandled,
    /// `previous ->`; the exception is no longer being handled
    PopHandled,
    /// `exc ->`; raises it as if nothing had caught it
    Reraise,
    /// `exc type -> exc bool`
    MatchException,
    /// `->`; raises AssertionError
    AssertFailed,
    /// `-> ` raises AssertionError with the message: `message ->`
    AssertFailedWith,

    // ---- except*
    /// `exc type -> pair`: the part that matches and the rest
    MatchGroup,
    /// `match -> match`, which is now being handled; or `None ->` and jump
    HandleGroup(u32),
    /// `exc list -> exc_or_None`: what the handlers and the rest leave to be raised
    JoinRaised,

    // ---- patterns
    /// `subject -> subject bool`
    MatchSequence,
    /// `subject -> subject bool`
    MatchMapping,
    /// `subject -> subject int`
    Length,
    /// `subject keys -> subject keys values_or_None`
    MatchKeys,
    /// `subject keys -> dict`: what the keys leave of it
    MatchRest,
    /// `subject class names -> values_or_None`: so many positional ones, then the named
    MatchClass(u32),

    // ---- with
    /// `manager -> exit entered`: looks up `__exit__`, calls `__enter__`
    WithEnter,
    /// `exit -> result`: calls it with three Nones
    WithExit,
    /// `exit previous exc -> exit previous exc result`: calls it with the exception
    WithExitRaised,
    /// as `WithEnter`, leaving an awaitable
    AsyncWithEnter,

    // ---- generators and coroutines
    /// `awaitable -> result`; may suspend the task
    Await,
    /// `value -> sent`; leaves the frame until it is resumed
    Yield,
    /// `iterator sent -> result`; yields what the iterator yields
    YieldFrom,
    /// `iterable -> iterator` for `yield from`
    GetYieldFromIter,
    /// `iterable -> async iterator`
    GetAsyncIter,
    /// `iterator -> iterator awaitable`
    GetAsyncNext,
    /// `iterator exc ->` if it is StopAsyncIteration, else raises it again
    EndAsyncFor,
}

/// `!s`, `!r`, `!a` in a format expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// Whether a format specification lies on the stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum HasSpec {
    No,
    Yes,
}

/// Bits of `MakeFunction::parts`: which parts lie on the stack.
pub(crate) const PART_DEFAULTS: u8 = 1;
/// A tuple with a value or `Undef` per keyword-only parameter.
pub(crate) const PART_KWDEFAULTS: u8 = 2;
/// A tuple of cells.
pub(crate) const PART_CLOSURE: u8 = 4;

/// What calling the code gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CodeKind {
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where an exception raised in a range goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guard {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Operands kept below the exception.
    pub depth: u32,
}

/// The code of a function, class body, comprehension or module.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub name: Sym,
    pub qualname: Arc<str>,
    pub kind: CodeKind,
    pub instrs: Vec<Instr>,
    /// Of each instruction.
    pub lines: Vec<u32>,
    /// Of each instruction.
    pub spans: Vec<Span>,
    pub consts: Vec<Value>,
    pub keywords: Vec<Arc<[Sym]>>,
    /// Innermost first.
    pub guards: Vec<Guard>,
    /// Names of the local slots: parameters, then other locals, then free variables.
    pub locals: Vec<Sym>,
    pub positional: u32,
    /// Of the positional parameters, how many cannot be named.
    pub positional_only: u32,
    /// Of the positional parameters, how many have a default.
    pub optional: u32,
    pub keyword_only: u32,
    pub has_varargs: bool,
    pub has_varkw: bool,
    /// The slot of the first free variable.
    pub free_start: u32,
    /// Whose variables its global names are.
    pub module: ModuleId,
    /// Whether it is the library's: without lines and without rows in tracebacks.
    pub is_hidden: bool,
    /// Whether it stands for what CPython has in C: no thread is switched in it.
    pub stands_for_c: bool,
    /// Whether what it touches is told to who watches: not where the library keeps its own state.
    pub is_told: bool,
    /// The number of its first instruction among those of all codes, from 1.
    pub first_site: u32,
    pub first_line: u32,
    pub docstring: Option<Value>,
    /// Parameters, and `return`, with what stands for their annotations.
    pub annotations: Vec<(Sym, Value)>,
    /// Of each instruction: what can be done at once there.
    pub fast: Vec<Fast>,
    /// Of each instruction: whether a line may begin there.
    pub line_starts: Vec<bool>,
    /// How many positional arguments make a call simple; `u32::MAX` where none do.
    pub arity: u32,
}

impl Code {
    /// Whether arguments go to locals one to one when their number is right.
    pub(crate) fn is_simple(&self) -> bool {
        !self.has_varargs
            && !self.has_varkw
            && self.keyword_only == 0
            && self.kind == CodeKind::Plain
    }

    /// How many parameters there are, starred ones included.
    pub(crate) fn parameter_count(&self) -> usize {
        let starred = u32::from(self.has_varargs) + u32::from(self.has_varkw);
        (self.positional + self.keyword_only + starred) as usize
    }
}

/// A module: the program itself, or one of the library.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// With its dots.
    pub name: Arc<str>,
    /// What its first import runs.
    pub body: Option<CodeId>,
    /// The slot of the package's variable that names it.
    pub in_package: Option<u32>,
}

/// A compiled program. Nothing in it changes while it runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub file: String,
    pub source: String,
    pub codes: Vec<Code>,
    /// The module's code.
    pub main: u32,
    pub names: Names,
    /// The program, the built-ins, and what is imported.
    pub modules: Vec<Module>,
    /// Name of each global slot.
    pub globals: Vec<Sym>,
    /// Whose variable each global slot is.
    pub owners: Vec<ModuleId>,
    /// What each global slot holds before anything runs; owns nothing.
    pub initial: Vec<Value>,
    /// The built-in of each global slot's name, `Undef` if there is none.
    pub builtins: Vec<Value>,
    /// The slot of a module's variable.
    pub slots: Table<(ModuleId, Sym), u32>,
    /// Functions of the prelude.
    pub prelude: Table<String, CodeId>,
}

impl Program {
    pub(crate) fn code(&self, id: CodeId) -> &Code {
        &self.codes[id.0 as usize]
    }

    /// A line of the source, without its newline.
    pub(crate) fn line(&self, number: u32) -> &str {
        self.source.lines().nth((number as usize).saturating_sub(1)).unwrap_or("")
    }
}
