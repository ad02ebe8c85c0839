//! Watched builds: in front of every instruction that touches memory which another goroutine could
//! reach stands one that tells of it. Registers are no such memory, and neither are objects that
//! nobody else can know yet.
//!
//! **What of the library is told.** Where two goroutines that use one value of a package without
//! synchronization are the program's mistake (a `strings.Builder`, a slice being sorted), its code
//! is watched like the program's own. Where the real package synchronizes by itself (`sync.Once`,
//! `context`), ours is made of functions that nobody interrupts: each of those that touch shared
//! state makes one atomic access as it begins, which orders them as the real one's locks and
//! atomics do. The rest (`fmt`, `time`, `strconv`) keeps nothing that two goroutines could see; what
//! printing reads of the program's memory is told by the instruction that prints.
//!
//! **Departures:** what `encoding/json` and `reflect` read and write through interfaces is not
//! told, nor what package `fmt` scans.

use super::Lowerer;
use crate::code::{Instr, Native, Reg};
use crate::concurrency::Sync;
use crate::library::Library;

/// Whether a program tells of its accesses to memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Watching {
    /// It does not, and takes no time for it.
    #[default]
    No,
    /// It tells whoever watches its steps.
    Yes,
}

/// The packages whose code is watched like the program's own.
const WATCHED: &[&str] = &[
    "bufio",
    "bytes",
    "container/heap",
    "container/list",
    "container/ring",
    "hash/fnv",
    "maps",
    "slices",
    "sort",
    "strings",
    "text/tabwriter",
];

/// The packages of which only the methods are: their functions work on a state of the package,
/// which the real one guards.
const WATCHED_METHODS: &[&str] = &["math/rand", "math/rand/v2"];

/// How a method begins that takes a guard of its receiver.
#[derive(Clone, Copy)]
enum Guard {
    Read,
    Write,
}

/// The methods whose real counterparts synchronize by themselves.
#[rustfmt::skip]
const GUARDED: &[(&str, Guard)] = &[
    ("sync.(*Once).Do", Guard::Read),
    ("sync.(*Once).finish", Guard::Write),
    ("sync.(*Pool).Put", Guard::Write),
    ("sync.(*Pool).Get", Guard::Write),
    ("sync.(*Map).Load", Guard::Read),
    ("sync.(*Map).Store", Guard::Write),
    ("sync.(*Map).LoadOrStore", Guard::Write),
    ("sync.(*Map).LoadAndDelete", Guard::Write),
    ("sync.(*Map).Delete", Guard::Write),
    ("sync.(*Map).Swap", Guard::Write),
    ("sync.(*Map).CompareAndSwap", Guard::Write),
    ("sync.(*Map).CompareAndDelete", Guard::Write),
    ("sync.(*Map).Range", Guard::Read),
    ("sync.(*Map).Clear", Guard::Write),
    ("context.(*cancelCtx).Done", Guard::Read),
    ("context.(*cancelCtx).Err", Guard::Read),
    ("context.(*cancelCtx).cancel", Guard::Write),
    ("context.(*cancelCtx).halt", Guard::Write),
    ("semaphore.(*Weighted).TryAcquire", Guard::Write),
    ("semaphore.(*Weighted).enqueue", Guard::Write),
    ("semaphore.(*Weighted).forget", Guard::Write),
    ("semaphore.(*Weighted).Release", Guard::Write),
    ("singleflight.(*Group).join", Guard::Write),
    ("singleflight.(*Group).part", Guard::Write),
    ("singleflight.(*Group).Forget", Guard::Write),
    ("rate.(*Limiter).Limit", Guard::Read),
    ("rate.(*Limiter).Burst", Guard::Read),
    ("rate.(*Limiter).TokensAt", Guard::Read),
    ("rate.(*Limiter).SetLimitAt", Guard::Write),
    ("rate.(*Limiter).SetBurstAt", Guard::Write),
    ("rate.(*Limiter).reserve", Guard::Write),
    ("log.(*Logger).Output", Guard::Write),
    ("log.(*Logger).SetOutput", Guard::Write),
    ("log.(*Logger).SetPrefix", Guard::Write),
    ("log.(*Logger).SetFlags", Guard::Write),
    ("log.(*Logger).Flags", Guard::Read),
    ("log.(*Logger).Prefix", Guard::Read),
    ("log.(*Logger).Writer", Guard::Read),
];

impl Lowerer<'_> {
    /// Whether the accesses of a package's function are told.
    pub(super) fn is_watched(&self, package: usize, function: &str) -> bool {
        let package = &self.packages[package];
        let path = &&*package.path;
        let method = function.contains("(*") && WATCHED_METHODS.contains(path);
        self.watching == Watching::Yes && (package.is_main() || WATCHED.contains(path) || method)
    }

    /// Tells of what `instr`, which comes next, will touch.
    pub(super) fn see(&mut self, instr: Instr) {
        if self.watching == Watching::No {
            return;
        }
        if let (Instr::MapNext { .. }, Some(ptr)) = (instr, self.fun_ref().guard) {
            // Other methods come in between two entries.
            let site = self.new_site();
            self.push(Instr::GuardRead { ptr, site });
        }
        let told = match instr {
            Instr::Native { native, .. } => is_told(native),
            _ => self.fun_ref().watched && touches(instr),
        };
        if told {
            let site = self.new_site();
            self.push(Instr::See { site });
        }
    }

    fn new_site(&mut self) -> u32 {
        self.code.sites += 1;
        self.code.sites
    }

    /// Emits what touches only memory that nobody else can know, or that never changes.
    pub(super) fn unseen<R>(&mut self, emit: impl FnOnce(&mut Self) -> R) -> R {
        let watched = std::mem::replace(&mut self.fun().watched, false);
        let done = emit(self);
        self.fun().watched = watched;
        done
    }

    /// Stores to an object that has just been made.
    pub(super) fn store_new(&mut self, ptr: Reg, off: u32, src: Reg, n: u16) {
        self.unseen(|lowerer| lowerer.store(ptr, off, src, n));
    }

    /// The beginning of a method called `name`, with its receiver in a register.
    pub(super) fn guard(&mut self, name: &str, receiver: Reg) {
        let known = GUARDED.iter().find(|row| row.0 == name);
        let Some(&(_, guard)) = known.filter(|_| self.watching == Watching::Yes) else { return };
        let (ptr, site) = (receiver, self.new_site());
        self.fun().guard = Some(ptr);
        self.push(match guard {
            Guard::Read => Instr::GuardRead { ptr, site },
            Guard::Write => Instr::GuardWrite { ptr, site },
        });
    }
}

fn touches(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Load { .. }
            | Instr::Store { .. }
            | Instr::LoadN { .. }
            | Instr::StoreN { .. }
            | Instr::SliceGet { .. }
            | Instr::SliceSet { .. }
            | Instr::Append { .. }
            | Instr::AppendSlice { .. }
            | Instr::AppendStr { .. }
            | Instr::Copy { .. }
            | Instr::CopyStr { .. }
            | Instr::ClearSlice { .. }
            | Instr::BytesToStr { .. }
            | Instr::RunesToStr { .. }
            | Instr::MapIter { .. }
            | Instr::MapGet { .. }
            | Instr::MapSet { .. }
            | Instr::MapDelete { .. }
            | Instr::MapLen { .. }
            | Instr::MapClear { .. }
            | Instr::MapNext { .. }
    )
}

/// Whether a native touches the program's memory, whatever package calls it.
fn is_told(native: Native) -> bool {
    match native {
        Native::Sync(sync) => matches!(sync, Sync::Atomic(..) | Sync::Value(_)),
        Native::Library(library) => matches!(
            library,
            Library::BytesIndexByte | Library::SliceSwap | Library::SliceSort | Library::RandSeed
        ),
        Native::Println
        | Native::Printf
        | Native::Print
        | Native::Sprintln
        | Native::Sprintf
        | Native::Sprint
        | Native::Errorf => true,
        _ => false,
    }
}
