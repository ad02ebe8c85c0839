//! Names found in classes, remembered; and the attributes that need no more than that.
//!
//! **Models:** the type cache of `Objects/typeobject.c`, inline caches of `Python/specialize.c`.
//! **Invariants:** what is remembered holds until any class changes or is made
//! ([`crate::object::Heap::classes_changed`]), and influences nothing but speed.

use super::Vm;
use crate::object::{Attrs, Handle, Object, Sym, Type, Value};
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
    /// What instances may do with the name without asking anybody: the bits below.
    rights: u8,
    found: Value,
}

/// An instance's own attribute is what the name means.
const READ: u8 = 1;
/// An attribute that an instance has already may be replaced.
const WRITE: u8 = 2;
/// An instance without such an attribute may have one.
const GROW: u8 = 4;
/// To an instance without such an attribute the class's value counts.
const CLASS: u8 = 16;
/// It is a function of the class, which an instance's own attribute hides.
const METHOD: u8 = 8;

/// A place of the memory.
#[derive(Clone, Debug)]
struct Place {
    lookup: Cell<Lookup>,
    /// Where an instance had the attribute last.
    hint: Cell<u32>,
}

impl Place {
    #[inline(always)]
    fn knows(&self, class: Handle, name: Sym, when: u32) -> bool {
        let known = self.lookup.get();
        known.class == class && known.name == name && known.when == when
    }

    #[inline(always)]
    fn allows(&self, right: u8) -> bool {
        self.lookup.get().rights & right != 0
    }
}

/// Recent look-ups, by class and name.
#[derive(Clone, Debug)]
pub(super) struct Lookups(Box<[Place; SIZE]>);

impl Default for Lookups {
    fn default() -> Lookups {
        let class = Handle(0);
        let none = Lookup { class, name: Sym(0), when: 0, rights: 0, found: Value::Undef };
        let place = || Place { lookup: Cell::new(none), hint: Cell::new(0) };
        Lookups(Box::new(std::array::from_fn(|_| place())))
    }
}

impl Lookups {
    #[inline(always)]
    fn place(&self, class: Handle, name: Sym) -> &Place {
        let at = (class.0.wrapping_mul(0x9e37_79b9) >> 20) ^ name.0;
        &self.0[at as usize & (SIZE - 1)]
    }
}

impl Vm {
    /// The attribute of a user class or of the user classes it derives from, borrowed.
    #[inline(always)]
    pub(crate) fn class_lookup(&self, class: Value, name: Sym) -> Option<Value> {
        let Value::Ref(handle) = class else { return None };
        let known = self.lookups.place(handle, name).lookup.get();
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
        let known = self.lookups.place(class, name).lookup.get();
        if known.class == class && known.name == name {
            return (!known.found.is_undef()).then_some(known.found);
        }
        let found = self.type_search(kind, name);
        let found = found.unwrap_or(Value::Undef);
        let lookup = Lookup { class, name, when: 0, rights: 0, found };
        self.lookups.place(class, name).lookup.set(lookup);
        (!found.is_undef()).then_some(found)
    }

    #[inline(never)]
    fn class_lookup_anew(&self, class: Handle, name: Sym) -> Option<Value> {
        let found = self.class_search(Value::Ref(class), name);
        let rights = self.rights(class, name, found);
        let when = self.heap.classes_changed;
        let found = found.unwrap_or(Value::Undef);
        self.lookups.place(class, name).lookup.set(Lookup { class, name, when, rights, found });
        (!found.is_undef()).then_some(found)
    }

    /// What instances of a class may do with a name that means `found` in the class.
    fn rights(&self, class: Handle, name: Sym, found: Option<Value>) -> u8 {
        let Object::Class(of) = self.heap.get(class) else { return 0 };
        let has = |name: Sym| self.class_search(Value::Ref(class), name).is_some();
        if of.traits.has_getattribute || has(crate::names::GETATTRIBUTE) {
            return 0;
        }
        let has_slots = of.slots.is_some();
        if found.is_some_and(|value| !self.is_plain(value)) {
            let is_function = found
                .is_some_and(|value| matches!(self.heap.object(value), Some(Object::Function(_))));
            return if is_function && !has_slots { METHOD } else { 0 };
        }
        let is_special = matches!(name, crate::names::DICT | crate::names::CLASS);
        match (is_special || has(crate::names::SETATTR), has_slots) {
            (true, true) => READ,
            (true, false) => READ | CLASS,
            (false, true) => READ | WRITE,
            (false, false) => READ | CLASS | WRITE | GROW,
        }
    }

    /// The place in the memory where a name of a class is, with all that is known of it.
    #[inline(always)]
    fn place_of(&self, class: Handle, name: Sym) -> &Place {
        let place = self.lookups.place(class, name);
        if !place.knows(class, name, self.heap.classes_changed) {
            self.class_lookup_anew(class, name);
        }
        place
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

    /// An attribute that an instance has itself and its class does not have, or one that is just
    /// a value of the class; borrowed.
    #[inline(always)]
    pub(super) fn own_attr(&self, o: Value, name: Sym) -> Option<Value> {
        let Value::Ref(handle) = o else { return None };
        let Object::Instance { class: Value::Ref(class), attrs } = self.heap.get(handle) else {
            return None;
        };
        let place = self.place_of(*class, name);
        match attrs.get(place.hint.get() as usize) {
            Some(&(known, value)) if known == name && place.allows(READ) => Some(value),
            _ => self.own_attr_anywhere(attrs, place, name),
        }
    }

    #[inline(never)]
    fn own_attr_anywhere(&self, attrs: &Attrs, place: &Place, name: Sym) -> Option<Value> {
        if !place.allows(READ) {
            return None;
        }
        if let Some(at) = attrs.iter().position(|(known, _)| *known == name) {
            place.hint.set(at as u32);
            return Some(attrs[at].1);
        }
        let found = place.lookup.get().found;
        let counts = place.allows(CLASS) && !found.is_undef() && !is_in_dict(attrs);
        counts.then_some(found)
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
            Object::Instance { class: Value::Ref(class), attrs } => {
                let place = self.place_of(*class, name);
                let hidden = attrs.iter().any(|(known, _)| *known == name) || is_in_dict(attrs);
                (!hidden && place.allows(METHOD)).then_some(place.lookup.get().found)
            }
            _ if self.heap.shadow(o).is_some() => None,
            Object::List(_) => self.type_method(Type::List, name),
            Object::Dict(_) => self.type_method(Type::Dict, name),
            Object::Str(_) => self.type_method(Type::Str, name),
            Object::Set(_) => self.type_method(Type::Set, name),
            _ => None,
        }
    }

    /// Sets an attribute that an instance has itself to an owned value; whether that was all
    /// there was to do.
    #[inline(always)]
    pub(super) fn set_own_attr(&mut self, o: Value, name: Sym, value: Value) -> bool {
        let Value::Ref(handle) = o else { return false };
        let when = self.heap.classes_changed;
        let Some((Value::Ref(class), attrs)) = self.heap.instance_mut(handle) else { return false };
        let place = self.lookups.place(class, name);
        if let Some((known, own)) = attrs.get_mut(place.hint.get() as usize)
            && *known == name
            && place.knows(class, name, when)
            && place.allows(WRITE)
        {
            let old = std::mem::replace(own, value);
            self.heap.release(old);
            return true;
        }
        self.set_own_attr_anywhere(handle, class, name, value)
    }

    #[inline(never)]
    fn set_own_attr_anywhere(
        &mut self, handle: Handle, class: Handle, name: Sym, value: Value,
    ) -> bool {
        let place = self.place_of(class, name);
        let (writes, grows) = (place.allows(WRITE), place.allows(GROW));
        let Some((_, attrs)) = self.heap.instance_mut(handle) else { return false };
        if !writes || is_in_dict(attrs) {
            return false;
        }
        match attrs.iter().position(|(known, _)| *known == name) {
            Some(at) => {
                let old = std::mem::replace(&mut attrs[at].1, value);
                self.lookups.place(class, name).hint.set(at as u32);
                self.heap.release(old);
            }
            None if grows => {
                attrs.push((name, value));
                self.heap.grew(24);
            }
            None => return false,
        }
        true
    }
}

/// Whether an instance's attributes are in a dict of their own.
#[inline(always)]
fn is_in_dict(attrs: &Attrs) -> bool {
    matches!(attrs.first(), Some(&(crate::names::DICT, _)))
}
