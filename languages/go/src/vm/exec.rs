//! Fibers step by step: frames come and go, traps are dealt with, garbage is collected.

use super::fiber::{Defer, Fiber, Frame, Why, stack_bytes};
use super::{Trap, Vm};
use crate::code::{Code, Func, Origin};
use runtime_core::guest::{Step, StepCx};
use runtime_core::id::FiberId;
use runtime_core::trace::Finish;

/// `maxstacksize` of a 64-bit machine: a stack that would have to grow beyond it ends the program.
const STACK_BYTES_MAX: u64 = 1_000_000_000;

impl Vm {
    /// Runs the fiber until it must come back.
    pub(super) fn run(&mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> Step {
        let code = self.code.clone();
        if !fiber.started {
            fiber.started = true;
            entered(&code, fiber, id, cx);
        }
        if let Some(reply) = fiber.refused.take() {
            let trap = self.refusal(fiber, reply);
            if let Some(step) = self.trap(trap, fiber, id, cx) {
                return step;
            }
        }
        loop {
            let trap = self.frames(&code, fiber, id, cx);
            if let Some(step) = self.trap(trap, fiber, id, cx) {
                return step;
            }
            if self.heap.bytes > self.heap.due {
                self.collect_garbage(Some(fiber));
                if self.heap.too_much(0) {
                    return self.memory_fault();
                }
            }
        }
    }

    /// The frame on top, which is no ordinary call, has come to its end.
    pub(super) fn returned(
        &mut self, code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Trap {
        let top = *fiber.top();
        let func = &code.funcs[top.func as usize];
        if matches!(top.why, Why::Printing | Why::LastWords) {
            let mut results = fiber.stack[top.base as usize..][..func.results as usize].to_vec();
            results.resize(3, 0);
            self.method_returned(fiber, top.why, &results);
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
        &mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>, func: u32, args: &[u64],
        why: Why,
    ) -> Result<(), Trap> {
        let code = self.code.clone();
        let callee = &code.funcs[func as usize];
        let block = fiber.stack.len();
        push(fiber, id, func, callee, block, cx)?;
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
    pub(super) fn run_defer(
        &mut self, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>,
    ) -> Result<bool, Trap> {
        let frame = fiber.frames.len() as u32 - 1;
        let Some(Defer { func, args, .. }) = fiber.defers.pop_if(|defer| defer.frame == frame)
        else {
            return Ok(false);
        };
        self.push_call(fiber, id, cx, func, &args, Why::Deferred)?;
        Ok(true)
    }
}

/// Puts a frame on top, its registers zero.
#[inline(always)]
pub(super) fn push(
    fiber: &mut Fiber, id: FiberId, func: u32, callee: &Func, block: usize, cx: &mut StepCx<'_>,
) -> Result<(), Trap> {
    let base = fiber.stack.len();
    let end = base + callee.kinds.len();
    let bytes = stack_bytes(end, fiber.frames.len() + 1);
    if bytes > fiber.stack_bytes {
        grow(fiber, id, bytes, cx)?;
    }
    fiber.stack.resize(end, 0);
    let (base, block) = (base as u32, block as u32);
    fiber.frames.push(Frame { func, pc: 0, base, block, line: 0, why: Why::Call });
    Ok(())
}

/// `newstack`: the stack is copied to one twice as large, until it suffices.
#[cold]
fn grow(fiber: &mut Fiber, id: FiberId, bytes: u64, cx: &mut StepCx<'_>) -> Result<(), Trap> {
    while bytes > fiber.stack_bytes {
        if fiber.stack_bytes * 2 > STACK_BYTES_MAX {
            return Err(Trap::Fatal("stack overflow".into()));
        }
        fiber.stack_bytes *= 2;
        cx.stack_grew(id, fiber.stack_bytes);
    }
    Ok(())
}

/// Reports the frame on top; its first line.
pub(super) fn entered(code: &Code, fiber: &mut Fiber, id: FiberId, cx: &mut StepCx<'_>) -> u32 {
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
