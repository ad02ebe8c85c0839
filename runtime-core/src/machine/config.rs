//! What a run is allowed.

use crate::trace::Detail;

/// The knobs of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Config {
    /// What one instruction costs, in ns of virtual time.
    pub instruction_ns: u64,
    /// What asking the runtime for something costs on top of that, in ns.
    pub op_ns: u64,
    /// Instructions the program may run.
    pub fuel: u64,
    /// Fibers it may create.
    pub fibers_max: u64,
    /// Bytes it may print, both streams together.
    pub output_bytes_max: u64,
    /// Events that are recorded besides frames and lines.
    pub events_max: u64,
    /// Frame and line events that are recorded.
    pub lines_max: u64,
    /// How much is recorded.
    pub detail: Detail,
}

impl Config {
    /// Go: 1 ns an instruction, 50 ns a scheduler operation (model units, not a promise).
    pub fn go() -> Config {
        Config { instruction_ns: 1, op_ns: 50, ..Config::python() }
    }

    /// Python: 100 ns a bytecode (model units, not a promise).
    pub fn python() -> Config {
        Config {
            instruction_ns: 100,
            op_ns: 100,
            fuel: 2_000_000_000,
            fibers_max: 1_000_000,
            output_bytes_max: 16 << 20,
            events_max: 4_000_000,
            lines_max: 1_000_000,
            detail: Detail::Lines,
        }
    }
}
