//! The interpreter's loop: instructions on numbers, jumps, memory and calls.

use super::fiber::{Defer, Fiber, Frame, Why};
use super::{Trap, Vm};
use crate::code::{Code, Func, Instr, Origin, Width};
use runtime_core::guest::{Step, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Finish;

/// The deepest stack in slots: Go's limit of a gigabyte, measured in frames of its own.
const STACK_SLOTS_MAX: usize = 1 << 24;
/// The deepest stack in frames.
const FRAMES_MAX: usize = 1 << 22;

impl Vm {
    /// Runs the fiber until it must come back.
    pub(super) fn run(&mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Step {
        let code = self.code.clone();
        if !fiber.started {
            fiber.started = true;
            entered(&code, fiber, id, cx);
        }
        if std::mem::take(&mut fiber.closed_chan) {
            let text = self.closed_chan_text(fiber);
            if let Some(step) = self.trap(Trap::Plain(text), fiber, id, cx) {
                return step;
            }
        }
        loop {
            let trap = match cx.records_lines() {
                true => self.frames::<true>(&code, fiber, id, cx),
                false => self.frames::<false>(&code, fiber, id, cx),
            };
            if let Some(step) = self.trap(trap, fiber, id, cx) {
                return step;
            }
            if self.heap.bytes > self.heap.due {
                self.collect(fiber);
                if self.heap.too_much(0) {
                    return self.memory_fault();
                }
            }
        }
    }

    /// Runs the frame on top, and those it calls, until something else has to be done.
    fn frames<const LINES: bool>(&mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Trap {
        let Some(&Frame { func: number, pc, base, mut line, .. }) = fiber.frames.last() else {
            return Trap::Step(Step::Done(Finish::Returned));
        };
        let mut func: &Func = &code.funcs[number as usize];
        let (mut pc, mut base) = (pc as usize, base as usize);
        let budget = cx.budget;
        let mut spent = cx.spent;

        macro_rules! r {
            ($reg:expr) => {
                fiber.stack[base + $reg as usize]
            };
        }
        macro_rules! save {
            () => {
                cx.spent = spent;
                fiber.top().pc = pc as u32;
            };
        }
        macro_rules! stop {
            ($trap:expr) => {{
                save!();
                return $trap;
            }};
        }
        macro_rules! op {
            ($dst:expr, $value:expr) => {{
                let value: u64 = $value;
                r!($dst) = value;
            }};
        }
        macro_rules! float {
            ($reg:expr) => {
                f64::from_bits(r!($reg))
            };
        }
        macro_rules! goto {
            ($by:expr) => {
                pc = (pc as i64 - 1 + i64::from($by)) as usize
            };
        }

        loop {
            if spent >= budget {
                stop!(Trap::Step(Step::Ran));
            }
            if LINES && func.origin == Origin::Program {
                let now = func.lines[pc];
                if now != line {
                    cx.spent = spent;
                    line = now;
                    fiber.top().line = now;
                    cx.line_reached(id, now);
                }
            }
            let instr = func.code[pc];
            pc += 1;
            spent += 1;
            match instr {
                Instr::Int { dst, value } => op!(dst, i64::from(value) as u64),
                Instr::Const { dst, index } => op!(dst, code.consts[index as usize]),
                Instr::Str { dst, index } => op!(dst, super::heap::reference(index + 1)),
                Instr::Zero { dst, n } => {
                    let at = base + dst as usize;
                    fiber.stack[at..at + n as usize].fill(0);
                }
                Instr::Move { dst, src } => op!(dst, r!(src)),
                Instr::MoveN { dst, src, n } => {
                    let (dst, src) = (base + dst as usize, base + src as usize);
                    fiber.stack.copy_within(src..src + n as usize, dst);
                }
                Instr::Add { dst, a, b } => op!(dst, r!(a).wrapping_add(r!(b))),
                Instr::AddI { dst, a, value } => op!(dst, r!(a).wrapping_add(i64::from(value) as u64)),
                Instr::Sub { dst, a, b } => op!(dst, r!(a).wrapping_sub(r!(b))),
                Instr::Mul { dst, a, b } => op!(dst, r!(a).wrapping_mul(r!(b))),
                Instr::Div { dst, a, b } | Instr::Rem { dst, a, b } => {
                    let (x, y) = (r!(a) as i64, r!(b) as i64);
                    if y == 0 {
                        stop!(zero_divide());
                    }
                    let quotient = matches!(instr, Instr::Div { .. });
                    op!(dst, if quotient { x.wrapping_div(y) } else { x.wrapping_rem(y) } as u64);
                }
                Instr::DivU { dst, a, b } | Instr::RemU { dst, a, b } => {
                    let (x, y) = (r!(a), r!(b));
                    if y == 0 {
                        stop!(zero_divide());
                    }
                    op!(dst, if matches!(instr, Instr::DivU { .. }) { x / y } else { x % y });
                }
                Instr::And { dst, a, b } => op!(dst, r!(a) & r!(b)),
                Instr::Or { dst, a, b } => op!(dst, r!(a) | r!(b)),
                Instr::Xor { dst, a, b } => op!(dst, r!(a) ^ r!(b)),
                Instr::AndNot { dst, a, b } => op!(dst, r!(a) & !r!(b)),
                Instr::Shl { dst, a, b } => op!(dst, if r!(b) < 64 { r!(a) << r!(b) } else { 0 }),
                Instr::Shr { dst, a, b } => op!(dst, ((r!(a) as i64) >> r!(b).min(63)) as u64),
                Instr::ShrU { dst, a, b } => op!(dst, if r!(b) < 64 { r!(a) >> r!(b) } else { 0 }),
                Instr::ShiftCount { a } => {
                    if (r!(a) as i64) < 0 {
                        stop!(Trap::Runtime("negative shift amount".into()));
                    }
                }
                Instr::Neg { dst, a } => op!(dst, r!(a).wrapping_neg()),
                Instr::Com { dst, a } => op!(dst, !r!(a)),
                Instr::Not { dst, a } => op!(dst, r!(a) ^ 1),
                Instr::Wrap { dst, width } => op!(dst, wrap(r!(dst), width)),
                Instr::FAdd { dst, a, b } => op!(dst, (float!(a) + float!(b)).to_bits()),
                Instr::FSub { dst, a, b } => op!(dst, (float!(a) - float!(b)).to_bits()),
                Instr::FMul { dst, a, b } => op!(dst, (float!(a) * float!(b)).to_bits()),
                Instr::FDiv { dst, a, b } => op!(dst, (float!(a) / float!(b)).to_bits()),
                Instr::FNeg { dst, a } => op!(dst, (-float!(a)).to_bits()),
                Instr::IntToFloat { dst, a } => op!(dst, (r!(a) as i64 as f64).to_bits()),
                Instr::UintToFloat { dst, a } => op!(dst, (r!(a) as f64).to_bits()),
                Instr::FloatToInt { dst, a } => op!(dst, float_to_int(float!(a))),
                Instr::FloatToUint { dst, a } => op!(dst, float!(a) as u64),
                Instr::Eq { dst, a, b } => op!(dst, u64::from(r!(a) == r!(b))),
                Instr::Ne { dst, a, b } => op!(dst, u64::from(r!(a) != r!(b))),
                Instr::Lt { dst, a, b } => op!(dst, u64::from((r!(a) as i64) < r!(b) as i64)),
                Instr::Le { dst, a, b } => op!(dst, u64::from(r!(a) as i64 <= r!(b) as i64)),
                Instr::LtU { dst, a, b } => op!(dst, u64::from(r!(a) < r!(b))),
                Instr::LeU { dst, a, b } => op!(dst, u64::from(r!(a) <= r!(b))),
                Instr::FEq { dst, a, b } => op!(dst, u64::from(float!(a) == float!(b))),
                Instr::FNe { dst, a, b } => op!(dst, u64::from(float!(a) != float!(b))),
                Instr::FLt { dst, a, b } => op!(dst, u64::from(float!(a) < float!(b))),
                Instr::FLe { dst, a, b } => op!(dst, u64::from(float!(a) <= float!(b))),
                Instr::Jump { to } => pc = to as usize,
                Instr::JumpIf { a, to } => {
                    if r!(a) != 0 {
                        pc = to as usize;
                    }
                }
                Instr::JumpUnless { a, to } => {
                    if r!(a) == 0 {
                        pc = to as usize;
                    }
                }
                Instr::JumpEq { a, b, by } => {
                    if r!(a) == r!(b) {
                        goto!(by);
                    }
                }
                Instr::JumpNe { a, b, by } => {
                    if r!(a) != r!(b) {
                        goto!(by);
                    }
                }
                Instr::JumpLt { a, b, by } => {
                    if (r!(a) as i64) < r!(b) as i64 {
                        goto!(by);
                    }
                }
                Instr::JumpLe { a, b, by } => {
                    if r!(a) as i64 <= r!(b) as i64 {
                        goto!(by);
                    }
                }
                Instr::Global { dst, index } => op!(dst, self.globals[index as usize]),
                Instr::Load { dst, ptr, off } => {
                    let value = self.heap.cells(r!(ptr)).and_then(|cells| cells.get(off as usize)).copied();
                    let Some(value) = value else { stop!(Trap::Nil) };
                    r!(dst) = value;
                }
                Instr::Store { ptr, off, src } => {
                    let value = r!(src);
                    match self.heap.cells_mut(r!(ptr)).and_then(|cells| cells.get_mut(off as usize)) {
                        Some(cell) => *cell = value,
                        None => stop!(Trap::Nil),
                    }
                }
                Instr::SliceGet { dst, s, idx } => {
                    let (at, len) = (r!(idx), r!(s + 1));
                    if at >= len {
                        stop!(out_of_range(at, len));
                    }
                    let value = self.heap.cells(r!(s) + at).and_then(|cells| cells.first()).copied();
                    r!(dst) = value.unwrap_or(0);
                }
                Instr::SliceSet { s, idx, src } => {
                    let (at, len, value) = (r!(idx), r!(s + 1), r!(src));
                    if at >= len {
                        stop!(out_of_range(at, len));
                    }
                    if let Some(cell) = self.heap.cells_mut(r!(s) + at).and_then(|cells| cells.first_mut()) {
                        *cell = value;
                    }
                }
                Instr::Call { block, func: number } => {
                    fiber.top().pc = pc as u32;
                    let callee = &code.funcs[number as usize];
                    let block = base + block as usize;
                    if let Err(trap) = push(fiber, number, callee, block) {
                        cx.spent = spent;
                        return trap;
                    }
                    (func, pc, base) = (callee, 0, fiber.stack.len() - callee.kinds.len());
                    let (from, n) = (block + callee.results as usize, callee.params as usize);
                    fiber.stack.copy_within(from..from + n, base + callee.results as usize);
                    if LINES {
                        cx.spent = spent;
                        line = entered(code, fiber, id, cx);
                    }
                }
                Instr::Ret => {
                    let top = *fiber.top();
                    if top.why != Why::Call || fiber.frames.len() < 2 {
                        pc -= 1;
                        spent -= 1;
                        stop!(self.returned(code, fiber, id, cx));
                    }
                    let n = func.results as usize;
                    fiber.stack.copy_within(base..base + n, top.block as usize);
                    fiber.stack.truncate(base);
                    fiber.frames.pop();
                    if LINES && func.origin == Origin::Program {
                        cx.spent = spent;
                        cx.frame_left(id);
                    }
                    let caller = *fiber.top();
                    func = &code.funcs[caller.func as usize];
                    (pc, base, line) = (caller.pc as usize, caller.base as usize, caller.line);
                }
                other => {
                    save!();
                    let result = self.instr(code, func, fiber, id, other, cx);
                    match result {
                        Ok(words) => pc += words,
                        Err(trap) => {
                            return trap;
                        }
                    }
                    spent = cx.spent;
                    if self.heap.bytes > self.heap.due {
                        stop!(Trap::Frames);
                    }
                }
            }
        }
    }

    /// The frame on top, which is no ordinary call, has come to its end.
    fn returned(&mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Trap {
        let top = *fiber.top();
        let func = &code.funcs[top.func as usize];
        let result = fiber.stack.get(top.base as usize).copied().unwrap_or(0);
        if func.results > 0 && matches!(top.why, Why::Printing | Why::LastWords) {
            let text = self.heap.str(result).to_vec();
            self.method_text(fiber, top.why, text);
        }
        self.pop(code, fiber, id, cx);
        match top.why {
            Why::Call if fiber.frames.is_empty() => Trap::Step(Step::Done(Finish::Returned)),
            Why::Unwinding => self.after_deferred(fiber, id, cx),
            Why::LastWords => self.last_words(fiber, id, cx),
            _ => Trap::Frames,
        }
    }

    /// Removes the frame on top.
    pub(super) fn pop(&mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) {
        let Some(frame) = fiber.frames.pop() else { return };
        fiber.stack.truncate(frame.base as usize);
        if cx.records_lines() && code.funcs[frame.func as usize].origin == Origin::Program {
            cx.frame_left(id);
        }
    }

    /// Puts a frame on top for a call that no instruction makes; `args` are its parameters.
    pub(super) fn push_call(
        &mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>, func: u32, args: &[u64], why: Why,
    ) -> Result<(), Trap> {
        let code = self.code.clone();
        let callee = &code.funcs[func as usize];
        let block = fiber.stack.len();
        push(fiber, func, callee, block)?;
        let at = fiber.stack.len() - callee.kinds.len() + callee.results as usize;
        let n = args.len().min(callee.params as usize);
        fiber.stack[at..at + n].copy_from_slice(&args[..n]);
        fiber.top().why = why;
        if cx.records_lines() {
            entered(&code, fiber, id, cx);
        }
        Ok(())
    }

    /// Runs the latest deferred call of the frame on top; false if there is none.
    pub(super) fn run_defer(&mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Result<bool, Trap> {
        let frame = fiber.frames.len() as u32 - 1;
        let Some(Defer { func, args, .. }) = fiber.defers.pop_if(|defer| defer.frame == frame) else {
            return Ok(false);
        };
        self.push_call(fiber, id, cx, func, &args, Why::Deferred)?;
        Ok(true)
    }
}

/// Puts a frame on top, its registers zero.
pub(super) fn push(fiber: &mut Fiber, func: u32, callee: &Func, block: usize) -> Result<(), Trap> {
    let base = fiber.stack.len();
    if base + callee.kinds.len() > STACK_SLOTS_MAX || fiber.frames.len() >= FRAMES_MAX {
        return Err(Trap::Fatal("stack overflow".into()));
    }
    fiber.stack.resize(base + callee.kinds.len(), 0);
    let (base, block) = (base as u32, block as u32);
    fiber.frames.push(Frame { func, pc: 0, base, block, line: 0, why: Why::Call });
    Ok(())
}

/// Reports the frame on top; its first line.
fn entered(code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> u32 {
    let top = fiber.top();
    let func = &code.funcs[top.func as usize];
    if func.origin == Origin::Library || !cx.records_lines() {
        return 0;
    }
    let line = func.lines.first().copied().unwrap_or(func.line);
    top.line = line;
    let name = cx.intern(&func.name);
    cx.frame_entered(id, name, line);
    line
}

fn zero_divide() -> Trap {
    Trap::Runtime("integer divide by zero".into())
}

/// The panic of an index that is too large, or negative.
pub(super) fn out_of_range(at: u64, len: u64) -> Trap {
    let at = at as i64;
    if at < 0 {
        return Trap::Runtime(format!("index out of range [{at}]"));
    }
    Trap::Runtime(format!("index out of range [{at}] with length {len}"))
}

fn float_to_int(value: f64) -> u64 {
    let fits = value >= -9.223_372_036_854_775_8e18 && value < 9.223_372_036_854_775_8e18;
    if fits { value as i64 as u64 } else { i64::MIN as u64 }
}

/// The value cut down to the width.
pub(super) fn wrap(value: u64, width: Width) -> u64 {
    match width {
        Width::I8 => value as i8 as i64 as u64,
        Width::I16 => value as i16 as i64 as u64,
        Width::I32 => value as i32 as i64 as u64,
        Width::U8 => u64::from(value as u8),
        Width::U16 => u64::from(value as u16),
        Width::U32 => u64::from(value as u32),
        Width::F32 => f64::from(f64::from_bits(value) as f32).to_bits(),
    }
}
