//! What things are called: the words of the learner's program for the trace's ids.

use crate::durations::format_ns;
use crate::texts::Texts;
use runtime_core::id::{Addr, ChanId, FiberId, FutureId, NameId};
use runtime_core::table::Table;
use runtime_core::time::Time;
use runtime_core::trace::{EventKind, FiberKind, Handle, Hold, Object, Tables, Trace, WaitReason};

/// The names of everything in one trace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    fibers: Table<u32, Fiber>,
    chans: Table<u32, String>,
    futures: Table<u32, Role>,
    /// What futures are called, by the name's id.
    named: Table<u32, String>,
    /// Whether the lock is an RWMutex, by its address.
    locks: Table<Addr, bool>,
    /// Mark workers so far: the runtime makes one for each P, in their order.
    workers: u32,
}

/// How long each timer was set for, while names are read.
pub(crate) type Timers = Table<u32, u64>;

#[derive(Clone, PartialEq, Eq, Debug)]
struct Fiber {
    kind: FiberKind,
    name: String,
    /// The first function it entered; a task's name does not say it.
    function: String,
    runs_loop: bool,
}

impl Fiber {
    /// A task's function is the first it enters. A goroutine that a library started (by
    /// `WaitGroup.Go`) goes by the first of the program's own functions that it comes to.
    fn enters(&mut self, function: &str) {
        let goroutine = self.kind == FiberKind::Goroutine;
        if goroutine && is_own(function) && !is_own(&self.name) {
            self.name = function.into();
        } else if self.function.is_empty() {
            self.function = function.into();
        }
    }
}

/// What a future stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The result of this task.
    Task(FiberId),
    /// The end of an `asyncio.sleep` of so many nanoseconds.
    Sleep(u64),
    /// What the library made it for: a gather, a wait for a lock.
    Named(NameId),
    /// A future the program made itself.
    Made,
}

impl Names {
    /// Reads the names from the whole trace.
    pub fn new(trace: &Trace) -> Names {
        let mut names = Names::default();
        let mut timers = Timers::default();
        for event in &trace.events {
            names.read(event.at, event.kind, &trace.tables, &mut timers);
        }
        names.tell_chans_apart();
        names
    }

    /// Takes in the next event.
    pub(crate) fn read(&mut self, at: Time, kind: EventKind, tables: &Tables, timers: &mut Timers) {
        match kind {
            EventKind::GCreated { g, function, .. } => {
                self.fiber_is(g, FiberKind::Goroutine, tables.name(function));
            }
            EventKind::WorkerMade { g, .. } => {
                let name = [MARK_WORKER, &self.workers.to_string()].concat();
                self.fiber_is(g, FiberKind::Goroutine, &name);
                self.workers += 1;
            }
            EventKind::Locked { at, hold, .. } => self.lock_is(at, hold == Hold::Shared),
            EventKind::GParked { reason, on: Object::Addr(at), .. } => match reason {
                WaitReason::MutexLock => self.lock_is(at, false),
                WaitReason::RwMutexLock | WaitReason::RwMutexRLock => self.lock_is(at, true),
                _ => {}
            },
            EventKind::ThreadStarted { thread, name, .. } => {
                self.fiber_is(thread, FiberKind::Thread, tables.name(name));
            }
            EventKind::TaskCreated { task, future, name, .. } => {
                self.fiber_is(task, FiberKind::Task, tables.name(name));
                self.futures.insert(future.0, Role::Task(task));
            }
            EventKind::FrameEntered { fiber, function, .. } => {
                if let Some(fiber) = self.fibers.get_mut(&fiber.0) {
                    fiber.enters(tables.name(function));
                }
            }
            EventKind::LoopStarted { thread, .. } => {
                if let Some(fiber) = self.fibers.get_mut(&thread.0) {
                    fiber.runs_loop = true;
                }
            }
            EventKind::ChanMade { chan, name, .. } => {
                self.chans.insert(chan.0, tables.name(name).into());
            }
            EventKind::TimerSet { timer, when, .. } => {
                timers.insert(timer.0, when.since(at));
            }
            EventKind::FutureMade { future, name, .. } if tables.name(name) != "future" => {
                self.named.insert(name.0, tables.name(name).into());
                self.futures.insert(future.0, Role::Named(name));
            }
            EventKind::HandleScheduled { timer, handle: Handle::SetResult(future), .. } => {
                let ns = timers.get(&timer.0).copied().unwrap_or(0);
                self.futures.insert(future.0, Role::Sleep(ns));
            }
            _ => {}
        }
    }

    fn fiber_is(&mut self, id: FiberId, kind: FiberKind, name: &str) {
        let fiber = Fiber { kind, name: name.into(), function: String::new(), runs_loop: false };
        self.fibers.insert(id.0, fiber);
    }

    fn lock_is(&mut self, at: Addr, shared: bool) {
        let known = self.locks.or_default(at);
        *known |= shared;
    }

    /// Two channels stored in variables of one name get their numbers behind it.
    pub(crate) fn tell_chans_apart(&mut self) {
        let mut texts = Texts::default();
        let ids: Vec<u32> = self.chans.values().map(|name| texts.id(name)).collect();
        let mut seen = vec![0_u32; texts.all.len()];
        ids.iter().for_each(|&id| seen[id as usize] += 1);
        for ((key, name), id) in self.chans.iter_mut().zip(ids) {
            if seen[id as usize] > 1 {
                name.push('#');
                name.push_str(&key.to_string());
            }
        }
    }

    /// Every fiber that has a name.
    pub(crate) fn ids(&self) -> impl Iterator<Item = FiberId> {
        self.fibers.keys().map(|&id| FiberId(id))
    }

    /// Whether the trace is of a Go program, which has Ps.
    pub fn is_go(&self) -> bool {
        self.fibers.values().any(|fiber| fiber.kind == FiberKind::Goroutine)
    }

    /// As in front of a lane: `G3 worker`, `Task-2 heartbeat`, `event loop`.
    pub fn lane(&self, id: FiberId) -> String {
        let Some(fiber) = self.fibers.get(&id.0) else {
            return id.to_string();
        };
        match fiber.kind {
            FiberKind::Goroutine if id.is_system() => system(&fiber.name).into(),
            FiberKind::Goroutine => {
                ["G", &id.0.to_string(), " ", without_package(&fiber.name)].concat()
            }
            FiberKind::Thread if fiber.runs_loop => "event loop".into(),
            FiberKind::Thread => fiber.name.clone(),
            FiberKind::Task if fiber.function.is_empty() || fiber.function == fiber.name => {
                fiber.name.clone()
            }
            FiberKind::Task => [&fiber.name, " ", &fiber.function].concat(),
        }
    }

    /// As the subject of a sentence: `main.worker (G3)`, `Task-2 'heartbeat'`, `MainThread`. A
    /// goroutine of the runtime goes by what it does: `the runtime's mark worker of P0`.
    pub fn fiber(&self, id: FiberId) -> String {
        let Some(fiber) = self.fibers.get(&id.0) else {
            return id.to_string();
        };
        if id.is_system() {
            return ["the runtime's ", system(&fiber.name)].concat();
        }
        match fiber.kind {
            FiberKind::Goroutine => [&fiber.name, " (G", &id.0.to_string(), ")"].concat(),
            FiberKind::Task if !fiber.function.is_empty() && fiber.function != fiber.name => {
                [&fiber.name, " '", &fiber.function, "'"].concat()
            }
            _ => fiber.name.clone(),
        }
    }

    /// The variable the channel is kept in: `ch`, `ch#2` where several are called so.
    pub fn chan(&self, id: ChanId) -> String {
        self.chans.get(&id.0).cloned().unwrap_or_else(|| id.to_string())
    }

    /// Whether it is one of the collector's goroutines.
    pub fn is_mark_worker(&self, id: FiberId) -> bool {
        id.is_system() && self.lane(id).starts_with(MARK_WORKER)
    }

    /// The lock: `the Mutex`, `the RWMutex`, in Python `the Lock`; where there are several, `Mutex #2`
    /// by their addresses.
    pub fn lock(&self, at: Addr) -> String {
        let shared = self.locks.get(&at).copied().unwrap_or(false);
        let word = match shared {
            true => "RWMutex",
            false if self.is_go() => "Mutex",
            false => "Lock",
        };
        if self.locks.len() < 2 {
            return ["the ", word].concat();
        }
        let number = self.locks.keys().take_while(|&&other| other < at).count() + 1;
        [word, " #", &number.to_string()].concat()
    }

    /// What the future stands for.
    pub fn role(&self, id: FutureId) -> Role {
        self.futures.get(&id.0).copied().unwrap_or(Role::Made)
    }

    /// The future as an object: `Task-2 'heartbeat'`, `the asyncio.sleep of 100 ms`, `future u7`.
    pub fn future(&self, id: FutureId) -> String {
        match self.role(id) {
            Role::Task(task) => self.fiber(task),
            Role::Sleep(ns) => ["the asyncio.sleep of ", &format_ns(ns)].concat(),
            Role::Named(name) => {
                let name = self.named.get(&name.0).map_or("future", |name| name);
                ["the ", name, " (", &id.to_string(), ")"].concat()
            }
            Role::Made => ["future ", &id.to_string()].concat(),
        }
    }
}

/// Whether the learner wrote it, rather than a library's author.
fn is_own(function: &str) -> bool {
    function.starts_with("main.")
}

/// `main.worker` is `worker` to who wrote it.
pub(crate) fn without_package(function: &str) -> &str {
    function.strip_prefix("main.").filter(|rest| !rest.is_empty()).unwrap_or(function)
}

/// What a mark worker is called, in front of the number of its P.
const MARK_WORKER: &str = "mark worker of P";

/// What a goroutine of the runtime does, by the name of its function.
fn system(function: &str) -> &str {
    match function {
        "runtime.runFinalizers" => "finalizers",
        "runtime.updateMaxProcsGoroutine" => "watch on the number of processors",
        other => other.strip_prefix("runtime.").unwrap_or(other),
    }
}
