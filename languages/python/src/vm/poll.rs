//! Poll points: where a thread that is asked to drop the GIL looks up.
//!
//! Nobody asks most of the time, so the loop of [`super::dispatch`] knows nothing of them. A step
//! that has to stop at one (`StepCx::stop_at_poll`) goes instruction by instruction through the
//! loop here.
//!
//! **Models:** `CHECK_EVAL_BREAKER` in `Python/bytecodes.c`, CPython 3.13: on function entry and
//! where a generator goes on after a `yield` (`RESUME`), at jumps backwards, and after calls of
//! what is written in C, but not after those that are specialised without a check: `len`,
//! `isinstance`, `type(x)`, `list.append`. In 3.9 the check is before nearly every instruction.
//! **Invariants:** in code that stands for C ([`super::sites`]) there is no poll point.

use super::dispatch::Stop;
use super::observe::Checked;
use super::quick::At;
use super::{Next, Raise, Vm};
use crate::builtins;
use crate::code::{Code, Instr, Program};
use crate::object::{Type, Value};
use runtime_core::guest::{Step, StepCx};

/// Where an instruction was run.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pc: u32,
    depth: u32,
    /// Whether the code stands for C.
    pub(super) is_native: bool,
    /// Whether a call here is one that looks up afterwards.
    pub(super) checks: bool,
}

impl Vm {
    /// Runs instructions until the frame changes or a poll point is reached.
    pub(super) fn run_frame_to_poll(
        &mut self, program: &Program, cx: &mut StepCx<'_>,
    ) -> Result<Next, Stop> {
        loop {
            let code = program.code(self.run.top.code);
            let pc = self.run.top.pc;
            let at =
                At { pc: pc as usize, base: 0, serial: 0, spent: self.spent, budget: cx.budget };
            if self.spent >= self.heap.deadline && !self.is_mid_line(code, &at) {
                match self.checkpoint(program, cx) {
                    Checked::GoOn => {}
                    Checked::Frame => return Ok(Next::Frame),
                    Checked::Back(step) => return Err(Stop::Back(step)),
                }
            }
            let instr = code.instrs[pc as usize];
            let place = self.poll_place(code, instr);
            self.run.top.pc = pc + 1;
            self.spent += 1;
            match self.execute(program, instr) {
                Ok(next @ (Next::Go | Next::Frame)) => {
                    if self.is_poll_point(program, place) {
                        return Err(Stop::Back(self.polled(cx)));
                    }
                    if next == Next::Frame {
                        return Ok(next);
                    }
                }
                Ok(next) => {
                    self.run.looks_up = next == Next::Ask && place.checks && !place.is_native;
                    return Ok(next);
                }
                Err(Raise) => return Err(Stop::Raised),
            }
        }
    }

    /// Where the instruction that comes next is run.
    pub(super) fn poll_place(&self, code: &Code, instr: Instr) -> Place {
        Place {
            pc: self.run.top.pc,
            depth: self.run.depth,
            is_native: code.stands_for_c,
            checks: self.checks_after(instr),
        }
    }

    /// The thread stands at a poll point.
    pub(super) fn polled(&mut self, cx: &mut StepCx<'_>) -> Step {
        self.frame_changed();
        cx.spent = self.spent;
        cx.polled = true;
        Step::Ran
    }

    /// Whether the instruction that was run at `place` has led to one.
    pub(super) fn is_poll_point(&self, program: &Program, place: Place) -> bool {
        if self.run.depth == 0 {
            return false;
        }
        let top = self.run.top;
        let code = program.code(top.code);
        if code.stands_for_c {
            return false;
        }
        if self.version.polls_everywhere() {
            return true;
        }
        let before = top.pc.checked_sub(1).map(|pc| code.instrs[pc as usize]);
        match self.run.depth.cmp(&place.depth) {
            std::cmp::Ordering::Equal => top.pc <= place.pc || place.checks,
            std::cmp::Ordering::Greater => matches!(before, None | Some(Instr::Yield)),
            // What stands for C has returned to what had called it.
            std::cmp::Ordering::Less => place.is_native && before.is_some_and(is_call),
        }
    }

    /// Whether the call that comes next looks up when it is over, if no frame is made for it.
    fn checks_after(&self, instr: Instr) -> bool {
        let Instr::Call(count) = instr else { return is_call(instr) };
        let callable = self.peek(count as usize + 2);
        match callable {
            Value::Native(native) => {
                let entry = builtins::entry(native);
                let name = (entry.owner, entry.name);
                let unchecked = [(None, "len"), (None, "isinstance"), (Some(Type::List), "append")];
                !unchecked.contains(&name)
            }
            Value::Type(Type::TypeType) => count != 1,
            _ => true,
        }
    }
}

fn is_call(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Call(_) | Instr::CallKeywords { .. } | Instr::CallUnpacked | Instr::WithExit
    )
}
