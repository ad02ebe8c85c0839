//! The explorers compared with, each given the same program text.

use crate::program::{Kind, Program};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// loom looks at the clock once in so many executions; its own 20,000 take seconds.
const LOOM_CHECK_INTERVAL: usize = 100;
/// The longest execution loom accepts, in branches; its own 1,000 are meant for larger programs
/// than these, but running into them would be a panic in the middle of a table.
const LOOM_BRANCHES_MAX: usize = 100_000;

/// An explorer of Rust programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peer {
    /// loom without a preemption bound: partial-order reduction and the C11 memory model. The
    /// threads share through loom's own `Arc`, as its documentation has it.
    Loom,
    /// The same with the standard library's `Arc`, whose counting loom does not see and so does
    /// not explore: what is left is the program that the others are given.
    LoomStdArc,
    /// shuttle's depth-first search: every schedule, no reduction.
    Shuttle,
}

/// What exploring a program took.
pub struct Exploration {
    /// Executions begun.
    pub executions: u64,
    /// Seconds from the first to the last.
    pub seconds: f64,
    /// Whether every execution was seen before the time was up.
    pub exhausted: bool,
}

impl Peer {
    /// All of them.
    pub const ALL: [Peer; 3] = [Peer::Loom, Peer::LoomStdArc, Peer::Shuttle];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Peer::Loom => "loom",
            Peer::LoomStdArc => "loom-std-arc",
            Peer::Shuttle => "shuttle",
        }
    }

    /// Explores `program` until nothing is left or `limit` is over.
    pub fn explore(self, program: Program, limit: Duration) -> Exploration {
        let executions = Arc::new(AtomicU64::new(0));
        let counter = executions.clone();
        let run = self.program();
        let counted = move || {
            counter.fetch_add(1, Ordering::Relaxed);
            run(program);
        };
        let began = Instant::now();
        match self {
            Peer::Loom | Peer::LoomStdArc => with_loom(limit, counted),
            Peer::Shuttle => with_shuttle(limit, counted),
        }
        let elapsed = began.elapsed();
        Exploration {
            executions: executions.load(Ordering::Relaxed),
            seconds: elapsed.as_secs_f64(),
            // Neither says why it stopped; both stop early only when the time is up.
            exhausted: elapsed < limit,
        }
    }

    /// One execution, in terms of this peer.
    fn program(self) -> fn(Program) {
        match self {
            Peer::Loom => on_loom::run,
            Peer::LoomStdArc => on_loom_std_arc::run,
            Peer::Shuttle => on_shuttle::run,
        }
    }
}

impl FromStr for Peer {
    type Err = String;

    fn from_str(name: &str) -> Result<Peer, String> {
        let found = Peer::ALL.into_iter().find(|peer| peer.name() == name);
        found.ok_or(format!("`{name}` is none of loom, loom-std-arc, shuttle"))
    }
}

fn with_loom(limit: Duration, program: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = None;
    model.log = false;
    model.location = false;
    model.max_branches = LOOM_BRANCHES_MAX;
    model.checkpoint_interval = LOOM_CHECK_INTERVAL;
    model.max_duration = Some(limit);
    model.check(program);
}

fn with_shuttle(limit: Duration, program: impl Fn() + Send + Sync + 'static) {
    let mut config = shuttle::Config::new();
    config.max_time = Some(limit);
    let every_schedule = shuttle::scheduler::DfsScheduler::new(None, false);
    shuttle::Runner::new(every_schedule, config).run(program);
}

/// The program in terms of one peer's threads and locks: one text for all.
macro_rules! program {
    ($module:ident, $peer:ident, $arc:path) => {
        mod $module {
            use super::{Kind, Program};
            use $arc;
            use $peer::sync::Mutex;
            use $peer::sync::atomic::{AtomicU32, Ordering::SeqCst};
            use $peer::thread;

            /// One execution of `program`.
            pub fn run(program: Program) {
                match program.kind {
                    Kind::Inc => inc(program),
                    Kind::Mutex => mutex(program),
                }
            }

            fn inc(program: Program) {
                let x = Arc::new(AtomicU32::new(0));
                threads(program.threads, || {
                    let x = x.clone();
                    move || {
                        for _ in 0..program.rounds {
                            let v = x.load(SeqCst);
                            x.store(v + 1, SeqCst);
                        }
                    }
                });
            }

            fn mutex(program: Program) {
                let x = Arc::new(Mutex::new(0));
                threads(program.threads, || {
                    let x = x.clone();
                    move || {
                        for _ in 0..program.rounds {
                            *x.lock().unwrap() += 1;
                        }
                    }
                });
            }

            fn threads<B: FnOnce() + Send + 'static>(count: u32, body: impl Fn() -> B) {
                let started: Vec<_> = (0..count).map(|_| thread::spawn(body())).collect();
                for thread in started {
                    thread.join().unwrap();
                }
            }
        }
    };
}

program!(on_loom, loom, loom::sync::Arc);
program!(on_loom_std_arc, loom, std::sync::Arc);
// To shuttle both are the same: its `Arc` is the standard one.
program!(on_shuttle, shuttle, shuttle::sync::Arc);
