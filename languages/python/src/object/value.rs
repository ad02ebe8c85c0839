//! A value: a small copyable word pair that is either the thing itself or a handle to it.
//!
//! **Invariants:** `Ref` is the only variant that owns anything: copying one makes a *borrowed*
//! copy, and whoever keeps it calls [`super::Heap::keep`] and later [`super::Heap::release`].
//! **Departures:** CPython boxes every int and float; here those that fit are inline, which a
//! program can only see through `id()` and `is` on numbers.

use super::types::{ModuleId, Type};

/// A place in the heap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Handle(pub u32);

impl Handle {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An interned name: an index into the VM's table of names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Sym(pub u32);

/// A code object of the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct CodeId(pub u32);

/// A row of the table of native functions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Native(pub u16);

/// Any Python value.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) enum Value {
    /// No value: an unbound variable, an argument left out.
    #[default]
    Undef,
    None,
    NotImplemented,
    Ellipsis,
    Bool(bool),
    /// An int that fits; larger ones are `Object::Int`.
    Int(i64),
    Float(f64),
    /// A function written in Rust.
    Native(Native),
    /// A built-in type.
    Type(Type),
    /// A module the program imported.
    Module(ModuleId),
    /// A function of the prelude, which has neither closure nor attributes.
    Prelude(CodeId),
    /// An event loop, by its number.
    Loop(u32),
    /// `sys.stdout` is 1, `sys.stderr` 2.
    Stream(u8),
    /// An object in the heap.
    Ref(Handle),
}

impl Value {
    pub(crate) fn is_undef(self) -> bool {
        matches!(self, Value::Undef)
    }

    pub(crate) fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// The handle of an object in the heap.
    pub(crate) fn handle(self) -> Option<Handle> {
        match self {
            Value::Ref(handle) => Some(handle),
            _ => None,
        }
    }

    /// `a is b`.
    pub(crate) fn is(self, other: Value) -> bool {
        match (self, other) {
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Ref(a), Value::Ref(b)) => a == b,
            (Value::Native(a), Value::Native(b)) => a == b,
            (Value::Type(a), Value::Type(b)) => a == b,
            (Value::Module(a), Value::Module(b)) => a == b,
            (Value::Prelude(a), Value::Prelude(b)) => a == b,
            (Value::Stream(a), Value::Stream(b)) => a == b,
            (Value::Loop(a), Value::Loop(b)) => a == b,
            (Value::Undef, Value::Undef)
            | (Value::None, Value::None)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            _ => false,
        }
    }
}
