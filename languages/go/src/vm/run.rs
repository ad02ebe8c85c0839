//! The interpreter's loop, and the instructions that only touch registers and memory.
//!
//! **Invariants:** between two instructions, `pc`, `base`, `line` and `spent` of a [`Run`] are the
//! truth; they are written back to the frame and the context before anybody else looks.

use super::exec::{entered, push};
use super::fiber::{Fiber, Frame, Why};
use super::number::{float_to_int, out_of_range, wrap};
use super::{Trap, Vm, heap};
use crate::code::{Code, Func, Instr, Origin, Reg};
use runtime_core::guest::{Step, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Finish;

/// The frame on top, being run.
struct Run<'r, 'c> {
    vm: &'r mut Vm,
    fiber: &'r mut Fiber,
    id: FiberId,
    cx: &'r mut StepCx<'c>,
    code: &'r Code,
    func: &'r Func,
    pc: usize,
    base: usize,
    line: u32,
    spent: u64,
}

/// Nothing, or what stops the frames.
type Done = Result<(), Trap>;

impl Vm {
    /// Runs the frame on top, and those it calls, until something else has to be done.
    pub(super) fn frames(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Trap {
        let Some(&Frame { func, pc, base, line, .. }) = fiber.frames.last() else {
            return Trap::Step(Step::Done(Finish::Returned));
        };
        let (func, spent) = (&code.funcs[func as usize], cx.spent);
        let mut run = Run {
            vm: self,
            fiber,
            id,
            cx,
            code,
            func,
            pc: pc as usize,
            base: base as usize,
            line,
            spent,
        };
        loop {
            if let Err(trap) = run.next() {
                return trap;
            }
        }
    }
}

impl Run<'_, '_> {
    #[inline(always)]
    fn next(&mut self) -> Done {
        if self.spent >= self.cx.budget {
            return self.stop(Trap::Step(Step::Ran));
        }
        if self.cx.records_lines() {
            self.see_line();
        }
        let instr = self.func.code[self.pc];
        self.pc += 1;
        self.spent += 1;
        self.execute(instr)
    }

    #[inline(always)]
    fn execute(&mut self, instr: Instr) -> Done {
        match instr {
            Instr::Int { dst, value } => self.put(dst, i64::from(value) as u64),
            Instr::Const { dst, index } => self.put(dst, self.code.consts[index as usize]),
            Instr::Str { dst, index } => self.put(dst, heap::reference(index + 1)),
            Instr::Zero { dst, n } => self.zero(dst, n),
            Instr::Move { dst, src } => self.put(dst, self.get(src)),
            Instr::MoveN { dst, src, n } => self.move_many(dst, src, n),
            Instr::Add { dst, a, b } => self.put(dst, self.get(a).wrapping_add(self.get(b))),
            Instr::AddI { dst, a, value } => {
                self.put(dst, self.get(a).wrapping_add(i64::from(value) as u64))
            }
            Instr::Sub { dst, a, b } => self.put(dst, self.get(a).wrapping_sub(self.get(b))),
            Instr::Mul { dst, a, b } => self.put(dst, self.get(a).wrapping_mul(self.get(b))),
            Instr::Div { dst, a, b } => {
                self.divide(dst, a, b, |x, y| (x as i64).wrapping_div(y as i64) as u64)
            }
            Instr::Rem { dst, a, b } => {
                self.divide(dst, a, b, |x, y| (x as i64).wrapping_rem(y as i64) as u64)
            }
            Instr::DivU { dst, a, b } => self.divide(dst, a, b, |x, y| x / y),
            Instr::RemU { dst, a, b } => self.divide(dst, a, b, |x, y| x % y),
            Instr::And { dst, a, b } => self.put(dst, self.get(a) & self.get(b)),
            Instr::Or { dst, a, b } => self.put(dst, self.get(a) | self.get(b)),
            Instr::Xor { dst, a, b } => self.put(dst, self.get(a) ^ self.get(b)),
            Instr::AndNot { dst, a, b } => self.put(dst, self.get(a) & !self.get(b)),
            Instr::Shl { dst, a, b } => {
                self.put(dst, shift(self.get(a), self.get(b), |x, n| x << n))
            }
            Instr::Shr { dst, a, b } => {
                self.put(dst, ((self.get(a) as i64) >> self.get(b).min(63)) as u64)
            }
            Instr::ShrU { dst, a, b } => {
                self.put(dst, shift(self.get(a), self.get(b), |x, n| x >> n))
            }
            Instr::ShiftCount { a } => self.shift_count(a),
            Instr::Neg { dst, a } => self.put(dst, self.get(a).wrapping_neg()),
            Instr::Com { dst, a } => self.put(dst, !self.get(a)),
            Instr::Not { dst, a } => self.put(dst, self.get(a) ^ 1),
            Instr::Wrap { dst, width } => self.put(dst, wrap(self.get(dst), width)),
            Instr::FAdd { dst, a, b } => self.put_float(dst, self.float(a) + self.float(b)),
            Instr::FSub { dst, a, b } => self.put_float(dst, self.float(a) - self.float(b)),
            Instr::FMul { dst, a, b } => self.put_float(dst, self.float(a) * self.float(b)),
            Instr::FDiv { dst, a, b } => self.put_float(dst, self.float(a) / self.float(b)),
            Instr::FNeg { dst, a } => self.put_float(dst, -self.float(a)),
            Instr::IntToFloat { dst, a } => self.put_float(dst, self.get(a) as i64 as f64),
            Instr::UintToFloat { dst, a } => self.put_float(dst, self.get(a) as f64),
            Instr::FloatToInt { dst, a } => self.put(dst, float_to_int(self.float(a))),
            Instr::FloatToUint { dst, a } => self.put(dst, self.float(a) as u64),
            Instr::Eq { dst, a, b } => self.put(dst, u64::from(self.get(a) == self.get(b))),
            Instr::Ne { dst, a, b } => self.put(dst, u64::from(self.get(a) != self.get(b))),
            Instr::Lt { dst, a, b } => self.put(dst, u64::from(self.int(a) < self.int(b))),
            Instr::Le { dst, a, b } => self.put(dst, u64::from(self.int(a) <= self.int(b))),
            Instr::LtU { dst, a, b } => self.put(dst, u64::from(self.get(a) < self.get(b))),
            Instr::LeU { dst, a, b } => self.put(dst, u64::from(self.get(a) <= self.get(b))),
            Instr::FEq { dst, a, b } => self.put(dst, u64::from(self.float(a) == self.float(b))),
            Instr::FNe { dst, a, b } => self.put(dst, u64::from(self.float(a) != self.float(b))),
            Instr::FLt { dst, a, b } => self.put(dst, u64::from(self.float(a) < self.float(b))),
            Instr::FLe { dst, a, b } => self.put(dst, u64::from(self.float(a) <= self.float(b))),
            Instr::Jump { to } => self.jump(to, true),
            Instr::JumpIf { a, to } => self.jump(to, self.get(a) != 0),
            Instr::JumpUnless { a, to } => self.jump(to, self.get(a) == 0),
            Instr::JumpEq { a, b, by } => self.jump_by(by, self.get(a) == self.get(b)),
            Instr::JumpNe { a, b, by } => self.jump_by(by, self.get(a) != self.get(b)),
            Instr::JumpLt { a, b, by } => self.jump_by(by, self.int(a) < self.int(b)),
            Instr::JumpLe { a, b, by } => self.jump_by(by, self.int(a) <= self.int(b)),
            Instr::Global { dst, index } => self.put(dst, self.vm.globals[index as usize]),
            Instr::Load { dst, ptr, off } => self.load(dst, ptr, off),
            Instr::Store { ptr, off, src } => self.store(ptr, off, src),
            Instr::SliceGet { dst, s, idx } => self.slice_get(dst, s, idx),
            Instr::SliceSet { s, idx, src } => self.slice_set(s, idx, src),
            Instr::Call { block, func } => self.call(block, func),
            Instr::Ret => self.ret(),
            other => self.other(other),
        }
    }

    // ---- registers

    #[inline(always)]
    fn get(&self, reg: Reg) -> u64 {
        self.fiber.stack[self.base + reg as usize]
    }

    #[inline(always)]
    fn int(&self, reg: Reg) -> i64 {
        self.get(reg) as i64
    }

    #[inline(always)]
    fn float(&self, reg: Reg) -> f64 {
        f64::from_bits(self.get(reg))
    }

    #[inline(always)]
    fn put(&mut self, reg: Reg, value: u64) -> Done {
        self.fiber.stack[self.base + reg as usize] = value;
        Ok(())
    }

    #[inline(always)]
    fn put_float(&mut self, reg: Reg, value: f64) -> Done {
        self.put(reg, value.to_bits())
    }

    fn zero(&mut self, dst: Reg, n: u16) -> Done {
        let at = self.base + dst as usize;
        self.fiber.stack[at..at + n as usize].fill(0);
        Ok(())
    }

    fn move_many(&mut self, dst: Reg, src: Reg, n: u16) -> Done {
        let (dst, src) = (self.base + dst as usize, self.base + src as usize);
        self.fiber.stack.copy_within(src..src + n as usize, dst);
        Ok(())
    }

    // ---- numbers and jumps

    #[inline(always)]
    fn divide(&mut self, dst: Reg, a: Reg, b: Reg, by: impl FnOnce(u64, u64) -> u64) -> Done {
        if self.get(b) == 0 {
            return self.stop(Trap::Runtime("integer divide by zero".into()));
        }
        self.put(dst, by(self.get(a), self.get(b)))
    }

    fn shift_count(&mut self, a: Reg) -> Done {
        if self.int(a) < 0 {
            return self.stop(Trap::Runtime("negative shift amount".into()));
        }
        Ok(())
    }

    #[inline(always)]
    fn jump(&mut self, to: u32, taken: bool) -> Done {
        if taken {
            self.pc = to as usize;
        }
        Ok(())
    }

    #[inline(always)]
    fn jump_by(&mut self, by: i16, taken: bool) -> Done {
        if taken {
            self.pc = (self.pc as i64 - 1 + i64::from(by)) as usize;
        }
        Ok(())
    }

    // ---- memory

    #[inline(always)]
    fn load(&mut self, dst: Reg, ptr: Reg, off: u16) -> Done {
        let cells = self.vm.heap.cells(self.get(ptr));
        match cells.and_then(|cells| cells.get(off as usize)).copied() {
            Some(value) => self.put(dst, value),
            None => self.stop(Trap::Nil),
        }
    }

    #[inline(always)]
    fn store(&mut self, ptr: Reg, off: u16, src: Reg) -> Done {
        let (address, value) = (self.get(ptr), self.get(src));
        match self.vm.heap.cells_mut(address).and_then(|cells| cells.get_mut(off as usize)) {
            Some(cell) => *cell = value,
            None => return self.stop(Trap::Nil),
        }
        Ok(())
    }

    #[inline(always)]
    fn slice_get(&mut self, dst: Reg, s: Reg, idx: Reg) -> Done {
        let (at, len) = (self.get(idx), self.get(s + 1));
        if at >= len {
            return self.stop(out_of_range(at, len));
        }
        let value = self.vm.heap.cells(self.get(s) + at).and_then(|cells| cells.first()).copied();
        self.put(dst, value.unwrap_or(0))
    }

    #[inline(always)]
    fn slice_set(&mut self, s: Reg, idx: Reg, src: Reg) -> Done {
        let (at, len, value) = (self.get(idx), self.get(s + 1), self.get(src));
        if at >= len {
            return self.stop(out_of_range(at, len));
        }
        let address = self.get(s) + at;
        if let Some(cell) = self.vm.heap.cells_mut(address).and_then(|cells| cells.first_mut()) {
            *cell = value;
        }
        Ok(())
    }

    // ---- frames

    /// Writes back where the frame stands.
    #[inline(always)]
    fn save(&mut self) {
        self.cx.spent = self.spent;
        self.fiber.top().pc = self.pc as u32;
    }

    fn stop(&mut self, trap: Trap) -> Done {
        self.save();
        Err(trap)
    }

    /// Reports the line of the next instruction if it is another one.
    fn see_line(&mut self) {
        let now = self.func.lines[self.pc];
        if now == self.line || self.func.origin == Origin::Library {
            return;
        }
        self.cx.spent = self.spent;
        self.line = now;
        self.fiber.top().line = now;
        self.cx.line_reached(self.id, now);
    }

    #[inline(always)]
    fn call(&mut self, block: Reg, number: u32) -> Done {
        self.save();
        let callee = &self.code.funcs[number as usize];
        let block = self.base + block as usize;
        push(self.fiber, number, callee, block)?;
        (self.func, self.pc) = (callee, 0);
        self.base = self.fiber.stack.len() - callee.kinds.len();
        let (results, n) = (callee.results as usize, callee.params as usize);
        self.fiber.stack.copy_within(block + results..block + results + n, self.base + results);
        if self.cx.records_lines() {
            self.line = entered(self.code, self.fiber, self.id, self.cx);
        }
        Ok(())
    }

    #[inline(always)]
    fn ret(&mut self) -> Done {
        let top = *self.fiber.top();
        if top.why != Why::Call || self.fiber.frames.len() < 2 {
            self.save();
            return Err(self.vm.returned(self.code, self.fiber, self.id, self.cx));
        }
        let n = self.func.results as usize;
        self.fiber.stack.copy_within(self.base..self.base + n, top.block as usize);
        self.fiber.stack.truncate(self.base);
        self.fiber.frames.pop();
        if self.func.origin == Origin::Program && self.cx.records_lines() {
            self.cx.spent = self.spent;
            self.cx.frame_left(self.id);
        }
        let caller = *self.fiber.top();
        self.func = &self.code.funcs[caller.func as usize];
        (self.pc, self.base, self.line) = (caller.pc as usize, caller.base as usize, caller.line);
        Ok(())
    }

    /// An instruction that may allocate, call or ask.
    fn other(&mut self, instr: Instr) -> Done {
        self.save();
        let words = self.vm.instr(self.code, self.func, self.fiber, self.id, instr, self.cx)?;
        self.pc += words;
        self.spent = self.cx.spent;
        if self.vm.heap.bytes > self.vm.heap.due {
            return self.stop(Trap::Frames);
        }
        Ok(())
    }
}

/// A shift that leaves nothing for a count of 64 or more.
#[inline(always)]
fn shift(x: u64, count: u64, by: impl FnOnce(u64, u64) -> u64) -> u64 {
    if count < 64 { by(x, count) } else { 0 }
}
