//! Short ways for items, loops, attributes and calls.
//!
//! **Invariants:** as in [`super::quick`]: where the short way does not fit, nothing has happened.

use super::Vm;
use super::quick::{At, Ran};
use crate::code::Program;
use crate::object::{Dict, Handle, Iter, Object, Sym, Value, number};

impl Vm {
    /// `value o k ->` for a list and an int
    #[inline(always)]
    pub(super) fn quick_store_item(&mut self, at: &mut At) -> Ran {
        let (value, o, k) = (self.peek(3), self.peek(2), self.peek(1));
        let Value::Ref(handle) = o else { return Ran::Plain };
        if self.heap.shadow(o).is_some() {
            return Ran::Plain;
        }
        if let Object::Dict(_) = self.heap.get(handle) {
            return if self.store_key(handle) { at.went(1) } else { Ran::Plain };
        }
        let Value::Int(index) = k else { return Ran::Plain };
        let Object::List(values) = self.heap.get_mut(handle) else { return Ran::Plain };
        let index = if index < 0 { index.wrapping_add(values.len() as i64) } else { index };
        let Some(place) = values.get_mut(index as usize) else { return Ran::Plain };
        let old = std::mem::replace(place, value);
        let len = self.run.stack.len();
        self.run.stack.truncate(len - 3);
        self.heap.release(old);
        self.heap.release(o);
        at.went(1)
    }

    /// `value dict k ->`
    #[inline(never)]
    fn store_key(&mut self, handle: Handle) -> bool {
        let (value, k) = (self.peek(3), self.peek(1));
        let (Some(hash), Object::Dict(dict)) = (self.quick_hash(k), self.heap.get(handle)) else {
            return false;
        };
        let Some(found) = self.quick_find(dict, hash, k) else { return false };
        let Object::Dict(dict) = self.heap.get_mut(handle) else { return false };
        let len = self.run.stack.len();
        self.run.stack.truncate(len - 3);
        match found {
            Some(place) => {
                let old = dict.replace_at(place, value);
                self.heap.release(old);
                self.heap.release(k);
            }
            None => {
                dict.insert_new(hash, k, value);
                self.heap.grew(48);
            }
        }
        self.heap.release(Value::Ref(handle));
        true
    }

    /// `item container -> bool` for an int or text in a dict or set
    #[inline(always)]
    pub(super) fn quick_contains(&mut self, at: &mut At, negate: bool) -> Ran {
        if self.contains_key(negate) { at.went(1) } else { Ran::Plain }
    }

    #[inline(never)]
    fn contains_key(&mut self, negate: bool) -> bool {
        let (item, container) = (self.peek(2), self.peek(1));
        let Value::Ref(handle) = container else { return false };
        let (Object::Dict(table) | Object::Set(table)) = self.heap.get(handle) else {
            return false;
        };
        if self.heap.shadow(container).is_some() {
            return false;
        }
        let Some(hash) = self.quick_hash(item) else { return false };
        let Some(found) = self.quick_find(table, hash, item) else { return false };
        let found = found.is_some();
        let len = self.run.stack.len();
        self.run.stack.truncate(len - 1);
        self.run.stack[len - 2] = Value::Bool(found != negate);
        self.heap.release(item);
        self.heap.release(container);
        true
    }

    /// The place of a key; `None` if a key of the table has to be asked whether it is the same.
    pub(super) fn quick_find(&self, table: &Dict, hash: i64, key: Value) -> Option<Option<usize>> {
        let found = table.find(hash, |known| self.same_key(known, key));
        match found.is_some() && self.wants() {
            true => {
                self.wanted.set(super::keys::Want::Nothing);
                None
            }
            false => Some(found),
        }
    }

    pub(super) fn quick_hash(&self, key: Value) -> Option<i64> {
        match key {
            Value::Int(int) => Some(number::hash_int(int)),
            Value::Ref(handle) => match self.heap.get(handle) {
                _ if self.heap.shadow(key).is_some() => None,
                Object::Str(text) => Some(number::hash_text(text)),
                _ => None,
            },
            _ => None,
        }
    }

    /// `tuple -> xn .. x1`
    #[inline(always)]
    pub(super) fn quick_unpack(&mut self, at: &mut At, count: u32) -> Ran {
        if self.unpack_tuple(count) { at.went(1) } else { Ran::Plain }
    }

    #[inline(never)]
    fn unpack_tuple(&mut self, count: u32) -> bool {
        let tuple = self.peek(1);
        let Value::Ref(handle) = tuple else { return false };
        let values = match self.heap.get(handle) {
            Object::Tuple(values) => &values[..],
            Object::List(values) => &values[..],
            _ => return false,
        };
        if values.len() != count as usize || self.heap.shadow(tuple).is_some() {
            return false;
        }
        self.run.stack.pop();
        let from = self.run.stack.len();
        self.run.stack.extend(values.iter().rev());
        for index in from..self.run.stack.len() {
            self.heap.keep(self.run.stack[index]);
        }
        self.heap.release(tuple);
        true
    }

    /// The next item of a range, list, tuple or text, owned.
    #[inline(always)]
    fn quick_item(&mut self) -> Option<Value> {
        let Value::Ref(handle) = self.peek(1) else { return None };
        let Object::Iter(iter) = self.heap.get_mut(handle) else { return None };
        match &mut **iter {
            Iter::Range { at, left, step } if *left > 0 => {
                let item = Value::Int(*at);
                *left -= 1;
                *at = at.wrapping_add(*step);
                Some(item)
            }
            Iter::List { list, at } => {
                let (list, index) = (*list, *at);
                let Some(Object::List(values)) = self.heap.object(list) else { return None };
                let item = *values.get(index as usize)?;
                if let Object::Iter(iter) = self.heap.get_mut(handle)
                    && let Iter::List { at, .. } = &mut **iter
                {
                    *at += 1;
                }
                Some(self.heap.keep(item))
            }
            _ => None,
        }
    }

    #[inline(always)]
    pub(super) fn quick_for(&mut self, at: &mut At) -> Ran {
        match self.quick_item() {
            Some(item) => self.quick_push(at, item),
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_for_store(&mut self, at: &mut At, slot: u16) -> Ran {
        if !at.has(2) {
            return Ran::Plain;
        }
        match self.quick_item() {
            Some(item) => {
                self.put_local(at, slot as usize, item);
                at.went(2)
            }
            None => Ran::Plain,
        }
    }

    /// `o[k]` of a list or tuple by an int, of a dict by an int or text; owned.
    #[inline(always)]
    fn quick_element(&mut self, o: Value, k: Value) -> Option<Value> {
        let Value::Ref(handle) = o else { return None };
        let values = match self.heap.get(handle) {
            _ if self.heap.shadow(o).is_some() => return None,
            Object::List(values) => &values[..],
            Object::Tuple(values) => &values[..],
            Object::Dict(_) => return self.key_value(handle, k),
            _ => return None,
        };
        let Value::Int(index) = k else { return None };
        let at = if index < 0 { index.wrapping_add(values.len() as i64) } else { index };
        let item = *values.get(usize::try_from(at).ok()?)?;
        Some(self.heap.keep(item))
    }

    #[inline(never)]
    fn key_value(&mut self, handle: Handle, k: Value) -> Option<Value> {
        let Object::Dict(dict) = self.heap.get(handle) else { return None };
        let found = self.quick_find(dict, self.quick_hash(k)?, k)??;
        let item = dict.value_at(found);
        Some(self.heap.keep(item))
    }

    #[inline(always)]
    pub(super) fn quick_load_item(&mut self, at: &mut At) -> Ran {
        let (o, k) = (self.peek(2), self.peek(1));
        let Some(item) = self.quick_element(o, k) else { return Ran::Plain };
        let len = self.run.stack.len();
        self.run.stack.truncate(len - 1);
        self.run.stack[len - 2] = item;
        self.heap.release(o);
        self.heap.release(k);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_item_local(&mut self, at: &mut At, k: u16) -> Ran {
        let o = self.peek(1);
        if !at.has(2) {
            return Ran::Plain;
        }
        let Some(item) = self.quick_element(o, self.local(at, k)) else { return Ran::Plain };
        let len = self.run.stack.len();
        self.run.stack[len - 1] = item;
        self.heap.release(o);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_locals_item(&mut self, at: &mut At, o: u16, k: u16) -> Ran {
        if !at.has(3) {
            return Ran::Plain;
        }
        match self.quick_element(self.local(at, o), self.local(at, k)) {
            Some(item) => {
                self.run.stack.push(item);
                at.went(3)
            }
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_attr(&mut self, at: &mut At, name: Sym) -> Ran {
        let o = self.peek(1);
        let Some(value) = self.own_attr(o, name) else { return Ran::Plain };
        let value = self.heap.keep(value);
        let len = self.run.stack.len();
        self.run.stack[len - 1] = value;
        self.heap.release(o);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_local_attr(&mut self, at: &mut At, o: u16, name: Sym) -> Ran {
        if !at.has(2) {
            return Ran::Plain;
        }
        let Some(value) = self.own_attr(self.local(at, o), name) else { return Ran::Plain };
        let value = self.heap.keep(value);
        self.run.stack.push(value);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_method(&mut self, at: &mut At, name: Sym) -> Ran {
        let o = self.peek(1);
        let Some(function) = self.plain_method(o, name) else { return Ran::Plain };
        let function = self.heap.keep(function);
        let len = self.run.stack.len();
        self.run.stack[len - 1] = function;
        self.run.stack.push(o);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_local_method(&mut self, at: &mut At, o: u16, name: Sym) -> Ran {
        let o = self.local(at, o);
        if !at.has(2) {
            return Ran::Plain;
        }
        let Some(function) = self.plain_method(o, name) else { return Ran::Plain };
        self.heap.keep(function);
        self.heap.keep(o);
        self.run.stack.extend_from_slice(&[function, o]);
        at.went(2)
    }

    /// `value o ->`
    #[inline(always)]
    pub(super) fn quick_store_attr(&mut self, at: &mut At, name: Sym) -> Ran {
        let (value, o) = (self.peek(2), self.peek(1));
        if !self.set_own_attr(o, name, value) {
            return Ran::Plain;
        }
        let len = self.run.stack.len();
        self.run.stack.truncate(len - 2);
        self.heap.release(o);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_store_local_attr(&mut self, at: &mut At, o: u16, name: Sym) -> Ran {
        if !at.has(2) {
            return Ran::Plain;
        }
        let (value, o) = (self.peek(1), self.local(at, o));
        if !self.set_own_attr(o, name, value) {
            return Ran::Plain;
        }
        self.run.stack.pop();
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_call(&mut self, at: &mut At, program: &Program, count: u32) -> Ran {
        self.run.top.pc = at.pc as u32 + 1;
        self.spent = at.spent + 1;
        Ran::Left(self.call(program, count as usize))
    }

    #[inline(always)]
    pub(super) fn quick_return(&mut self, at: &mut At, program: &Program) -> Ran {
        self.run.top.pc = at.pc as u32 + 1;
        self.spent = at.spent + 1;
        Ran::Left(self.leave_frame(program))
    }

    #[inline(always)]
    pub(super) fn quick_return_local(&mut self, at: &mut At, program: &Program, slot: u16) -> Ran {
        // The local is about to go anyway.
        let place = at.base + slot as usize;
        if !at.has(2) || self.run.stack[place].is_undef() {
            return Ran::Plain;
        }
        let value = std::mem::replace(&mut self.run.stack[place], Value::Undef);
        self.run.stack.push(value);
        self.run.top.pc = at.pc as u32 + 2;
        self.spent = at.spent + 2;
        Ran::Left(self.leave_frame(program))
    }
}
