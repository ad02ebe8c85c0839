//! The garbage collector as the scheduler sees it: who marks, when, and who has to wait.
//!
//! **Models:** `gcStart`, `gcMarkTermination`, `gcBgMarkWorker` (`runtime/mgc.go`),
//! `gcControllerState` (`mgcpacer.go`), `gcAssistAlloc` (`mgcmark.go`); Go 1.27.
//!
//! A cycle has two short moments at which the world stands still, before and after the marking. In
//! between the program runs on, with a quarter of the Ps' time taken from it by mark workers: on
//! four Ps one whole P, on one P every fourth slice. Ps without work mark too. A goroutine that
//! allocates while marking is under way must do its share (*assist*), so that the marking is over
//! before the heap reaches its goal: GOGC percent more than what was reachable last time, and at
//! least 4 MB.
//!
//! **Departures:** what is reachable is found out when the cycle begins; how long marking takes
//! follows from its size ([`MARK_NS_PER_KB`]). Sweeping costs nothing. The goal counts neither
//! stacks nor globals.

use super::{GO_ON, GoRuntime, Machine, NOBODY, Turn};
use crate::guest::{Guest, MemStats, Reply};
use crate::id::{FiberId, MId, ProcId};
use crate::sched::go::Found;
use crate::time::{MS, Time, US};
use crate::trace::{EventKind, FiberState, From, Object, StopReason, WaitReason};
use alloc::vec::Vec;

/// The least heap that a cycle is begun for, at GOGC=100 (`heapMinimum`).
pub const HEAP_MIN_BYTES: u64 = 4 << 20;
/// What marking 1024 bytes costs one worker, in ns. A model unit.
pub const MARK_NS_PER_KB: u64 = 700;
/// How long a fractional or idle worker marks before it looks whether it should go on, in ns.
const WORKER_SLICE_NS: u64 = 100 * US;
/// The share of all Ps' time that background workers get, in percent (`gcBackgroundUtilization`).
const BACKGROUND_PERCENT: u64 = 25;
/// How much may be allocated during marking before the debt is looked at, in bytes.
const ASSIST_BYTES: u64 = 4 << 10;
/// Assists smaller than this wait until they are worth while, in ns (`gcOverAssistWork`).
const ASSIST_NS_MIN: u64 = 10 * US;

/// The collector.
#[derive(Clone, Debug)]
pub struct Gc {
    percent: i32,
    /// Bytes on the heap now.
    heap: u64,
    /// Bytes that were reachable at the end of the last cycle.
    marked: u64,
    total: u64,
    objects: u64,
    cycle: u32,
    forced: u32,
    pauses_ns: u64,
    mark: Option<Mark>,
    /// The worker of each P, by its number.
    workers: Vec<FiberId>,
    /// Goroutines in `runtime.GC()`, with the cycle they wait for.
    waiting: Vec<(FiberId, u32)>,
}

/// A marking under way.
#[derive(Clone, Copy, Debug)]
struct Mark {
    began: Time,
    /// Work that is left, in ns of one worker.
    left_ns: u64,
    /// Work done in the background that assists may be paid with.
    credit_ns: u64,
    /// What allocations owe.
    debt_ns: u64,
    /// Bytes allocated since the debt was last looked at.
    unseen_bytes: u64,
    /// Reachable bytes.
    live: u64,
    /// Bytes on the heap when it began.
    heap: u64,
    /// Whole Ps that are still to be given to workers.
    dedicated: u32,
    /// The share of each P's time that a fractional worker takes, in thousandths.
    fraction: u64,
    /// Time fractional workers have used.
    fractional_ns: u64,
}

/// How a mark worker came to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Dedicated,
    Fractional,
    Idle,
}

impl Default for Gc {
    fn default() -> Gc {
        Gc {
            percent: 100,
            heap: 0,
            marked: 0,
            total: 0,
            objects: 0,
            cycle: 0,
            forced: 0,
            pauses_ns: 0,
            mark: None,
            workers: Vec::new(),
            waiting: Vec::new(),
        }
    }
}

impl Gc {
    /// The heap at which a cycle is to end; none where collection is off.
    fn goal(&self) -> Option<u64> {
        let percent = u64::try_from(self.percent).ok()?;
        let grown = self.marked.saturating_add(self.marked.saturating_mul(percent) / 100);
        Some(grown.max(HEAP_MIN_BYTES * percent / 100))
    }

    /// Whether it is time to begin.
    fn is_due(&self) -> bool {
        self.mark.is_none() && self.heap >= self.trigger()
    }

    /// Bytes that may be allocated before the collector has to be asked: until a cycle is due, or,
    /// while one marks, until there is something to assist with.
    pub(super) fn room(&self) -> u64 {
        match self.mark {
            Some(mark) => ASSIST_BYTES.saturating_sub(mark.unseen_bytes).max(1),
            None => self.trigger().saturating_sub(self.heap).max(1),
        }
    }

    /// The heap at which a cycle begins: a twentieth of the way before the goal.
    fn trigger(&self) -> u64 {
        let goal = self.goal().unwrap_or(u64::MAX);
        goal - goal.saturating_sub(self.marked) / 20
    }

    /// What an allocation of `bytes` owes, in ns of marking.
    fn debt(&self, mark: &Mark, bytes: u64) -> u64 {
        let goal = self.goal().unwrap_or(u64::MAX);
        let room = goal.saturating_sub(self.heap).max(64 << 10);
        (u128::from(bytes) * u128::from(mark.left_ns) / u128::from(room)) as u64
    }
}

impl Mark {
    fn new(began: Time, live: u64, heap: u64, procs: u32) -> Mark {
        let (dedicated, fraction) = shares(procs);
        let left_ns = (live / 1024).saturating_mul(MARK_NS_PER_KB) + 20 * US;
        Mark {
            began,
            left_ns,
            credit_ns: 0,
            debt_ns: 0,
            unseen_bytes: 0,
            live,
            heap,
            dedicated,
            fraction,
            fractional_ns: 0,
        }
    }
}

impl Mark {
    /// A background worker has marked.
    fn work(&mut self, ns: u64, mode: Mode) {
        self.left_ns -= ns;
        self.credit_ns += ns;
        if mode == Mode::Fractional {
            self.fractional_ns += ns;
        }
    }
}

/// How many whole Ps mark, and which thousandths of each P's time besides (`startCycle`): a
/// quarter of all, rounded to whole Ps where that is off by less than 30 percent.
fn shares(procs: u32) -> (u32, u64) {
    let goal = u64::from(procs) * BACKGROUND_PERCENT * 10;
    let mut dedicated = (goal + 500) / 1000;
    let off = (dedicated * 1000).abs_diff(goal) * 100 / goal.max(1);
    if off <= 30 {
        return (dedicated as u32, 0);
    }
    if dedicated * 1000 > goal {
        dedicated -= 1;
    }
    (dedicated as u32, (goal - dedicated * 1000) / u64::from(procs.max(1)))
}

impl GoRuntime {
    pub(super) fn gc_stats(&self, stack_inuse: u64) -> MemStats {
        MemStats {
            total_alloc: self.gc.total,
            heap_alloc: self.gc.heap,
            heap_objects: self.gc.objects,
            next_gc: self.gc.goal().unwrap_or(u64::MAX),
            stack_inuse,
            num_gc: self.gc.cycle - u32::from(self.gc.mark.is_some()),
            num_forced_gc: self.gc.forced,
            pause_total_ns: self.gc.pauses_ns,
        }
    }
}

impl<G: Guest> Machine<G> {
    /// The running goroutine has allocated: a cycle may be due, or an assist.
    pub(super) fn allocated(&mut self, g: FiberId, bytes: u64) {
        if bytes == 0 {
            return;
        }
        let gc = &mut self.go_runtime().gc;
        gc.heap += bytes;
        gc.total += bytes;
        gc.objects += 1;
        let due = gc.is_due();
        if self.is_controlled() {
            return if due {
                self.gc_at_once()
            };
        }
        if due {
            return self.gc_start();
        }
        let gc = &mut self.go_runtime().gc;
        // However the run is cut in slices, the debt is looked at after the same allocations.
        let Some(mark) = &mut gc.mark else { return };
        mark.unseen_bytes += bytes;
        if mark.unseen_bytes < ASSIST_BYTES {
            return;
        }
        let bytes = core::mem::take(&mut mark.unseen_bytes);
        let mark = *mark;
        let debt_ns = mark.debt_ns + gc.debt(&mark, bytes);
        let paid = debt_ns.min(mark.credit_ns);
        let rest = debt_ns - paid;
        let works = if rest >= ASSIST_NS_MIN { rest.min(mark.left_ns) } else { 0 };
        let debt_ns = if works > 0 { 0 } else { rest };
        gc.mark = Some(Mark {
            credit_ns: mark.credit_ns - paid,
            debt_ns,
            left_ns: mark.left_ns - works,
            ..mark
        });
        if works > 0 {
            self.emit(EventKind::GcAssisted { g, ns: works });
            self.now = self.now.after(works);
        }
    }

    /// `gcStart`: the world stops, what is reachable is known, and marking begins.
    fn gc_start(&mut self) {
        let procs = self.go_runtime().sched.ps.len() as u32;
        let pause = (10 + u64::from(procs)) * US;
        self.stop_the_world(StopReason::GcStart, pause);
        let collected = self.guest.collect();
        let now = self.now;
        let gc = &mut self.go_runtime().gc;
        gc.pauses_ns += pause;
        gc.cycle += 1;
        gc.mark = Some(Mark::new(now, collected.live_bytes, gc.heap, procs));
        gc.objects = collected.objects;
        let (cycle, heap_bytes) = (gc.cycle, gc.heap);
        self.emit(EventKind::GcStarted { cycle, heap_bytes });
        for (fiber, bytes) in collected.shrunk {
            self.emit(EventKind::StackShrunk { fiber, bytes });
        }
        self.make_workers(procs as usize);
        self.start_the_world();
        self.wakep();
    }

    /// A whole cycle at one moment, where the schedule decides who runs: nobody can tell.
    fn gc_at_once(&mut self) {
        let collected = self.guest.collect();
        let gc = &mut self.go_runtime().gc;
        gc.cycle += 1;
        let (cycle, heap_bytes, live_bytes) = (gc.cycle, gc.heap, collected.live_bytes);
        (gc.heap, gc.marked, gc.objects) = (live_bytes, live_bytes, collected.objects);
        let goal_bytes = gc.goal().unwrap_or(u64::MAX);
        self.emit(EventKind::GcStarted { cycle, heap_bytes });
        for (fiber, bytes) in collected.shrunk {
            self.emit(EventKind::StackShrunk { fiber, bytes });
        }
        self.emit(EventKind::GcEnded { cycle, live_bytes, goal_bytes });
    }

    fn make_workers(&mut self, procs: usize) {
        while self.go_runtime().gc.workers.len() < procs {
            let g = FiberId(FiberId::SYSTEM + self.go_runtime().system.len() as u32);
            let function = self.recorder.intern("runtime.gcBgMarkWorker");
            let (reason, on) = (WaitReason::GcWorkerIdle, Object::None);
            let mut fiber = Self::runnable_fiber(NOBODY, function, 0);
            fiber.state = FiberState::Waiting { reason, on };
            self.go_runtime().system.push(fiber);
            self.go_runtime().gc.workers.push(g);
            self.emit(EventKind::WorkerMade { g, function });
        }
    }

    // ---- workers

    /// Whether a P that is handed on would have marking to do.
    pub(super) fn gc_wants_worker(&mut self, _: ProcId) -> bool {
        self.go_runtime().gc.mark.is_some_and(|mark| mark.dedicated > 0)
    }

    pub(super) fn is_gc_worker(&self, g: FiberId) -> bool {
        matches!(&self.runtime, super::Runtime::Go(go) if go.gc.workers.contains(&g))
    }

    /// `findRunnableGCWorker`: the mark worker of the P, if it is its turn.
    pub(super) fn gc_worker(&mut self, p: ProcId) -> Option<FiberId> {
        let now = self.now;
        let gc = &mut self.go_runtime().gc;
        let mark = gc.mark.as_mut()?;
        if mark.dedicated > 0 {
            mark.dedicated -= 1;
        } else if mark.fraction == 0 || behind(mark, now) {
            return None;
        }
        gc.workers.get(p.index()).copied()
    }

    pub(super) fn start_worker(&mut self, m: MId, g: FiberId) -> Turn {
        self.set_state(g, FiberState::Runnable);
        self.emit(EventKind::GReadied { g, by: NOBODY });
        self.found(m, Found::one(g, From::GcWorker))
    }

    /// A P that would be idle marks (`addIdleMarkWorker`).
    pub(super) fn idle_worker(&mut self, m: MId, p: ProcId) -> Option<Turn> {
        let gc = &self.go_runtime().gc;
        gc.mark?;
        let worker = gc.workers.get(p.index()).copied()?;
        Some(self.start_worker(m, worker))
    }

    /// A mark worker runs for a while, and then looks whether it should go on.
    pub(super) fn run_gc_worker(&mut self, m: MId, p: ProcId, g: FiberId) -> Turn {
        let mode = self.worker_mode();
        let Some(mark) = &mut self.go_runtime().gc.mark else {
            self.go_runtime().sched.m(m).paid = false;
            return self.gopark(g, WaitReason::GcWorkerIdle, Object::None);
        };
        let ns = mark.left_ns.min(WORKER_SLICE_NS);
        if self.pay(m, ns.max(1)) {
            let mark = self.go_runtime().gc.mark.as_mut();
            mark.into_iter().for_each(|mark| mark.work(ns, mode));
            return GO_ON;
        }
        let now = self.now;
        let go = self.go_runtime();
        let stays = match (&go.gc.mark, mode) {
            (None, _) => false,
            (Some(_), Mode::Dedicated) => true,
            (Some(mark), Mode::Fractional) => !behind(mark, now),
            (Some(_), Mode::Idle) => go.sched.p(p).is_empty() && go.sched.global.is_empty(),
        };
        if stays && !go.sched.p(p).preempt {
            return GO_ON;
        }
        self.gopark(g, WaitReason::GcWorkerIdle, Object::None)
    }

    /// How the worker that runs came to run: on a P with work waiting it is there by right.
    fn worker_mode(&mut self) -> Mode {
        let go = self.go_runtime();
        let Some(p) = go.p() else { return Mode::Idle };
        let waits = !go.sched.p(p).is_empty() || !go.sched.global.is_empty();
        match go.gc.mark {
            Some(mark) if mark.fraction > 0 && waits => Mode::Fractional,
            Some(mark) if mark.fraction == 0 && go.sched.ps.len() > 3 => Mode::Dedicated,
            _ => Mode::Idle,
        }
    }

    /// `gcMarkDone` and `gcMarkTermination`, once there is nothing left to mark.
    pub(super) fn gc_check_done(&mut self) {
        let gc = &mut self.go_runtime().gc;
        let Some(mark) = gc.mark.filter(|mark| mark.left_ns == 0) else { return };
        let procs = self.go_runtime().sched.ps.len() as u64;
        let pause = (15 + procs) * US;
        self.stop_the_world(StopReason::GcMarkDone, pause);
        let gc = &mut self.go_runtime().gc;
        gc.mark = None;
        gc.pauses_ns += pause;
        // What was there when it began and was not reachable is gone.
        gc.marked = mark.live;
        gc.heap = mark.live + (gc.heap - mark.heap);
        let (cycle, live_bytes) = (gc.cycle, gc.heap);
        let goal_bytes = gc.goal().unwrap_or(u64::MAX);
        self.emit(EventKind::GcEnded { cycle, live_bytes, goal_bytes });
        self.start_the_world();
        self.wake_gc_waiters(cycle);
    }

    fn wake_gc_waiters(&mut self, done: u32) {
        let gc = &mut self.go_runtime().gc;
        let (ready, still) = gc.waiting.iter().partition(|&&(_, cycle)| cycle <= done);
        gc.waiting = still;
        let ready: Vec<(FiberId, u32)> = ready;
        for (g, _) in ready {
            self.guest.resume(g, Reply::Done);
            self.ready(g, NOBODY);
        }
        if !self.go_runtime().gc.waiting.is_empty() && self.go_runtime().gc.mark.is_none() {
            self.gc_start();
        }
    }

    // ---- what the program asks for

    /// `runtime.GC()`: waits until a cycle that begins after now is over.
    pub(in crate::machine) fn gc_now(&mut self, g: FiberId) -> Turn {
        let gc = &mut self.go_runtime().gc;
        gc.forced += 1;
        if self.is_controlled() {
            self.gc_at_once();
            return self.reply(g, Reply::Done);
        }
        let gc = &mut self.go_runtime().gc;
        let under_way = gc.mark.is_some();
        let cycle = gc.cycle + 1;
        gc.waiting.push((g, cycle));
        if !under_way {
            self.gc_start();
        }
        self.gopark(g, WaitReason::GcWait, Object::None)
    }

    pub(in crate::machine) fn gc_percent(&mut self, g: FiberId, percent: i32) -> Turn {
        let gc = &mut self.go_runtime().gc;
        let old = core::mem::replace(&mut gc.percent, percent.max(-1));
        self.reply(g, Reply::Count(old as u32))
    }
}

/// Whether fractional workers have had more than their share since marking began.
fn behind(mark: &Mark, now: Time) -> bool {
    let elapsed = now.since(mark.began).max(MS / 10);
    mark.fractional_ns * 1000 > elapsed * mark.fraction
}
