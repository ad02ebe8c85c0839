//! Small random programs, the same for the same seed everywhere.

use runtime_core::guest::{CondOp, LockOp, Op, SemaOp};
use runtime_core::id::Addr;
use runtime_core::script::{Act, Cell, Default, Test};

/// SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn among<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len() as u64) as usize]
    }
}

/// What programs may be made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parts {
    /// Memory, atomics and mutexes alone.
    Memory,
    /// Everything but what time has to do with.
    Timeless,
    /// Everything.
    All,
    /// Memory that a few things order, and no prints: for races.
    Races,
}

const VARS: [u64; 2] = [100, 101];
const ATOMIC: u64 = 110;
const MUTEXES: [u64; 2] = [200, 210];
const RW: u64 = 220;
const SEMA: u64 = 230;
const COND: u64 = 240;
const GROUP: u64 = 250;
/// Channels by slot, of capacity 0, 1 and 2.
const CHANS: [u32; 3] = [0, 1, 2];
/// A channel on which nobody ever sends.
const NEVER: u32 = 3;
/// The channels of timers.
const TIMED: u32 = 4;

/// What a program does at random, and what it is made of.
struct Author<'a> {
    random: &'a mut Random,
    parts: Parts,
    /// The number sent or written last.
    next: i64,
}

/// A program of main and one or two more.
pub fn program(random: &mut Random, parts: Parts) -> Vec<Vec<Act>> {
    let threads = 1 + random.below(2) as usize;
    let mut author = Author { random, parts, next: 0 };
    let bodies: Vec<Vec<Act>> = (0..threads).map(|_| author.body(4)).collect();
    let mut main: Vec<Act> = CHANS.iter().map(|&slot| Act::Make(slot, slot)).collect();
    main.extend([
        Act::Make(NEVER, 0),
        Act::Make(TIMED, 1),
        Act::Value(1),
        Act::Write(Cell::at(SEMA)),
    ]);
    main.push(Act::Add(GROUP, author.random.below(2) as i64));
    let early = if author.random.below(4) == 0 { author.body(1) } else { Vec::new() };
    main.extend(early);
    main.extend((1..=threads).map(Act::Go));
    let own = author.random.below(3);
    main.extend(author.body(own));
    match author.random.below(4) {
        0 => {}
        1 => main.push(Act::Wait(GROUP)),
        _ => main.push(Act::Recv(NEVER)),
    }
    let mut programs: Vec<Vec<Act>> =
        std::iter::once(main).chain(bodies).chain([vec![Act::Print("timer")]]).collect();
    let last = programs.len() - 1;
    for act in programs.iter_mut().flatten() {
        if let Act::After(ns, _) = *act {
            *act = Act::After(ns, last);
        }
    }
    programs
}

impl Author<'_> {
    fn body(&mut self, most: u64) -> Vec<Act> {
        let times = most.min(1 + self.random.below(most.max(1)));
        let mut acts = Vec::new();
        while (acts.len() as u64) < times {
            let mut some = self.acts();
            acts.append(&mut some);
        }
        acts
    }

    fn number(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    fn acts(&mut self) -> Vec<Act> {
        let kinds: &[u8] = match self.parts {
            Parts::Memory => &[0, 0, 1, 1, 2, 3, 4, 4, 4],
            Parts::Timeless => &[0, 1, 3, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13],
            Parts::All => &[
                0, 1, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 9, 10, 11, 12, 13, 14, 14, 14, 14, 14, 15,
                16,
            ],
            Parts::Races => &[0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 8, 9, 10, 12, 17, 17],
        };
        match self.random.among(kinds) {
            0 => vec![Act::Read(self.var())],
            1 => vec![Act::Value(self.number()), Act::Write(self.var())],
            2 => vec![Act::Read(self.var()), Act::Plus(1), Act::Write(self.var())],
            3 => self.atomic(),
            4 => self.locked(),
            5 => vec![Act::Send(self.chan(), self.number())],
            6 => self.received(),
            7 => self.select(),
            8 => vec![Act::Close(self.chan())],
            9 => vec![self.group()],
            10 => self.rw_locked(),
            11 => vec![self.cond()],
            12 => vec![self.semaphore()],
            13 => self.prints(),
            14 => vec![Act::Sleep(self.random.among(&[1, 1, 2, 3]))],
            15 => self.timer(),
            // The program of timers is the last, whichever number that will be.
            16 => vec![Act::After(self.random.among(&[1, 2]), 0)],
            _ => self.conditional(),
        }
    }

    fn var(&mut self) -> Cell {
        Cell::at(self.random.among(&VARS))
    }

    fn chan(&mut self) -> u32 {
        self.random.among(&CHANS)
    }

    fn prints(&mut self) -> Vec<Act> {
        if self.parts == Parts::Races {
            return Vec::new();
        }
        match self.random.below(2) {
            0 => vec![Act::Print("p"), Act::PrintReceived],
            _ => vec![Act::PrintReceived],
        }
    }

    fn atomic(&mut self) -> Vec<Act> {
        let at = Cell::at(ATOMIC);
        match self.random.below(3) {
            0 => vec![Act::AtomicRead(at)],
            1 => vec![Act::Value(self.number()), Act::AtomicWrite(at)],
            _ => vec![Act::AtomicAdd(at, 1)],
        }
    }

    fn locked(&mut self) -> Vec<Act> {
        let mutex = Cell::at(self.random.among(&MUTEXES));
        let inner = match self.random.below(3) {
            0 => Vec::new(),
            1 => vec![Act::Read(self.var())],
            _ => self.acts(),
        };
        let lock = vec![Act::Mutex(mutex, LockOp::Lock)];
        [lock, inner, vec![Act::Mutex(mutex, LockOp::Unlock)]].concat()
    }

    fn rw_locked(&mut self) -> Vec<Act> {
        let at = Addr(RW);
        let (take, give) =
            self.random.among(&[(LockOp::RLock, LockOp::RUnlock), (LockOp::Lock, LockOp::Unlock)]);
        let inner = match self.random.below(2) {
            0 => vec![Act::Read(self.var())],
            _ => self.acts(),
        };
        let ask = |how| vec![Act::Ask(Op::RwMutex { at, how })];
        [ask(take), inner, ask(give)].concat()
    }

    fn received(&mut self) -> Vec<Act> {
        let mut acts = vec![Act::Recv(self.chan())];
        if self.parts != Parts::Races && self.random.below(2) == 0 {
            acts.push(Act::PrintReceived);
        }
        acts
    }

    fn select(&mut self) -> Vec<Act> {
        let cases = 1 + self.random.below(2);
        let cases = (0..cases).map(|_| (self.chan(), self.random.below(3) == 0)).collect();
        let default = self.random.among(&[Default::Yes, Default::No]);
        vec![Act::Value(self.number()), Act::Select(cases, default), Act::PrintReceived]
    }

    fn group(&mut self) -> Act {
        let act = self.random.below(3);
        match act {
            0 => Act::Add(GROUP, -1),
            1 => Act::Add(GROUP, 1),
            _ => Act::Wait(GROUP),
        }
    }

    fn cond(&mut self) -> Act {
        let at = Addr(COND);
        match self.random.below(3) {
            0 => Act::CondWait(COND),
            1 => Act::Ask(Op::Cond { at, how: CondOp::Signal }),
            _ => Act::Ask(Op::Cond { at, how: CondOp::Broadcast }),
        }
    }

    fn semaphore(&mut self) -> Act {
        let how = self.random.among(&[SemaOp::Acquire, SemaOp::Release]);
        Act::Ask(Op::Semaphore { at: Addr(SEMA), how })
    }

    fn timer(&mut self) -> Vec<Act> {
        let set = Act::Timer(TIMED, self.random.among(&[1, 2]), self.random.among(&[0, 0, 2]));
        let receive = vec![Act::Recv(TIMED), Act::PrintReceived];
        match self.random.below(3) {
            0 => [vec![set], receive].concat(),
            1 => [receive, vec![Act::StopTimer]].concat(),
            _ => [vec![set, Act::Sleep(1), Act::StopTimer], receive].concat(),
        }
    }

    /// Goes on only if it finds a variable set.
    fn conditional(&mut self) -> Vec<Act> {
        let look = [Act::Read(self.var()), Act::JumpIf(Test::Is(0), 3)];
        let write = [Act::Value(self.number()), Act::Write(self.var())];
        [look, write].concat()
    }
}

/// One program a line.
pub fn text(programs: &[Vec<Act>]) -> String {
    let lines = programs.iter().zip(0..).map(|(acts, number)| {
        let acts: Vec<String> = acts.iter().map(|act| format!("{act:?}")).collect();
        format!("  {number}: {}\n", acts.join("; "))
    });
    lines.collect()
}
