//! Attributes: `o.name`, and methods on their way to a call.
//!
//! **Models:** `_PyObject_GenericGetAttrWithDict`, `slot_tp_getattr_hook`, CPython 3.13.

use super::frame::After;
use super::{Next, Raise, Vm};
use crate::builtins;
use crate::names;
use crate::object::{Object, Sym, Type, Value};

type Done = Result<Next, Raise>;

/// What an attribute turns out to be.
pub(super) enum Found {
    /// A value, owned.
    Value(Value),
    /// A function to be called with this receiver; both borrowed.
    Method(Value, Value),
    /// A property's getter, borrowed.
    Getter(Value),
    /// A descriptor of a user's class, borrowed: its `__get__`, itself, the instance (`Undef` for
    /// none) and the class.
    Descriptor([Value; 4]),
    /// The class's `__getattribute__`, borrowed.
    Asked(Value),
    Nothing,
}

impl Vm {
    pub(super) fn load_attr(&mut self, name: Sym) -> Done {
        let o = self.peek(1);
        let found = self.find(o, name)?;
        self.load_found(o, name, found)
    }

    /// `o -> o.name`, which was found to be this.
    #[inline(always)]
    pub(super) fn load_found(&mut self, o: Value, name: Sym, found: Found) -> Done {
        match found {
            Found::Value(value) => {
                self.drop_top(1);
                self.put(value)
            }
            Found::Method(function, receiver) => {
                let function = self.heap.keep(function);
                let receiver = self.heap.keep(receiver);
                let method = self.heap.alloc(Object::Method { function, receiver });
                self.drop_top(1);
                self.put(method)
            }
            Found::Getter(getter) => {
                let o = self.pop();
                let done = self.call_method_frame(getter, o, &[], After::Push);
                self.heap.release(o);
                done
            }
            Found::Descriptor(parts) => self.ask_descriptor(parts, After::Push),
            Found::Asked(method) => self.ask_getattribute(method, name, After::Push),
            Found::Nothing => self.missing_attr(o, name),
        }
    }

    /// `o -> method self` or `value undef`
    pub(super) fn load_method(&mut self, name: Sym) -> Done {
        let o = self.peek(1);
        match self.find(o, name)? {
            Found::Method(function, receiver) => {
                let function = self.heap.keep(function);
                let receiver = self.heap.keep(receiver);
                self.drop_top(1);
                self.push(function);
                self.put(receiver)
            }
            Found::Value(value) => {
                self.drop_top(1);
                self.push(value);
                self.put(Value::Undef)
            }
            Found::Getter(getter) => {
                let o = self.pop();
                let done = self.call_method_frame(getter, o, &[], After::PushMethod);
                self.heap.release(o);
                done
            }
            Found::Descriptor(parts) => self.ask_descriptor(parts, After::PushMethod),
            Found::Asked(method) => self.ask_getattribute(method, name, After::PushMethod),
            Found::Nothing => match self.missing_attr(o, name)? {
                Next::Go => self.put(Value::Undef),
                next => {
                    self.run.top.after = After::PushMethod;
                    Ok(next)
                }
            },
        }
    }

    /// `class self -> value undef`
    pub(super) fn load_super(&mut self, name: Sym) -> Done {
        let (class, receiver) = (self.peek(2), self.peek(1));
        match self.find_super(class, receiver, name) {
            Found::Method(function, receiver) => {
                let function = self.heap.keep(function);
                let receiver = self.heap.keep(receiver);
                self.drop_top(2);
                self.push(function);
                self.put(receiver)
            }
            Found::Value(value) => {
                self.drop_top(2);
                self.push(value);
                self.put(Value::Undef)
            }
            Found::Getter(getter) => {
                let (receiver, class) = (self.pop(), self.pop());
                self.heap.release(class);
                let done = self.call_method_frame(getter, receiver, &[], After::PushMethod);
                self.heap.release(receiver);
                done
            }
            Found::Descriptor(parts) => {
                let receiver = self.pop();
                let done = self.ask_descriptor(parts, After::PushMethod);
                self.heap.release(receiver);
                done
            }
            _ => {
                let name = self.name(name).to_string();
                let message = format!("'super' object has no attribute '{name}'");
                Err(self.raise(Type::AttributeError, message))
            }
        }
    }

    fn find_super(&mut self, class: Value, receiver: Value, name: Sym) -> Found {
        let is_class = self.is_class(receiver) && self.is_subclass(receiver, class);
        if let Some(value) = self.super_lookup(class, receiver, name) {
            if is_class {
                return self.class_value(value, receiver);
            }
            return self.bind_class_value(value, receiver, self.class_of(receiver));
        }
        let own = if is_class { receiver } else { self.class_of(receiver) };
        let layout = self.layout(own);
        match self.type_method(layout, name) {
            Some(native) if name == names::NEW => Found::Value(native),
            Some(native) if is_class && name != names::INIT_SUBCLASS => Found::Value(native),
            Some(native) => Found::Method(native, receiver),
            None => Found::Nothing,
        }
    }

    /// The attribute `name` of `o`, owned, where no Python code has to run for it.
    pub(crate) fn attr_native(&mut self, o: Value, name: Sym) -> Result<Option<Value>, Raise> {
        Ok(match self.find(o, name)? {
            Found::Value(value) => Some(value),
            Found::Method(function, receiver) => {
                let function = self.heap.keep(function);
                let receiver = self.heap.keep(receiver);
                Some(self.heap.alloc(Object::Method { function, receiver }))
            }
            _ => None,
        })
    }

    /// Whether Python code has to run to get an attribute, or to find out that there is none.
    pub(crate) fn runs_code_for(&mut self, o: Value, name: Sym) -> Result<bool, Raise> {
        Ok(match self.find(o, name)? {
            Found::Value(value) => {
                self.heap.release(value);
                false
            }
            Found::Method(..) => false,
            Found::Getter(_) | Found::Descriptor(_) | Found::Asked(_) => true,
            Found::Nothing => self.user_method(o, names::GETATTR).is_some(),
        })
    }

    pub(super) fn find(&mut self, o: Value, name: Sym) -> Result<Found, Raise> {
        match (o, self.heap.object(o)) {
            (_, Some(Object::Instance { class, attrs })) => {
                let own = attrs.iter().find(|(known, _)| *known == name).map(|&(_, value)| value);
                let class = *class;
                if let Some(Object::Class(found)) = self.heap.object(class)
                    && found.traits.has_getattribute
                    && let Some(method) = self.class_lookup(class, names::GETATTRIBUTE)
                {
                    return Ok(Found::Asked(method));
                }
                return Ok(self.find_in_instance(o, class, own, name));
            }
            (_, Some(Object::Exception(exception))) => {
                let attrs = &exception.attrs;
                let own = attrs.iter().find(|(known, _)| *known == name).map(|&(_, value)| value);
                let class = exception.class;
                if let Some(value) = self.exception_attr(o, name) {
                    return Ok(Found::Value(value));
                }
                return Ok(self.find_in_instance(o, class, own, name));
            }
            (_, Some(Object::Class(_))) | (Value::Type(_), _) => {
                return Ok(self.find_in_class(o, name));
            }
            _ if self.heap.shadow(o).is_some() => {
                let shadow = self.heap.shadow(o).unwrap_or(Value::Undef);
                let own = match self.heap.object(shadow) {
                    Some(Object::Instance { attrs, .. }) => {
                        attrs.iter().find(|(known, _)| *known == name).map(|&(_, value)| value)
                    }
                    _ => None,
                };
                let class = self.class_of(shadow);
                return Ok(self.find_in_instance(o, class, own, name));
            }
            (Value::Module(module), _) => {
                let found = self.module_attr(module, name);
                return Ok(found.map_or(Found::Nothing, Found::Value));
            }
            (_, Some(&Object::Super { class, receiver })) => {
                return Ok(self.find_super(class, receiver, name));
            }
            _ => {}
        }
        if let Some(value) = self.special_attr(o, name) {
            return Ok(Found::Value(value));
        }
        let kind = self.type_of(o);
        Ok(match self.type_method(kind, name) {
            Some(Value::Native(native)) if builtins::entry(native).owner.is_none() => {
                Found::Value(Value::Native(native))
            }
            Some(value) if self.is_bound_to_instances(value) => Found::Method(value, o),
            Some(value) => Found::Value(self.heap.keep(value)),
            None => Found::Nothing,
        })
    }

    fn is_bound_to_instances(&self, value: Value) -> bool {
        matches!(value, Value::Native(_) | Value::Prelude(_))
            || matches!(self.heap.object(value), Some(Object::Function(_)))
    }

    pub(super) fn find_in_instance(
        &mut self, o: Value, class: Value, own: Option<Value>, name: Sym,
    ) -> Found {
        let in_class = self.class_lookup(class, name);
        if let Some(value) = in_class
            && let Some(Object::Property(parts)) = self.heap.object(value)
        {
            return Found::Getter(parts[0]);
        }
        if let Some(value) = in_class
            && let Some(Object::Instance { .. }) = self.heap.object(value)
            && let Some(found) = self.user_descriptor(value, o, class, (own, name))
        {
            return found;
        }
        if let Some(value) = own.or_else(|| self.in_own_dict(o, name)) {
            return Found::Value(self.heap.keep(value));
        }
        if class.is(Value::Type(Type::TypeAliasType))
            && self.name(name) == "__value__"
            && let Some(Object::Instance { attrs, .. }) = self.heap.object(o)
            && let Some(&(_, thunk)) = attrs.get(1)
        {
            return Found::Getter(thunk);
        }
        if let Some(value) = in_class {
            return self.bind_class_value(value, o, class);
        }
        match name {
            names::CLASS => Found::Value(self.heap.keep(class)),
            names::DICT if self.has_slots(class) => Found::Nothing,
            names::DICT => Found::Value(self.instance_dict(o)),
            names::DOC => Found::Value(Value::None),
            names::NEW => self.find_in_class(class, name),
            _ => match self.type_method(self.layout(class), name) {
                Some(native) => Found::Method(native, o),
                None => self.own_special(o, name),
            },
        }
    }

    /// Whatever class its objects have, a built-in type has attributes that are no methods.
    fn own_special(&mut self, o: Value, name: Sym) -> Found {
        let is_plain =
            matches!(self.heap.object(o), Some(Object::Instance { .. } | Object::Exception(_)));
        match (!is_plain).then(|| self.special_attr(o, name)).flatten() {
            Some(value) => Found::Value(value),
            None => Found::Nothing,
        }
    }

    /// What a class's attribute is for an instance.
    fn bind_class_value(&mut self, value: Value, o: Value, class: Value) -> Found {
        match (value, self.heap.object(value)) {
            (_, Some(Object::Function(_))) | (Value::Prelude(_), _) => Found::Method(value, o),
            (_, Some(&Object::StaticMethod(inner))) => Found::Value(self.heap.keep(inner)),
            (_, Some(&Object::ClassMethod(inner))) => Found::Method(inner, class),
            (_, Some(Object::Property(parts))) => Found::Getter(parts[0]),
            (_, Some(Object::Instance { .. })) => {
                let found = self.user_descriptor(value, o, class, (None, names::CLASS));
                found.unwrap_or_else(|| Found::Value(self.heap.keep(value)))
            }
            _ => Found::Value(self.heap.keep(value)),
        }
    }

    /// What a class's attribute is for the class itself.
    fn class_value(&mut self, value: Value, class: Value) -> Found {
        match self.heap.object(value) {
            Some(&Object::StaticMethod(inner)) => Found::Value(self.heap.keep(inner)),
            Some(&Object::ClassMethod(inner)) => Found::Method(inner, class),
            Some(Object::Instance { .. }) => {
                let found = self.user_descriptor(value, Value::None, class, (None, names::CLASS));
                found.unwrap_or_else(|| Found::Value(self.heap.keep(value)))
            }
            _ => Found::Value(self.heap.keep(value)),
        }
    }

    pub(super) fn find_in_class(&mut self, class: Value, name: Sym) -> Found {
        let meta = self.class_of(class);
        if name == names::CLASS {
            return Found::Value(self.heap.keep(meta));
        }
        let in_meta = self.class_lookup(meta, name);
        if let Some(value) = in_meta
            && matches!(self.heap.object(value), Some(Object::Property(_)))
        {
            return self.bind_class_value(value, class, meta);
        }
        if let Some(value) = self.class_lookup(class, name).filter(|_| name != names::DOC) {
            return self.class_value(value, class);
        }
        if let Some(value) = in_meta
            && !matches!(name, names::MODULE | names::DOC)
        {
            return self.bind_class_value(value, class, meta);
        }
        if let Some(value) = self.class_attr(class, name) {
            return Found::Value(value);
        }
        if let Some(native) = self.type_method(self.layout(class), name) {
            return match name {
                names::INIT_SUBCLASS => Found::Method(native, class),
                _ => Found::Value(self.heap.keep(native)),
            };
        }
        match self.type_method(Type::TypeType, name) {
            Some(native) => Found::Method(native, class),
            None => Found::Nothing,
        }
    }

    fn class_attr(&mut self, class: Value, name: Sym) -> Option<Value> {
        Some(match name {
            names::NAME => {
                let text = self.class_name(class).to_string();
                self.heap.str(text)
            }
            names::QUALNAME => {
                let text = match self.heap.object(class) {
                    Some(Object::Class(class)) => class.qualname.clone(),
                    _ => self.class_name(class).into(),
                };
                self.heap.str(text)
            }
            names::MODULE => self.heap.str("builtins"),
            names::DICT => self.class_dict(class),
            names::MRO => {
                let order = self.order_of(class);
                let order = self.heap.keep_all(&order);
                self.heap.tuple(order)
            }
            names::BASES => {
                let bases = match (class, self.heap.object(class)) {
                    (_, Some(Object::Class(class))) => class.bases.to_vec(),
                    (Value::Type(kind), _) => vec![Value::Type(kind.base())],
                    _ => Vec::new(),
                };
                let bases = self.heap.keep_all(&bases);
                self.heap.tuple(bases)
            }
            names::DOC => match self.heap.object(class) {
                Some(Object::Class(class)) => {
                    let own = class.attrs.iter().find(|(known, _)| *known == names::DOC);
                    let own = own.map_or(Value::None, |&(_, value)| value);
                    self.heap.keep(own)
                }
                _ => Value::None,
            },
            _ => return None,
        })
    }

    /// A method of a built-in type or of what it derives from, searched for.
    pub(super) fn type_search(&self, kind: Type, name: Sym) -> Option<Value> {
        let mut at = kind;
        loop {
            if let Some(&value) = self.extensions.get(&(at, name)) {
                return Some(value);
            }
            if let Some(&native) = self.methods.get(&(at, name)) {
                return Some(Value::Native(native));
            }
            if at == Type::Object {
                return None;
            }
            at = at.base();
        }
    }

    pub(super) fn missing_attr(&mut self, o: Value, name: Sym) -> Done {
        if let Some(method) = self.user_method(o, names::GETATTR) {
            let text = self.name(name).to_string();
            let text = self.heap.str(text);
            let o = self.pop();
            let done = self.call_method_frame(method, o, &[text], After::Push);
            self.heap.release(o);
            self.heap.release(text);
            return done;
        }
        Err(self.no_attribute(o, name))
    }

    pub(crate) fn no_attribute(&mut self, o: Value, sym: Sym) -> Raise {
        let name = self.name(sym).to_string();
        let message = match o {
            Value::Module(module) => {
                format!("module '{}' has no attribute '{name}'", self.module_name(module))
            }
            _ if matches!(self.heap.object(o), Some(Object::Class(_)))
                || matches!(o, Value::Type(_)) =>
            {
                format!("type object '{}' has no attribute '{name}'", self.class_name(o))
            }
            _ => format!("'{}' object has no attribute '{name}'", self.attribute_owner(o)),
        };
        let is_own = self.own_self().is_some_and(|own| own.is(o));
        let raise = self.raise(Type::AttributeError, message);
        // As CPython keeps them, for the hint of what was meant.
        let attrs = vec![(names::PLAIN_NAME, self.heap.str(name)), (names::OBJ, self.heap.keep(o))];
        let raised = self.raised;
        if let Some(exception) = self.exception_mut(raised) {
            exception.attrs = attrs;
            exception.is_own_attribute = is_own;
        }
        raise
    }

    /// The name of its type as a native class's messages have it.
    pub(super) fn attribute_owner(&self, o: Value) -> String {
        match self.type_of(o) {
            Type::Future | Type::Task => format!("_asyncio.{}", self.type_name(o)),
            kind if matches!(self.heap.object(o), Some(Object::Library(_))) => {
                format!("{}.{}", kind.module(), kind.name())
            }
            _ => self.type_name(o),
        }
    }
}
