//! A fiber that is watched: it says which shared memory it touches, and may be stopped there or
//! where its thread could be switched.
//!
//! Under a GIL a thread is stopped at poll points only ([`super::poll`]): what it touches between
//! two of them is one piece. Without one, each instruction that touches something is a place of
//! its own: containers have locks of their own in CPython, so that one instruction is one piece.
//! The loop over instructions is a second one, so that an ordinary run knows nothing of this.

use super::dispatch::Stop;
use super::observe::Checked;
use super::quick::At;
use super::{Next, Raise, Vm};
use crate::code::{Code, Program};
use runtime_core::guest::{Access, Go, Site, Step, StepCx, Touch};
use runtime_core::id::Addr;

impl Vm {
    /// One step of a watched fiber.
    pub(super) fn step_watched(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Step {
        if let Some(op) = self.run.todo.pop_front() {
            return Step::Op(op);
        }
        let is_back = self.run.throw.is_undef() && self.run.suspended.is_empty();
        if std::mem::take(&mut self.run.looks_up) && is_back && self.version.has_gil() {
            self.run.standing = self.site_here(program);
        }
        if self.run.standing != Site(0) {
            let site = self.run.standing;
            if let Some(step) = self.ask_poll(site, cx) {
                return step;
            }
            if cx.stop_at_poll {
                return self.polled(cx);
            }
        }
        self.step_taken(program, cx)
    }

    /// Runs instructions until the frame changes or the fiber has to come back.
    pub(super) fn run_frame_watched(
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
            if let Some(step) = self.tell_touches(program, code, cx) {
                return Err(Stop::Back(step));
            }
            let instr = code.instrs[pc as usize];
            let place = self.poll_place(code, instr);
            self.run.top.pc = pc + 1;
            self.spent += 1;
            match self.execute(program, instr) {
                Ok(next @ (Next::Go | Next::Frame)) => {
                    if self.version.has_gil() && self.is_poll_point(program, place) {
                        self.reach_poll(program, cx)
                            .map_or(Ok(()), |step| Err(Stop::Back(step)))?;
                    }
                    if next == Next::Frame {
                        return Ok(next);
                    }
                }
                Ok(next) => {
                    let checks = place.checks || self.version.polls_everywhere();
                    self.run.looks_up = next == Next::Ask && checks && !place.is_native;
                    return Ok(next);
                }
                Err(Raise) => return Err(Stop::Raised),
            }
        }
    }

    /// The number of the next instruction.
    fn site_here(&self, program: &Program) -> Site {
        let top = self.run.top;
        Site(program.code(top.code).first_site + top.pc)
    }

    /// The thread has come to a poll point; what it has to come back with if it does.
    fn reach_poll(&mut self, program: &Program, cx: &mut StepCx<'_>) -> Option<Step> {
        if !self.run.todo.is_empty() {
            // What the instruction still asks for comes before the end of its call.
            self.run.looks_up = true;
            self.heap.deadline = 0;
            return None;
        }
        if let Some(step) = self.ask_poll(self.site_here(program), cx) {
            return Some(step);
        }
        cx.stop_at_poll.then(|| self.polled(cx))
    }

    fn ask_poll(&mut self, site: Site, cx: &mut StepCx<'_>) -> Option<Step> {
        match cx.poll(site) {
            Go::On => {
                self.run.standing = Site(0);
                self.run.passed = site;
                None
            }
            Go::Back => {
                self.run.standing = site;
                self.frame_changed();
                cx.spent = self.spent;
                Some(Step::Poll(site))
            }
        }
    }

    /// Tells what the next instruction touches; what to come back with if it may not yet.
    fn tell_touches(
        &mut self, program: &Program, code: &Code, cx: &mut StepCx<'_>,
    ) -> Option<Step> {
        let line = self.line_told(program, code)?;
        let mut touches = std::mem::take(&mut self.touches);
        touches.clear();
        self.find_touches(program, code, &mut touches);
        let has_gil = self.version.has_gil();
        let site = if has_gil { self.run.passed } else { self.site_here(program) };
        // A write says more of an instruction than what it reads for it.
        if let Some(write) = touches.iter().position(|touched| touched.how == Touch::Write) {
            touches.swap(0, write);
        }
        let mut step = None;
        for (index, touched) in touches.iter().enumerate() {
            let at = Addr(touched.at);
            let access = Access { at, len: 1, how: touched.how, site, line };
            if has_gil || index > 0 {
                cx.touched(access);
            } else if cx.access(access) == Go::Back {
                self.frame_changed();
                cx.spent = self.spent;
                step = Some(Step::Access(access));
                break;
            }
        }
        self.touches = touches;
        step
    }

    /// The line of the program that does what the top frame does; none where that is not told.
    fn line_told(&self, program: &Program, code: &Code) -> Option<u32> {
        if !code.is_told {
            return None;
        }
        if !code.is_hidden {
            return Some(code.lines[self.run.top.pc as usize]);
        }
        for frame in self.run.callers.iter().rev() {
            let code = program.code(frame.code);
            if !code.is_told {
                return None;
            }
            if !code.is_hidden {
                return Some(code.lines[(frame.pc as usize).saturating_sub(1)]);
            }
        }
        None
    }
}
