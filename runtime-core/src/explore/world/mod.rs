//! A Go program as the explorer sees it: fibers with their next visible operations, and the
//! objects that these are about. No scheduler, no queues, no clock that runs.
//!
//! **Models:** `runtime/chan.go`, `runtime/select.go`, `sync/*.go`, `time/sleep.go`, Go 1.27, as
//! far as outcomes can tell; that the machine's own, detailed model has the same outcomes is a test.
//!
//! **Invariants:** every living fiber stands before its next visible operation (`Pending`). An
//! operation that would block is not enabled ([`super`] says why). Mutexes, semaphores and the like
//! keep their state in words of the guest, as in the machine, but only "locked", never "somebody
//! waits".
//!
//! **Departures:** a goroutine's stay in a queue cannot be seen; the replay on the machine shows it.

mod chans;
mod fibers;
mod make;
mod moves;
mod sync;
mod time;
mod unordered;
mod view;

pub(super) use view::Before;

use super::race::{Knowledge, Race};
use super::{Clock, Dependence, Ending, Footprint, Model, Move, Touched};
use crate::guest::{Access, Fault, Fingerprint, Firing, Guest, Op, Sites};
use crate::id::{Addr, ChanId, FiberId, TimerId};
use crate::schedule::Control;
use crate::time::Time;
use crate::trace::{Detail, Recorder};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

/// What stays the same in all states of one search.
#[derive(Debug)]
pub struct Setting {
    /// Where fibers come back before they touch memory.
    pub visible: Sites,
    /// When timers may fire.
    pub control: Control,
    /// Instructions that a fiber may run between two visible operations before it has to come
    /// back: a loop that waits for memory to change must let others change it.
    pub slice: u64,
    /// Instructions that one run may take.
    pub fuel: u64,
    /// Fibers that the program may create.
    pub fibers_max: usize,
    /// Whether states that differ only in what time it is are the same.
    pub clock: Clock,
    /// Names that the guest interns; not state.
    recorder: RefCell<Recorder>,
}

impl Setting {
    /// The usual limits.
    pub fn new(visible: Sites, control: Control) -> Setting {
        Setting {
            visible,
            control,
            slice: 100_000,
            fuel: 20_000_000,
            fibers_max: 1_000,
            clock: Clock::Relative,
            recorder: RefCell::new(Recorder::new(Detail::Off, 0, 0)),
        }
    }
}

/// A state of a Go program.
#[derive(Debug)]
pub struct World<G> {
    guest: G,
    setting: Rc<Setting>,
    fibers: Vec<Fiber>,
    chans: Vec<Chan>,
    timers: Vec<Timer>,
    now: Time,
    knowledge: Knowledge,
    stdout: Fingerprint,
    /// What was printed, where that is kept.
    text: Option<String>,
    ending: Option<Ending>,
    /// Instructions run so far; no part of the state.
    spent: u64,
    /// What was noted before the first move.
    first: Footprint,
    /// The place in line given last; 0 while time has never advanced.
    rank: u32,
}

/// What is known of a fiber.
#[derive(Clone, Debug)]
struct Fiber {
    pending: Pending,
    /// Who started it; the clock for a timer.
    by: FiberId,
    /// Where it has a ticket of a condition, and which, until it has waited.
    ticket: Option<(Addr, u32)>,
    /// Its place among those who wait: 0 if it may not have arrived yet, else smaller for earlier.
    rank: u32,
}

/// What a fiber does next.
#[derive(Clone, Debug)]
enum Pending {
    /// Nothing: it has ended.
    Ended,
    /// It asks for this.
    Op(Op),
    /// It touches memory.
    Access(Access),
    /// It goes on computing.
    Slice,
    /// It sleeps until its timer fires.
    Asleep,
    /// It has announced itself as the writer of an RWMutex and waits for the readers.
    Readers(Addr),
    /// It ends the process.
    Exit(i32),
    /// The process dies of it.
    Fault(Box<Fault>),
}

/// A channel.
#[derive(Clone, Copy, Debug, Default)]
struct Chan {
    cap: u32,
    len: u32,
    closed: bool,
    /// Sends into the buffer so far, and receives from it: which slot is next.
    sent: u32,
    received: u32,
    timer: Option<TimerId>,
}

/// A timer, by number from 1.
#[derive(Clone, Copy, Debug)]
struct Timer {
    when: Option<Time>,
    /// Who set it first.
    by: FiberId,
    period_ns: u64,
    what: What,
}

/// What a timer does.
#[derive(Clone, Copy, Debug)]
enum What {
    Wake(FiberId),
    Fire(Firing),
}

/// The clock, as who moves.
const CLOCK: FiberId = FiberId(0);
const MAIN: FiberId = FiberId(1);

/// Kinds of things that can be touched, in the top bits of their number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Thing {
    Memory = 0,
    Lock = 1,
    Chan = 2,
    Group = 3,
    Cond = 4,
    Slot = 5,
    Readers = 6,
}

const PROCESS: u64 = Touched::PROCESS;
/// What is printed, in its order.
const OUTPUT: u64 = PROCESS + 1;
/// The timers.
const TIMERS: u64 = PROCESS + 2;
/// The numbers of channels and fibers.
const NUMBERS: u64 = PROCESS + 3;
/// What a fiber that waits for a condition is to learn; one for each fiber, 256 apart.
const NOTIFIED: u64 = PROCESS + 4;

fn thing(kind: Thing, number: u64) -> u64 {
    (kind as u64) << 61 | number & ((1 << 61) - 1)
}

impl<G: Guest> World<G> {
    /// A program about to start: fiber 1 of `guest` is main.
    pub fn new(guest: G, setting: Rc<Setting>) -> World<G> {
        let mut world = World {
            guest,
            setting,
            fibers: Vec::new(),
            chans: Vec::new(),
            timers: Vec::new(),
            now: Time::default(),
            knowledge: Knowledge::default(),
            stdout: Fingerprint::default(),
            text: None,
            ending: None,
            spent: 0,
            first: Footprint::default(),
            rank: 0,
        };
        world.add_fiber(MAIN, CLOCK);
        let mut first = Footprint::default();
        world.run(MAIN, Granted::No, &mut first);
        world.first = first;
        world
    }

    /// Keeps what is printed from now on: call it at the start.
    pub fn keep_output(&mut self) {
        self.text = Some(String::new());
    }

    /// What was printed on standard output, if it is kept.
    pub fn output(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Whether orderings were lost because too many fibers and objects take part.
    pub fn is_partial(&self) -> bool {
        self.knowledge.is_partial()
    }

    fn fiber(&mut self, id: FiberId) -> &mut Fiber {
        &mut self.fibers[id.index() - 1]
    }

    fn chan(&mut self, id: ChanId) -> &mut Chan {
        &mut self.chans[id.index() - 1]
    }

    /// How many come before it in line, which is what a rank means.
    fn place(&self, fiber: &Fiber) -> u64 {
        if fiber.rank == 0 {
            return 0;
        }
        let earlier = |other: &&Fiber| other.rank != 0 && other.rank < fiber.rank;
        1 + self.fibers.iter().filter(earlier).count() as u64
    }

    /// The fibers that have not ended.
    fn living(&self) -> impl Iterator<Item = (FiberId, &Fiber)> {
        let numbered = self.fibers.iter().zip(1..).map(|(fiber, id)| (FiberId(id), fiber));
        numbered.filter(|(_, fiber)| !matches!(fiber.pending, Pending::Ended))
    }
}

/// Whether a fiber may do what it stands before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Granted {
    /// The access that it stopped before.
    To(Access),
    No,
}

impl<G: Guest> Clone for World<G> {
    fn clone(&self) -> World<G> {
        World {
            guest: self.guest.clone(),
            setting: self.setting.clone(),
            fibers: self.fibers.clone(),
            chans: self.chans.clone(),
            timers: self.timers.clone(),
            now: self.now,
            knowledge: self.knowledge.clone(),
            stdout: self.stdout.clone(),
            text: self.text.clone(),
            ending: self.ending.clone(),
            spent: self.spent,
            first: Footprint::default(),
            rank: self.rank,
        }
    }

    /// Reuses what has been allocated: the search copies a state for every branch.
    fn clone_from(&mut self, from: &World<G>) {
        self.guest.clone_from(&from.guest);
        self.fibers.clone_from(&from.fibers);
        self.chans.clone_from(&from.chans);
        self.timers.clone_from(&from.timers);
        self.knowledge.clone_from(&from.knowledge);
        self.text.clone_from(&from.text);
        self.ending.clone_from(&from.ending);
        self.stdout.clone_from(&from.stdout);
        (self.now, self.rank, self.spent) = (from.now, from.rank, from.spent);
    }
}

impl<G: Guest> Model for World<G> {
    fn moves(&mut self, moves: &mut Vec<Move>) {
        moves.clear();
        if self.ending.is_some() {
            return;
        }
        self.fiber_moves(moves);
        self.timer_moves(moves);
        if moves.is_empty() {
            self.deadlock();
        }
    }

    fn beginning(&mut self) -> Footprint {
        core::mem::take(&mut self.first)
    }

    fn remember_visible(&mut self) {
        self.knowledge.keep_visible();
    }

    /// Sleeping orders nothing, says the Go memory model.
    fn remember_across_time(&mut self) {
        self.knowledge.keep_visible();
    }

    fn make(&mut self, chosen: Move, footprint: &mut Footprint) {
        footprint.clear();
        footprint.fibers.push(chosen.fiber);
        footprint.fibers.extend(Some(chosen.with).filter(|with| with.0 != 0));
        if chosen.fiber == CLOCK {
            self.fire(chosen, footprint);
        } else {
            self.make_move(chosen, footprint);
        }
    }

    fn blocked(&self, blocked: &mut Vec<(FiberId, Touched)>) {
        self.blocked_on(blocked);
    }

    fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    fn is_timed(&self) -> bool {
        !self.timers.is_empty()
    }

    fn fingerprint(&self) -> u128 {
        let mut state = Fingerprint::default();
        self.guest.fingerprint(&mut state);
        for fiber in &self.fibers {
            state.word(self.place(fiber) << 8 | fiber.word());
            fiber.asked(&mut state);
        }
        for chan in &self.chans {
            state.word(u64::from(chan.len) << 1 | u64::from(chan.closed));
        }
        self.timers_fingerprint(&mut state);
        self.knowledge.fingerprint(&mut state);
        state.word(self.stdout.finish() as u64);
        if self.setting.clock == Clock::Absolute {
            state.word(self.now.0);
        }
        state.finish()
    }
}

impl Fiber {
    /// What distinguishes it from others whose guest state is the same.
    fn word(&self) -> u64 {
        match &self.pending {
            Pending::Ended => 0,
            Pending::Op(_) => 1,
            Pending::Access(_) => 2,
            Pending::Slice => 3,
            Pending::Asleep => 4,
            Pending::Readers(_) => 5,
            Pending::Exit(code) => 16 + u64::from(*code as u8),
            Pending::Fault(_) => 6,
        }
    }

    /// What it asks for, which the guest may have forgotten: the text that is about to be printed
    /// is in no register any more.
    fn asked(&self, state: &mut Fingerprint) {
        match &self.pending {
            Pending::Op(op) => state.value(op),
            Pending::Readers(at) => state.word(at.0),
            Pending::Fault(fault) => state.value(fault),
            _ => {}
        }
    }
}

/// Notes an operation's object.
fn touch(footprint: &mut Footprint, object: u64, how: Dependence) {
    footprint.touched.push(Touched { object, len: 1, how });
}

/// Notes two accesses that nothing orders.
fn found(footprint: &mut Footprint, race: Race) {
    footprint.races.push(race);
}
