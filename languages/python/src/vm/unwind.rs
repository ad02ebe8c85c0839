//! From a raise to its handler, or out of the fiber.

use super::frame::{After, Frame};
use super::keys::Again;
use super::{Next, Raise, Vm};
use crate::code::{Instr, Program};
use crate::object::{CodeId, GeneratorKind, Object, Row, Type, Value};

/// Whether the frame that raises adds a row to the traceback: not when it only passes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FirstRow {
    Added,
    LeftOut,
}

impl Vm {
    /// The exception in `raised` looks for its handler.
    pub(super) fn unwind(&mut self, program: &Program) -> Next {
        if self.wants()
            && let Ok(next) = self.ask_key(Again::Instruction, After::Push)
        {
            return next;
        }
        self.unwind_from(program, FirstRow::Added)
    }

    /// The same for an exception that was caught and goes on.
    pub(super) fn unwind_again(&mut self, program: &Program) -> Next {
        self.unwind_from(program, FirstRow::LeftOut)
    }

    fn unwind_from(&mut self, program: &Program, mut row: FirstRow) -> Next {
        loop {
            if row == FirstRow::Added {
                self.add_row(program);
            }
            row = FirstRow::Added;
            self.forget_answers(self.run.depth);
            if self.find_handler(program) {
                return Next::Frame;
            }
            let frame = self.run.top;
            self.hold_variables(program, frame);
            self.heap.release(frame.handling);
            self.drop_frame();
            let is_generator = self.finish_generator(frame.owner);
            if is_generator {
                self.no_stop_out_of_generator(frame);
            }
            self.heap.release(frame.owner);
            if let Some(next) = self.unwound(frame.after, is_generator) {
                return next;
            }
        }
    }

    /// The variables of a frame go to the exception that leaves it, the rest is released.
    fn hold_variables(&mut self, program: &Program, frame: Frame) {
        let locals = program.code(frame.code).locals.len();
        self.truncate(frame.base as usize + locals);
        let held = self.run.stack.split_off(frame.base as usize);
        self.truncate(frame.start as usize);
        let raised = self.raised;
        // An exception among its own variables would hold itself for ever.
        let (own, held): (Vec<Value>, Vec<Value>) = held
            .into_iter()
            .filter(|value| value.handle().is_some())
            .partition(|one| one.is(raised));
        self.heap.release_all(&own);
        match self.exception_mut(raised) {
            Some(exception) => exception.held.extend(held),
            None => self.heap.release_all(&held),
        }
    }

    fn add_row(&mut self, program: &Program) {
        let frame = self.run.top;
        if program.code(frame.code).is_hidden {
            return;
        }
        let row = Row { code: frame.code, pc: frame.pc.saturating_sub(1) };
        let raised = self.raised;
        if let Some(exception) = self.exception_mut(raised) {
            exception.rows.push(row);
        }
    }

    fn find_handler(&mut self, program: &Program) -> bool {
        let Frame { code: CodeId(code), pc, base, .. } = self.run.top;
        let code = &program.codes[code as usize];
        let at = pc.saturating_sub(1);
        let Some(guard) = code.guards.iter().find(|guard| guard.start <= at && at < guard.end)
        else {
            return false;
        };
        self.truncate(base as usize + code.locals.len() + guard.depth as usize);
        self.run.top.pc = guard.target;
        let exception = self.take_raised();
        self.push(exception);
        true
    }

    /// StopIteration out of a generator would look like its end.
    fn no_stop_out_of_generator(&mut self, frame: Frame) {
        let kind = match self.heap.object(frame.owner) {
            Some(Object::Generator(generator)) => generator.kind,
            _ => return,
        };
        let raised = self.raised;
        let is_stop = self.is_instance(raised, Value::Type(Type::StopIteration));
        let is_async_stop = self.is_instance(raised, Value::Type(Type::StopAsyncIteration));
        let (word, bad) = match kind {
            GeneratorKind::Generator => ("generator raised StopIteration", is_stop),
            GeneratorKind::Coroutine => ("coroutine raised StopIteration", is_stop),
            GeneratorKind::AsyncGenerator if is_stop => {
                ("async generator raised StopIteration", true)
            }
            GeneratorKind::AsyncGenerator => {
                ("async generator raised StopAsyncIteration", is_async_stop)
            }
        };
        if !bad {
            return;
        }
        let cause = self.take_raised();
        let message = self.heap.str(word);
        let error = self.new_exception(Value::Type(Type::RuntimeError), vec![message]);
        let context = self.heap.keep(cause);
        if let Some(exception) = self.exception_mut(error) {
            exception.cause = cause;
            exception.context = context;
            exception.suppress_context = true;
        }
        self.raise_as_it_is(error);
    }

    /// What an exception out of a frame means to its caller; `None` to go on unwinding there.
    fn unwound(&mut self, after: After, is_generator: bool) -> Option<Next> {
        match after {
            After::Root => Some(self.root_raised()),
            After::Callback => Some(self.callback_raised()),
            After::Report => {
                let exception = self.take_raised();
                self.heap.release(exception);
                Some(self.report_told())
            }
            After::Iterate | After::Next { .. } | After::Delegate if !is_generator => {
                let raised = self.raised;
                if !self.is_instance(raised, Value::Type(Type::StopIteration)) {
                    return None;
                }
                let exception = self.take_raised();
                let value = match self.heap.object(exception) {
                    Some(Object::Exception(stop)) => self.first_argument(stop.args),
                    _ => Value::None,
                };
                let value = self.heap.keep(value);
                self.heap.release(exception);
                self.exhausted(after, value).ok()
            }
            After::Finalize => {
                self.finalizer_raised();
                Some(self.finalized())
            }
            After::Close => {
                let quiet = [Type::GeneratorExit, Type::StopIteration, Type::StopAsyncIteration];
                if !self.is_raised(&quiet) {
                    return None;
                }
                let exception = self.take_raised();
                self.heap.release(exception);
                self.push(Value::None);
                Some(Next::Frame)
            }
            After::Step { closing: true, .. } => {
                if !self.is_raised(&[Type::GeneratorExit, Type::StopAsyncIteration]) {
                    return None;
                }
                let exception = self.take_raised();
                self.heap.release(exception);
                self.exhausted(after, Value::None).ok()
            }
            _ => None,
        }
    }

    fn is_raised(&self, kinds: &[Type]) -> bool {
        kinds.iter().any(|&kind| self.is_instance(self.raised, Value::Type(kind)))
    }

    /// `iterator exc ->` at the end of `async for`.
    pub(super) fn end_async_for(&mut self) -> Result<Next, Raise> {
        let exception = self.pop();
        if self.is_instance(exception, Value::Type(Type::StopAsyncIteration)) {
            self.heap.release(exception);
            self.drop_top(1);
            return Ok(Next::Go);
        }
        self.raise_as_it_is(exception);
        let program = self.program.clone();
        Ok(self.unwind_again(&program))
    }

    /// An iteration is over with an owned result.
    pub(super) fn exhausted(&mut self, after: After, value: Value) -> Result<Next, Raise> {
        match after {
            After::Iterate => {
                self.heap.release(value);
                let at = self.run.top.pc as usize - 1;
                let program = self.program.clone();
                let Instr::ForIter(to) = program.code(self.run.top.code).instrs[at] else {
                    panic!("yieldpoint bug: no loop at its end");
                };
                self.drop_top(1);
                self.run.top.pc = to;
                Ok(Next::Frame)
            }
            After::Next { arguments: 2 } => {
                self.heap.release(value);
                let default = self.pop();
                self.drop_top(3);
                self.push(default);
                Ok(Next::Frame)
            }
            After::Next { .. } | After::Send | After::Step { closing: true, by_hand: true } => {
                Err(self.raise_stop(value))
            }
            After::Step { closing: false, .. } => {
                self.heap.release(value);
                Err(self.raise(Type::StopAsyncIteration, String::new()))
            }
            After::CloseInner => {
                self.heap.release(value);
                Err(self.raise(Type::GeneratorExit, String::new()))
            }
            After::Delegate => self.delegated(value),
            After::Finalize => {
                self.heap.release(value);
                Ok(self.finalized())
            }
            _ => {
                self.push(value);
                Ok(Next::Frame)
            }
        }
    }
}
