//! The names of things: small integers, handed out densely and in a fixed order.
//!
//! **Invariants:** an id never depends on an address or on hash order, so that the same program
//! under the same schedule gives the same ids on every machine.

use core::fmt;
use serde::{Deserialize, Serialize};

impl FiberId {
    /// The first number of the runtime's own goroutines (`runtime.bgsweep`, a mark worker).
    pub const SYSTEM: u32 = 0xf000_0000;

    /// Whether it is one of the runtime's own goroutines.
    pub fn is_system(self) -> bool {
        self.0 >= FiberId::SYSTEM
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty), $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
        pub struct $name(
            /// The number itself.
            pub $inner,
        );
        impl $name {
            /// The number as an index into a table kept by this id.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
        impl $name {
            /// What it is written with before its number.
            pub(crate) const PREFIX: &'static str = $prefix;
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", Self::PREFIX, self.0)
            }
        }
        impl core::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                text.strip_prefix($prefix).and_then(|n| n.parse().ok()).map($name).ok_or(())
            }
        }
    };
}

id!(
    /// A fiber: something with frames and a program counter of its own. In Go a goroutine (the
    /// number is its goid: `main` is 1), in Python a thread (the main thread is 1) or the
    /// coroutine of a Task. Numbered from 1 in the order of creation, never reused. Goroutines of
    /// the Go runtime itself are numbered from [`FiberId::SYSTEM`].
    FiberId(u32), "f"
);
id!(
    /// A processor that runs fibers: a P in Go, an interpreter with a GIL of its own in Python
    /// (each process has one), numbered from 0.
    ProcId(u32), "p"
);
id!(
    /// An event loop of asyncio, numbered from 1 by the guest in the order of making.
    LoopId(u32), "l"
);
id!(
    /// An operating system's thread in Go's runtime (an M), numbered from 0: the first one.
    MId(u32), "m"
);
id!(
    /// A Go channel, numbered from 1 in the order of `make`.
    ChanId(u32), "c"
);
id!(
    /// An asyncio Future, numbered from 1 by the guest. Every Task has one.
    FutureId(u32), "u"
);
id!(
    /// A pending timer, numbered from 1. The number also orders timers of equal deadline.
    TimerId(u32), "t"
);
id!(
    /// A callback that belongs to the guest (`call_soon(f)`, `add_done_callback(f)`); the guest
    /// chooses the numbers.
    CallbackId(u32), "k"
);
id!(
    /// A string in the trace's name table: a function, a task, a variable.
    NameId(u32), "n"
);
id!(
    /// The address of a synchronization object in guest memory, opaque to the runtime. It names
    /// the object while waiters queue on it, as `semaRoot` does in Go.
    Addr(u64), "a"
);
