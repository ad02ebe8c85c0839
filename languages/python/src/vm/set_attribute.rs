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
        self.push(o);
        self.store_plain(name)
    }

    /// The same without a `__setattr__`.
    pub(super) fn store_plain(&mut self, name: Sym) -> Done {
        let o = self.pop();
        if let Some(found) = self.user_method(o, name) {
            match self.heap.object(found) {
                Some(Object::Property(_)) => return self.set_property(o, found, name),
                Some(Object::Instance { .. }) => {
                    if let Some(set) = self.user_method(found, names::SET) {
                        let value = self.pop();
                        let done = self.call_method_frame(set, found, &[o, value], After::Discard);
                        self.heap.release_all(&[o, value]);
                        return done;
                    }
                }
                _ => {}
            }
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
        match name {
            names::DICT if matches!(self.heap.object(o), Some(Object::Instance { .. })) => {
                return self.set_instance_dict(o, value);
            }
            names::DEFAULTS if matches!(self.heap.object(o), Some(Object::Function(_))) => {
                return self.set_defaults(o, value);
            }
            names::CLASS => return self.set_class(o, value),
            _ => {}
        }
        if let Some(dict) = self.own_dict(o) {
            let text = self.name(name).to_string();
            let key = self.heap.str(text);
            return self.dict_set(dict, key, value);
        }
        if self.has_no_slot(o, name) {
            self.heap.release(value);
            return Err(self.no_slot(o, name));
        }
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
        self.class_changed(o, name);
        Ok(())
    }

    /// An attribute of a class may change how its instances are made.
    fn class_changed(&mut self, o: Value, name: Sym) {
        let is_known = matches!(name, names::ABSTRACTMETHODS | names::NEW | names::GETATTRIBUTE);
        if !is_known || !matches!(self.heap.object(o), Some(Object::Class(_))) {
            return;
        }
        let found = self.class_lookup(o, name).unwrap_or(Value::None);
        let truth = self.truth(found).unwrap_or(true);
        if let Some(handle) = o.handle()
            && let Object::Class(class) = self.heap.get_mut(handle)
        {
            match name {
                names::ABSTRACTMETHODS => class.traits.is_abstract = truth,
                names::NEW => class.traits.has_new = true,
                _ => class.traits.has_getattribute = true,
            }
        }
    }

    /// `o.__class__ = class`, which is owned.
    fn set_class(&mut self, o: Value, class: Value) -> Result<(), Raise> {
        let fits = matches!(self.heap.object(class), Some(Object::Class(_)))
            && self.layout(class) == Type::Object;
        let mut old = class;
        let place = match o.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Instance { class, .. }) if fits => Some(class),
            _ => None,
        };
        let done = match place {
            Some(place) => {
                old = std::mem::replace(place, class);
                Ok(())
            }
            None => {
                let message = "__class__ assignment only supported for mutable types or \
                               ModuleType subclasses";
                Err(self.raise(Type::TypeError, message.into()))
            }
        };
        self.heap.release(old);
        done
    }

    /// Whether the class has `__slots__`, no dict, and no such slot.
    fn has_no_slot(&self, o: Value, name: Sym) -> bool {
        let Some(Object::Instance { class, .. }) = self.heap.object(o) else { return false };
        match self.heap.object(*class) {
            Some(Object::Class(class)) => {
                class.slots.as_ref().is_some_and(|slots| !slots.contains(&name))
            }
            // An instance of a built-in type: `object()`.
            _ => true,
        }
    }

    fn no_slot(&mut self, o: Value, name: Sym) -> Raise {
        let class = self.class_of(o);
        if self.class_lookup(class, name).is_some() {
            let (owner, text) = (self.type_name(o), self.name(name).to_string());
            let message = format!("'{owner}' object attribute '{text}' is read-only");
            return self.raise(Type::AttributeError, message);
        }
        self.not_settable(o, name)
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

    pub(super) fn attrs_mut(&mut self, o: Value) -> Option<&mut Attrs> {
        if let Value::Loop(number) = o {
            return Some(&mut self.loops[number as usize - 1].attrs);
        }
        let o = self.heap.shadow(o).unwrap_or(o);
        match self.heap.get_mut(o.handle()?) {
            Object::Instance { attrs, .. } => Some(attrs),
            Object::Exception(exception) => Some(&mut exception.attrs),
            Object::Class(class) => Some(&mut class.attrs),
            Object::Function(function) => Some(&mut function.attrs),
            _ => None,
        }
    }

    /// `o ->`
    pub(super) fn delete_attr(&mut self, name: Sym) -> Done {
        let o = self.peek(1);
        if let Some(method) = self.user_method(o, names::DELATTR) {
            let o = self.pop();
            let text = self.name(name).to_string();
            let text = self.heap.str(text);
            let done = self.call_method_frame(method, o, &[text], After::Discard);
            self.heap.release_all(&[o, text]);
            return done;
        }
        self.delete_plain(name)
    }

    /// The same without a `__delattr__`.
    pub(super) fn delete_plain(&mut self, name: Sym) -> Done {
        let o = self.pop();
        let found = self.user_method(o, name);
        let done = match found.and_then(|found| self.heap.object(found)) {
            Some(Object::Property(parts)) => {
                let deleter = parts[2];
                if deleter.is_none() {
                    let (kind, name) = (self.type_name(o), self.name(name).to_string());
                    let message = format!("property '{name}' of '{kind}' object has no deleter");
                    Err(self.raise(Type::AttributeError, message))
                } else {
                    self.call_method_frame(deleter, o, &[], After::Discard)
                }
            }
            Some(Object::Instance { .. }) => {
                let descriptor = found.unwrap_or(Value::Undef);
                match self.user_method(descriptor, names::DELETE) {
                    Some(method) => {
                        self.call_method_frame(method, descriptor, &[o], After::Discard)
                    }
                    None => self.remove_attr(o, name).map(|()| Next::Go),
                }
            }
            _ => self.remove_attr(o, name).map(|()| Next::Go),
        };
        self.heap.release(o);
        done
    }

    pub(crate) fn remove_attr(&mut self, o: Value, name: Sym) -> Result<(), Raise> {
        if let Value::Module(module) = o
            && self.delete_module_attr(module, name)
        {
            return Ok(());
        }
        if let Some(dict) = self.own_dict(o) {
            let text = self.name(name).to_string();
            let key = self.heap.str(text);
            let removed = self.dict_remove(dict, key);
            self.heap.release(key);
            return match removed? {
                Some(old) => {
                    self.heap.release(old);
                    Ok(())
                }
                None => Err(self.no_attribute(o, name)),
            };
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
