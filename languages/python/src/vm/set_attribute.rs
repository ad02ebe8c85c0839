//! Setting and deleting attributes.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::names;
use crate::object::{Attrs, Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

impl Vm {
    /// `value o ->`
    pub(super) fn store_attr(&mut self, name: Sym) -> Done {
        let o = self.pop();
        if let Some(method) = self.user_method(o, names::SETATTR) {
            let value = self.pop();
            let text = self.name(name).to_string();
            let text = self.heap.str(text);
            let done = self.call_method_frame(method, o, &[text, value], After::Discard);
            self.heap.release_all(&[o, text, value]);
            return done;
        }
        let property = self
            .user_method(o, name)
            .filter(|&found| matches!(self.heap.object(found), Some(Object::Property(_))));
        if let Some(property) = property {
            return self.set_property(o, property, name);
        }
        let value = self.pop();
        let done = self.set_attr(o, name, value);
        self.heap.release(o);
        done.map(|()| Next::Go)
    }

    fn set_property(&mut self, o: Value, property: Value, name: Sym) -> Done {
        let value = self.pop();
        let setter = match self.heap.object(property) {
            Some(Object::Property(parts)) => parts[1],
            _ => Value::None,
        };
        let done = if setter.is_none() {
            let (kind, name) = (self.type_name(o), self.name(name).to_string());
            let message = format!("property '{name}' of '{kind}' object has no setter");
            Err(self.raise(Type::AttributeError, message))
        } else {
            self.call_method_frame(setter, o, &[value], After::Discard)
        };
        self.heap.release_all(&[o, value]);
        done
    }

    /// Sets an attribute to an owned value.
    pub(crate) fn set_attr(&mut self, o: Value, name: Sym, value: Value) -> Result<(), Raise> {
        if let Value::Module(module) = o {
            self.set_module_attr(module, name, value);
            return Ok(());
        }
        if let Some(Object::Exception(_)) = self.heap.object(o)
            && let Some(done) = self.set_exception_attr(o, name, value)
        {
            return done;
        }
        self.heap.has_finalizers |= name == names::DEL;
        let Some(attrs) = self.attrs_mut(o) else {
            self.heap.release(value);
            return Err(match self.type_of(o) {
                Type::TypeType => {
                    let kind = self.class_name(o).to_string();
                    let name = self.name(name).to_string();
                    let message =
                        format!("cannot set '{name}' attribute of immutable type '{kind}'");
                    self.raise(Type::TypeError, message)
                }
                _ => self.not_settable(o, name),
            });
        };
        let old = match attrs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => std::mem::replace(place, value),
            None => {
                attrs.push((name, value));
                self.heap.grew(24);
                Value::Undef
            }
        };
        self.heap.release(old);
        Ok(())
    }

    fn not_settable(&mut self, o: Value, name: Sym) -> Raise {
        let kind = self.type_of(o);
        let (owner, text) = (self.type_name(o), self.name(name).to_string());
        let message = match self.type_method(kind, name) {
            Some(_) => format!("'{owner}' object attribute '{text}' is read-only"),
            None => format!(
                "'{owner}' object has no attribute '{text}' and no __dict__ for setting new attributes"
            ),
        };
        self.raise(Type::AttributeError, message)
    }

    fn set_exception_attr(
        &mut self, o: Value, name: Sym, value: Value,
    ) -> Option<Result<(), Raise>> {
        if name == names::TRACEBACK {
            return Some(self.set_traceback(o, value));
        }
        let exception = self.exception_mut(o)?;
        let value = if value.is_none() { Value::Undef } else { value };
        let old = match name {
            names::CAUSE => {
                exception.suppress_context = true;
                std::mem::replace(&mut exception.cause, value)
            }
            names::CONTEXT => std::mem::replace(&mut exception.context, value),
            names::SUPPRESS_CONTEXT => {
                exception.suppress_context = matches!(value, Value::Bool(true));
                Value::Undef
            }
            names::ARGS => std::mem::replace(&mut exception.args, value),
            _ => return None,
        };
        self.heap.release(old);
        Some(Ok(()))
    }

    /// `exc.__traceback__ = value`, which is owned.
    fn set_traceback(&mut self, o: Value, value: Value) -> Result<(), Raise> {
        let rows = match (value, self.heap.object(value)) {
            (Value::None, _) => Some(Vec::new()),
            (_, Some(Object::Traceback(rows))) => Some(rows.to_vec()),
            _ => None,
        };
        self.heap.release(value);
        match (rows, self.exception_mut(o)) {
            (Some(rows), Some(exception)) => {
                exception.rows = rows;
                Ok(())
            }
            _ => {
                let message = "__traceback__ must be a traceback or None".into();
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    fn attrs_mut(&mut self, o: Value) -> Option<&mut Attrs> {
        match self.heap.get_mut(o.handle()?) {
            Object::Instance { attrs, .. } => Some(attrs),
            Object::Exception(exception) => Some(&mut exception.attrs),
            Object::Class(class) => Some(&mut class.attrs),
            Object::Function(function) => Some(&mut function.attrs),
            _ => None,
        }
    }

    pub(super) fn delete_attr(&mut self, name: Sym) -> Done {
        let o = self.peek(1);
        self.remove_attr(o, name)?;
        self.drop_top(1);
        Ok(Next::Go)
    }

    pub(crate) fn remove_attr(&mut self, o: Value, name: Sym) -> Result<(), Raise> {
        if let Value::Module(module) = o
            && self.delete_module_attr(module, name)
        {
            return Ok(());
        }
        let removed = self.attrs_mut(o).and_then(|attrs| {
            let at = attrs.iter().position(|(known, _)| *known == name)?;
            Some(attrs.remove(at).1)
        });
        match removed {
            Some(old) => {
                self.heap.release(old);
                Ok(())
            }
            None => Err(self.no_attribute(o, name)),
        }
    }
}
