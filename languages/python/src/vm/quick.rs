//! What [`Fast`] stands for, done at once.
//!
//! **Invariants:** a function here either does all of it, or nothing at all and says `Plain`;
//! then the plain instruction runs, which also knows every error. So a value is released only
//! where nothing else can go wrong afterwards.

use super::arithmetic::quick_binary;
use super::compare::holds;
use super::{Next, Raise, Vm};
use crate::code::{BinaryOp, CompareOp, Program};
use crate::object::{Dict, Handle, Iter, Object, Sym, Value, number};

/// Where the loop over instructions stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// The next instruction.
    pub pc: usize,
    /// Where the frame's locals start.
    pub base: usize,
    /// Which frame it is.
    pub serial: u32,
    /// Instructions run so far.
    pub spent: u64,
    /// How many may be run.
    pub budget: u64,
}

/// What came of it.
pub(super) enum Ran {
    /// All is done.
    Done,
    /// Nothing is done.
    Plain,
    /// The frame has changed, or an exception was raised.
    Left(Result<Next, Raise>),
}

impl At {
    /// Whether so many instructions may still be run.
    #[inline(always)]
    fn has(&self, count: u64) -> bool {
        self.spent + count <= self.budget
    }

    #[inline(always)]
    fn went(&mut self, count: usize) -> Ran {
        self.pc += count;
        self.spent += count as u64;
        Ran::Done
    }

    #[inline(always)]
    fn jumped(&mut self, count: usize, to: Option<u32>) -> Ran {
        self.spent += count as u64;
        self.pc = match to {
            Some(to) => to as usize,
            None => self.pc + count,
        };
        Ran::Done
    }
}

impl Vm {
    #[inline(always)]
    fn local(&self, at: &At, slot: u16) -> Value {
        self.run.stack[at.base + slot as usize]
    }

    #[inline(always)]
    pub(super) fn quick_push(&mut self, at: &mut At, value: Value) -> Ran {
        self.run.stack.push(value);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_const(&mut self, at: &mut At, program: &Program, index: u32) -> Ran {
        let value = program.codes[self.run.top.code.0 as usize].consts[index as usize];
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_load(&mut self, at: &mut At, slot: u32) -> Ran {
        let value = self.run.stack[at.base + slot as usize];
        if value.is_undef() {
            return Ran::Plain;
        }
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_pair(&mut self, at: &mut At, a: u16, b: u16) -> Ran {
        let (a, b) = (self.local(at, a), self.local(at, b));
        if a.is_undef() || b.is_undef() || !at.has(2) {
            return Ran::Plain;
        }
        self.heap.keep(a);
        self.heap.keep(b);
        self.run.stack.extend_from_slice(&[a, b]);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_store(&mut self, at: &mut At, slot: u32) -> Ran {
        let value = self.pop();
        self.put_local(at, slot as usize, value);
        at.went(1)
    }

    #[inline(always)]
    fn put_local(&mut self, at: &At, slot: usize, value: Value) {
        let old = std::mem::replace(&mut self.run.stack[at.base + slot], value);
        self.heap.release(old);
    }

    #[inline(always)]
    fn global(&self, program: &Program, slot: u32) -> Value {
        match self.globals[slot as usize] {
            Value::Undef => program.builtins[slot as usize],
            value => value,
        }
    }

    #[inline(always)]
    pub(super) fn quick_global(&mut self, at: &mut At, program: &Program, slot: u32) -> Ran {
        let value = self.global(program, slot);
        if value.is_undef() {
            return Ran::Plain;
        }
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_callee(&mut self, at: &mut At, program: &Program, slot: u32) -> Ran {
        let value = self.global(program, slot);
        if value.is_undef() || !at.has(2) {
            return Ran::Plain;
        }
        self.heap.keep(value);
        self.run.stack.extend_from_slice(&[value, Value::Undef]);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_pop(&mut self, at: &mut At) -> Ran {
        let value = self.pop();
        self.heap.release(value);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_jump(&mut self, at: &mut At, to: u32) -> Ran {
        at.jumped(1, Some(to))
    }

    #[inline(always)]
    pub(super) fn quick_jump_if(&mut self, at: &mut At, wanted: bool, to: u32) -> Ran {
        let truth = match self.peek(1) {
            Value::Bool(truth) => truth,
            Value::Int(int) => int != 0,
            Value::None => false,
            _ => return Ran::Plain,
        };
        self.run.stack.pop();
        at.jumped(1, (truth == wanted).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_operator(&mut self, at: &mut At, op: BinaryOp) -> Ran {
        let len = self.run.stack.len();
        match quick_binary(op, self.run.stack[len - 2], self.run.stack[len - 1]) {
            Some(value) => {
                self.run.stack.truncate(len - 1);
                self.run.stack[len - 2] = value;
                at.went(1)
            }
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_operator_int(&mut self, at: &mut At, op: BinaryOp, int: i32) -> Ran {
        let len = self.run.stack.len();
        match quick_binary(op, self.run.stack[len - 1], Value::Int(i64::from(int))) {
            Some(value) => {
                self.run.stack[len - 1] = value;
                at.went(1)
            }
            None => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_operator_store(&mut self, at: &mut At, op: BinaryOp, to: u16) -> Ran {
        let len = self.run.stack.len();
        let value = quick_binary(op, self.run.stack[len - 2], self.run.stack[len - 1]);
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack.truncate(len - 2);
        self.put_local(at, to as usize, value);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_operator_local(&mut self, at: &mut At, op: BinaryOp, b: u16) -> Ran {
        let len = self.run.stack.len();
        let value = quick_binary(op, self.run.stack[len - 1], self.local(at, b));
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack[len - 1] = value;
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_locals(&mut self, at: &mut At, op: BinaryOp, a: u16, b: u16) -> Ran {
        let value = quick_binary(op, self.local(at, a), self.local(at, b));
        let (Some(value), true) = (value, at.has(3)) else { return Ran::Plain };
        self.run.stack.push(value);
        at.went(3)
    }

    #[inline(always)]
    pub(super) fn quick_locals_store(
        &mut self, at: &mut At, op: BinaryOp, a: u16, b: u16, to: u16,
    ) -> Ran {
        let value = quick_binary(op, self.local(at, a), self.local(at, b));
        let (Some(value), true) = (value, at.has(4)) else { return Ran::Plain };
        self.put_local(at, to as usize, value);
        at.went(4)
    }

    #[inline(always)]
    pub(super) fn quick_local_int(&mut self, at: &mut At, op: BinaryOp, a: u16, int: i32) -> Ran {
        let value = quick_binary(op, self.local(at, a), Value::Int(i64::from(int)));
        let (Some(value), true) = (value, at.has(2)) else { return Ran::Plain };
        self.run.stack.push(value);
        at.went(2)
    }

    #[inline(always)]
    pub(super) fn quick_local_int_store(
        &mut self, at: &mut At, op: BinaryOp, from: u16, to: u16, int: i16, count: u8,
    ) -> Ran {
        let value = quick_binary(op, self.local(at, from), Value::Int(i64::from(int)));
        let (Some(value), true) = (value, at.has(u64::from(count))) else { return Ran::Plain };
        self.put_local(at, to as usize, value);
        at.went(count as usize)
    }

    /// `a b` compared; jumps if it is false. `below` operands are on the stack, `count`
    /// instructions are done.
    #[inline(always)]
    fn compared_jump(
        &mut self, at: &mut At, op: CompareOp, [a, b]: [Value; 2], to: u32, below: usize,
        count: usize,
    ) -> Ran {
        let truth = match (a, b) {
            (Value::Int(a), Value::Int(b)) => holds(op, a.cmp(&b)),
            (Value::Float(a), Value::Float(b)) => match a.partial_cmp(&b) {
                Some(ordering) => holds(op, ordering),
                None => op == CompareOp::Ne,
            },
            _ => return Ran::Plain,
        };
        if !at.has(count as u64) {
            return Ran::Plain;
        }
        let len = self.run.stack.len();
        self.run.stack.truncate(len - below);
        at.jumped(count, (!truth).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_compare(&mut self, at: &mut At, op: CompareOp, to: u32) -> Ran {
        let operands = [self.peek(2), self.peek(1)];
        self.compared_jump(at, op, operands, to, 2, 1)
    }

    #[inline(always)]
    pub(super) fn quick_compare_local(
        &mut self, at: &mut At, op: CompareOp, b: u16, to: u32,
    ) -> Ran {
        let operands = [self.peek(1), self.local(at, b)];
        self.compared_jump(at, op, operands, to, 1, 2)
    }

    #[inline(always)]
    pub(super) fn quick_compare_int(
        &mut self, at: &mut At, op: CompareOp, int: i16, to: u32,
    ) -> Ran {
        let operands = [self.peek(1), Value::Int(i64::from(int))];
        self.compared_jump(at, op, operands, to, 1, 2)
    }

    #[inline(always)]
    pub(super) fn quick_compare_local_int(
        &mut self, at: &mut At, op: CompareOp, a: u16, int: i16, to: u32,
    ) -> Ran {
        let operands = [self.local(at, a), Value::Int(i64::from(int))];
        self.compared_jump(at, op, operands, to, 0, 3)
    }

    #[inline(always)]
    pub(super) fn quick_compare_locals(
        &mut self, at: &mut At, op: CompareOp, a: u16, b: u16, to: u32,
    ) -> Ran {
        let operands = [self.local(at, a), self.local(at, b)];
        self.compared_jump(at, op, operands, to, 0, 3)
    }

    #[inline(always)]
    pub(super) fn quick_compare_value(&mut self, at: &mut At, op: CompareOp) -> Ran {
        let len = self.run.stack.len();
        match (self.run.stack[len - 2], self.run.stack[len - 1]) {
            (Value::Int(a), Value::Int(b)) => {
                self.run.stack.truncate(len - 1);
                self.run.stack[len - 2] = Value::Bool(holds(op, a.cmp(&b)));
                at.went(1)
            }
            _ => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_none_jump(
        &mut self, at: &mut At, local: u16, wanted: bool, to: u32,
    ) -> Ran {
        let value = self.local(at, local);
        if value.is_undef() || !at.has(4) {
            return Ran::Plain;
        }
        at.jumped(4, (value.is_none() == wanted).then_some(to))
    }

    #[inline(always)]
    pub(super) fn quick_is(&mut self, at: &mut At, wanted: bool) -> Ran {
        let (b, a) = (self.pop(), self.pop());
        let answer = a.is(b) == wanted;
        self.heap.release(a);
        self.heap.release(b);
        self.quick_push(at, Value::Bool(answer))
    }

    #[inline(always)]
    pub(super) fn quick_copy(&mut self, at: &mut At, n: u32) -> Ran {
        let value = self.peek(n as usize);
        let value = self.heap.keep(value);
        self.quick_push(at, value)
    }

    #[inline(always)]
    pub(super) fn quick_swap(&mut self, at: &mut At, n: u32) -> Ran {
        let top = self.run.stack.len() - 1;
        self.run.stack.swap(top, top + 1 - n as usize);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_load_cell(&mut self, at: &mut At, slot: u32) -> Ran {
        let Value::Ref(cell) = self.run.stack[at.base + slot as usize] else { return Ran::Plain };
        match *self.heap.get(cell) {
            Object::Cell(value) if !value.is_undef() => {
                let value = self.heap.keep(value);
                self.quick_push(at, value)
            }
            _ => Ran::Plain,
        }
    }

    #[inline(always)]
    pub(super) fn quick_store_cell(&mut self, at: &mut At, slot: u32) -> Ran {
        let Value::Ref(cell) = self.run.stack[at.base + slot as usize] else { return Ran::Plain };
        let value = self.peek(1);
        let Object::Cell(place) = self.heap.get_mut(cell) else { return Ran::Plain };
        let old = std::mem::replace(place, value);
        self.run.stack.pop();
        self.heap.release(old);
        at.went(1)
    }

    #[inline(always)]
    pub(super) fn quick_store_global(&mut self, at: &mut At, slot: u32) -> Ran {
        if self.globals[slot as usize].is_undef() {
            return Ran::Plain;
        }
        let value = self.pop();
        let old = std::mem::replace(&mut self.globals[slot as usize], value);
        self.heap.release(old);
        at.went(1)
    }

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
    fn quick_find(&self, table: &Dict, hash: i64, key: Value) -> Option<Option<usize>> {
        let found = table.find(hash, |known| self.same_key(known, key));
        match found.is_some() && self.wants() {
            true => {
                self.wanted.set(super::keys::Want::Nothing);
                None
            }
            false => Some(found),
        }
    }

    fn quick_hash(&self, key: Value) -> Option<i64> {
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
