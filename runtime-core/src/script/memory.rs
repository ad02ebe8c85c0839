//! Variables, arithmetic and jumps.

use super::{Act, Cell, Fiber, Next, Script};
use crate::guest::{Access, Fingerprint, Go, Op, Site, Step, StepCx, Touch};
use crate::id::{Addr, FiberId};

impl Script {
    /// The shared memory that the act touches.
    fn touches(&self, id: FiberId, act: &Act) -> Option<Access> {
        let fiber = &self.fibers[id.index() - 1];
        let (cell, how) = match *act {
            Act::Read(cell) | Act::Load(cell) => (cell, Touch::Read),
            Act::Write(cell) | Act::Store(cell) => (cell, Touch::Write),
            Act::AtomicRead(cell) => (cell, Touch::AtomicRead),
            Act::AtomicWrite(cell) | Act::AtomicAdd(cell, _) => (cell, Touch::AtomicWrite),
            Act::Cas(cell, old, _) => match load(&self.words, fiber.address(cell)) == old {
                true => (cell, Touch::AtomicWrite),
                false => (cell, Touch::AtomicRead),
            },
            _ => return None,
        };
        let site = self.code.site(fiber.program, fiber.pc);
        let line = fiber.line.unwrap_or(site.0);
        Some(Access { at: fiber.address(cell), len: 1, how, site, line })
    }

    /// Tells whoever watches what the act touches, or that the thread may be switched here; the
    /// step to come back with, if it is not to be done yet.
    pub(super) fn watched(&self, id: FiberId, act: &Act, cx: &mut StepCx<'_>) -> Option<Step> {
        if let Some(access) = self.touches(id, act) {
            let is_atomic_piece = matches!(act, Act::Load(_) | Act::Store(_));
            if is_atomic_piece {
                cx.touched(Access { site: Site(0), ..access });
                return None;
            }
            return (cx.access(access) == Go::Back).then_some(Step::Access(access));
        }
        let fiber = &self.fibers[id.index() - 1];
        let site = self.code.site(fiber.program, fiber.pc);
        (*act == Act::Poll && cx.poll(site) == Go::Back).then_some(Step::Poll(site))
    }

    /// Carries out an act that nobody else is asked for; none if it is no such act. The pc stands
    /// behind it already.
    pub(super) fn compute(&mut self, id: FiberId, act: &Act) -> Option<Next> {
        let fiber = &mut self.fibers[id.index() - 1];
        match *act {
            Act::Value(value) => fiber.value = value,
            Act::Local(local) => fiber.value = fiber.locals[local as usize],
            Act::Keep(local) => fiber.locals[local as usize] = fiber.value,
            Act::Plus(n) => fiber.value = fiber.value.wrapping_add(n),
            Act::PlusLocal(local) => {
                fiber.value = fiber.value.wrapping_add(fiber.locals[local as usize]);
            }
            Act::Times(n) => fiber.value = fiber.value.wrapping_mul(n),
            Act::Modulo(n) => fiber.value = fiber.value.rem_euclid(n),
            Act::Jump(by) => fiber.jump(by),
            Act::JumpIf(test, by) if test.passes(fiber.value) => fiber.jump(by),
            Act::JumpIf(..) | Act::Poll => {}
            Act::Mutex(cell, how) => {
                return Some(Next::Op(Op::Mutex { at: fiber.address(cell), how }));
            }
            _ => return self.access_memory(id, act),
        }
        Some(Next::Ran)
    }

    fn access_memory(&mut self, id: FiberId, act: &Act) -> Option<Next> {
        let fiber = &mut self.fibers[id.index() - 1];
        let cell = |cell| fiber.address(cell);
        match *act {
            Act::Read(at) | Act::AtomicRead(at) | Act::Load(at) => {
                fiber.value = load(&self.words, cell(at))
            }
            Act::Write(at) | Act::AtomicWrite(at) | Act::Store(at) => {
                self.words.insert(cell(at), fiber.value as u64);
            }
            Act::AtomicAdd(at, n) => {
                let at = cell(at);
                fiber.value = load(&self.words, at).wrapping_add(n);
                self.words.insert(at, fiber.value as u64);
            }
            Act::Cas(at, old, new) => {
                let (at, new) = (cell(at), fiber.locals[new as usize]);
                fiber.value = i64::from(load(&self.words, at) == old);
                if fiber.value == 1 {
                    self.words.insert(at, new as u64);
                }
            }
            _ => return None,
        }
        Some(Next::Ran)
    }
}

fn load(words: &crate::table::Table<Addr, u64>, at: Addr) -> i64 {
    words.get(&at).copied().unwrap_or(0) as i64
}

impl Fiber {
    fn address(&self, cell: Cell) -> Addr {
        let index = cell.index.map_or(0, |local| self.locals[local as usize]);
        Addr(cell.base.wrapping_add_signed(index))
    }

    /// Goes on `by` acts behind the one before the pc.
    fn jump(&mut self, by: i32) {
        self.pc = (self.pc - 1).wrapping_add_signed(by as isize);
    }

    pub(super) fn fingerprint(&self, state: &mut Fingerprint) {
        state.word(((self.program as u64) << 32) | self.pc as u64);
        state.word(self.worked);
        state.word(u64::from(self.timer.0));
        state.word(self.value as u64);
        self.locals.iter().for_each(|&local| state.word(local as u64));
        state.word(self.ticket.map_or(u64::MAX, u64::from));
        state.word(u64::from(self.timer.0));
        let flags = [self.fatal, self.finished.is_some(), self.queues].map(u64::from);
        state.word(flags[0] << 2 | flags[1] << 1 | flags[2]);
    }
}
