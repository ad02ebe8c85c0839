//! Names found in classes, remembered; and the attributes that need no more than that.
//!
//! **Models:** the type cache of `Objects/typeobject.c`, inline caches of `Python/specialize.c`.
//! **Invariants:** what is remembered holds until any class changes or is made
//! ([`crate::object::Heap::classes_changed`]), and influences nothing but speed.

use super::Vm;
use crate::object::{Handle, Object, Sym, Type, Value};
use std::cell::Cell;

/// A power of two.
const SIZE: usize = 256;

/// What a name meant in a class; `Undef` for nothing.
#[derive(Clone, Copy, Debug)]
struct Lookup {
    class: Handle,
    name: Sym,
    /// When it was found: the count of changes to classes.
    when: u32,
    found: Value,
}

/// Recent look-ups, by class and name.
#[derive(Clone, Debug)]
pub(super) struct Lookups(Box<[Cell<Lookup>]>);

impl Default for Lookups {
    fn default() -> Lookups {
        let none = Lookup { class: Handle(0), name: Sym(0), when: 0, found: Value::Undef };
        Lookups(vec![Cell::new(none); SIZE].into())
    }
}

impl Lookups {
    #[inline(always)]
    fn place(&self, class: Handle, name: Sym) -> &Cell<Lookup> {
        let at = (class.0.wrapping_mul(0x9e37_79b9) >> 20) ^ name.0;
        &self.0[at as usize & (SIZE - 1)]
    }
}

impl Vm {
    /// The attribute of a user class or of the user classes it derives from, borrowed.
    #[inline(always)]
    pub(crate) fn class_lookup(&self, class: Value, name: Sym) -> Option<Value> {
        let Value::Ref(handle) = class else { return None };
        let known = self.lookups.place(handle, name).get();
        if known.class == handle && known.name == name && known.when == self.heap.classes_changed {
            return (!known.found.is_undef()).then_some(known.found);
        }
        self.class_lookup_anew(handle, name)
    }

    /// A native method of a built-in type or of what it derives from.
    #[inline]
    pub(crate) fn type_method(&self, kind: Type, name: Sym) -> Option<Value> {
        // No class has so high a handle.
        let class = Handle(u32::MAX - kind as u32);
        let known = self.lookups.place(class, name).get();
        if known.class == class && known.name == name {
            return (!known.found.is_undef()).then_some(known.found);
        }
        let found = self.type_search(kind, name);
        let found = found.unwrap_or(Value::Undef);
        self.lookups.place(class, name).set(Lookup { class, name, when: 0, found });
        (!found.is_undef()).then_some(found)
    }

    #[inline(never)]
    fn class_lookup_anew(&self, class: Handle, name: Sym) -> Option<Value> {
        let found = self.class_search(Value::Ref(class), name);
        let when = self.heap.classes_changed;
        let lookup = Lookup { class, name, when, found: found.unwrap_or(Value::Undef) };
        self.lookups.place(class, name).set(lookup);
        found
    }

    /// The functions and values of a borrowed class are now also attributes of a built-in type.
    pub(crate) fn extend_type(&mut self, kind: Type, class: Value) {
        let attrs = match self.heap.object(class) {
            Some(Object::Class(class)) => class.attrs.clone(),
            _ => return,
        };
        for (name, value) in attrs {
            if matches!(self.name(name), "__module__" | "__qualname__" | "__doc__") {
                continue;
            }
            let value = self.heap.keep(value);
            if let Some(old) = self.extensions.insert((kind, name), value) {
                self.heap.release(old);
            }
        }
        self.lookups = Lookups::default();
    }

    /// An attribute that an instance has itself and its class does not have; borrowed.
    #[inline(always)]
    pub(super) fn own_attr(&self, o: Value, name: Sym) -> Option<Value> {
        let Value::Ref(handle) = o else { return None };
        let Object::Instance { class, attrs } = self.heap.get(handle) else { return None };
        if self.has_slow_classes && self.is_slow(*class) {
            return None;
        }
        let in_class = self.class_lookup(*class, name);
        if in_class.is_some_and(|value| !self.is_plain(value)) {
            return None;
        }
        let own = attrs.iter().find(|(known, _)| *known == name).map(|&(_, value)| value);
        own.or(in_class).filter(|_| own.is_some() || !is_in_dict(attrs))
    }

    /// Whether a class's attribute is just a value: nothing that is bound to an instance.
    #[inline]
    fn is_plain(&self, value: Value) -> bool {
        match value {
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
            Value::Ref(handle) => matches!(
                self.heap.get(handle),
                Object::Str(_)
                    | Object::Int(_)
                    | Object::Tuple(_)
                    | Object::List(_)
                    | Object::Dict(_)
                    | Object::Set(_)
            ),
            _ => false,
        }
    }

    /// A function of an instance's class, or a native of a built-in type, that the instance does
    /// not hide; borrowed.
    #[inline(always)]
    pub(super) fn plain_method(&self, o: Value, name: Sym) -> Option<Value> {
        let Value::Ref(handle) = o else { return None };
        match self.heap.get(handle) {
            Object::Instance { class, attrs } => {
                let found = self.class_lookup(*class, name)?;
                let Object::Function(_) = self.heap.object(found)? else { return None };
                let hidden = attrs.iter().any(|(known, _)| *known == name) || is_in_dict(attrs);
                let hidden = hidden || (self.has_slow_classes && self.is_slow(*class));
                (!hidden).then_some(found)
            }
            _ if self.heap.shadow(o).is_some() => None,
            Object::List(_) => self.type_method(Type::List, name),
            Object::Dict(_) => self.type_method(Type::Dict, name),
            Object::Str(_) => self.type_method(Type::Str, name),
            Object::Set(_) => self.type_method(Type::Set, name),
            _ => None,
        }
    }

    /// Whether instances of a class have slots, or ask for every attribute.
    fn is_slow(&self, class: Value) -> bool {
        match self.heap.object(class) {
            Some(Object::Class(class)) => class.slots.is_some() || class.traits.has_getattribute,
            _ => true,
        }
    }

    /// Sets an attribute that an instance has itself to an owned value; whether that was all
    /// there was to do.
    #[inline(always)]
    pub(super) fn set_own_attr(&mut self, o: Value, name: Sym, value: Value) -> bool {
        let Value::Ref(handle) = o else { return false };
        let Object::Instance { class, .. } = self.heap.get(handle) else { return false };
        let class = *class;
        let is_special = matches!(name, crate::names::DICT | crate::names::CLASS);
        if is_special
            || (self.has_slow_classes && self.is_slow(class))
            || self.class_lookup(class, crate::names::SETATTR).is_some()
            || self.class_lookup(class, name).is_some_and(|value| !self.is_plain(value))
        {
            return false;
        }
        let Object::Instance { attrs, .. } = self.heap.get_mut(handle) else { return false };
        if is_in_dict(attrs) {
            return false;
        }
        match attrs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => {
                let old = std::mem::replace(place, value);
                self.heap.release(old);
            }
            None => {
                attrs.push((name, value));
                self.heap.grew(24);
            }
        }
        true
    }
}

/// Whether an instance's attributes are in a dict of their own.
#[inline(always)]
fn is_in_dict(attrs: &crate::object::Attrs) -> bool {
    matches!(attrs.first(), Some(&(crate::names::DICT, _)))
}
