//! The interpreter's loop, and the instructions that only touch registers and memory.
//!
//! The loop keeps where it stands in variables of its own. An instruction that cannot be done
//! there, because it allocates, asks or fails, is done by [`Vm::instr`], which knows all of them.
//!
//! **Invariants:** between two instructions, `at` and `spent` are the truth; they are written back
//! to the frame and the context before anybody else looks.

use super::exec::entered;
use super::fiber::{Fiber, Frame, Why};
use super::instr::enter;
use super::number::{float_to_int, wrap};
use super::{Trap, Vm, heap};
use crate::code::{Code, Func, Instr, Origin, Reg};
use runtime_core::guest::{Step, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Finish;

/// Where the frame on top stands.
#[derive(Clone, Copy)]
struct Position<'c> {
    func: &'c Func,
    pc: usize,
    base: usize,
}

/// What follows an instruction.
enum Flow {
    /// The next one.
    Next,
    /// A call of a function, with a block.
    Call(Reg, u32),
    /// The frame's end.
    Ret,
    /// It is not done yet: it is none of the quick ones, or fails.
    Slow,
}

/// The registers of the frame on top.
struct Regs<'f>(&'f mut [u64]);

impl Vm {
    /// Runs the frame on top, and those it calls, until something else has to be done.
    pub(super) fn frames(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Trap {
        if fiber.frames.is_empty() {
            return Trap::Step(Step::Done(Finish::Returned));
        }
        let mut at = position(code, fiber);
        let mut spent = cx.spent;
        let mut regs = Regs(&mut fiber.stack[at.base..]);
        // With lines to be seen, every instruction is looked at.
        let mut limit = if cx.records_lines() { 0 } else { cx.budget };
        loop {
            if spent >= limit {
                (fiber.top().pc, cx.spent) = (at.pc as u32, spent);
                if spent >= cx.budget && !at.func.whole {
                    return Trap::Step(Step::Ran);
                }
                see_line(at.func, fiber, id, cx);
                limit = if cx.records_lines() { 0 } else { cx.budget };
                regs = Regs(&mut fiber.stack[at.base..]);
            }
            let instr = at.func.code[at.pc];
            at.pc += 1;
            spent += 1;
            let flow = execute(instr, &mut regs, &mut at, self, code);
            if let Flow::Next = flow {
                continue;
            }
            (fiber.top().pc, cx.spent) = (at.pc as u32, spent);
            let done = match flow {
                Flow::Call(block, number) => self.call(code, fiber, id, (block, number), cx),
                Flow::Ret => self.ret(code, fiber, id, cx),
                _ => {
                    let done = self.slow(code, at.func, fiber, id, instr, cx);
                    // Whoever has allocated what the step may ends it, as one who is out of budget.
                    if self.heap.allocated >= cx.allocation {
                        (cx.budget, limit) = (cx.budget.min(cx.spent), 0);
                    }
                    done
                }
            };
            if let Err(trap) = done {
                return trap;
            }
            at = position(code, fiber);
            spent = cx.spent;
            regs = Regs(&mut fiber.stack[at.base..]);
        }
    }

    #[inline(always)]
    fn call(
        &self, code: &Code, fiber: &mut Fiber, id: FiberId, (block, number): (Reg, u32),
        cx: &mut StepCx<'_>,
    ) -> Result<(), Trap> {
        let block = fiber.top().base as usize + block as usize;
        enter(code, fiber, id, number, (block, 0), cx)?;
        called(code, fiber, id, cx)
    }

    #[inline(always)]
    fn ret(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Result<(), Trap> {
        let top = *fiber.top();
        if top.why != Why::Call || fiber.frames.len() < 2 {
            return Err(self.returned(code, fiber, id, cx));
        }
        let (base, func) = (top.base as usize, &code.funcs[top.func as usize]);
        fiber.stack.copy_within(base..base + func.results as usize, top.block as usize);
        fiber.stack.truncate(base);
        fiber.frames.pop();
        if cx.records_lines() && func.origin == Origin::Program {
            cx.frame_left(id);
        }
        Ok(())
    }

    /// An instruction that may allocate, call or ask, or that fails.
    #[inline(never)]
    fn slow(
        &mut self, code: &Code, func: &Func, fiber: &mut Fiber, id: FiberId, instr: Instr,
        cx: &mut StepCx<'_>,
    ) -> Result<(), Trap> {
        match instr {
            Instr::CallValue { f, block } => {
                return self.call_value(code, fiber, id, (f, block), cx);
            }
            Instr::CallIface { iface, block, method } => {
                return self.call_iface(code, fiber, id, (iface, block, method), cx);
            }
            _ => {}
        }
        let words = self.instr(code, func, fiber, id, instr, cx)?;
        fiber.top().pc += words as u32;
        if self.heap.bytes > self.heap.due { Err(Trap::Frames) } else { Ok(()) }
    }
}

/// The frame on top after a call: seen, and left again if the step is to end at calls.
#[inline(always)]
pub(super) fn called(
    code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
) -> Result<(), Trap> {
    if cx.records_lines() {
        entered(code, fiber, id, cx);
    }
    if cx.stop_at_poll { Err(Trap::Step(Step::Ran)) } else { Ok(()) }
}

#[inline(always)]
fn position<'c>(code: &'c Code, fiber: &Fiber) -> Position<'c> {
    let &Frame { func, pc, base, .. } =
        fiber.frames.last().expect("yieldpoint bug: a fiber without frames runs");
    Position { func: &code.funcs[func as usize], pc: pc as usize, base: base as usize }
}

/// Reports the line of the next instruction if it is another one.
#[inline(never)]
fn see_line(func: &Func, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) {
    let top = fiber.top();
    let now = func.lines[top.pc as usize];
    if now != top.line && func.origin == Origin::Program && cx.records_lines() {
        top.line = now;
        cx.line_reached(id, now);
    }
}

#[inline(always)]
fn execute(
    instr: Instr, regs: &mut Regs<'_>, at: &mut Position<'_>, vm: &mut Vm, code: &Code,
) -> Flow {
    match instr {
        Instr::Int { dst, value } => regs.put(dst, i64::from(value) as u64),
        Instr::Const { dst, index } => regs.put(dst, code.consts[index as usize]),
        Instr::Str { dst, index } => regs.put(dst, heap::reference(index + 1)),
        Instr::Zero { dst, n } => regs.zero(dst, n),
        Instr::Move { dst, src } => regs.put(dst, regs.get(src)),
        Instr::MoveN { dst, src, n } => regs.move_many(dst, src, n),
        Instr::Add { dst, a, b } => regs.put(dst, regs.get(a).wrapping_add(regs.get(b))),
        Instr::AddI { dst, a, value } => {
            regs.put(dst, regs.get(a).wrapping_add(i64::from(value) as u64))
        }
        Instr::Sub { dst, a, b } => regs.put(dst, regs.get(a).wrapping_sub(regs.get(b))),
        Instr::Mul { dst, a, b } => regs.put(dst, regs.get(a).wrapping_mul(regs.get(b))),
        Instr::MulI { dst, a, value } => {
            regs.put(dst, regs.get(a).wrapping_mul(i64::from(value) as u64))
        }
        Instr::Div { dst, a, b } => {
            regs.divide(dst, a, b, |a, b| (a as i64).wrapping_div(b as i64) as u64)
        }
        Instr::Rem { dst, a, b } => {
            regs.divide(dst, a, b, |a, b| (a as i64).wrapping_rem(b as i64) as u64)
        }
        Instr::DivU { dst, a, b } => regs.divide(dst, a, b, |a, b| a / b),
        Instr::RemU { dst, a, b } => regs.divide(dst, a, b, |a, b| a % b),
        Instr::And { dst, a, b } => regs.put(dst, regs.get(a) & regs.get(b)),
        Instr::Or { dst, a, b } => regs.put(dst, regs.get(a) | regs.get(b)),
        Instr::Xor { dst, a, b } => regs.put(dst, regs.get(a) ^ regs.get(b)),
        Instr::AndNot { dst, a, b } => regs.put(dst, regs.get(a) & !regs.get(b)),
        Instr::Shl { dst, a, b } => regs.put(dst, shift(regs.get(a), regs.get(b), |x, n| x << n)),
        Instr::Shr { dst, a, b } => {
            regs.put(dst, ((regs.get(a) as i64) >> regs.get(b).min(63)) as u64)
        }
        Instr::ShrU { dst, a, b } => regs.put(dst, shift(regs.get(a), regs.get(b), |x, n| x >> n)),
        Instr::ShiftCount { a } => Flow::next_if(regs.int(a) >= 0),
        Instr::Neg { dst, a } => regs.put(dst, regs.get(a).wrapping_neg()),
        Instr::Com { dst, a } => regs.put(dst, !regs.get(a)),
        Instr::Not { dst, a } => regs.put(dst, regs.get(a) ^ 1),
        Instr::Wrap { dst, width } => regs.put(dst, wrap(regs.get(dst), width)),
        Instr::FAdd { dst, a, b } => regs.put_float(dst, regs.float(a) + regs.float(b)),
        Instr::FSub { dst, a, b } => regs.put_float(dst, regs.float(a) - regs.float(b)),
        Instr::FMul { dst, a, b } => regs.put_float(dst, regs.float(a) * regs.float(b)),
        Instr::FDiv { dst, a, b } => regs.put_float(dst, regs.float(a) / regs.float(b)),
        Instr::FNeg { dst, a } => regs.put_float(dst, -regs.float(a)),
        Instr::IntToFloat { dst, a } => regs.put_float(dst, regs.get(a) as i64 as f64),
        Instr::UintToFloat { dst, a } => regs.put_float(dst, regs.get(a) as f64),
        Instr::FloatToInt { dst, a } => regs.put(dst, float_to_int(regs.float(a))),
        Instr::FloatToUint { dst, a } => regs.put(dst, regs.float(a) as u64),
        Instr::Eq { dst, a, b } => regs.put(dst, u64::from(regs.get(a) == regs.get(b))),
        Instr::Ne { dst, a, b } => regs.put(dst, u64::from(regs.get(a) != regs.get(b))),
        Instr::Lt { dst, a, b } => regs.put(dst, u64::from(regs.int(a) < regs.int(b))),
        Instr::Le { dst, a, b } => regs.put(dst, u64::from(regs.int(a) <= regs.int(b))),
        Instr::LtU { dst, a, b } => regs.put(dst, u64::from(regs.get(a) < regs.get(b))),
        Instr::LeU { dst, a, b } => regs.put(dst, u64::from(regs.get(a) <= regs.get(b))),
        Instr::FEq { dst, a, b } => regs.put(dst, u64::from(regs.float(a) == regs.float(b))),
        Instr::FNe { dst, a, b } => regs.put(dst, u64::from(regs.float(a) != regs.float(b))),
        Instr::FLt { dst, a, b } => regs.put(dst, u64::from(regs.float(a) < regs.float(b))),
        Instr::FLe { dst, a, b } => regs.put(dst, u64::from(regs.float(a) <= regs.float(b))),
        Instr::Jump { to } => at.jump(to, true),
        Instr::JumpIf { a, to } => at.jump(to, regs.get(a) != 0),
        Instr::JumpUnless { a, to } => at.jump(to, regs.get(a) == 0),
        Instr::JumpEq { a, b, by } => at.jump_by(by, regs.get(a) == regs.get(b)),
        Instr::JumpNe { a, b, by } => at.jump_by(by, regs.get(a) != regs.get(b)),
        Instr::JumpLt { a, b, by } => at.jump_by(by, regs.int(a) < regs.int(b)),
        Instr::JumpLe { a, b, by } => at.jump_by(by, regs.int(a) <= regs.int(b)),
        Instr::JumpEqI { a, value, by } => at.jump_by(by, regs.int(a) == i64::from(value)),
        Instr::JumpNeI { a, value, by } => at.jump_by(by, regs.int(a) != i64::from(value)),
        Instr::JumpLtI { a, value, by } => at.jump_by(by, regs.int(a) < i64::from(value)),
        Instr::JumpGtI { a, value, by } => at.jump_by(by, regs.int(a) > i64::from(value)),
        Instr::Global { dst, index } => regs.put(dst, vm.globals[index as usize]),
        Instr::Load { dst, ptr, off } => regs.load(&vm.heap, dst, regs.get(ptr), off.into()),
        Instr::Store { ptr, off, src } => regs.store(&mut vm.heap, regs.get(ptr), off.into(), src),
        Instr::LoadN { dst, ptr, off } => regs.load_many(&vm.heap, at, (dst, ptr, off)),
        Instr::StoreN { ptr, off, src } => regs.store_many(&mut vm.heap, at, (ptr, off, src)),
        Instr::PtrAdd { dst, ptr } => regs.address(at, dst, ptr, 1),
        Instr::PtrIndex { dst, ptr, idx } => regs.address(at, dst, ptr, regs.get(idx)),
        Instr::Bound { idx, len } => Flow::next_if(regs.get(idx) < u64::from(len)),
        Instr::NilCheck { ptr: a } | Instr::TypeCheck { a } => Flow::next_if(regs.get(a) != 0),
        Instr::SliceGet { dst, s, idx } => regs.slice_get(&vm.heap, dst, s, idx),
        Instr::SliceSet { s, idx, src } => regs.slice_set(&mut vm.heap, s, idx, src),
        Instr::SliceAddr { dst, s, idx } => regs.slice_address(at, dst, s, idx),
        Instr::StrLen { dst, s } => regs.put(dst, vm.heap.str(regs.get(s)).len() as u64),
        Instr::StrGet { dst, s, idx } => regs.byte(&vm.heap, dst, s, idx),
        Instr::Call { block, func } => Flow::Call(block, func),
        Instr::Ret => Flow::Ret,
        _ => Flow::Slow,
    }
}

impl Flow {
    #[inline(always)]
    fn next_if(holds: bool) -> Flow {
        if holds { Flow::Next } else { Flow::Slow }
    }
}

impl Position<'_> {
    #[inline(always)]
    fn jump(&mut self, to: u32, taken: bool) -> Flow {
        if taken {
            self.pc = to as usize;
        }
        Flow::Next
    }

    #[inline(always)]
    fn jump_by(&mut self, by: i16, taken: bool) -> Flow {
        if taken {
            self.pc = (self.pc as isize - 1 + by as isize) as usize;
        }
        Flow::Next
    }

    /// The word behind the instruction.
    #[inline(always)]
    fn word(&self) -> usize {
        match self.func.code.get(self.pc) {
            Some(Instr::Data(word)) => *word as usize,
            _ => 0,
        }
    }
}

impl Regs<'_> {
    #[inline(always)]
    fn get(&self, reg: Reg) -> u64 {
        self.0[reg as usize]
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
    fn put(&mut self, reg: Reg, value: u64) -> Flow {
        self.0[reg as usize] = value;
        Flow::Next
    }

    #[inline(always)]
    fn put_float(&mut self, reg: Reg, value: f64) -> Flow {
        self.put(reg, value.to_bits())
    }

    #[inline(always)]
    fn zero(&mut self, dst: Reg, n: u16) -> Flow {
        self.0[dst as usize..][..n as usize].fill(0);
        Flow::Next
    }

    #[inline(always)]
    fn move_many(&mut self, dst: Reg, src: Reg, n: u16) -> Flow {
        let src = src as usize;
        self.0.copy_within(src..src + n as usize, dst as usize);
        Flow::Next
    }

    #[inline(always)]
    fn divide(&mut self, dst: Reg, a: Reg, b: Reg, by: impl FnOnce(u64, u64) -> u64) -> Flow {
        if self.get(b) == 0 {
            return Flow::Slow;
        }
        self.put(dst, by(self.get(a), self.get(b)))
    }

    // ---- memory

    #[inline(always)]
    fn load(&mut self, heap: &heap::Heap, dst: Reg, address: u64, off: usize) -> Flow {
        match heap.slot(address, off) {
            Some(value) => self.put(dst, value),
            None => Flow::Slow,
        }
    }

    #[inline(always)]
    fn store(&mut self, heap: &mut heap::Heap, address: u64, off: usize, src: Reg) -> Flow {
        match heap.slot_mut(address, off) {
            Some(slot) => *slot = self.get(src),
            None => return Flow::Slow,
        }
        Flow::Next
    }

    #[inline(always)]
    fn load_many(
        &mut self, heap: &heap::Heap, at: &mut Position<'_>, (dst, ptr, off): (Reg, Reg, u16),
    ) -> Flow {
        let (n, from) = (at.word(), off as usize);
        let cells = heap.cells(self.get(ptr)).and_then(|cells| cells.get(from..from + n));
        let Some(cells) = cells else { return Flow::Slow };
        self.0[dst as usize..][..n].copy_from_slice(cells);
        at.pc += 1;
        Flow::Next
    }

    #[inline(always)]
    fn store_many(
        &mut self, heap: &mut heap::Heap, at: &mut Position<'_>, (ptr, off, src): (Reg, u16, Reg),
    ) -> Flow {
        let (n, from) = (at.word(), off as usize);
        let cells = heap.cells_mut(self.get(ptr)).and_then(|cells| cells.get_mut(from..from + n));
        let Some(cells) = cells else { return Flow::Slow };
        cells.copy_from_slice(&self.0[src as usize..][..n]);
        at.pc += 1;
        Flow::Next
    }

    /// `r[dst]` becomes the address so many times the word behind the instruction further.
    #[inline(always)]
    fn address(&mut self, at: &mut Position<'_>, dst: Reg, ptr: Reg, times: u64) -> Flow {
        if self.get(ptr) == 0 {
            return Flow::Slow;
        }
        self.put(dst, self.get(ptr).wrapping_add(times.wrapping_mul(at.word() as u64)));
        at.pc += 1;
        Flow::Next
    }

    /// An index of the slice `r[s..]`, if it is one.
    #[inline(always)]
    fn element(&self, s: Reg, idx: Reg) -> Option<usize> {
        let index = self.get(idx);
        (index < self.get(s + 1)).then_some(index as usize)
    }

    #[inline(always)]
    fn slice_get(&mut self, heap: &heap::Heap, dst: Reg, s: Reg, idx: Reg) -> Flow {
        match self.element(s, idx) {
            Some(index) => self.load(heap, dst, self.get(s), index),
            None => Flow::Slow,
        }
    }

    #[inline(always)]
    fn slice_set(&mut self, heap: &mut heap::Heap, s: Reg, idx: Reg, src: Reg) -> Flow {
        match self.element(s, idx) {
            Some(index) => self.store(heap, self.get(s), index, src),
            None => Flow::Slow,
        }
    }

    #[inline(always)]
    fn slice_address(&mut self, at: &mut Position<'_>, dst: Reg, s: Reg, idx: Reg) -> Flow {
        match self.element(s, idx) {
            Some(index) => self.address(at, dst, s, index as u64),
            None => Flow::Slow,
        }
    }

    #[inline(always)]
    fn byte(&mut self, heap: &heap::Heap, dst: Reg, s: Reg, idx: Reg) -> Flow {
        let index = usize::try_from(self.get(idx)).unwrap_or(usize::MAX);
        match heap.str(self.get(s)).get(index) {
            Some(&byte) => self.put(dst, u64::from(byte)),
            None => Flow::Slow,
        }
    }
}

/// A shift that leaves nothing for a count of 64 or more.
#[inline(always)]
fn shift(x: u64, count: u64, by: impl FnOnce(u64, u64) -> u64) -> u64 {
    if count < 64 { by(x, count) } else { 0 }
}
