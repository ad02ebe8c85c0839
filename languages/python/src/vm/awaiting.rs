//! What `await` and `async for` wait for.
//!
//! What is awaited lies on the stack of the frame that awaits it, until there is a result.
//!
//! **Models:** `_PyCoro_GetAwaitableIter`; `Modules/_asynciomodule.c` (`task_step_impl`).

use super::frame::{After, Pending};
use super::{Next, Raise, Vm};
use crate::code::Instr;
use crate::names;
use crate::object::{FutureState, GeneratorKind, GeneratorState, Object, Type, Value};
use runtime_core::guest::Op;

type Done = Result<Next, Raise>;

impl Vm {
    /// `awaitable -> result`
    pub(super) fn await_value(&mut self) -> Done {
        let awaitable = self.peek(1);
        match self.heap.object(awaitable) {
            Some(Object::Future(_)) => self.await_future(awaitable),
            Some(Object::Generator(generator)) => match generator.kind {
                GeneratorKind::Coroutine => self.await_coroutine(awaitable),
                GeneratorKind::Generator if self.is_awaitable(awaitable) => {
                    self.await_iterator(awaitable)
                }
                _ => self.await_object(awaitable),
            },
            Some(Object::AsyncStep(_)) => self.drive_step(Value::None, false),
            _ => self.await_object(awaitable),
        }
    }

    /// Whether a generator may be awaited: one of `types.coroutine`, or of the library.
    fn is_awaitable(&self, generator: Value) -> bool {
        match self.heap.object(generator) {
            Some(Object::Generator(generator)) => {
                generator.is_awaitable || self.program.code(generator.code).is_hidden
            }
            _ => false,
        }
    }

    /// `coroutine ->`: its frame; it stays below until there is a result.
    fn await_coroutine(&mut self, coroutine: Value) -> Done {
        let state = match self.heap.object(coroutine) {
            Some(Object::Generator(generator)) => generator.state,
            _ => panic!("yieldpoint bug: no coroutine"),
        };
        match state {
            GeneratorState::Created => {
                let start = self.run.stack.len() - 1;
                self.load_generator(coroutine, After::Push, start).map(|()| Next::Frame)
            }
            GeneratorState::Suspended => {
                let message = "coroutine is being awaited already".into();
                Err(self.raise(Type::RuntimeError, message))
            }
            _ => self.await_iterator(coroutine),
        }
    }

    fn await_iterator(&mut self, generator: Value) -> Done {
        let start = self.run.stack.len() - 1;
        self.resume_from(generator, Value::None, After::Push, start)
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
        let message = match self.heap.object(iterator) {
            Some(Object::Future(_)) => return self.await_future(iterator).map(to_frame),
            Some(Object::AsyncStep(_)) => return self.drive_step(Value::None, false),
            Some(Object::Generator(generator)) => match generator.kind {
                GeneratorKind::Generator => return self.await_iterator(iterator),
                GeneratorKind::Coroutine => "__await__() returned a coroutine".into(),
                GeneratorKind::AsyncGenerator => {
                    "__await__() returned non-iterator of type 'async_generator'".into()
                }
            },
            Some(Object::Iter(_)) => return self.await_any_iterator(),
            _ if self.user_method(iterator, names::NEXT).is_some() => {
                return self.await_any_iterator();
            }
            _ => {
                let kind = self.type_name(iterator);
                format!("__await__() returned non-iterator of type '{kind}'")
            }
        };
        Err(self.raise(Type::TypeError, message))
    }

    /// `iterator ->`: a generator of the library that delegates to it.
    fn await_any_iterator(&mut self) -> Done {
        let iterator = self.pop();
        self.call_library("builtins._delegate", vec![iterator], After::Awaitable)
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
        let id = found.id;
        if !self.is_driven_by_task() {
            let future = self.heap.keep(future);
            return self.suspend(future);
        }
        if let Some(message) = self.may_not_await(future) {
            return self.raise_next_turn(message);
        }
        self.wait_for(future);
        self.run.todo.push_back(Op::Await(id));
        self.ask = self.run.todo.pop_front();
        self.run.pending = Pending::Await;
        Ok(Next::Ask)
    }

    /// Why the running task may not wait for a future.
    fn may_not_await(&self, future: Value) -> Option<String> {
        let task = self.run.task;
        let shown = |value| self.repr_native(value).unwrap_or_else(|| self.plain_repr(value));
        if task.is(future) {
            return Some(format!("Task cannot await on itself: {}", shown(task)));
        }
        let event_loop = |value| match self.heap.object(value) {
            Some(Object::Future(future)) => future.event_loop,
            _ => 0,
        };
        (event_loop(task) != event_loop(future)).then(|| {
            let (task, future) = (shown(task), shown(future));
            format!("Task {task} got Future {future} attached to a different loop")
        })
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
        if self.type_of(iterator) == Type::AsyncGenerator {
            let arguments = self.heap.keep_all(&[iterator]);
            let method = self.type_method(Type::AsyncGenerator, names::ANEXT);
            return self.call_with(method.unwrap_or(Value::Undef), arguments, After::Push);
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
