//! What fibers wait for: each object answers "done", "park" or "wake these"; it never runs
//! anybody and never sees a value.

pub mod chan;
pub mod cond;
pub mod future;
pub mod mutex;
pub mod select;
pub mod sema;
pub mod wait_group;
