//! What the machine knows of the library by name: the methods that printing calls, and the types
//! that the runtime panics with.
//!
//! **Models:** `fmt/print.go`, `runtime/error.go` (Go 1.27).

use crate::types::TypeId;

/// A method by which a value writes itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    Error,
    String,
    GoString,
    Format,
}

impl Method {
    /// All of them, in order.
    pub const ALL: [Method; 4] = [Method::Error, Method::String, Method::GoString, Method::Format];

    /// The method's name.
    pub fn name(self) -> &'static str {
        match self {
            Method::Error => "Error",
            Method::String => "String",
            Method::GoString => "GoString",
            Method::Format => "Format",
        }
    }

    /// The interface with this method, and the function of package `fmt` that calls it and
    /// catches its panic.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Method::Error => ("error", "fmt.callError"),
            Method::String => ("fmt.Stringer", "fmt.callString"),
            Method::GoString => ("fmt.GoStringer", "fmt.callGoString"),
            Method::Format => ("fmt.Formatter", "fmt.callFormat"),
        }
    }
}

/// What the runtime panics with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuntimeError {
    /// `runtime error: ...`
    Error,
    /// The text without that prefix.
    Plain,
    /// `panic(nil)`
    Nil,
    /// An index out of range.
    Bounds,
    /// A failed type assertion: a pointer to its text.
    Assertion,
}

/// Their types, by [`RuntimeError`].
pub const RUNTIME_ERRORS: [&str; 5] = [
    "runtime.errorString",
    "runtime.plainError",
    "*runtime.PanicNilError",
    "runtime.boundsError",
    "*runtime.TypeAssertionError",
];

/// What printing calls for a [`Method`].
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The interface with the method.
    pub interface: TypeId,
    /// The function that calls it.
    pub func: u32,
}
