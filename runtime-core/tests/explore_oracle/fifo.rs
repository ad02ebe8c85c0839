//! A second reading of Go, for the acts that random programs are made of: arriving in a queue is an
//! event of its own, queues are first in, first out, whoever is let go is let go at once, and
//! races are found with vector clocks over all accesses before.
//!
//! It shares nothing with the explorer but the acts and the hash of what was printed.

mod locks;

use crate::queues::{Chan, Mutex, RwMutex, Waiter};
use runtime_core::guest::{Fingerprint, Op};
use runtime_core::script::{Act, Cell, Default as Otherwise};
use runtime_core::trace::OutcomeKind;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a fiber knows of each fiber: how many of its accesses.
pub type Clock = BTreeMap<usize, u32>;

pub fn join(into: &mut Clock, from: &Clock) {
    for (&fiber, &count) in from {
        let known = into.entry(fiber).or_default();
        *known = count.max(*known);
    }
}

/// Where a goroutine stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    Runs,
    /// It was woken and tries for the mutex or semaphore again.
    Retries,
    Waits,
    Ended,
}

#[derive(Clone)]
pub struct Fiber {
    program: usize,
    pc: usize,
    pub value: i64,
    pub stands: Stands,
    pub clock: Clock,
    /// Turned up by whoever lets it go, so that other places in queues are void.
    pub turn: u32,
    ticket: Option<u64>,
    timer: Option<usize>,
    fatal: bool,
}

#[derive(Clone, Copy)]
enum What {
    Wake(usize),
    Send(usize),
    Call(usize),
}

#[derive(Clone)]
struct Timer {
    when: Option<u64>,
    period: u64,
    what: What,
    set_by: Clock,
}

#[derive(Clone)]
struct Access {
    fiber: usize,
    at: u64,
    site: u32,
    writes: bool,
    atomic: bool,
    number: u32,
}

/// A state of a program.
#[derive(Clone)]
pub struct Fifo<'a> {
    programs: &'a [Vec<Act>],
    pub fibers: Vec<Fiber>,
    pub chans: Vec<Chan>,
    words: BTreeMap<u64, i64>,
    clocks: BTreeMap<u64, Clock>,
    mutexes: BTreeMap<u64, Mutex>,
    rws: BTreeMap<u64, RwMutex>,
    /// Tickets given, tickets notified, who waits with which.
    cond: (u64, u64, Vec<(usize, u64)>),
    /// What was known to whoever notified a ticket.
    notifiers: BTreeMap<u64, Clock>,
    group: (i64, Vec<usize>),
    semaphore: VecDeque<usize>,
    timers: Vec<Timer>,
    now: u64,
    stdout: Fingerprint,
    ended: Option<(OutcomeKind, i32)>,
    accesses: Vec<Access>,
    pub races: BTreeSet<(u32, u32)>,
}

/// Who goes on (`None` for a timer), and which of its ways or which timer.
pub type Choice = (Option<usize>, usize);

/// How far an act has taken a fiber.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Took {
    /// Behind it.
    On,
    /// It is to be made again, at once or when others have moved.
    Stays,
    /// It waits, and is to be made again when the fiber is woken.
    WaitsBefore,
    /// It waits, and whoever lets it go has done the rest.
    WaitsBehind,
}

impl Took {
    fn at_once(done: bool) -> Took {
        if done { Took::On } else { Took::WaitsBehind }
    }
}

/// The way of a select that takes its `default` or waits.
const NONE_READY: usize = usize::MAX;

impl<'a> Fifo<'a> {
    pub fn new(programs: &'a [Vec<Act>]) -> Fifo<'a> {
        let mut fifo = Fifo {
            programs,
            fibers: Vec::new(),
            chans: Vec::new(),
            words: BTreeMap::new(),
            clocks: BTreeMap::new(),
            mutexes: BTreeMap::new(),
            rws: BTreeMap::new(),
            cond: (0, 0, Vec::new()),
            notifiers: BTreeMap::new(),
            group: (0, Vec::new()),
            semaphore: VecDeque::new(),
            timers: Vec::new(),
            now: 0,
            stdout: Fingerprint::default(),
            ended: None,
            accesses: Vec::new(),
            races: BTreeSet::new(),
        };
        fifo.start(0, Clock::new());
        fifo
    }

    fn start(&mut self, program: usize, clock: Clock) {
        self.fibers.push(Fiber {
            program,
            pc: 0,
            value: 0,
            stands: Stands::Runs,
            clock,
            turn: 0,
            ticket: None,
            timer: None,
            fatal: false,
        });
        self.settle(self.fibers.len() - 1);
    }

    /// Lets a waiting fiber go: what it waited for is done.
    pub fn release(&mut self, id: usize) {
        self.fibers[id].turn += 1;
        self.fibers[id].stands = Stands::Runs;
        self.settle(id);
    }

    fn act(&self, id: usize) -> Option<&'a Act> {
        let fiber = &self.fibers[id];
        self.programs[fiber.program].get(fiber.pc)
    }

    /// Carries out what nobody else can see, up to the next act that somebody can.
    fn settle(&mut self, id: usize) {
        while !self.fibers[id].fatal {
            let Some(act) = self.act(id) else {
                if id != 0 {
                    self.fibers[id].stands = Stands::Ended;
                }
                return;
            };
            let fiber = &mut self.fibers[id];
            match *act {
                Act::Value(value) => fiber.value = value,
                Act::Plus(n) => fiber.value += n,
                Act::JumpIf(test, by) if test.passes(fiber.value) => fiber.pc += by as usize - 1,
                Act::JumpIf(..) => {}
                Act::Make(slot, cap) => {
                    assert_eq!(slot as usize, self.chans.len(), "slots are made in order");
                    self.chans.push(Chan::new(cap as usize));
                }
                Act::Go(program) => {
                    let clock = fiber.clock.clone();
                    self.start(program, clock);
                }
                _ => return,
            }
            self.fibers[id].pc += 1;
        }
    }

    /// What could come next. Where nobody can go on, time advances.
    pub fn choices(&mut self) -> Vec<Choice> {
        if self.ended.is_some() {
            return Vec::new();
        }
        let mut choices = Vec::new();
        for (id, fiber) in self.fibers.iter().enumerate() {
            if matches!(fiber.stands, Stands::Runs | Stands::Retries) {
                choices.extend(self.ways(id).into_iter().map(|way| (Some(id), way)));
            }
        }
        let first = self.timers.iter().filter_map(|timer| timer.when).min();
        match first {
            None if choices.is_empty() => self.ended = Some((OutcomeKind::Deadlock, 2)),
            Some(first) if choices.is_empty() || first <= self.now => {
                self.now = self.now.max(first);
                let due = self.timers.iter().enumerate().filter(|(_, it)| it.when == Some(first));
                choices.extend(due.map(|(number, _)| (None, number)));
            }
            _ => {}
        }
        choices
    }

    fn ways(&self, id: usize) -> Vec<usize> {
        match self.act(id) {
            Some(Act::Select(cases, _)) if !self.fibers[id].fatal => {
                let ready =
                    |&(slot, sends): &(u32, bool)| self.chans[slot as usize].ready(self, sends);
                let ways = cases.iter().enumerate().filter(|(_, case)| ready(case));
                let ways: Vec<usize> = ways.map(|(way, _)| way).collect();
                if ways.is_empty() { vec![NONE_READY] } else { ways }
            }
            _ => vec![0],
        }
    }

    pub fn end(&self) -> Option<crate::brute::End> {
        self.ended.map(|(kind, code)| (kind, code, self.stdout.finish()))
    }

    pub fn make(&mut self, (who, way): Choice) {
        let Some(id) = who else { return self.fire(way) };
        if self.fibers[id].fatal {
            self.ended = Some((OutcomeKind::Panic, 2));
            return;
        }
        let Some(act) = self.act(id) else {
            self.ended = Some((OutcomeKind::Ok, 0));
            return;
        };
        let took = self.visible(id, act, way);
        self.fibers[id].stands = match took {
            Took::On | Took::Stays => Stands::Runs,
            Took::WaitsBefore | Took::WaitsBehind => Stands::Waits,
        };
        self.fibers[id].pc += usize::from(matches!(took, Took::On | Took::WaitsBehind));
        if took == Took::On {
            self.settle(id);
        }
    }

    /// Carries out an act that others can see.
    fn visible(&mut self, id: usize, act: &'a Act, way: usize) -> Took {
        match *act {
            Act::Print(text) => self.print(text),
            Act::PrintReceived => self.print(&self.fibers[id].value.to_string()),
            Act::Read(_)
            | Act::Write(_)
            | Act::AtomicRead(_)
            | Act::AtomicWrite(_)
            | Act::AtomicAdd(..) => self.access(id, act),
            Act::Mutex(at, how) => return self.mutex(id, at.base, how),
            Act::Send(slot, value) => {
                self.fibers[id].value = value;
                let done = self.send(id, slot as usize) || self.waits_at(&[(slot, true)], id);
                return Took::at_once(done);
            }
            Act::Recv(slot) => {
                let done = self.receive(id, slot as usize) || self.waits_at(&[(slot, false)], id);
                return Took::at_once(done);
            }
            Act::Select(ref cases, otherwise) => {
                return Took::at_once(self.select(id, cases, otherwise, way));
            }
            Act::Close(slot) => self.close(id, slot as usize),
            Act::Add(_, delta) => self.group_add(id, delta),
            Act::Wait(_) => return Took::at_once(self.group_wait(id)),
            Act::Sleep(ns) => {
                let fiber = What::Wake(id);
                self.set_timer(id, ns, 0, fiber);
                return Took::WaitsBehind;
            }
            Act::Timer(slot, ns, period) => {
                let timer = self.set_timer(id, ns, period, What::Send(slot as usize));
                self.fibers[id].timer = Some(timer);
            }
            Act::After(ns, program) => {
                let timer = self.set_timer(id, ns, 0, What::Call(program));
                self.fibers[id].timer = Some(timer);
            }
            Act::StopTimer => self.stop_timer(id),
            Act::CondWait(_) => return self.cond_wait(id),
            Act::Ask(Op::Cond { how, .. }) => self.notify(id, how),
            Act::Ask(Op::Semaphore { at, how }) => return self.semaphore(id, at.0, how),
            Act::Ask(Op::RwMutex { at, how }) => return self.rw_mutex(id, at.0, how),
            ref other => panic!("{other:?} is in no random program"),
        }
        Took::On
    }

    fn waits_at(&mut self, cases: &[(u32, bool)], id: usize) -> bool {
        for &(slot, sends) in cases {
            let waiter = Waiter { id, turn: self.fibers[id].turn };
            self.chans[slot as usize].queue(sends).push_back(waiter);
        }
        false
    }

    fn print(&mut self, text: &str) {
        text.bytes().chain([b'\n']).for_each(|byte| self.stdout.word(u64::from(byte)));
    }

    /// Everything that went into the object is known to the fiber.
    pub fn acquire(&mut self, id: usize, object: u64) {
        if let Some(clock) = self.clocks.get(&object) {
            join(&mut self.fibers[id].clock, clock);
        }
    }

    pub fn give(&mut self, id: usize, object: u64) {
        let clock = self.fibers[id].clock.clone();
        join(self.clocks.entry(object).or_default(), &clock);
    }

    fn access(&mut self, id: usize, act: &Act) {
        let (Act::Read(cell)
        | Act::Write(cell)
        | Act::AtomicRead(cell)
        | Act::AtomicWrite(cell)
        | Act::AtomicAdd(cell, _)) = *act
        else {
            return;
        };
        let Cell { base: at, .. } = cell;
        let atomic = !matches!(act, Act::Read(_) | Act::Write(_));
        let writes = !matches!(act, Act::Read(_) | Act::AtomicRead(_));
        if atomic {
            self.acquire(id, at);
            if writes {
                self.give(id, at);
            }
        }
        self.note(id, at, writes, atomic);
        let word = self.words.entry(at).or_default();
        let value = &mut self.fibers[id].value;
        match *act {
            Act::AtomicAdd(_, n) => {
                *word += n;
                *value = *word;
            }
            _ if writes => *word = *value,
            _ => *value = *word,
        }
    }

    /// Where the fiber stands, as a script numbers the acts of all its programs.
    fn site(&self, id: usize) -> u32 {
        let fiber = &self.fibers[id];
        let before: usize = self.programs[..fiber.program].iter().map(Vec::len).sum();
        (before + fiber.pc + 1) as u32
    }

    /// Two accesses of two fibers that both come next and conflict.
    pub fn clashes(&self) -> Vec<(u32, u32)> {
        let next = |id: usize| match self.act(id)? {
            Act::Read(cell) => Some((cell.base, false, false, self.site(id))),
            Act::Write(cell) => Some((cell.base, true, false, self.site(id))),
            Act::AtomicRead(cell) => Some((cell.base, false, true, self.site(id))),
            Act::AtomicWrite(cell) | Act::AtomicAdd(cell, _) => {
                Some((cell.base, true, true, self.site(id)))
            }
            _ => None,
        };
        let next: Vec<(u64, bool, bool, u32)> = self
            .fibers
            .iter()
            .enumerate()
            .filter(|(_, fiber)| fiber.stands == Stands::Runs && !fiber.fatal)
            .filter_map(|(id, _)| next(id))
            .collect();
        let mut clashes = Vec::new();
        for (number, a) in next.iter().enumerate() {
            for b in &next[number + 1..] {
                if a.0 == b.0 && (a.1 || b.1) && !(a.2 && b.2) {
                    clashes.push((a.3.min(b.3), a.3.max(b.3)));
                }
            }
        }
        clashes
    }

    /// Is it ordered behind all that it conflicts with?
    fn note(&mut self, id: usize, at: u64, writes: bool, atomic: bool) {
        let site = self.site(id);
        let fiber = &mut self.fibers[id];
        for other in &self.accesses {
            let conflict = other.at == at && (other.writes || writes) && !(other.atomic && atomic);
            let known = fiber.clock.get(&other.fiber).copied().unwrap_or(0);
            if conflict && other.fiber != id && known < other.number {
                self.races.insert((site.min(other.site), site.max(other.site)));
            }
        }
        let number = fiber.clock.entry(id).or_default();
        *number += 1;
        self.accesses.push(Access { fiber: id, at, site, writes, atomic, number: *number });
    }

    fn select(
        &mut self, id: usize, cases: &[(u32, bool)], otherwise: Otherwise, way: usize,
    ) -> bool {
        if way == NONE_READY {
            return otherwise == Otherwise::Yes || self.waits_at(cases, id);
        }
        let (slot, sends) = cases[way];
        if sends { self.send(id, slot as usize) } else { self.receive(id, slot as usize) }
    }

    // ---- timers

    fn set_timer(&mut self, id: usize, ns: i64, period: i64, what: What) -> usize {
        let when = Some(self.now + ns as u64);
        let set_by = self.fibers[id].clock.clone();
        self.timers.push(Timer { when, period: period as u64, what, set_by });
        self.timers.len() - 1
    }

    fn stop_timer(&mut self, id: usize) {
        let Some(timer) = self.fibers[id].timer else { return };
        self.timers[timer].when = None;
        if let What::Send(chan) = self.timers[timer].what {
            self.chans[chan].buffer.clear();
        }
    }

    fn fire(&mut self, number: usize) {
        let Timer { period, what, set_by, .. } = self.timers[number].clone();
        self.timers[number].when = (period > 0).then(|| self.now + period);
        match what {
            What::Wake(id) => self.release(id),
            What::Call(program) => self.start(program, set_by),
            What::Send(chan) => self.send_moment(chan, self.now as i64),
        }
    }
}
