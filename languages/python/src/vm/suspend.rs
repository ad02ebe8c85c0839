//! Suspending and resuming: what a `yield` does to the frames below it.
//!
//! A coroutine that is awaited runs as a frame of the awaiting fiber and stays there while its
//! task waits, so a chain of awaits costs nothing to suspend. Driven by hand (`send`, a `for`
//! loop), each frame of the chain moves into its object, and its awaiter keeps that object on its
//! stack; resuming puts them back, outermost first.
//!
//! **Models:** `Objects/genobject.c` (`gen_send_ex2`, `_gen_throw`, `gen_close`).

use super::frame::{After, Frame, Pending};
use super::{Next, Raise, Vm};
use crate::code::{Code, CodeKind, Instr, Program};
use crate::names;
use crate::object::{GeneratorKind, GeneratorState, Object, Type, Value};
use runtime_core::guest::Op;

type Done = Result<Next, Raise>;

/// Where a suspended frame stands.
enum Stop {
    /// At a `yield` of its own.
    Yield,
    /// At an `await` of this; its instruction is behind it.
    Await(Value),
    /// At a `yield from` this; its instruction comes next.
    Delegate(Value),
}

/// Whether a frame that stands at `pc` waits for what is on top of its stack.
pub(super) fn is_waiting(code: &Code, pc: u32) -> bool {
    let at = pc as usize;
    let before = at.checked_sub(1).map(|at| code.instrs[at]);
    matches!(code.instrs.get(at), Some(Instr::YieldFrom))
        || matches!(before, Some(Instr::Await | Instr::YieldFrom))
}

impl Vm {
    fn stop(&self) -> Stop {
        let (code, at) = (self.program.code(self.run.top.code), self.run.top.pc as usize);
        match code.instrs.get(at) {
            // A `yield` is never right before a `yield from`: that takes a value to send first.
            Some(Instr::YieldFrom) => Stop::Delegate(self.peek(1)),
            _ if is_waiting(code, at as u32) => Stop::Await(self.peek(1)),
            _ => Stop::Yield,
        }
    }

    /// Resumes a generator on top of the fiber; `sent` is owned.
    pub(super) fn resume_generator(&mut self, value: Value, sent: Value, after: After) -> Done {
        let start = self.run.stack.len();
        self.resume_from(value, sent, after, start)
    }

    /// The same; `start` is where what is to be dropped with its frame begins.
    pub(super) fn resume_from(
        &mut self, value: Value, sent: Value, after: After, start: usize,
    ) -> Done {
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        let (state, kind) = (generator.state, generator.kind);
        let is_new = state == GeneratorState::Created;
        if let Err(raise) = self.check_resumable(value, state, kind, is_new && !sent.is_none()) {
            self.heap.release(sent);
            return Err(raise);
        }
        if state == GeneratorState::Finished {
            self.heap.release(sent);
            self.truncate(start);
            return self.exhausted(after, Value::None);
        }
        if let Err(raise) = self.load_generator(value, after, start) {
            self.heap.release(sent);
            return Err(raise);
        }
        if is_new { Ok(Next::Frame) } else { self.resume_top(sent) }
    }

    fn check_resumable(
        &mut self, value: Value, state: GeneratorState, kind: GeneratorKind, sends_early: bool,
    ) -> Result<(), Raise> {
        let word = kind_word(kind);
        let (error, message) = match state {
            GeneratorState::Running if kind == GeneratorKind::Coroutine => {
                match self.is_executing(value) {
                    true => (Type::ValueError, format!("{word} already executing")),
                    false => (Type::RuntimeError, "coroutine is being awaited already".into()),
                }
            }
            GeneratorState::Running => (Type::ValueError, format!("{word} already executing")),
            GeneratorState::Finished if kind == GeneratorKind::Coroutine => {
                (Type::RuntimeError, "cannot reuse already awaited coroutine".into())
            }
            _ if sends_early => {
                let message = format!("can't send non-None value to a just-started {word}");
                (Type::TypeError, message)
            }
            _ => return Ok(()),
        };
        Err(self.raise(error, message))
    }

    /// The frame alone, without anything sent.
    pub(super) fn load_generator(
        &mut self, value: Value, after: After, start: usize,
    ) -> Result<(), Raise> {
        let base = self.run.stack.len();
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        let code = generator.code;
        self.push_frame(code, base, start, after)?;
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        let frame = generator.frame.take().unwrap_or(Frame::NONE);
        generator.state = GeneratorState::Running;
        generator.awaited = true;
        let mut values = std::mem::take(&mut generator.values);
        self.run.stack.append(&mut values);
        if let Some(generator) = self.generator(value) {
            // The empty vector keeps its room for the next yield.
            generator.values = values;
        }
        self.run.top.pc = frame.pc;
        self.run.top.handling = frame.handling;
        self.run.top.owner = self.heap.keep(value);
        Ok(())
    }

    /// The frame on top, just put back, goes on with `sent`: where it awaits, what it awaits does.
    fn resume_top(&mut self, sent: Value) -> Done {
        loop {
            let Stop::Await(operand) = self.stop() else {
                self.push(sent);
                return Ok(Next::Frame);
            };
            let Some((inner, after)) = self.driven(operand) else {
                self.heap.release(sent);
                return self.resume_future(operand);
            };
            let start = self.run.stack.len() - 1;
            let loaded = match self.generator(inner).map(|inner| (inner.state, inner.kind)) {
                Some((GeneratorState::Suspended, _)) => self.load_generator(inner, after, start),
                Some((state, kind)) => match self.check_resumable(inner, state, kind, false) {
                    Err(raise) => Err(raise),
                    Ok(()) => {
                        self.heap.release(sent);
                        self.truncate(start);
                        return self.exhausted(after, Value::None);
                    }
                },
                None => panic!("yieldpoint bug: no generator"),
            };
            if let Err(raise) = loaded {
                self.heap.release(sent);
                return Err(raise);
            }
        }
    }

    /// The generator that runs when `operand` is awaited, and how.
    fn driven(&self, operand: Value) -> Option<(Value, After)> {
        match self.heap.object(operand) {
            Some(Object::Generator(_)) => Some((operand, After::Push)),
            Some(Object::AsyncStep(step)) => Some((step.generator, step.after(false))),
            _ => None,
        }
    }

    /// Somebody has gone on without waiting for the future.
    fn resume_future(&mut self, future: Value) -> Done {
        let is_done = matches!(self.heap.object(future),
            Some(Object::Future(found)) if found.state != crate::object::FutureState::Pending);
        if !is_done {
            let message = "await wasn't used with future".into();
            return Err(self.raise(Type::RuntimeError, message));
        }
        self.awaited().map(|()| Next::Frame)
    }

    /// Throws an owned exception into a generator at its `yield`.
    pub(crate) fn throw_into(&mut self, value: Value, exception: Value, after: After) -> Done {
        let start = self.run.stack.len();
        self.throw_from(value, exception, after, start)
    }

    pub(super) fn throw_from(
        &mut self, value: Value, exception: Value, after: After, start: usize,
    ) -> Done {
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        let (state, kind) = (generator.state, generator.kind);
        let closes = matches!(after, After::Close | After::Finalize | After::CloseInner);
        match state {
            GeneratorState::Suspended => {
                if let Err(raise) = self.load_generator(value, after, start) {
                    self.heap.release(exception);
                    return Err(raise);
                }
                self.throw_top(exception)
            }
            GeneratorState::Finished if closes => {
                self.heap.release(exception);
                self.truncate(start);
                self.exhausted(after, Value::None)
            }
            GeneratorState::Created => {
                generator.awaited = true;
                self.finish_generator(value);
                let values = self.generator(value).map(|one| std::mem::take(&mut one.values));
                self.heap.release_all(&values.unwrap_or_default());
                if closes {
                    self.heap.release(exception);
                    self.truncate(start);
                    return self.exhausted(after, Value::None);
                }
                Err(self.raise_value(exception))
            }
            _ => {
                if let Err(raise) = self.check_resumable(value, state, kind, false) {
                    self.heap.release(exception);
                    return Err(raise);
                }
                Err(self.raise_value(exception))
            }
        }
    }

    /// The exception goes to the innermost of the frames that wait for each other. A
    /// GeneratorExit closes the inner ones first.
    fn throw_top(&mut self, exception: Value) -> Done {
        loop {
            let operand = match self.stop() {
                Stop::Yield => return Err(self.raise_value(exception)),
                Stop::Await(operand) => operand,
                Stop::Delegate(operand) => {
                    self.run.top.pc += 1;
                    operand
                }
            };
            let exits = self.is_instance(exception, Value::Type(Type::GeneratorExit));
            let Some((inner, after)) = self.driven(operand) else {
                return self.throw_at_iterator(operand, exception, exits);
            };
            let len = self.run.stack.len();
            let awaits = !matches!(self.instr_before(), Some(Instr::YieldFrom));
            let (after, start) = match (exits, awaits) {
                (true, _) => (After::CloseInner, len),
                (false, true) => (after, len - 1),
                (false, false) => (After::Delegate, len),
            };
            let is_suspended =
                self.generator(inner).is_some_and(|inner| inner.state == GeneratorState::Suspended);
            if !is_suspended {
                return Err(self.raise_value(exception));
            }
            if let Err(raise) = self.load_generator(inner, after, start) {
                self.heap.release(exception);
                return Err(raise);
            }
        }
    }

    fn instr_before(&self) -> Option<Instr> {
        let at = (self.run.top.pc as usize).checked_sub(1)?;
        self.program.code(self.run.top.code).instrs.get(at).copied()
    }

    /// An iterator of a user's class may have `throw` and `close` of its own.
    fn throw_at_iterator(&mut self, iterator: Value, exception: Value, exits: bool) -> Done {
        let name = if exits { names::CLOSE } else { names::THROW };
        let method = match self.heap.object(iterator) {
            Some(Object::Instance { .. }) => self.attr_native(iterator, name)?,
            _ => None,
        };
        let Some(method) = method else { return Err(self.raise_value(exception)) };
        if exits {
            let arguments = vec![method, exception];
            return self.call_library("builtins._close_and_raise", arguments, After::Delegate);
        }
        let done = self.call_with(method, vec![exception], After::Delegate);
        self.heap.release(method);
        done
    }

    /// `value -> sent`, once the frame is resumed.
    pub(super) fn yield_value(&mut self, program: &Program) -> Done {
        let value = self.pop();
        if self.run.top.after == After::Iterate {
            return self.yield_in_loop(value);
        }
        if program.code(self.run.top.code).kind == CodeKind::AsyncGenerator {
            return self.yield_step(value);
        }
        self.yield_up(value)
    }

    /// A generator that a `for` loop drives yields.
    fn yield_in_loop(&mut self, value: Value) -> Done {
        let frame = self.run.top;
        self.store_generator(frame);
        self.drop_frame();
        self.heap.release(frame.owner);
        self.put(value).map(|_| Next::Frame)
    }

    /// A `for` loop's next step, where it is a generator's that stands at a `yield` of its own.
    pub(super) fn resume_in_loop(&mut self, handle: crate::object::Handle) -> bool {
        let Object::Generator(generator) = self.heap.get(handle) else { return false };
        let Some(frame) = generator.frame else { return false };
        let instrs = &self.program.code(frame.code).instrs;
        let before = (frame.pc as usize).checked_sub(1).map(|at| instrs[at]);
        if generator.kind != GeneratorKind::Generator
            || generator.state != GeneratorState::Suspended
            || before != Some(Instr::Yield)
        {
            return false;
        }
        let start = self.run.stack.len();
        if self.push_frame(frame.code, start, start, After::Iterate).is_err() {
            let raised = self.take_raised();
            self.heap.release(raised);
            return false;
        }
        let Object::Generator(generator) = self.heap.get_mut(handle) else { return false };
        generator.frame = None;
        generator.state = GeneratorState::Running;
        self.run.stack.extend_from_slice(&generator.values);
        generator.values.clear();
        self.run.stack.push(Value::None);
        self.run.top.pc = frame.pc;
        self.run.top.handling = frame.handling;
        self.run.top.owner = self.heap.keep(Value::Ref(handle));
        true
    }

    /// The owned value goes to whoever drives the frame: the event loop, or a `send` by hand.
    pub(super) fn yield_up(&mut self, value: Value) -> Done {
        if self.is_driven_by_task() { self.yield_to_loop(value) } else { self.suspend(value) }
    }

    /// Whether the frames that wait for each other are those of a task.
    pub(super) fn is_driven_by_task(&self) -> bool {
        let mut after = self.run.top.after;
        let mut callers = self.run.callers.iter().rev();
        loop {
            after = match (after, callers.next()) {
                (After::Root, _) => return !self.run.task.is_undef(),
                (
                    After::Push | After::Delegate | After::Step { by_hand: false, .. },
                    Some(next),
                ) => next.after,
                _ => return false,
            };
        }
    }

    /// What goes to the event loop asks for a turn; the frame stays.
    fn yield_to_loop(&mut self, value: Value) -> Done {
        self.ask = Some(Op::YieldOnce);
        if value.is_none() {
            self.run.pending = Pending::Turn;
            return Ok(Next::Ask);
        }
        let shown = self.repr_native(value).unwrap_or_else(|| self.plain_repr(value));
        let task = self.repr_native(self.run.task).unwrap_or_default();
        let message = match self.heap.object(value) {
            Some(Object::Future(_)) => {
                format!("yield was used instead of yield from in task {task} with {shown}")
            }
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Generator => {
                format!(
                    "yield was used instead of yield from for generator in task {task} with {shown}"
                )
            }
            _ => format!("Task got bad yield: {shown}"),
        };
        self.heap.release(value);
        self.raise_next_turn(message)
    }

    /// What the task gave the loop is no use: the next step raises.
    pub(super) fn raise_next_turn(&mut self, message: String) -> Done {
        let message = self.heap.str(message);
        let error = self.new_exception(Value::Type(Type::RuntimeError), vec![message]);
        self.push(error);
        self.ask = Some(Op::YieldOnce);
        self.run.pending = Pending::Throw;
        Ok(Next::Ask)
    }

    /// Moves the frames that wait for each other into their objects; the value goes to the one
    /// who resumed the outermost.
    pub(super) fn suspend(&mut self, value: Value) -> Done {
        loop {
            let frame = self.run.top;
            let kind = self.store_generator(frame);
            self.drop_frame();
            self.heap.release(frame.owner);
            match frame.after {
                // It comes back to its `yield from`.
                After::Delegate => self.run.top.pc -= 1,
                After::Push | After::Step { by_hand: false, .. } => {}
                After::Next { arguments } => {
                    self.drop_top(arguments as usize + 2);
                    return self.put(value).map(|_| Next::Frame);
                }
                After::Close | After::CloseInner | After::Finalize => {
                    self.heap.release(value);
                    return self.ignored_exit(kind, frame.after);
                }
                _ => {
                    // A step that is driven by hand lies below its generator's frame.
                    self.truncate(frame.start as usize);
                    return self.put(value).map(|_| Next::Frame);
                }
            }
        }
    }

    /// It yields although it is being closed.
    pub(super) fn ignored_exit(&mut self, kind: GeneratorKind, after: After) -> Done {
        let message = format!("{} ignored GeneratorExit", kind_word(kind));
        let raise = self.raise(Type::RuntimeError, message);
        if after == After::Finalize {
            self.finalizer_raised();
            return Ok(self.finalized());
        }
        Err(raise)
    }

    pub(super) fn store_generator(&mut self, frame: Frame) -> GeneratorKind {
        let Some(handle) = frame.owner.handle() else {
            panic!("yieldpoint bug: a yield outside a generator");
        };
        let stack = &mut self.run.stack;
        let Object::Generator(generator) = self.heap.get_mut(handle) else {
            panic!("yieldpoint bug: a yield outside a generator");
        };
        generator.values.extend_from_slice(&stack[frame.base as usize..]);
        stack.truncate(frame.base as usize);
        generator.frame = Some(Frame { owner: Value::Undef, after: After::Root, ..frame });
        generator.state = GeneratorState::Suspended;
        generator.kind
    }
}

pub(super) fn kind_word(kind: GeneratorKind) -> &'static str {
    match kind {
        GeneratorKind::Generator => "generator",
        GeneratorKind::Coroutine => "coroutine",
        GeneratorKind::AsyncGenerator => "async generator",
    }
}
