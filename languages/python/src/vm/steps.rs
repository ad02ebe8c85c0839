//! Steps of async generators: what `__anext__`, `asend`, `athrow` and `aclose` give.
//!
//! **Models:** `async_gen_asend_send`, `async_gen_athrow_send` in `Objects/genobject.c`, CPython
//! 3.13.

use super::frame::After;
use super::suspend::kind_word;
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::object::{
    AsyncStep, GeneratorKind, GeneratorState, Object, StepAct, StepState, Type, Value,
};

type Done = Result<Next, Raise>;

impl AsyncStep {
    /// What becomes of the generator's frame when the step is awaited or driven by hand.
    pub(super) fn after(&self, by_hand: bool) -> After {
        match self.act {
            StepAct::Coroutine if by_hand => After::Send,
            StepAct::Coroutine => After::Push,
            act => After::Step { closing: act == StepAct::Close, by_hand },
        }
    }
}

impl Vm {
    fn step(&mut self, value: Value) -> Option<&mut AsyncStep> {
        match self.heap.get_mut(value.handle()?) {
            Object::AsyncStep(step) => Some(step),
            _ => None,
        }
    }

    /// A new step of an async generator, whose first one is announced to the loop's hook.
    pub(crate) fn new_step(&mut self, args: Args, act: StepAct, value: Value) -> Outcome {
        let of = self.arg(args, 0);
        let generator = self.heap.keep(of);
        let value = self.heap.keep(value);
        let step = AsyncStep::new(generator, act, value);
        let step = self.heap.alloc(Object::AsyncStep(step.into()));
        let hook = self.asyncgen_hooks[0];
        let is_new =
            self.generator(of).is_some_and(|one| !std::mem::replace(&mut one.is_hooked, true));
        if !is_new || hook.is_none() {
            return Ok(Flow::Value(step));
        }
        let args = self.heap.keep_all(&[hook, of]);
        let args = vec![args[0], args[1], step];
        let callable = self.library("builtins._first_step");
        Ok(Flow::Call { callable, args, after: After::Push })
    }

    /// `step -> result`: drives the step on top of the stack; `sent` is owned.
    pub(super) fn drive_step(&mut self, sent: Value, by_hand: bool) -> Done {
        let value = self.peek(1);
        let start = self.run.stack.len() - 1;
        let Some(step) = self.step(value) else { panic!("yieldpoint bug: no step") };
        let (generator, after, state) = (step.generator, step.after(by_hand), step.state);
        if step.is_coroutine() {
            return self.resume_from(generator, sent, after, start);
        }
        match state {
            StepState::Created => {
                let given = step.value;
                let sent = match step.act {
                    StepAct::Send if sent.is_none() => self.heap.keep(given),
                    _ => sent,
                };
                self.begin_step(value, sent, after, start)
            }
            StepState::Started if self.is_stepping(value) => {
                self.resume_from(generator, sent, after, start)
            }
            _ => {
                self.heap.release(sent);
                Err(self.step_over(value))
            }
        }
    }

    /// Whether the generator is in the middle of this step.
    fn is_stepping(&mut self, value: Value) -> bool {
        let Some(step) = self.step(value) else { return false };
        let (generator, serial) = (step.generator, step.serial);
        self.generator(generator).is_some_and(|generator| generator.stepping == serial)
    }

    fn step_over(&mut self, value: Value) -> Raise {
        let Some(step) = self.step(value) else { panic!("yieldpoint bug: no step") };
        step.state = StepState::Closed;
        let names = match step.act {
            StepAct::Send => "__anext__()/asend()",
            _ => "aclose()/athrow()",
        };
        let message = format!("cannot reuse already awaited {names}");
        self.raise(Type::RuntimeError, message)
    }

    fn begin_step(&mut self, value: Value, sent: Value, after: After, start: usize) -> Done {
        let serial = self.serial.wrapping_add(1).max(1);
        self.serial = serial;
        let Some(step) = self.step(value) else { panic!("yieldpoint bug: no step") };
        step.state = StepState::Closed;
        let (owner, act, given) = (step.generator, step.act, step.value);
        let Some(generator) = self.generator(owner) else { panic!("yieldpoint bug: no generator") };
        let (state, is_running) = (generator.state, generator.stepping != 0);
        let is_closed = generator.is_closed;
        let throws = act != StepAct::Send;
        if throws && state == GeneratorState::Finished {
            self.heap.release(sent);
            self.truncate(start);
            return self.exhausted(after_close(after), Value::None);
        }
        if is_running {
            self.heap.release(sent);
            let what = match act {
                StepAct::Throw => "athrow",
                StepAct::Close => "aclose",
                _ => "anext",
            };
            let message = format!("{what}(): asynchronous generator is already running");
            return Err(self.raise(Type::RuntimeError, message));
        }
        if state == GeneratorState::Finished || is_closed {
            self.heap.release(sent);
            return Err(self.raise(Type::StopAsyncIteration, String::new()));
        }
        if throws {
            self.heap.release(sent);
        } else if state == GeneratorState::Created && !sent.is_none() {
            self.heap.release(sent);
            let word = kind_word(GeneratorKind::AsyncGenerator);
            let message = format!("can't send non-None value to a just-started {word}");
            return Err(self.raise(Type::TypeError, message));
        }
        self.start_step(value, owner, serial);
        match act {
            StepAct::Throw => {
                let exception = self.thrown(given)?;
                self.throw_from(owner, exception, after, start)
            }
            StepAct::Close => self.close_step(owner, after, start),
            _ => self.resume_from(owner, sent, after, start),
        }
    }

    fn start_step(&mut self, value: Value, owner: Value, serial: u32) {
        if let Some(step) = self.step(value) {
            step.state = StepState::Started;
            step.serial = serial;
        }
        if let Some(generator) = self.generator(owner) {
            generator.stepping = serial;
        }
    }

    fn close_step(&mut self, owner: Value, after: After, start: usize) -> Done {
        let Some(generator) = self.generator(owner) else { panic!("yieldpoint bug: no generator") };
        generator.is_closed = true;
        if generator.state == GeneratorState::Created {
            self.finish_generator(owner);
            self.truncate(start);
            return self.exhausted(after, Value::None);
        }
        let exit = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        self.throw_from(owner, exit, after, start)
    }

    /// An async generator yields an owned value: the step is over.
    pub(super) fn yield_step(&mut self, value: Value) -> Done {
        let frame = self.run.top;
        let kind = self.store_generator(frame);
        self.drop_frame();
        if let Some(generator) = self.generator(frame.owner) {
            generator.stepping = 0;
        }
        self.heap.release(frame.owner);
        self.truncate(frame.start as usize);
        match frame.after {
            After::Step { closing: false, by_hand: false } => self.put(value).map(|_| Next::Frame),
            After::Step { closing: false, by_hand: true } => Err(self.raise_stop(value)),
            after => {
                self.heap.release(value);
                self.ignored_exit(kind, after)
            }
        }
    }

    /// StopIteration that carries an owned value.
    pub(super) fn raise_stop(&mut self, value: Value) -> Raise {
        match value {
            Value::None => self.raise(Type::StopIteration, String::new()),
            // A tuple would be taken for the arguments; CPython takes care of it too.
            value => self.raise_with(Type::StopIteration, vec![value]),
        }
    }

    pub(crate) fn step_send(&mut self, args: Args) -> Outcome {
        let step = self.arg(args, 0);
        let sent = self.optional(args, 1).unwrap_or(Value::None);
        let sent = self.heap.keep(sent);
        self.pull(args, step, |vm, step| {
            let step = vm.heap.keep(step);
            vm.push(step);
            vm.drive_step(sent, true)
        })
    }

    pub(crate) fn step_throw(&mut self, args: Args) -> Outcome {
        let exception = self.thrown(self.arg(args, 1))?;
        self.throw_step(args, exception, None)
    }

    pub(crate) fn step_close(&mut self, args: Args) -> Outcome {
        let value = self.arg(args, 0);
        let Some(step) = self.step(value) else { return Ok(Flow::Value(Value::None)) };
        if step.state != StepState::Started && !step.is_coroutine() {
            step.state = StepState::Closed;
            return Ok(Flow::Value(Value::None));
        }
        let exit = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        self.throw_step(args, exit, Some(After::Close))
    }

    fn throw_step(&mut self, args: Args, exception: Value, closing: Option<After>) -> Outcome {
        let value = self.arg(args, 0);
        let Some(step) = self.step(value) else { return Ok(Flow::Value(Value::None)) };
        let (state, generator) = (step.state, step.generator);
        let after = closing.unwrap_or(step.after(true));
        let is_coroutine = step.is_coroutine();
        if state == StepState::Closed || (state == StepState::Started && !self.is_stepping(value)) {
            self.heap.release(exception);
            return Err(self.step_over(value));
        }
        if state == StepState::Created && !is_coroutine {
            self.serial = self.serial.wrapping_add(1).max(1);
            let serial = self.serial;
            self.start_step(value, generator, serial);
        }
        self.pull(args, generator, |vm, generator| vm.throw_into(generator, exception, after))
    }
}

/// `athrow` on a generator that is over just ends, as `aclose` does.
fn after_close(after: After) -> After {
    match after {
        After::Step { by_hand, .. } => After::Step { closing: true, by_hand },
        other => other,
    }
}
