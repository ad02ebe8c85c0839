//! Every schedule of a small program: which outcomes there are, how many schedules give each, and
//! the shortest schedule that does.
//!
//! The engines see a program as a [`Model`]: a state that says which [`Move`]s could come next and
//! makes one. A move is one visible operation of a fiber (or one timer that fires) with everything
//! that its fibers then do by themselves, up to their next visible operations.
//!
//! **Who waits has not arrived.** A fiber whose operation would block is not enabled; it makes the
//! operation in one piece once that is possible. Nothing else can be done by a fiber that waits, so
//! nobody can tell when it arrived in a queue, and any order of arrival is one that the real
//! runtime could have; the queues of the real runtimes are first in, first out, and every order of
//! leaving them is some order of entering. One thing does tell: time. When it advances, everybody
//! who waits has arrived, and those keep their place before all who come later (`rank`). Whoever
//! lets one of those go takes it along in the same move: a send or a timer hands its value to the
//! first receiver, a receive from a full buffer pulls in the first sender's value, and `close`, the
//! `Unlock` of an RWMutex and a wait group's counter that comes to 0 resume all of them.

pub mod bounded;
pub mod controlled;
pub mod dpor;
pub mod explorer;
pub mod graph;
pub mod minimize;
mod model;
mod notices;
pub mod pct;
pub mod race;
#[cfg(feature = "go")]
pub mod replay;
#[cfg(feature = "go")]
pub mod world;

#[cfg(any(feature = "go", feature = "python"))]
pub use controlled::Controlled;
pub use model::{Clock, Dependence, Ending, Footprint, Model, Move, Touched};
pub use notices::{Notice, Notices};
