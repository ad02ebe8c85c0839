//! Who runs where, and when: the schedulers. They see ids, never code or values.

pub mod event_loop;
pub mod gil;
pub mod go;
pub mod timers;
