//! What Python programs find without writing it: functions, types, methods, modules.
//!
//! Functions written in Rust are rows of [`TABLES`]; a [`Native`] is a row's number. What has to
//! run Python code in between is written in Python itself (`prelude/*.py`).

mod asyncio;
mod convert;
mod dicts;
mod functions;
mod futures;
mod lists;
mod math;
mod modules;
mod objects;
mod reflect;
mod strings;

pub(crate) use modules::{member, members};

use crate::interner::Names;
use crate::object::{CodeId, Native, Sym, Type, Value};
use crate::vm::{Args, Outcome, Vm};
use runtime_core::table::Table as Map;

/// A native function.
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
}

/// Any number of arguments.
pub(crate) const ANY: u8 = u8::MAX;

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
    Entry { name, owner: None, min, max, names, run }
}

/// A method; the counts include the receiver.
pub(crate) const fn method(
    owner: Type, name: &'static str, min: u8, max: u8, run: fn(&mut Vm, Args) -> Outcome,
) -> Entry {
    Entry { name, owner: Some(owner), min, max, names: &[], run }
}

/// Every native, by table; numbers run through them.
const TABLES: [&[Entry]; 11] = [
    functions::TABLE,
    convert::TABLE,
    strings::TABLE,
    lists::TABLE,
    dicts::TABLE,
    objects::TABLE,
    modules::TABLE,
    math::TABLE,
    asyncio::TABLE,
    futures::TABLE,
    reflect::TABLE,
];

/// The row of a native.
#[inline]
pub(crate) fn entry(native: Native) -> &'static Entry {
    let mut index = native.0 as usize;
    for table in TABLES {
        if index < table.len() {
            return &table[index];
        }
        index -= table.len();
    }
    panic!("yieldpoint bug: native {} does not exist", native.0)
}

fn natives() -> impl Iterator<Item = (Native, &'static Entry)> {
    let rows = TABLES.into_iter().flatten().enumerate();
    rows.map(|(index, entry)| (Native(index as u16), entry))
}

/// The table whose names are being looked up, by its place in [`TABLES`].
#[derive(Clone, Copy)]
enum Table {
    Functions = 0,
    Convert = 1,
    Modules = 6,
    Math = 7,
    Asyncio = 8,
    Reflect = 10,
}

/// The native of this name in one of the tables.
fn native_of(table: Table, name: &str) -> Option<Native> {
    let before: usize = TABLES[..table as usize].iter().map(|table| table.len()).sum();
    let row = TABLES[table as usize].iter().position(|entry| entry.name == name)?;
    Some(Native((before + row) as u16))
}

/// The built-in function of this name.
fn native_named(name: &str) -> Option<Native> {
    native_of(Table::Functions, name).or_else(|| native_of(Table::Reflect, name))
}

/// Methods of the built-in types by name.
pub(crate) fn methods(names: &Names) -> Map<(Type, Sym), Native> {
    let mut methods = Map::default();
    for (native, entry) in natives() {
        if let (Some(owner), Some(name)) = (entry.owner, names.get(entry.name)) {
            methods.insert((owner, name), native);
        }
    }
    methods
}

/// Every name of a method or attribute, to be interned before the program's.
pub(crate) fn method_names() -> impl Iterator<Item = &'static str> {
    natives().filter(|(_, entry)| entry.owner.is_some()).map(|(_, entry)| entry.name)
}

/// The native that makes a value of a built-in type.
pub(crate) fn constructor(kind: Type) -> Option<Native> {
    native_of(Table::Convert, kind.name())
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
    let library = || prelude.get(&format!("builtins.{name}")).map(|&code| Value::Prelude(code));
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
        Tuple,
        List,
        Dict,
        Set,
        FrozenSet,
        Range,
        Slice,
        Property,
        StaticMethod,
        ClassMethod,
    ];
    let hidden = [CancelledError, InvalidStateError, QueueEmpty, QueueFull];
    let mut known = Type::ALL
        .iter()
        .copied()
        .filter(|kind| named.contains(kind) || (kind.is_exception() && !hidden.contains(kind)));
    known.find(|kind| kind.name() == name)
}

/// What a name means to the library, which also has the machine's natives.
pub(crate) fn library(name: &str, prelude: &Map<String, CodeId>) -> Option<Value> {
    let own =
        ["builtins", "asyncio"].iter().find_map(|module| prelude.get(&format!("{module}.{name}")));
    let own = own.map(|&code| Value::Prelude(code));
    let native = || native_of(Table::Asyncio, name).or_else(|| native_named(name));
    let kinds = [Type::CancelledError, Type::InvalidStateError, Type::QueueEmpty, Type::QueueFull];
    let kind = || kinds.into_iter().find(|kind| kind.name() == name).map(Value::Type);
    own.or_else(|| native().map(Value::Native)).or_else(|| lookup(name, prelude)).or_else(kind)
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
    "vars",
    "memoryview",
    "bytearray",
    "bytes",
    "complex",
    "breakpoint",
    "help",
    "__import__",
    "__build_class__",
    "super",
    "dir",
    "aiter",
    "anext",
    "ExceptionGroup",
];
