//! What a run is allowed.

use crate::sched::gil::DEFAULT_INTERVAL_NS;
use crate::schedule::Control;
use crate::trace::Detail;

/// The knobs of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Config {
    /// What one instruction costs, in ns of virtual time.
    pub instruction_ns: u64,
    /// What asking the runtime for something costs on top of that, in ns.
    pub op_ns: u64,
    /// Go: how many Ps there are at the start (GOMAXPROCS).
    pub procs: u32,
    /// Go: what `runtime.NumCPU` says, if that is not less.
    pub cpus: u32,
    /// Go: how a goroutine is made to stop.
    pub preemption: Preemption,
    /// Python: whether there is a GIL.
    pub gil: bool,
    /// Python: the switch interval that each GIL begins with, in ns.
    pub switch_interval_ns: u64,
    /// Whether threads are as irregular as on a real machine: how long they take to begin, and
    /// how long they are kept waiting, become choices.
    pub noise: bool,
    /// Who decides which fiber runs.
    pub control: Control,
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

/// How a goroutine that runs too long is made to stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Preemption {
    /// By a signal, at any instruction: since Go 1.14.
    Anywhere,
    /// Where it calls a function: up to Go 1.13.
    AtCalls,
    /// Not at all: there is no sysmon, as in WebAssembly. Then no G goes to runnext either, so
    /// that none can keep the others waiting.
    Never,
}

impl Preemption {
    /// Whether there is a sysmon.
    pub fn has_sysmon(self) -> bool {
        self != Preemption::Never
    }
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
            procs: 1,
            cpus: 4,
            preemption: Preemption::Anywhere,
            gil: true,
            switch_interval_ns: DEFAULT_INTERVAL_NS,
            noise: false,
            control: Control::Scheduler,
            fuel: 2_000_000_000,
            fibers_max: 1_000_000,
            output_bytes_max: 16 << 20,
            events_max: 4_000_000,
            lines_max: 1_000_000,
            detail: Detail::Lines,
        }
    }
}
