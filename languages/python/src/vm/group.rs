//! Exception groups and `except*`.
//!
//! **Models:** `Objects/exceptions.c` (`BaseExceptionGroup_new`, `exceptiongroup_split_recursive`,
//! `_PyExc_PrepReraiseStar`) and PEP 654, CPython 3.13.

use super::frame::After;
use super::iterate::Items;
use super::{Next, Raise, Vm};
use crate::object::{Object, Row, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// Whether a value is an exception group.
    pub(crate) fn is_group(&self, value: Value) -> bool {
        self.is_instance(value, Value::Type(Type::BaseExceptionGroup))
    }

    /// The exceptions in a group, borrowed; none for other exceptions.
    pub(crate) fn members(&self, value: Value) -> &[Value] {
        let Some(Object::Exception(exception)) = self.heap.object(value) else { return &[] };
        match self.heap.object(exception.group) {
            Some(Object::Tuple(members)) => members,
            _ => &[],
        }
    }

    /// Makes a new exception whose class says so a group: checks its arguments, and notes its
    /// members. On failure the exception is released.
    pub(crate) fn init_group(&mut self, exception: Value) -> Result<(), Raise> {
        let Some(Object::Exception(found)) = self.heap.object(exception) else { return Ok(()) };
        if !self.layout(found.class).is_subtype(Type::BaseExceptionGroup) {
            return Ok(());
        }
        let done = self.fill_group(exception);
        if done.is_err() {
            self.heap.release(exception);
        }
        done
    }

    fn fill_group(&mut self, exception: Value) -> Result<(), Raise> {
        let Some(Object::Exception(found)) = self.heap.object(exception) else { return Ok(()) };
        let class = found.class;
        let Some(Object::Tuple(args)) = self.heap.object(found.args) else { return Ok(()) };
        let [message, source] = args[..] else {
            let count = args.len();
            let message =
                format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)");
            return Err(self.raise(Type::TypeError, message));
        };
        if self.text(message).is_none() {
            let kind = self.type_name(message);
            let message =
                format!("BaseExceptionGroup.__new__() argument 1 must be str, not {kind}");
            return Err(self.raise(Type::TypeError, message));
        }
        let members = self.group_members(source)?;
        let checked = self.check_members(class, &members);
        let tuple = self.heap.tuple(members);
        let becomes = match checked {
            Ok(becomes) => becomes,
            Err(raise) => {
                self.heap.release(tuple);
                return Err(raise);
            }
        };
        let mut old = Value::Undef;
        if let Some(exception) = self.exception_mut(exception) {
            exception.class = becomes;
            old = std::mem::replace(&mut exception.group, tuple);
        }
        self.heap.release(old);
        Ok(())
    }

    /// The members as owned values.
    fn group_members(&mut self, source: Value) -> Result<Vec<Value>, Raise> {
        let is_sequence =
            matches!(self.heap.object(source), Some(Object::List(_) | Object::Tuple(_)));
        if !is_sequence {
            let message = "second argument (exceptions) must be a sequence".into();
            return Err(self.raise(Type::TypeError, message));
        }
        match self.items(source)? {
            Items::Owned(members) if !members.is_empty() => Ok(members),
            _ => {
                let message = "second argument (exceptions) must be a non-empty sequence".into();
                Err(self.raise(Type::ValueError, message))
            }
        }
    }

    /// The class the group really is of.
    fn check_members(&mut self, class: Value, members: &[Value]) -> Result<Value, Raise> {
        for (index, &member) in members.iter().enumerate() {
            if !matches!(self.heap.object(member), Some(Object::Exception(_))) {
                let message =
                    format!("Item {index} of second argument (exceptions) is not an exception");
                return Err(self.raise(Type::ValueError, message));
            }
        }
        let ordinary = Value::Type(Type::Exception);
        let all_ordinary = members.iter().all(|&member| self.is_instance(member, ordinary));
        match class {
            Value::Type(Type::BaseExceptionGroup) if all_ordinary => {
                Ok(Value::Type(Type::ExceptionGroup))
            }
            Value::Type(Type::ExceptionGroup) if !all_ordinary => {
                let message = "Cannot nest BaseExceptions in an ExceptionGroup".into();
                Err(self.raise(Type::TypeError, message))
            }
            _ if !all_ordinary && self.is_subclass(class, ordinary) => {
                let name = self.class_name(class).to_string();
                let message = format!("Cannot nest BaseExceptions in '{name}'");
                Err(self.raise(Type::TypeError, message))
            }
            _ => Ok(class),
        }
    }

    /// `message (2 sub-exceptions)`.
    pub(crate) fn group_text(&self, value: Value) -> Option<String> {
        let Some(Object::Exception(exception)) = self.heap.object(value) else { return None };
        let count = self.members(value).len();
        let message = self.str_native(self.first_argument(exception.args))?;
        let plural = if count == 1 { "" } else { "s" };
        Some(format!("{message} ({count} sub-exception{plural})"))
    }

    /// `exc type -> pair`
    pub(super) fn match_group(&mut self) -> Done {
        let (class, exception) = (self.peek(1), self.peek(2));
        self.check_star_classes(class)?;
        let classes = self.one_or_many(class);
        let matches = !exception.is_none()
            && classes.into_iter().any(|class| self.is_instance(exception, class));
        if !matches && self.is_group(exception) {
            let (class, exception) = (self.pop(), self.pop());
            return self.call_library("builtins._group_match", vec![exception, class], After::Push);
        }
        let pair = match matches {
            true if self.is_group(exception) => vec![self.heap.keep(exception), Value::None],
            true => vec![self.wrap_naked(exception), Value::None],
            false => vec![Value::None, self.heap.keep(exception)],
        };
        self.drop_top(2);
        let pair = self.heap.tuple(pair);
        self.put(pair)
    }

    fn one_or_many(&self, class: Value) -> Vec<Value> {
        match self.heap.object(class) {
            Some(Object::Tuple(values)) => values.to_vec(),
            _ => vec![class],
        }
    }

    fn check_star_classes(&mut self, class: Value) -> Result<(), Raise> {
        for class in self.one_or_many(class) {
            if !self.is_class(class) || !self.layout(class).is_exception() {
                let message =
                    "catching classes that do not inherit from BaseException is not allowed";
                return Err(self.raise(Type::TypeError, message.into()));
            }
            if self.layout(class).is_subtype(Type::BaseExceptionGroup) {
                let message =
                    "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.raise(Type::TypeError, message.into()));
            }
        }
        Ok(())
    }

    /// A group around an exception that was raised by itself.
    fn wrap_naked(&mut self, exception: Value) -> Value {
        let own = self.heap.keep(exception);
        let group = self.heap.tuple(vec![own]);
        let arguments = vec![self.heap.str(""), self.heap.keep(group)];
        let is_ordinary = self.is_instance(exception, Value::Type(Type::Exception));
        let kind = if is_ordinary { Type::ExceptionGroup } else { Type::BaseExceptionGroup };
        let wrapped = self.new_exception(Value::Type(kind), arguments);
        let row = Row { code: self.run.top.code, pc: self.run.top.pc.saturating_sub(1) };
        if let Some(found) = self.exception_mut(wrapped) {
            found.group = group;
            found.rows = vec![row];
        }
        wrapped
    }

    /// `match -> match` or `None ->`
    pub(super) fn handle_group(&mut self, to: u32) -> Done {
        let found = self.peek(1);
        if found.is_none() {
            self.drop_top(1);
            self.run.top.pc = to;
            return Ok(Next::Go);
        }
        let found = self.heap.keep(found);
        let old = std::mem::replace(&mut self.run.top.handling, found);
        self.heap.release(old);
        Ok(Next::Go)
    }

    /// `exc list -> exc_or_None`
    pub(super) fn join_raised(&mut self) -> Done {
        let (parts, original) = (self.pop(), self.pop());
        self.call_library("builtins._join_raised", vec![original, parts], After::Push)
    }

    /// Whether two exceptions have the same traceback, cause, context and notes.
    pub(crate) fn same_origin(&self, a: Value, b: Value) -> bool {
        let (Some(Object::Exception(x)), Some(Object::Exception(y))) =
            (self.heap.object(a), self.heap.object(b))
        else {
            return false;
        };
        x.rows == y.rows && x.cause.is(y.cause) && x.context.is(y.context)
    }

    /// Gives `to` the traceback, cause, context and notes of `from`.
    pub(crate) fn copy_origin(&mut self, to: Value, from: Value) -> Result<(), Raise> {
        let Some(Object::Exception(found)) = self.heap.object(from) else { return Ok(()) };
        let (rows, cause, context) = (found.rows.clone(), found.cause, found.context);
        let notes = found.attrs.iter().find(|(name, _)| *name == crate::names::NOTES);
        let notes = notes.map(|&(_, notes)| notes);
        if let Some(Object::List(notes)) = notes.and_then(|notes| self.heap.object(notes)) {
            let notes = notes.clone();
            let notes = self.heap.keep_all(&notes);
            let notes = self.heap.list(notes);
            self.set_attr(to, crate::names::NOTES, notes)?;
        }
        let (cause, context) = (self.heap.keep(cause), self.heap.keep(context));
        let mut old = [cause, context];
        if let Some(exception) = self.exception_mut(to) {
            exception.rows = rows;
            exception.suppress_context = true;
            old = [
                std::mem::replace(&mut exception.cause, cause),
                std::mem::replace(&mut exception.context, context),
            ];
        }
        self.heap.release_all(&old);
        Ok(())
    }
}
