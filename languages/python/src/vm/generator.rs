//! Generators, coroutines and what they wait for.
//!
//! A coroutine that is awaited runs as a frame of the awaiting fiber and stays there while the
//! task waits, so a chain of awaits costs nothing to suspend. A generator's frame moves into its
//! object at each `yield`.
//!
//! **Models:** `Objects/genobject.c`; `Modules/_asynciomodule.c` (`task_step_impl`).
//! **Departures:** `coro.send()` by hand is not there yet: coroutines are awaited or made tasks.

use super::frame::{After, Frame, Pending};
use super::{Args, Flow, Next, Outcome, Raise, Vm};
use crate::code::{Instr, Program};
use crate::names;
use crate::object::{FutureState, GeneratorKind, GeneratorState, Object, Type, Value};
use runtime_core::guest::Op;

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
        if let Some(frame) = generator.frame.take() {
            self.heap.release(frame.handling);
        }
        true
    }

    /// Puts a generator's frame on top of the fiber; `sent` is owned.
    pub(super) fn resume_generator(&mut self, value: Value, sent: Value, after: After) -> Done {
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        let state = generator.state;
        match state {
            GeneratorState::Running => {
                let word = match generator.kind {
                    GeneratorKind::Generator => "generator already executing",
                    GeneratorKind::Coroutine => "coroutine already executing",
                    GeneratorKind::AsyncGenerator => "async generator already executing",
                };
                self.heap.release(sent);
                return Err(self.raise(Type::ValueError, word.into()));
            }
            GeneratorState::Finished => {
                self.heap.release(sent);
                return self.exhausted(after, Value::None);
            }
            _ => {}
        }
        if state == GeneratorState::Created && !sent.is_none() {
            self.heap.release(sent);
            let message = "can't send non-None value to a just-started generator".into();
            return Err(self.raise(Type::TypeError, message));
        }
        self.load_generator(value, after)?;
        if state == GeneratorState::Suspended {
            self.push(sent);
        }
        Ok(Next::Frame)
    }

    /// The frame alone, without anything sent.
    fn load_generator(&mut self, value: Value, after: After) -> Result<(), Raise> {
        let start = self.run.stack.len();
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
        self.push_frame(frame.code, start, start, after)?;
        self.run.top.pc = frame.pc;
        self.run.top.handling = frame.handling;
        self.run.top.owner = self.heap.keep(value);
        Ok(())
    }

    /// Throws an owned exception into a generator at its `yield`.
    pub(crate) fn throw_into(&mut self, value: Value, exception: Value, after: After) -> Done {
        let Some(generator) = self.generator(value) else { panic!("yieldpoint bug: no generator") };
        match generator.state {
            GeneratorState::Suspended => {
                self.load_generator(value, after)?;
                Err(self.raise_value(exception))
            }
            GeneratorState::Running => {
                self.heap.release(exception);
                Err(self.raise(Type::ValueError, "generator already executing".into()))
            }
            state => {
                if state == GeneratorState::Created {
                    generator.state = GeneratorState::Finished;
                    generator.awaited = true;
                    let values = std::mem::take(&mut generator.values);
                    self.heap.release_all(&values);
                }
                if matches!(after, After::Close | After::Finalize) {
                    self.heap.release(exception);
                    return self.exhausted(after, Value::None);
                }
                Err(self.raise_value(exception))
            }
        }
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
        let exception = match self.heap.object(given) {
            Some(Object::Exception(_)) => self.heap.keep(given),
            _ => {
                let class = self.heap.keep(given);
                self.new_exception(class, Vec::new())
            }
        };
        self.pull(args, generator, |vm, generator| vm.throw_into(generator, exception, After::Send))
    }

    pub(crate) fn generator_close(&mut self, args: Args) -> Outcome {
        let generator = self.arg(args, 0);
        let exception = self.new_exception(Value::Type(Type::GeneratorExit), Vec::new());
        self.pull(args, generator, |vm, generator| {
            vm.throw_into(generator, exception, After::Close)
        })
    }

    /// Clears a call's operands away and does something with the generator instead.
    fn pull(
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

    /// `value -> sent`, once the frame is resumed.
    pub(super) fn yield_value(&mut self, program: &Program) -> Done {
        let value = self.pop();
        if self.run.top.after == After::AwaitIter {
            return self.yield_to_loop(value);
        }
        self.yield_out(program, value)
    }

    /// What an `__await__` yields goes to the event loop; the frame stays.
    fn yield_to_loop(&mut self, value: Value) -> Done {
        if value.is_none() {
            self.ask = Some(Op::YieldOnce);
            self.run.pending = Pending::Turn;
            return Ok(Next::Ask);
        }
        self.push(value);
        self.await_future(value)
    }

    fn yield_out(&mut self, program: &Program, value: Value) -> Done {
        let frame = self.run.top;
        self.store_generator(frame);
        self.drop_frame();
        self.heap.release(frame.owner);
        match frame.after {
            After::Delegate => {
                // The outer one yields it too, and comes back to its `yield from`.
                self.run.top.pc -= 1;
                self.yield_out(program, value)
            }
            After::Next { arguments } => {
                self.drop_top(arguments as usize + 2);
                self.put(value).map(|_| Next::Frame)
            }
            After::Close | After::Finalize => {
                self.heap.release(value);
                let message = "generator ignored GeneratorExit".into();
                let raise = self.raise(Type::RuntimeError, message);
                if frame.after == After::Close {
                    return Err(raise);
                }
                self.finalizer_raised();
                Ok(self.finalized())
            }
            _ => self.put(value).map(|_| Next::Frame),
        }
    }

    fn store_generator(&mut self, frame: Frame) {
        let Some(handle) = frame.owner.handle() else {
            panic!("yieldpoint bug: a yield outside a generator");
        };
        let stack = &mut self.run.stack;
        let Object::Generator(generator) = self.heap.get_mut(handle) else {
            panic!("yieldpoint bug: a yield outside a generator");
        };
        generator.values.extend(stack.drain(frame.base as usize..));
        generator.frame = Some(Frame { owner: Value::Undef, after: After::Root, ..frame });
        generator.state = GeneratorState::Suspended;
    }

    /// `iterator sent -> result`
    pub(super) fn yield_from(&mut self, program: &Program) -> Done {
        let sent = self.pop();
        let iterator = self.peek(1);
        if let Some(Object::Future(_)) = self.heap.object(iterator) {
            self.heap.release(sent);
            return self.await_future(iterator);
        }
        if self.generator(iterator).is_some() {
            // It stays on the stack until it is exhausted, below its own frame.
            return self.resume_generator(iterator, sent, After::Delegate);
        }
        self.heap.release(sent);
        match self.advance(iterator)? {
            super::iterate::Step::Item(item) => {
                self.run.top.pc -= 1;
                self.yield_out(program, item)
            }
            super::iterate::Step::End => {
                self.drop_top(1);
                self.put(Value::None)
            }
            super::iterate::Step::NeedsCall => self.next_frame(iterator, After::Delegate),
        }
    }

    /// `yield from` is over: the iterator below its result is dropped.
    pub(super) fn delegated(&mut self, result: Value) -> Done {
        self.drop_top(1);
        self.push(result);
        Ok(Next::Frame)
    }

    pub(super) fn get_yield_from_iter(&mut self) -> Done {
        if let Some(Object::Generator(_) | Object::Future(_)) = self.heap.object(self.peek(1)) {
            return Ok(Next::Go);
        }
        self.get_iter()
    }

    /// `awaitable -> result`
    pub(super) fn await_value(&mut self) -> Done {
        let awaitable = self.peek(1);
        match self.heap.object(awaitable) {
            Some(Object::Future(_)) => self.await_future(awaitable),
            Some(Object::Generator(generator)) if generator.kind == GeneratorKind::Coroutine => {
                let state = generator.state;
                self.await_coroutine(state)
            }
            Some(&Object::AsyncNext { generator, sent }) => {
                let sent = self.heap.keep(sent);
                let generator = self.heap.keep(generator);
                self.drop_top(1);
                let done = self.resume_generator(generator, sent, After::AsyncNext);
                self.heap.release(generator);
                done
            }
            _ => self.await_object(awaitable),
        }
    }

    fn await_coroutine(&mut self, state: GeneratorState) -> Done {
        let message = match state {
            GeneratorState::Created => {
                let coroutine = self.pop();
                let loaded = self.load_generator(coroutine, After::Push);
                self.heap.release(coroutine);
                return loaded.map(|()| Next::Frame);
            }
            GeneratorState::Finished => "cannot reuse already awaited coroutine",
            _ => "coroutine is being awaited already",
        };
        Err(self.raise(Type::RuntimeError, message.into()))
    }

    fn await_object(&mut self, awaitable: Value) -> Done {
        if let Some(method) = self.user_method(awaitable, names::AWAIT) {
            let receiver = self.pop();
            let done = self.call_method_frame(method, receiver, &[], After::Awaitable);
            self.heap.release(receiver);
            return done;
        }
        let kind = self.type_name(awaitable);
        let message = match self.with_protocol_at_hand() {
            Some(method) => format!(
                "'async with' received an object from {method} that does not implement \
                 __await__: {kind}"
            ),
            None => format!("object {kind} can't be used in 'await' expression"),
        };
        Err(self.raise(Type::TypeError, message))
    }

    /// Whether this await belongs to an `async with`.
    fn with_protocol_at_hand(&self) -> Option<&'static str> {
        let at = (self.run.top.pc as usize).checked_sub(2)?;
        match self.program.code(self.run.top.code).instrs[at] {
            Instr::AsyncWithEnter => Some("__aenter__"),
            Instr::WithExit | Instr::WithExitRaised => Some("__aexit__"),
            _ => None,
        }
    }

    /// The iterator that an `__await__` gave, owned: drives it.
    pub(super) fn drive(&mut self, iterator: Value) -> Done {
        self.push(iterator);
        match self.heap.object(iterator) {
            Some(Object::Future(_)) => self.await_future(iterator).map(to_frame),
            Some(Object::Generator(generator)) => match generator.kind {
                GeneratorKind::Coroutine => {
                    let state = generator.state;
                    self.await_coroutine(state)
                }
                _ => {
                    let iterator = self.pop();
                    let done = self.resume_generator(iterator, Value::None, After::AwaitIter);
                    self.heap.release(iterator);
                    done
                }
            },
            _ => {
                let message = format!(
                    "__await__() returned non-iterator of type '{}'",
                    self.type_name(iterator)
                );
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// `future -> result`; asks the machine while it is pending.
    pub(super) fn await_future(&mut self, future: Value) -> Done {
        let Some(Object::Future(found)) = self.heap.object(future) else {
            panic!("yieldpoint bug: no future");
        };
        if found.state != FutureState::Pending {
            let result = self.future_result(future)?;
            self.drop_top(1);
            return self.put(result);
        }
        if self.run.task.is_undef() {
            let message = "await wasn't used with future".into();
            return Err(self.raise(Type::RuntimeError, message));
        }
        if self.run.task.is(future) {
            let text = self.repr_native(future).unwrap_or_default();
            let message = format!("Task cannot await on itself: {text}");
            return Err(self.raise(Type::RuntimeError, message));
        }
        self.ask = Some(Op::Await(found.id));
        self.run.pending = Pending::Await;
        Ok(Next::Ask)
    }

    /// The awaited future on top of the stack is done: its result takes its place.
    pub(super) fn awaited(&mut self) -> Result<(), Raise> {
        let future = self.peek(1);
        let result = self.future_result(future)?;
        self.drop_top(1);
        self.push(result);
        Ok(())
    }

    /// The result of a finished future, owned; raises its exception.
    pub(crate) fn future_result(&mut self, value: Value) -> Result<Value, Raise> {
        let Some(Object::Future(future)) = self.heap.object(value) else {
            panic!("yieldpoint bug: no future");
        };
        let (state, result, rows) = (future.state, future.value, future.rows.clone());
        match state {
            FutureState::Pending => {
                let message = "Result is not set.".into();
                Err(self.raise(Type::InvalidStateError, message))
            }
            FutureState::Returned => Ok(self.heap.keep(result)),
            FutureState::Raised => {
                let exception = self.heap.keep(result);
                if let Some(future) = self.future_mut(value) {
                    future.unretrieved = false;
                }
                if let Some(exception) = self.exception_mut(exception) {
                    exception.rows = rows;
                }
                Err(self.raise_value(exception))
            }
            FutureState::Cancelled => Err(self.raise_cancelled(value)),
        }
    }

    /// CancelledError, with the message of the cancellation.
    pub(crate) fn raise_cancelled(&mut self, future: Value) -> Raise {
        let (message, stored, rows) = match self.heap.object(future) {
            Some(Object::Future(future)) => {
                (future.cancel_message, future.value, future.rows.clone())
            }
            _ => (Value::Undef, Value::Undef, Vec::new()),
        };
        if let Some(Object::Exception(_)) = self.heap.object(stored) {
            let exception = self.heap.keep(stored);
            if let Some(exception) = self.exception_mut(exception) {
                exception.rows = rows;
            }
            return self.raise_value(exception);
        }
        let arguments = match message {
            Value::Undef | Value::None => Vec::new(),
            message => vec![self.heap.keep(message)],
        };
        self.raise_with(Type::CancelledError, arguments)
    }

    pub(crate) fn future_mut(&mut self, value: Value) -> Option<&mut crate::object::Future> {
        match self.heap.get_mut(value.handle()?) {
            Object::Future(future) => Some(future),
            _ => None,
        }
    }

    pub(super) fn get_async_iter(&mut self) -> Done {
        let value = self.peek(1);
        if let Some(Object::Generator(generator)) = self.heap.object(value)
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(Next::Go);
        }
        if let Some(method) = self.user_method(value, names::AITER) {
            let receiver = self.pop();
            let done = self.call_method_frame(method, receiver, &[], After::Push);
            self.heap.release(receiver);
            return done;
        }
        let kind = self.type_name(value);
        let message = format!("'async for' requires an object with __aiter__ method, got {kind}");
        Err(self.raise(Type::TypeError, message))
    }

    /// `iterator -> iterator awaitable`
    pub(super) fn get_async_next(&mut self) -> Done {
        let iterator = self.peek(1);
        if self.generator(iterator).is_some() {
            let generator = self.heap.keep(iterator);
            let step = self.heap.alloc(Object::AsyncNext { generator, sent: Value::None });
            return self.put(step);
        }
        match self.user_method(iterator, names::ANEXT) {
            Some(method) => self.call_method_frame(method, iterator, &[], After::Push),
            None => {
                let kind = self.type_name(iterator);
                let message =
                    format!("'async for' requires an iterator with __anext__ method, got {kind}");
                Err(self.raise(Type::TypeError, message))
            }
        }
    }
}

fn to_frame(next: Next) -> Next {
    if next == Next::Go { Next::Frame } else { next }
}
