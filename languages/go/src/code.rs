//! The instruction set, and what a program is compiled to.
//!
//! A function works on registers: 64-bit slots of its frame. Its first registers are its results,
//! then its parameters, then its receiver or, for a literal, the closure itself; then locals. A
//! value takes as many registers in a row as [`crate::types::Types::kinds`] says. A call names a
//! block of the caller's registers: results, then arguments, as the callee has them.
//!
//! **Invariants:** a register holds slots of one [`Kind`] for the life of its frame; `Data` words
//! are never executed, they belong to the instruction before.

mod link;
mod live;
mod operands;
mod shape;

pub use link::Dynamic;
pub use live::Live;
pub use shape::{Elem, KeyBy, MapShape, Shape};

use crate::concurrency::Sync;
use crate::known::Caller;
use crate::library::Library;
use crate::natives::Pure;
use crate::types::{Kind, TypeId, Types};
use runtime_core::table::Table;
use std::cell::OnceCell;
use std::rc::Rc;

/// The number of a register.
pub type Reg = u16;

/// One instruction. `r[x]` is register x, `r[x..]` a value that starts there.
// One instruction a line: it is read as a table.
#[rustfmt::skip]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instr {
    /// `r[dst] = value`
    Int { dst: Reg, value: i32 },
    /// `r[dst] = consts[index]`
    Const { dst: Reg, index: u32 },
    /// `r[dst] = ` the string constant `index`
    Str { dst: Reg, index: u32 },
    /// `r[dst..dst+n] = 0`
    Zero { dst: Reg, n: u16 },
    /// `r[dst] = r[src]`
    Move { dst: Reg, src: Reg },
    /// `r[dst..dst+n] = r[src..src+n]`
    MoveN { dst: Reg, src: Reg, n: u16 },

    /// `r[dst] = r[a] + r[b]`, wrapping; so also for the next ones
    Add { dst: Reg, a: Reg, b: Reg },
    /// `r[dst] = r[a] + value`
    AddI { dst: Reg, a: Reg, value: i16 },
    /// `r[dst] = r[a] * value`
    MulI { dst: Reg, a: Reg, value: i16 },
    Sub { dst: Reg, a: Reg, b: Reg },
    Mul { dst: Reg, a: Reg, b: Reg },
    /// Signed division; panics for zero.
    Div { dst: Reg, a: Reg, b: Reg },
    Rem { dst: Reg, a: Reg, b: Reg },
    /// Unsigned division; panics for zero.
    DivU { dst: Reg, a: Reg, b: Reg },
    RemU { dst: Reg, a: Reg, b: Reg },
    And { dst: Reg, a: Reg, b: Reg },
    Or { dst: Reg, a: Reg, b: Reg },
    Xor { dst: Reg, a: Reg, b: Reg },
    AndNot { dst: Reg, a: Reg, b: Reg },
    /// Shifts: the count is unsigned, 64 and more shift everything out.
    Shl { dst: Reg, a: Reg, b: Reg },
    Shr { dst: Reg, a: Reg, b: Reg },
    ShrU { dst: Reg, a: Reg, b: Reg },
    /// Panics where the signed shift count `r[a]` is negative.
    ShiftCount { a: Reg },
    Neg { dst: Reg, a: Reg },
    /// `r[dst] = ^r[a]`
    Com { dst: Reg, a: Reg },
    /// `r[dst] = !r[a]`, for booleans
    Not { dst: Reg, a: Reg },
    /// Cuts `r[dst]` down to the width of an integer or float type.
    Wrap { dst: Reg, width: Width },

    FAdd { dst: Reg, a: Reg, b: Reg },
    FSub { dst: Reg, a: Reg, b: Reg },
    FMul { dst: Reg, a: Reg, b: Reg },
    FDiv { dst: Reg, a: Reg, b: Reg },
    FNeg { dst: Reg, a: Reg },
    /// Conversions between numbers.
    IntToFloat { dst: Reg, a: Reg },
    UintToFloat { dst: Reg, a: Reg },
    FloatToInt { dst: Reg, a: Reg },
    FloatToUint { dst: Reg, a: Reg },

    /// Comparisons: `r[dst] = 1` or `0`.
    Eq { dst: Reg, a: Reg, b: Reg },
    Ne { dst: Reg, a: Reg, b: Reg },
    Lt { dst: Reg, a: Reg, b: Reg },
    Le { dst: Reg, a: Reg, b: Reg },
    LtU { dst: Reg, a: Reg, b: Reg },
    LeU { dst: Reg, a: Reg, b: Reg },
    FEq { dst: Reg, a: Reg, b: Reg },
    FNe { dst: Reg, a: Reg, b: Reg },
    FLt { dst: Reg, a: Reg, b: Reg },
    FLe { dst: Reg, a: Reg, b: Reg },
    StrEq { dst: Reg, a: Reg, b: Reg },
    StrLt { dst: Reg, a: Reg, b: Reg },
    StrLe { dst: Reg, a: Reg, b: Reg },
    /// Values of any comparable type, which the next `Data` names; panics for interfaces that
    /// hold what cannot be compared.
    ValueEq { dst: Reg, a: Reg, b: Reg },

    /// Goes on at instruction `to`.
    Jump { to: u32 },
    JumpIf { a: Reg, to: u32 },
    JumpUnless { a: Reg, to: u32 },
    /// Goes on `by` instructions from here where the comparison of integers holds.
    JumpEq { a: Reg, b: Reg, by: i16 },
    JumpNe { a: Reg, b: Reg, by: i16 },
    JumpLt { a: Reg, b: Reg, by: i16 },
    JumpLe { a: Reg, b: Reg, by: i16 },
    /// The same with a constant.
    JumpEqI { a: Reg, value: i16, by: i16 },
    JumpNeI { a: Reg, value: i16, by: i16 },
    JumpLtI { a: Reg, value: i16, by: i16 },
    JumpGtI { a: Reg, value: i16, by: i16 },

    /// `r[dst] = ` a new zero object of shape `shape`
    New { dst: Reg, shape: u32 },
    /// The same with as many elements as the next `Data` says.
    NewArray { dst: Reg, shape: u32 },
    /// `r[dst] = ` the address of global variable `index`
    Global { dst: Reg, index: u32 },
    /// `r[dst] = *(r[ptr] + off)`; panics for nil, as all that follow an address do
    Load { dst: Reg, ptr: Reg, off: u16 },
    /// `*(r[ptr] + off) = r[src]`
    Store { ptr: Reg, off: u16, src: Reg },
    /// As `Load`, with as many slots as the next `Data` says.
    LoadN { dst: Reg, ptr: Reg, off: u16 },
    /// As `Store`, with as many slots as the next `Data` says.
    StoreN { ptr: Reg, off: u16, src: Reg },
    /// `r[dst] = r[ptr] + Data`
    PtrAdd { dst: Reg, ptr: Reg },
    /// `r[dst] = r[ptr] + r[idx] * Data`
    PtrIndex { dst: Reg, ptr: Reg, idx: Reg },
    /// Panics where `r[idx]` is not below `len`.
    Bound { idx: Reg, len: u32 },
    /// Panics where the slice's length `r[len]` is below `least`, an array's.
    SliceLen { len: Reg, least: u32 },
    /// Panics where `r[ptr]` is nil.
    NilCheck { ptr: Reg },
    /// Panics where the interface `r[a..]` is nil.
    TypeCheck { a: Reg },

    /// `r[dst..] = make([]T, r[len], r[cap])` with elements of shape `Data`
    MakeSlice { dst: Reg, len: Reg, cap: Reg },
    /// `r[dst] = r[s..][r[idx]]`, one slot
    SliceGet { dst: Reg, s: Reg, idx: Reg },
    /// `r[s..][r[idx]] = r[src]`, one slot
    SliceSet { s: Reg, idx: Reg, src: Reg },
    /// `r[dst] = &r[s..][r[idx]]`, elements of `Data` slots
    SliceAddr { dst: Reg, s: Reg, idx: Reg },
    /// `r[dst..] = r[s..][lo:hi:max]`: the bounds are `r[args..args+3]`, the smallest number for none; elements
    /// of `Data` slots
    SliceSlice { dst: Reg, s: Reg, args: Reg },
    /// The same of an array: `r[s]` is its address, the second `Data` its length.
    SliceArray { dst: Reg, s: Reg, args: Reg },
    /// `r[dst] = r[s][lo:hi]` of a string
    SliceStr { dst: Reg, s: Reg, args: Reg },
    /// `r[dst..] = append(r[s..], values...)`: `Data` values in `r[values..]`, then `Data` for
    /// the element's append number
    Append { dst: Reg, s: Reg, values: Reg },
    /// `r[dst..] = append(r[s..], r[other..]...)`; `Data` is the element's append number
    AppendSlice { dst: Reg, s: Reg, other: Reg },
    /// The same of a string to bytes.
    AppendStr { dst: Reg, s: Reg, other: Reg },
    /// `r[dst] = copy(r[to..], r[from..])`, elements of `Data` slots
    Copy { dst: Reg, to: Reg, from: Reg },
    CopyStr { dst: Reg, to: Reg, from: Reg },
    /// Zeroes the elements of `r[s..]`, of `Data` slots each.
    ClearSlice { s: Reg },

    /// `r[dst] = len(r[s])` of a string
    StrLen { dst: Reg, s: Reg },
    /// `r[dst] = r[s][r[idx]]`
    StrGet { dst: Reg, s: Reg, idx: Reg },
    /// `r[dst] = r[a] + r[b]`
    Concat { dst: Reg, a: Reg, b: Reg },
    /// `r[dst], r[dst+1] = ` the character of `r[s]` at `r[idx]` and the index after it
    StrRune { dst: Reg, s: Reg, idx: Reg },
    /// Conversions of strings; slices are of one slot per element.
    RuneToStr { dst: Reg, a: Reg },
    BytesToStr { dst: Reg, a: Reg },
    RunesToStr { dst: Reg, a: Reg },
    StrToBytes { dst: Reg, a: Reg },
    StrToRunes { dst: Reg, a: Reg },

    /// `r[dst] = make(map)`; `Data` is the map's number
    MakeMap { dst: Reg },
    /// Begins an iteration over a map, whose state is `r[iter..iter+3]`: asks where to start.
    MapIter { iter: Reg, map: Reg },
    /// `r[dst..] = r[map][r[key..]]`, and 1 or 0 behind it; `Data` is the map's number
    MapGet { dst: Reg, map: Reg, key: Reg },
    /// `r[map][r[key..]] = r[src..]`; `Data` is the map's number
    MapSet { map: Reg, key: Reg, src: Reg },
    MapDelete { map: Reg, key: Reg },
    MapLen { dst: Reg, map: Reg },
    MapClear { map: Reg },
    /// The iteration's next entry: `r[block] = ` 1 or 0, then key and value; `Data` is the map's
    /// number
    MapNext { iter: Reg, map: Reg, block: Reg },

    /// `r[dst..] = ` an interface holding `r[src..]`, whose type is `Data`
    MakeIface { dst: Reg, src: Reg },
    /// `r[dst] = ` whether `r[a..]` holds the type `Data`; an interface type asks for its methods
    IsType { dst: Reg, a: Reg },
    /// `r[dst..] = ` the value of type `Data` in `r[a..]`, which holds it; else panics with the
    /// interface type of the second `Data`
    Unpack { dst: Reg, a: Reg },

    /// Calls function `func` with the block `block`.
    Call { block: Reg, func: u32 },
    /// Calls the function value `r[f]`.
    CallValue { f: Reg, block: Reg },
    /// Calls method number `method` of the interface `r[iface..]`.
    CallIface { iface: Reg, block: Reg, method: u16 },
    /// Runs a native on the block.
    Native { block: Reg, native: Native },
    /// `r[dst] = ` a closure of function `Data` over the `n` slots of `r[from..]`; the second
    /// `Data` is its shape
    Closure { dst: Reg, from: Reg, n: u16 },
    /// Starts a goroutine.
    Go { block: Reg, func: u32 },
    GoValue { f: Reg, block: Reg },
    /// Defers a call to the end of this frame.
    Defer { block: Reg, func: u32 },
    DeferValue { f: Reg, block: Reg },
    /// `r[dst] = ` the number of this frame
    Frame { dst: Reg },
    /// The call deferred last is one of frame `r[frame]`, which is further out.
    DeferTo { frame: Reg },
    /// Panics because the body of a loop over a function is called in state `r[state]`.
    RangePanic { state: Reg },
    /// Runs what has been deferred, the latest first.
    RunDefers,
    /// Ends the frame.
    Ret,
    /// Panics with the interface `r[a..]`.
    Panic { a: Reg },
    /// `r[dst..] = recover()`
    Recover { dst: Reg },

    /// `r[dst] = make(chan T, r[cap])`; `Data` is its elements' shape, the second one its name
    MakeChan { dst: Reg, cap: Reg },
    /// Sends `r[src..]`.
    Send { chan: Reg, src: Reg },
    /// `r[dst..] = <-r[chan]`, and `ok` behind it
    Recv { dst: Reg, chan: Reg },
    /// `r[dst] = ` the number of the case that was taken, `n` for the default; each case has two
    /// `Data`: its channel's register times two, plus 1 where it sends, and the register of the
    /// value to send or of what is received, with `ok` behind
    Select { dst: Reg, n: u16, default: bool },
    CloseChan { chan: Reg },
    ChanLen { dst: Reg, chan: Reg },
    ChanCap { dst: Reg, chan: Reg },
    /// `print` and `println`: writes the string `r[a]` to stderr.
    PrintErr { a: Reg },
    /// Only in watched builds: tells of the memory that the next instruction touches.
    See { site: u32 },
    /// Only in watched builds: an atomic read of what `r[ptr]` points to, in place of the lock or
    /// the atomic operation with which the real library begins here
    GuardRead { ptr: Reg, site: u32 },
    /// The same of a write.
    GuardWrite { ptr: Reg, site: u32 },
    /// A word of the instruction before.
    Data(u32),
}

/// The widths integers and floats are cut down to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    I8,
    I16,
    I32,
    U8,
    U16,
    U32,
    F32,
}

/// The functions of the standard library that have no body in Go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Native {
    /// Of the concurrency library.
    Sync(Sync),
    Println,
    Printf,
    Print,
    Sprintln,
    Sprintf,
    Sprint,
    Errorf,
    /// Only looks at its arguments.
    Pure(Pure),
    /// `log`: the file and line that called it.
    Caller,
    Exit,
    Write,
    Gosched,
    NumGoroutine,
    WaitGroupAdd,
    WaitGroupWait,
    Sleep,
    Now,
    Comparable,
    TargetFault,
    Assign,
    /// A pointer as one to its type's underlying basic type.
    BasicPointer,
    ToUpper,
    ToLower,
    /// One of the packages for data.
    Library(Library),
}

/// The natives by their name.
pub const NATIVES: &[(&str, Native)] = &[
    ("fmt.Println", Native::Println),
    ("fmt.Printf", Native::Printf),
    ("fmt.Print", Native::Print),
    ("fmt.Sprintln", Native::Sprintln),
    ("fmt.Sprintf", Native::Sprintf),
    ("fmt.Sprint", Native::Sprint),
    ("fmt.errorf", Native::Errorf),
    ("fmt.basicPointer", Native::BasicPointer),
    ("log.now", Native::Now),
    ("log.caller", Native::Caller),
    ("os.Exit", Native::Exit),
    ("os.write", Native::Write),
    ("runtime.Gosched", Native::Gosched),
    ("runtime.NumGoroutine", Native::NumGoroutine),
    ("sync.(*WaitGroup).Add", Native::WaitGroupAdd),
    ("sync.(*WaitGroup).Wait", Native::WaitGroupWait),
    ("time.Sleep", Native::Sleep),
    ("errors.comparable", Native::Comparable),
    ("errors.targetFault", Native::TargetFault),
    ("errors.assign", Native::Assign),
    ("context.comparable", Native::Comparable),
    ("strings.ToUpper", Native::ToUpper),
    ("strings.ToLower", Native::ToLower),
];

/// Where a function's code comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The learner's program: its frames and lines are seen.
    Program,
    /// The standard library: its frames are not.
    Library,
}

/// A compiled function.
#[derive(Clone, Debug)]
pub struct Func {
    /// As the runtime shows it.
    pub name: Rc<str>,
    pub origin: Origin,
    /// Whether it runs on when its time is over, until it returns or asks for something: the
    /// code of `sync`, which in real Go is made of atomic operations.
    pub whole: bool,
    pub code: Vec<Instr>,
    /// The line of each instruction.
    pub lines: Vec<u32>,
    /// The kind of each register.
    pub kinds: Vec<Kind>,
    /// How many slots the results take.
    pub results: u16,
    /// How many slots parameters and receiver take.
    pub params: u16,
    /// Where a frame goes on that has recovered from a panic.
    pub epilogue: u32,
    /// The line where it begins.
    pub line: u32,
}

/// A compiled program.
#[derive(Clone, Debug)]
pub struct Code {
    pub funcs: Vec<Func>,
    pub consts: Vec<u64>,
    pub strings: Vec<Rc<[u8]>>,
    pub shapes: Vec<Shape>,
    pub elems: Vec<Elem>,
    pub maps: Vec<MapShape>,
    /// The shape and size of each global variable.
    pub globals: Vec<(u32, u64)>,
    /// Names of channels.
    pub names: Vec<Rc<str>>,
    /// The methods called through interfaces.
    pub methods: Vec<Rc<str>>,
    /// The function behind a type's method, by type and the method's number.
    pub dispatch: Table<(TypeId, u16), u32>,
    /// What is known of each type, and the rows of methods: made of `dispatch` and `types` by
    /// [`Code::link`].
    pub dynamics: Vec<Dynamic>,
    rows: Vec<u32>,
    /// The shapes of values that are put in interfaces.
    pub boxes: Table<TypeId, u32>,
    /// The numbers of the map types among `maps`, for package reflect.
    pub map_types: Table<TypeId, u32>,
    /// The types that the runtime panics with, by [`RuntimeError`].
    pub errors: [TypeId; 5],
    /// By [`Method`]; `None` where package `fmt` is not imported.
    pub printing: Option<[Caller; 4]>,
    pub types: Types,
    /// Initializes the globals, then calls `main.main`.
    pub init: u32,
    /// `main.main`.
    pub main: u32,
    /// The file's name in tracebacks.
    pub file: Rc<str>,
    /// How many sites of accesses there are; 0 unless it is watched.
    pub sites: u32,
    /// The live registers of each function, if it is watched: made by [`Code::link`].
    pub live: Vec<Live>,
    /// What the seeds of `math/rand` are mixed with, computed when the first one is set.
    pub rand_table: OnceCell<Vec<u64>>,
}

impl Code {
    /// Nothing yet, of a file called `file`.
    pub fn new(file: &str) -> Code {
        Code {
            funcs: Vec::new(),
            consts: Vec::new(),
            strings: Vec::new(),
            shapes: Vec::new(),
            elems: Vec::new(),
            maps: Vec::new(),
            globals: Vec::new(),
            names: Vec::new(),
            methods: Vec::new(),
            dispatch: Table::new(),
            dynamics: Vec::new(),
            rows: Vec::new(),
            boxes: Table::new(),
            map_types: Table::new(),
            errors: [TypeId(0); 5],
            printing: None,
            types: Types::default(),
            init: 0,
            main: 0,
            file: file.into(),
            sites: 0,
            live: Vec::new(),
            rand_table: OnceCell::new(),
        }
    }

    /// The number of method `name`, if it is called through an interface anywhere.
    pub fn method(&self, name: &str) -> Option<u16> {
        self.methods.iter().position(|known| &**known == name).map(|at| at as u16)
    }

    /// The function behind method `name` of `ty`.
    pub fn find_method(&self, ty: TypeId, name: &str) -> Option<u32> {
        self.dispatch.get(&(ty, self.method(name)?)).copied()
    }
}
