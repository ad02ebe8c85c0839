//! Raising, matching and handling exceptions; `with`.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::code::Program;
use crate::names;
use crate::object::{Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

/// Whether an exception is what another is raised from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    No,
    Yes,
}

impl Vm {
    /// A built-in exception with a message (none if empty).
    pub(crate) fn raise(&mut self, kind: Type, message: String) -> Raise {
        let arguments = if message.is_empty() { vec![] } else { vec![self.heap.str(message)] };
        self.raise_with(kind, arguments)
    }

    /// A built-in exception with owned arguments.
    pub(crate) fn raise_with(&mut self, kind: Type, arguments: Vec<Value>) -> Raise {
        let exception = self.new_exception(Value::Type(kind), arguments);
        self.raise_value(exception)
    }

    /// Raises an owned exception, in the context of what is being handled.
    pub(crate) fn raise_value(&mut self, exception: Value) -> Raise {
        self.chain(exception);
        self.raise_as_it_is(exception)
    }

    pub(super) fn raise_as_it_is(&mut self, exception: Value) -> Raise {
        let old = std::mem::replace(&mut self.raised, exception);
        self.heap.release(old);
        Raise
    }

    /// The exception being raised is the caller's now.
    pub(crate) fn take_raised(&mut self) -> Value {
        std::mem::replace(&mut self.raised, Value::Undef)
    }

    /// An exception made by `raise`, which is to be a value instead.
    pub(crate) fn take_raised_value(&mut self) -> Value {
        self.take_raised()
    }

    /// `__context__`: what is being handled, unless that would make a circle.
    fn chain(&mut self, exception: Value) {
        let Some(context) = self.handled().filter(|context| !context.is(exception)) else { return };
        self.break_circle(context, exception);
        let context = self.heap.keep(context);
        let old = match self.exception_mut(exception) {
            Some(exception) => std::mem::replace(&mut exception.context, context),
            None => context,
        };
        self.heap.release(old);
    }

    fn break_circle(&mut self, start: Value, exception: Value) {
        let mut at = start;
        // A chain is as long as handlers were nested when it was made.
        for _ in 0..10_000 {
            let Some(Object::Exception(inner)) = self.heap.object(at) else { return };
            let next = inner.context;
            if next.is_undef() {
                return;
            }
            if next.is(exception) {
                if let Some(inner) = self.exception_mut(at) {
                    inner.context = Value::Undef;
                }
                return self.heap.release(next);
            }
            at = next;
        }
    }

    /// The exception that the innermost handler on this fiber handles, borrowed.
    pub(crate) fn handled(&self) -> Option<Value> {
        self.run.frames().rev().map(|frame| frame.handling).find(|value| !value.is_undef())
    }

    pub(crate) fn exception_mut(&mut self, value: Value) -> Option<&mut crate::object::Exception> {
        match self.heap.get_mut(value.handle()?) {
            Object::Exception(exception) => Some(exception),
            _ => None,
        }
    }

    /// What the running frame calls `self`, borrowed.
    pub(super) fn own_self(&self) -> Option<Value> {
        let program = &*self.program;
        if self.run.depth == 0 {
            return None;
        }
        let locals = &program.code(self.run.top.code).locals;
        let slot = locals.iter().position(|&local| self.name(local) == "self")?;
        let own = *self.run.stack.get(self.run.top.base as usize + slot)?;
        match self.heap.object(own) {
            Some(Object::Cell(content)) => Some(*content),
            _ => Some(own),
        }
    }

    /// Whether that has an attribute of this name.
    pub(super) fn is_own_attribute(&self, name: Sym) -> bool {
        match self.own_self().and_then(|own| self.heap.object(own)) {
            Some(Object::Instance { attrs, class }) => {
                attrs.iter().any(|(known, _)| *known == name)
                    || self.class_lookup(*class, name).is_some()
            }
            _ => false,
        }
    }

    /// `exc ->`
    pub(super) fn raise_instr(&mut self) -> Done {
        let Some(exception) = self.instantiate(1, Cause::No)? else { return Ok(Next::Frame) };
        self.pop();
        Err(self.raise_value(exception))
    }

    /// The operand as an exception, still on the stack; or a frame that makes one in its place,
    /// after which the instruction runs again.
    fn instantiate(&mut self, from_top: usize, cause: Cause) -> Result<Option<Value>, Raise> {
        let value = self.peek(from_top);
        if let Some(Object::Exception(_)) = self.heap.object(value) {
            return Ok(Some(value));
        }
        let is_class = matches!(value, Value::Type(_))
            || matches!(self.heap.object(value), Some(Object::Class(_)));
        if !is_class || !self.layout(value).is_exception() {
            let what = if cause == Cause::Yes { "exception causes" } else { "exceptions" };
            let message = format!("{what} must derive from BaseException");
            return Err(self.raise(Type::TypeError, message));
        }
        if from_top == 1 && self.class_lookup(value, names::INIT).is_some() {
            self.push(Value::Undef);
            self.run.top.pc -= 1;
            let program = self.program.clone();
            self.call(&program, 0)?;
            return Ok(None);
        }
        let class = self.heap.keep(value);
        let exception = self.new_exception(class, Vec::new());
        let at = self.run.stack.len() - from_top;
        let old = std::mem::replace(&mut self.run.stack[at], exception);
        self.heap.release(old);
        Ok(Some(exception))
    }

    /// `exc cause ->`
    pub(super) fn raise_from(&mut self) -> Done {
        let cause = self.peek(1);
        if !cause.is_none() && self.instantiate(1, Cause::Yes)?.is_none() {
            return Ok(Next::Frame);
        }
        let Some(exception) = self.instantiate(2, Cause::No)? else { return Ok(Next::Frame) };
        let cause = self.pop();
        self.pop();
        let cause = if cause.is_none() { Value::Undef } else { cause };
        let old = match self.exception_mut(exception) {
            Some(exception) => {
                exception.suppress_context = true;
                std::mem::replace(&mut exception.cause, cause)
            }
            None => cause,
        };
        self.heap.release(old);
        Err(self.raise_value(exception))
    }

    pub(super) fn raise_again(&mut self, program: &Program) -> Done {
        match self.handled() {
            Some(exception) => {
                let exception = self.heap.keep(exception);
                self.raise_as_it_is(exception);
                Ok(self.unwind_again(program))
            }
            None => {
                let message = "No active exception to reraise".into();
                Err(self.raise(Type::RuntimeError, message))
            }
        }
    }

    /// `exc ->`
    pub(super) fn reraise(&mut self, program: &Program) -> Done {
        let exception = self.pop();
        self.raise_as_it_is(exception);
        Ok(self.unwind_again(program))
    }

    /// `exc -> previous exc`
    pub(super) fn push_handled(&mut self) -> Done {
        let exception = self.peek(1);
        let at = self.run.stack.len() - 1;
        let handling = self.heap.keep(exception);
        let previous = std::mem::replace(&mut self.run.top.handling, handling);
        self.run.stack.insert(at, previous);
        Ok(Next::Go)
    }

    /// `previous ->`
    pub(super) fn pop_handled(&mut self) -> Done {
        let previous = self.pop();
        let old = std::mem::replace(&mut self.run.top.handling, previous);
        self.heap.release(old);
        Ok(Next::Go)
    }

    /// `exc type -> exc bool`
    pub(super) fn match_exception(&mut self) -> Done {
        let (class, exception) = (self.peek(1), self.peek(2));
        let classes = match self.heap.object(class) {
            Some(Object::Tuple(values)) => values.to_vec(),
            _ => vec![class],
        };
        let mut matches = false;
        for class in classes {
            if !self.layout(class).is_exception() || !self.is_class(class) {
                let message =
                    "catching classes that do not inherit from BaseException is not allowed".into();
                return Err(self.raise(Type::TypeError, message));
            }
            matches |= self.is_instance(exception, class);
        }
        self.drop_top(1);
        self.put(Value::Bool(matches))
    }

    pub(crate) fn is_class(&self, value: Value) -> bool {
        matches!(value, Value::Type(_)) || matches!(self.heap.object(value), Some(Object::Class(_)))
    }

    pub(super) fn assert_failed(&mut self, with_message: bool) -> Done {
        let arguments = if with_message { vec![self.pop()] } else { Vec::new() };
        Err(self.raise_with(Type::AssertionError, arguments))
    }

    /// `manager -> exit entered`
    pub(super) fn with_enter(&mut self) -> Done {
        self.enter_manager(names::ENTER, names::EXIT, "context manager")
    }

    pub(super) fn async_with_enter(&mut self) -> Done {
        self.enter_manager(names::AENTER, names::AEXIT, "asynchronous context manager")
    }

    fn enter_manager(&mut self, enter: Sym, exit: Sym, protocol: &str) -> Done {
        let manager = self.peek(1);
        let (Some(enter_method), Some(exit_method)) =
            (self.manager_method(manager, enter), self.manager_method(manager, exit))
        else {
            let has_enter = self.manager_method(manager, enter).is_some();
            let kind = self.type_name(manager);
            let mut message = format!("'{kind}' object does not support the {protocol} protocol");
            if has_enter {
                message += &format!(" (missed {} method)", self.name(exit));
            }
            return Err(self.raise(Type::TypeError, message));
        };
        let manager = self.pop();
        let function = self.heap.keep(exit_method);
        let receiver = self.heap.keep(manager);
        let bound = self.heap.alloc(Object::Method { function, receiver });
        self.push(bound);
        let done = self.call_method_frame(enter_method, manager, &[], After::Push);
        self.heap.release(manager);
        done
    }

    fn manager_method(&self, manager: Value, name: Sym) -> Option<Value> {
        let user = self.user_method(manager, name);
        user.or_else(|| self.type_method(self.type_of(manager), name))
    }

    /// `exit -> result`
    pub(super) fn with_exit(&mut self) -> Done {
        let exit = self.pop();
        let done = self.call_with(exit, vec![Value::None; 3], After::Push);
        self.heap.release(exit);
        done
    }

    /// `exit previous exc -> exit previous exc result`
    pub(super) fn with_exit_raised(&mut self) -> Done {
        let (exit, exception) = (self.peek(3), self.peek(1));
        let class = self.class_of(exception);
        let rows = self.attr_native(exception, names::TRACEBACK)?.unwrap_or(Value::None);
        let arguments = vec![self.heap.keep(class), self.heap.keep(exception), rows];
        self.call_with(exit, arguments, After::Push)
    }
}
