//! What Python programs find without writing it: functions, types, methods, modules.
//!
//! Functions written in Rust are rows of [`TABLES`]; a [`Native`] is a row's number. What has to
//! run Python code in between is written in Python itself (`prelude/builtins.py`, `std/*.py`).
//!
//! To add natives: a file here with `pub(super) const TABLE: &[Entry]`, and a line in [`TABLES`]
//! that says of which module they are. A row whose name begins with `_` is at hand in every file
//! of `std/`; the others are what a program finds in the module (nothing else of it is public).
//! Constants of a module stand beside its table.
//!
//! To add a native class: a [`Type`] in `object/types.rs` (its `module()` there), an
//! [`Object`](crate::object::Object) variant with its `children`, `type_of` and, if it has state
//! besides values, its line in `vm/recount.rs`; `method(Type::X, "name", ..)` rows for what it
//! does (`__len__`, `__iter__`, `__next__`, `__enter__` .. are found there as well), and one
//! [`class`] row, by whose name the module has the class.

mod asyncio;
mod asyncs;
mod byte_text;
mod bytes;
mod classes;
mod codecs;
mod contextvars;
mod convert;
mod deque;
mod dicts;
mod dunders;
pub(crate) mod formats;
mod functions;
mod futures;
mod gc;
mod hashes;
mod heapq;
pub(crate) mod iterators;
mod itertools;
mod json;
mod json_write;
mod lesson;
mod lists;
pub(crate) mod loops;
mod math;
mod math_ints;
pub(crate) mod numbers;
mod objects;
mod pickle;
mod private;
mod process;
mod ranges;
pub(crate) mod re;
pub(crate) mod reduce;
mod reflect;
pub(crate) mod regex;
mod regex_chars;
mod regex_run;
mod regex_tree;
mod report;
mod sets;
mod sizes;
mod str_case;
mod str_search;
mod strings;
mod sync;
mod sys;
mod thread;
mod time;
mod twister;
mod unpickle;
mod weak;

use crate::interner::Names;
use crate::object::{CodeId, Native, Sym, Type, Value};
use crate::vm::{Args, Outcome, Vm};
use runtime_core::table::Table as Map;

/// A native function.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub name: &'static str,
    /// The type whose method it is; its first argument is then the receiver.
    pub owner: Option<Type>,
    pub min: u8,
    /// [`ANY`] for no limit.
    pub max: u8,
    /// Names of the parameters that can be named, by position; empty texts for the others.
    pub names: &'static [&'static str],
    pub run: fn(&mut Vm, Args) -> Outcome,
    /// The type it makes values of.
    pub makes: Option<Type>,
}

/// Any number of arguments.
pub(crate) const ANY: u8 = u8::MAX;
/// The same, named ones among them: their names are in `Vm::call_names`, their values last.
pub(crate) const RAW: u8 = u8::MAX - 1;

impl Entry {
    /// `list.append`, `len`.
    pub(crate) fn full_name(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}.{}", owner.name(), self.name),
            None => self.name.into(),
        }
    }
}

/// A function of no type.
pub(crate) const fn function(
    name: &'static str, min: u8, max: u8, names: &'static [&'static str],
    run: fn(&mut Vm, Args) -> Outcome,
) -> Entry {
    Entry { name, owner: None, min, max, names, run, makes: None }
}

/// What calling a native class does.
pub(crate) const fn class(
    kind: Type, min: u8, max: u8, names: &'static [&'static str], run: fn(&mut Vm, Args) -> Outcome,
) -> Entry {
    Entry { name: kind.name(), owner: None, min, max, names, run, makes: Some(kind) }
}

/// A method; the counts include the receiver.
pub(crate) const fn method(
    owner: Type, name: &'static str, min: u8, max: u8, run: fn(&mut Vm, Args) -> Outcome,
) -> Entry {
    Entry { name, owner: Some(owner), min, max, names: &[], run, makes: None }
}

/// The natives of one file.
pub(crate) struct Table {
    /// The module whose public names the rows are; empty for none.
    module: &'static str,
    rows: &'static [Entry],
    constants: &'static [(&'static str, Value)],
}

/// A table of built-ins, methods, or natives for the library alone.
const fn table(rows: &'static [Entry]) -> Table {
    Table { module: "", rows, constants: &[] }
}

/// A table of what a module has.
const fn module(
    module: &'static str, rows: &'static [Entry], constants: &'static [(&'static str, Value)],
) -> Table {
    Table { module, rows, constants }
}

/// Every native, by table; numbers run through them.
const TABLES: &[Table] = &[
    table(functions::TABLE),
    table(reflect::TABLE),
    table(reduce::TABLE),
    table(convert::TABLE),
    table(strings::TABLE),
    table(lists::TABLE),
    table(dicts::TABLE),
    table(objects::TABLE),
    table(futures::TABLE),
    table(loops::TABLE),
    table(str_case::TABLE),
    table(str_search::TABLE),
    table(bytes::TABLE),
    table(byte_text::TABLE),
    table(numbers::TABLE),
    table(sets::TABLE),
    table(ranges::TABLE),
    table(iterators::TABLE),
    table(formats::TABLE),
    table(json::TABLE),
    table(sizes::TABLE),
    table(re::TABLE),
    table(hashes::TABLE),
    table(twister::TABLE),
    table(OF_TYPES),
    table(private::TABLE),
    table(process::TABLE),
    table(pickle::TABLE),
    table(unpickle::TABLE),
    table(classes::TABLE),
    table(dunders::TABLE),
    module("types", asyncs::TYPES, &[]),
    table(itertools::TABLE),
    table(heapq::TABLE),
    module("collections", deque::TABLE, &[]),
    module("contextvars", contextvars::TABLE, contextvars::CONSTANTS),
    module("time", time::TABLE, &[]),
    module("sys", sys::TABLE, sys::CONSTANTS),
    module("math", math::TABLE, math::CONSTANTS),
    module("_asyncio", asyncio::TABLE, asyncio::CONSTANTS),
    table(sync::TABLE),
    module("gc", gc::TABLE, &[]),
    table(gc::EXIT),
    table(report::TABLE),
    module("weakref", weak::TABLE, &[]),
    table(lesson::TABLE),
    module("_thread", thread::TABLE, thread::CONSTANTS),
];

/// How many of [`TABLES`] hold built-in functions.
const FUNCTIONS: usize = 3;
const CONVERT: usize = 3;

const ROW_COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < TABLES.len() {
        count += TABLES[at].rows.len();
        at += 1;
    }
    count
};

static ROWS: [&Entry; ROW_COUNT] = {
    let mut rows = [&TABLES[0].rows[0]; ROW_COUNT];
    let (mut count, mut at) = (0, 0);
    while at < TABLES.len() {
        let mut row = 0;
        while row < TABLES[at].rows.len() {
            rows[count] = &TABLES[at].rows[row];
            count += 1;
            row += 1;
        }
        at += 1;
    }
    rows
};

/// Functions that are attributes of a type and take no receiver: `str.maketrans`.
const OF_TYPES: &[Entry] = &[
    str_case::MAKETRANS,
    byte_text::MAKETRANS,
    bytes::FROMHEX[0],
    bytes::FROMHEX[1],
    numbers::FROM_BYTES,
    numbers::FROMHEX,
    dicts::FROMKEYS,
];
/// The types of [`OF_TYPES`].
const THEIR_TYPES: [Type; 7] =
    [Type::Str, Type::Bytes, Type::Bytes, Type::ByteArray, Type::Int, Type::Float, Type::Dict];

/// The row of a native.
#[inline]
pub(crate) fn entry(native: Native) -> &'static Entry {
    ROWS[usize::from(native.0)]
}

/// The module that a native is of; empty for built-ins and methods.
pub(crate) fn module_of(entry: &Entry) -> &'static str {
    let holds = |table: &&Table| table.rows.iter().any(|row| std::ptr::eq(row, entry));
    TABLES.iter().find(holds).map_or("", |table| table.module)
}

fn natives() -> impl Iterator<Item = (Native, &'static Entry)> {
    ROWS.iter().enumerate().map(|(index, entry)| (Native(index as u16), *entry))
}

/// The function of this name in the tables of a range.
fn native_in(tables: std::ops::Range<usize>, name: &str) -> Option<Native> {
    let mut before: usize = TABLES[..tables.start].iter().map(|table| table.rows.len()).sum();
    for table in &TABLES[tables] {
        let named = |entry: &Entry| entry.name == name && entry.owner.is_none();
        if let Some(row) = table.rows.iter().position(named) {
            return Some(Native((before + row) as u16));
        }
        before += table.rows.len();
    }
    None
}

/// The built-in function of this name.
fn native_named(name: &str) -> Option<Native> {
    native_in(0..FUNCTIONS, name)
}

/// Whether a table is of this module.
pub(crate) fn has_module(name: &str) -> bool {
    TABLES.iter().any(|table| table.module == name && !name.is_empty())
}

/// The modules that have a table.
pub(crate) fn module_names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.module).filter(|name| !name.is_empty())
}

/// What a module has from the start.
pub(crate) fn module_members(name: &str) -> Vec<(&'static str, Value)> {
    let mut members = Vec::new();
    let mut number = 0;
    for table in TABLES {
        let is_wanted = table.module == name;
        for row in table.rows {
            let value = row.makes.map_or(Value::Native(Native(number)), Value::Type);
            if is_wanted && row.owner.is_none() && !row.name.starts_with('_') {
                members.push((row.name, value));
            }
            number += 1;
        }
        if is_wanted {
            members.extend(table.constants);
        }
    }
    members
}

/// Methods of the built-in types by name.
pub(crate) fn methods(names: &Names) -> Map<(Type, Sym), Native> {
    let mut methods = Map::default();
    for (native, entry) in natives() {
        if let (Some(owner), Some(name)) = (entry.owner, names.get(entry.name)) {
            methods.insert((owner, name), native);
            if owner == Type::Bytes {
                methods.insert((Type::ByteArray, name), native);
            }
        }
    }
    let is_first = |entry: &Entry| entry.name == OF_TYPES[0].name && entry.owner.is_none();
    let first = ROWS.iter().position(|entry| is_first(entry)).unwrap_or(0);
    for (index, (entry, &owner)) in OF_TYPES.iter().zip(&THEIR_TYPES).enumerate() {
        if let Some(name) = names.get(entry.name) {
            methods.insert((owner, name), Native((first + index) as u16));
        }
    }
    methods
}

/// Every name of a method or attribute, to be interned before the program's.
pub(crate) fn method_names() -> impl Iterator<Item = &'static str> {
    let methods = natives().filter(|(_, entry)| entry.owner.is_some()).map(|(_, entry)| entry.name);
    methods.chain(OF_TYPES.iter().map(|entry| entry.name))
}

/// The native that makes a value of a built-in type.
pub(crate) fn constructor(kind: Type) -> Option<Native> {
    let built_in = native_in(CONVERT..CONVERT + 1, kind.name());
    let made = || natives().find(|(_, entry)| entry.makes == Some(kind));
    built_in.or_else(|| made().map(|(native, _)| native))
}

/// What a name means to a program that has not bound it.
pub(crate) fn lookup(name: &str, prelude: &Map<String, CodeId>) -> Option<Value> {
    if name.starts_with('_') {
        return None;
    }
    let constant = match name {
        "NotImplemented" => Some(Value::NotImplemented),
        "Ellipsis" => Some(Value::Ellipsis),
        "IOError" | "EnvironmentError" => Some(Value::Type(Type::OSError)),
        _ => None,
    };
    let native = || native_named(name).map(Value::Native);
    let library = || prelude.get(name).map(|&code| Value::Prelude(code));
    constant.or_else(native).or_else(library).or_else(|| type_named(name).map(Value::Type))
}

/// The types that a program can name.
fn type_named(name: &str) -> Option<Type> {
    use Type::*;
    let named = [
        Object,
        TypeType,
        Int,
        Bool,
        Float,
        Str,
        Bytes,
        ByteArray,
        Tuple,
        List,
        Dict,
        Set,
        FrozenSet,
        Range,
        Slice,
        Map,
        Filter,
        Zip,
        Enumerate,
        Reversed,
        Property,
        StaticMethod,
        ClassMethod,
        Super,
    ];
    let hidden = [CancelledError, InvalidStateError];
    let mut known = Type::ALL
        .iter()
        .copied()
        .filter(|kind| named.contains(kind) || (kind.is_exception() && !hidden.contains(kind)));
    known.find(|kind| kind.name() == name)
}

/// What a name means to the library, which also has the machine's natives.
pub(crate) fn library(name: &str, prelude: &Map<String, CodeId>) -> Option<Value> {
    let own = prelude.get(name).map(|&code| Value::Prelude(code));
    let native = || {
        let everywhere = if name.starts_with('_') { TABLES.len() } else { FUNCTIONS };
        native_in(0..everywhere, name).map(Value::Native)
    };
    own.or_else(native).or_else(|| lookup(name, prelude))
}

/// Built-in names of Python that are not simulated.
pub(crate) const UNSUPPORTED: &[&str] = &[
    "open",
    "input",
    "eval",
    "exec",
    "compile",
    "globals",
    "locals",
    "memoryview",
    "complex",
    "breakpoint",
    "help",
    "__import__",
    "__build_class__",
];
