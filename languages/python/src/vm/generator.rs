//! Generators and coroutines as objects: their methods.
//!
//! **Models:** `Objects/genobject.c`.

use super::frame::After;
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::object::{AsyncStep, GeneratorKind, GeneratorState, Object, StepAct, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    pub(crate) fn generator(&mut self, value: Value) -> Option<&mut crate::object::Generator> {
        match self.heap.get_mut(value.handle()?) {
            Object::Generator(generator) => Some(generator),
            _ => None,
        }
    }

    /// A frame's owner has come to its end; whether it was a generator or coroutine.
    pub(super) fn finish_generator(&mut self, owner: Value) -> bool {
        let Some(generator) = self.generator(owner) else { return false };
        generator.state = GeneratorState::Finished;
        generator.stepping = 0;
        generator.is_closed = true;
        if let Some(frame) = generator.frame.take() {
            self.heap.release(frame.handling);
        }
        true
    }

    /// `next(iterator[, default])`: its arguments stay on the stack until there is a result.
    pub(crate) fn builtin_next(&mut self, args: Args) -> Outcome {
        let iterator = self.arg(args, 0);
        let after = After::Next { arguments: args.count as u8 };
        match self.advance(iterator)? {
            super::iterate::Step::Item(item) => return Ok(Flow::Value(item)),
            super::iterate::Step::End => {
                self.lay_out_next(args);
                self.exhausted(after, Value::None)?
            }
            super::iterate::Step::NeedsCall => {
                self.lay_out_next(args);
                self.next_frame(iterator, after)?
            }
        };
        Ok(Flow::Pushed)
    }

    /// As a method, `__next__` has its receiver where a function has its mark.
    fn lay_out_next(&mut self, args: Args) {
        let below = self.run.stack[args.at - 1];
        if !matches!(below, Value::Undef) {
            self.run.stack.insert(args.at, Value::Undef);
        }
    }

    pub(crate) fn generator_send(&mut self, args: Args) -> Outcome {
        let (generator, sent) = (self.arg(args, 0), self.arg(args, 1));
        self.pull(args, generator, |vm, generator| {
            let sent = vm.heap.keep(sent);
            vm.resume_generator(generator, sent, After::Send)
        })
    }

    pub(crate) fn generator_throw(&mut self, args: Args) -> Outcome {
        let (generator, given) = (self.arg(args, 0), self.arg(args, 1));
        let exception = self.thrown(given)?;
        self.pull(args, generator, |vm, generator| vm.throw_into(generator, exception, After::Send))
    }

    /// What `throw` was given as an exception, owned.
    pub(super) fn thrown(&mut self, given: Value) -> Result<Value, Raise> {
        if let Some(Object::Exception(_)) = self.heap.object(given) {
            return Ok(self.heap.keep(given));
        }
        if self.is_class(given) && self.layout(given).is_exception() {
            let class = self.heap.keep(given);
            return Ok(self.new_exception(class, Vec::new()));
        }
        let message = format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            self.type_name(given)
        );
        Err(self.raise(Type::TypeError, message))
    }

    pub(crate) fn generator_close(&mut self, args: Args) -> Outcome {
        let generator = self.arg(args, 0);
        let exception = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        self.pull(args, generator, |vm, generator| {
            vm.throw_into(generator, exception, After::Close)
        })
    }

    /// What `__await__` of a coroutine gives: an iterator that drives it.
    pub(crate) fn coroutine_wrapper(&mut self, args: Args) -> Outcome {
        let generator = self.heap.keep(self.arg(args, 0));
        let step = AsyncStep::new(generator, StepAct::Coroutine, Value::None);
        Ok(Flow::Value(self.heap.alloc(Object::AsyncStep(step.into()))))
    }

    /// Clears a call's operands away and does something with the generator instead.
    pub(super) fn pull(
        &mut self, args: Args, generator: Value, act: impl FnOnce(&mut Vm, Value) -> Done,
    ) -> Outcome {
        let generator = self.heap.keep(generator);
        // As a method's receiver it is right above the function, else there is a mark between.
        let is_marked = self.run.stack[args.at - 1].is_undef();
        self.truncate(args.at - 1 - usize::from(is_marked));
        let done = act(self, generator);
        self.heap.release(generator);
        done.map(|_| Flow::Pushed)
    }

    /// `yield from` is over: the iterator below its result is dropped.
    pub(super) fn delegated(&mut self, result: Value) -> Done {
        self.drop_top(1);
        self.push(result);
        Ok(Next::Frame)
    }

    pub(super) fn get_yield_from_iter(&mut self) -> Done {
        let iterable = self.peek(1);
        match self.heap.object(iterable) {
            Some(Object::Future(_)) => Ok(Next::Go),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Generator => {
                Ok(Next::Go)
            }
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Coroutine => {
                if self.may_delegate_to_coroutine() {
                    return Ok(Next::Go);
                }
                let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                Err(self.raise(Type::TypeError, message.into()))
            }
            Some(Object::AsyncStep(_)) => Ok(Next::Go),
            _ => self.get_iter(),
        }
    }

    /// Whether the frame is a coroutine's in the old style, or the library's.
    fn may_delegate_to_coroutine(&mut self) -> bool {
        let top = self.run.top;
        let is_hidden = self.program.code(top.code).is_hidden;
        is_hidden || self.generator(top.owner).is_some_and(|generator| generator.is_awaitable)
    }

    /// Whether a generator's frame is among those of the fiber that runs now.
    pub(crate) fn is_executing(&self, value: Value) -> bool {
        self.run.frames().any(|frame| frame.owner.is(value))
    }

    /// `gi_running` and the like; `None` if it is no attribute of generators.
    pub(super) fn generator_attr(&mut self, o: Value, name: &str) -> Option<Value> {
        let generator = self.generator(o)?;
        let (kind, state, code) = (generator.kind, generator.state, generator.code);
        let prefix = match kind {
            GeneratorKind::Generator => "gi_",
            GeneratorKind::Coroutine => "cr_",
            GeneratorKind::AsyncGenerator => "ag_",
        };
        let is_stepping = generator.stepping != 0;
        let part = name.strip_prefix(prefix)?;
        let executing = self.is_executing(o);
        Some(match part {
            "running" if kind == GeneratorKind::AsyncGenerator => Value::Bool(is_stepping),
            "running" => Value::Bool(executing),
            "suspended" => {
                let stands = matches!(state, GeneratorState::Suspended | GeneratorState::Running);
                Value::Bool(stands && !executing)
            }
            "frame" if state == GeneratorState::Finished => Value::None,
            "frame" => self.frame_of_generator(o),
            "code" => self.code_object(code),
            "yieldfrom" | "await" => {
                let awaited = self.awaited_by(o).unwrap_or(Value::None);
                self.heap.keep(awaited)
            }
            _ => return None,
        })
    }

    /// What a suspended generator or coroutine waits for, borrowed.
    fn awaited_by(&mut self, o: Value) -> Option<Value> {
        let program = self.program.clone();
        let generator = self.generator(o)?;
        if let Some(frame) = generator.frame {
            let operand = generator.values.last().copied()?;
            let waits = super::suspend::is_waiting(program.code(generator.code), frame.pc);
            return waits.then_some(operand);
        }
        let fibers = self.fibers.iter().chain([&self.run]);
        for fiber in fibers {
            let mut frames = fiber.frames().skip_while(|frame| !frame.owner.is(o));
            if frames.next().is_none() {
                continue;
            }
            return match frames.next() {
                Some(frame) if !frame.owner.is_undef() => Some(frame.owner),
                Some(_) => None,
                None => fiber
                    .stack
                    .last()
                    .copied()
                    .filter(|one| matches!(self.heap.object(*one), Some(Object::Future(_)))),
            };
        }
        None
    }

    /// A frame object of a generator: what `inspect` asks of it.
    fn frame_of_generator(&mut self, o: Value) -> Value {
        let program = self.program.clone();
        let Some(generator) = self.generator(o) else { return Value::None };
        let code = generator.code;
        let pc = generator.frame.map_or(0, |frame| frame.pc.saturating_sub(1));
        let line = match pc {
            0 => program.code(code).first_line,
            _ => program.code(code).lines[pc as usize],
        };
        let code = self.code_object(code);
        let attrs = [("f_lineno", Value::Int(i64::from(line))), ("f_code", code)];
        self.plain_object(Type::Frame, &attrs)
    }
}
