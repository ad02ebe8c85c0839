//! The deterministic heart of Yieldpoint: fibers, schedulers and a virtual clock, with every
//! decision recorded.
//!
//! `trace = run(program, config, schedule)`: pure, total, the same bytes on every machine. The
//! crate knows no language: [`guest`] is what a language must provide, [`machine`] runs it under
//! the scheduler of its real runtime ([`sched::go`] or [`sched::event_loop`]) and is the only
//! place where events are emitted; [`trace`] is what comes out.
//!
//! **Invariants:** no clock, no randomness, no thread, no address and no hash order is read
//! anywhere; that the crate is `no_std` is the first check of it.
#![no_std]

extern crate alloc;

#[cfg(any(feature = "go", feature = "python"))]
pub mod explore;
pub mod guest;
pub mod id;
#[cfg(any(feature = "go", feature = "python"))]
pub mod machine;
pub mod sched;
pub mod schedule;
pub mod script;
pub mod source;
pub mod sync;
pub mod table;
pub mod time;
pub mod trace;
