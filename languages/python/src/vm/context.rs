//! Contexts: what a ContextVar means to the code that runs now.
//!
//! Each fiber has a current context ([`Vm::context_now`]); a thread starts with an empty one, and
//! a task is to get a copy of its creator's ([`Vm::context_copy`], into `Fiber::context`).
//! `Context.run` and the loop's callbacks enter one and exit it again.
//!
//! **Models:** `Python/context.c`, CPython 3.13.
//! **Departures:** a context is a list, copied whole; CPython shares parts of a tree.

use super::{Raise, Vm};
use crate::object::{Context, Library, Object, Type, Value};
use runtime_core::id::FiberId;

impl Vm {
    /// The current context of the fiber that runs, borrowed.
    pub(crate) fn context_now(&mut self) -> Value {
        if self.run.context.is_undef() {
            self.run.context = self.new_context(Vec::new());
        }
        self.run.context
    }

    /// A new context of owned pairs.
    fn new_context(&mut self, vars: Vec<(Value, Value)>) -> Value {
        let context = Context { vars, previous: Value::Undef, is_entered: false };
        self.heap.alloc(Object::Library(Library::Context(context).into()))
    }

    /// `copy_context()`: a new context with what the current one holds; owned.
    pub(crate) fn context_copy(&mut self) -> Value {
        let now = self.context_now();
        self.copy_of_context(now)
    }

    /// What a new task starts with: a copy, unless nothing was ever set here; owned.
    pub(crate) fn context_for_task(&mut self) -> Value {
        match self.context(self.run.context) {
            Some(context) if !context.vars.is_empty() => self.context_copy(),
            _ => Value::Undef,
        }
    }

    /// A new context without anything in it, owned.
    pub(crate) fn empty_context(&mut self) -> Value {
        self.new_context(Vec::new())
    }

    /// The context of a task's fiber, owned.
    pub(crate) fn context_of_fiber(&mut self, fiber: FiberId) -> Value {
        let known = match fiber == self.at {
            true => self.run.context,
            false => self.fibers.get(fiber.index() - 1).map_or(Value::Undef, |one| one.context),
        };
        if !known.is_undef() {
            return self.heap.keep(known);
        }
        let context = self.empty_context();
        let fiber = match fiber == self.at {
            true => Some(&mut self.run),
            false => self.fibers.get_mut(fiber.index() - 1),
        };
        // One that has ended has none any more.
        if let Some(fiber) = fiber {
            fiber.context = self.heap.keep(context);
        }
        context
    }

    /// The fiber that runs has ended.
    pub(super) fn drop_context(&mut self) {
        let context = std::mem::replace(&mut self.run.context, Value::Undef);
        self.heap.release(context);
    }

    /// A copy of a context; owned.
    pub(crate) fn copy_of_context(&mut self, of: Value) -> Value {
        let vars = self.context(of).map_or(Vec::new(), |context| context.vars.clone());
        let vars = vars.into_iter().map(|(a, b)| (self.heap.keep(a), self.heap.keep(b))).collect();
        self.new_context(vars)
    }

    /// The borrowed context becomes the current one, until it is exited.
    pub(crate) fn context_enter(&mut self, of: Value) -> Result<(), Raise> {
        let previous = std::mem::replace(&mut self.run.context, Value::Undef);
        let Some(context) = self.context_mut(of) else {
            panic!("yieldpoint bug: no context to enter");
        };
        if context.is_entered {
            self.run.context = previous;
            let shown = self.plain_repr(of);
            let message = format!("cannot enter context: {shown} is already entered");
            return Err(self.raise(Type::RuntimeError, message));
        }
        context.is_entered = true;
        context.previous = previous;
        self.run.context = self.heap.keep(of);
        Ok(())
    }

    /// What was current before the borrowed context was entered is so again.
    pub(crate) fn context_exit(&mut self, of: Value) {
        let Some(context) = self.context_mut(of).filter(|context| context.is_entered) else {
            return;
        };
        context.is_entered = false;
        let previous = std::mem::replace(&mut context.previous, Value::Undef);
        let old = std::mem::replace(&mut self.run.context, previous);
        self.heap.release(old);
    }

    /// The value of a ContextVar in the current context, borrowed.
    pub(crate) fn context_get(&mut self, var: Value) -> Option<Value> {
        let now = self.run.context;
        let vars = &self.context(now)?.vars;
        vars.iter().find(|(known, _)| known.is(var)).map(|&(_, value)| value)
    }

    /// Sets a borrowed ContextVar to an owned value, or takes its value away; the one before,
    /// owned, `Undef` for none.
    pub(crate) fn context_set(&mut self, var: Value, value: Value) -> Value {
        let now = self.context_now();
        let Some(context) = self.context_mut(now) else { return Value::Undef };
        let at = context.vars.iter().position(|(known, _)| known.is(var));
        match (at, value) {
            (Some(at), Value::Undef) => {
                let (var, old) = context.vars.remove(at);
                self.heap.release(var);
                old
            }
            (Some(at), _) => std::mem::replace(&mut context.vars[at].1, value),
            (None, Value::Undef) => Value::Undef,
            (None, _) => {
                context.vars.push((var, value));
                self.heap.keep(var);
                self.heap.grew(32);
                Value::Undef
            }
        }
    }

    pub(crate) fn context(&self, of: Value) -> Option<&Context> {
        match self.library_object(of) {
            Some(Library::Context(context)) => Some(context),
            _ => None,
        }
    }

    fn context_mut(&mut self, of: Value) -> Option<&mut Context> {
        match of.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Library(library)) => match &mut **library {
                Library::Context(context) => Some(context),
                _ => None,
            },
            _ => None,
        }
    }

    /// An object of one of the library's native classes.
    pub(crate) fn library_object(&self, of: Value) -> Option<&Library> {
        match self.heap.object(of) {
            Some(Object::Library(library)) => Some(library),
            _ => None,
        }
    }
}
