//! `pickle.loads`: the stack machine that turns bytes into values.
//!
//! What has to run Python code is left to the library: the native comes back with the place where
//! it stopped and the instruction it met, and is called again from there. The stack and the memo
//! are lists of the library's; a mark is an empty place in the stack.
//!
//! **Models:** `load` in `Modules/_pickle.c`, CPython 3.13: the instructions that protocol 4 uses.

use super::{Entry, function};
use crate::object::{Object, Type, Value};
use crate::vm::{Args, Flow, Outcome, Vm};

pub(super) const TABLE: &[Entry] = &[function("_unpickle", 4, 4, &[], unpickle)];

/// What cannot be read.
enum Stop {
    /// In these words.
    Bad(&'static str),
    /// It is the library's turn.
    Library(u8),
    Over,
}

type Done = Result<(), Stop>;

const TRUNCATED: Stop = Stop::Bad("pickle data was truncated");
const UNDERFLOW: Stop = Stop::Bad("unpickling stack underflow");

struct Unpickler<'v> {
    vm: &'v mut Vm,
    bytes: &'v [u8],
    at: usize,
    stack: Vec<Value>,
    memo: Vec<Value>,
}

/// `_unpickle(bytes, at, stack, memo)`: None when it is over, `(at, instruction)` where the library
/// has something to do, a text if it is no
/// pickle, which is empty where nothing is left.
fn unpickle(vm: &mut Vm, args: Args) -> Outcome {
    let bytes: Box<[u8]> = match vm.heap.object(vm.arg(args, 0)) {
        Some(Object::Bytes(bytes)) => bytes.clone(),
        _ => panic!("yieldpoint bug: a pickle is bytes"),
    };
    let Value::Int(began) = vm.arg(args, 1) else { panic!("yieldpoint bug: no place") };
    let (stack, memo) = (take_list(vm, args, 2), take_list(vm, args, 3));
    let mut unpickler = Unpickler { vm, bytes: &bytes, at: began as usize, stack, memo };
    let stop = unpickler.run();
    let (at, stack, memo) = (unpickler.at, unpickler.stack, unpickler.memo);
    put_list(vm, args, 2, stack);
    put_list(vm, args, 3, memo);
    vm.charge_ns(super::pickle::BYTE_NS * (at as u64).saturating_sub(began as u64));
    Ok(Flow::Value(match stop {
        Stop::Over => Value::None,
        Stop::Bad(text) => vm.heap.str(text),
        Stop::Library(op) => vm.heap.tuple(vec![Value::Int(at as i64), Value::Int(i64::from(op))]),
    }))
}

fn list_mut(vm: &mut Vm, args: Args, index: usize) -> &mut Vec<Value> {
    let list = vm.arg(args, index);
    match list.handle().map(|handle| vm.heap.get_mut(handle)) {
        Some(Object::List(values)) => values,
        _ => panic!("yieldpoint bug: no list"),
    }
}

fn take_list(vm: &mut Vm, args: Args, index: usize) -> Vec<Value> {
    std::mem::take(list_mut(vm, args, index))
}

fn put_list(vm: &mut Vm, args: Args, index: usize, values: Vec<Value>) {
    *list_mut(vm, args, index) = values;
}

impl Unpickler<'_> {
    fn run(&mut self) -> Stop {
        loop {
            let Some(&op) = self.bytes.get(self.at) else { return Stop::Bad("") };
            self.at += 1;
            if let Err(stop) = self.one(op) {
                return stop;
            }
            if !self.vm.heap.has_room(0) {
                return Stop::Bad("out of memory");
            }
        }
    }

    fn take(&mut self, count: usize) -> Result<&[u8], Stop> {
        let end = self.at.saturating_add(count);
        let Some(bytes) = self.bytes.get(self.at..end) else { return Err(TRUNCATED) };
        self.at = end;
        Ok(bytes)
    }

    /// An unsigned number of so many bytes.
    fn size(&mut self, count: usize) -> Result<usize, Stop> {
        let bytes = self.take(count)?;
        Ok(bytes.iter().rev().fold(0_usize, |size, &byte| size << 8 | usize::from(byte)))
    }

    fn push(&mut self, value: Value) -> Done {
        self.stack.push(value);
        Ok(())
    }

    fn pop(&mut self) -> Result<Value, Stop> {
        match self.stack.pop() {
            Some(value) if !value.is_undef() => Ok(value),
            Some(_) => Err(Stop::Bad("unexpected MARK found")),
            None => Err(UNDERFLOW),
        }
    }

    /// Everything above the last mark, which goes too.
    fn pop_mark(&mut self) -> Result<Vec<Value>, Stop> {
        let Some(mark) = self.stack.iter().rposition(|value| value.is_undef()) else {
            return Err(Stop::Bad("could not find MARK"));
        };
        let values = self.stack.split_off(mark + 1);
        self.stack.pop();
        Ok(values)
    }

    fn one(&mut self, op: u8) -> Done {
        match op {
            b'.' => Err(match self.stack.last() {
                Some(value) if !value.is_undef() => Stop::Over,
                Some(_) => Stop::Bad("unexpected MARK found"),
                None => UNDERFLOW,
            }),
            0x80 => self.take(1).map(drop),
            0x95 => self.take(8).map(drop),
            b'N' => self.push(Value::None),
            0x88 => self.push(Value::Bool(true)),
            0x89 => self.push(Value::Bool(false)),
            b'K' => self.size(1).and_then(|int| self.push(Value::Int(int as i64))),
            b'M' => self.size(2).and_then(|int| self.push(Value::Int(int as i64))),
            b'J' => {
                self.size(4).and_then(|int| self.push(Value::Int(i64::from(int as u32 as i32))))
            }
            0x8a => self.long(1),
            0x8b => self.long(4),
            b'G' => {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(self.take(8)?);
                self.push(Value::Float(f64::from_be_bytes(bytes)))
            }
            0x8c => self.text(1),
            b'X' => self.text(4),
            b'C' => self.bytes_of(1),
            b'B' => self.bytes_of(4),
            b'(' => self.push(Value::Undef),
            b'0' => self.pop().map(|value| self.vm.heap.release(value)),
            b'1' => {
                let values = self.pop_mark()?;
                self.vm.heap.release_all(&values);
                Ok(())
            }
            0x94 => self.memoize(),
            b'q' => self.size(1).and_then(|number| self.put(number)),
            b'r' => self.size(4).and_then(|number| self.put(number)),
            b'h' => self.size(1).and_then(|number| self.get(number)),
            b'j' => self.size(4).and_then(|number| self.get(number)),
            _ => self.container(op),
        }
    }

    fn container(&mut self, op: u8) -> Done {
        match op {
            b')' => self.tuple(0),
            0x85 => self.tuple(1),
            0x86 => self.tuple(2),
            0x87 => self.tuple(3),
            b't' => {
                let values = self.pop_mark()?;
                let tuple = self.vm.heap.tuple(values);
                self.push(tuple)
            }
            b']' => {
                let list = self.vm.heap.list(Vec::new());
                self.push(list)
            }
            b'}' => {
                let dict = self.vm.heap.alloc(Object::Dict(Default::default()));
                self.push(dict)
            }
            0x8f => {
                let set = self.vm.heap.alloc(Object::Set(Default::default()));
                self.push(set)
            }
            b'a' => {
                let value = self.pop()?;
                self.append(vec![value])
            }
            b'e' => {
                let values = self.pop_mark()?;
                self.append(values)
            }
            b's' => {
                let value = self.pop()?;
                let key = match self.pop() {
                    Ok(key) => key,
                    Err(stop) => {
                        self.vm.heap.release(value);
                        return Err(stop);
                    }
                };
                self.set_items(vec![key, value])
            }
            b'u' => {
                let values = self.pop_mark()?;
                self.set_items(values)
            }
            0x90 => {
                let values = self.pop_mark()?;
                self.add_items(values)
            }
            0x91 | b'R' | 0x81 | 0x93 | b'b' => self.for_library(op),
            _ => Err(Stop::Bad("invalid load key")),
        }
    }

    /// What the library does; a class's plain objects are made and filled here.
    fn for_library(&mut self, op: u8) -> Done {
        match op {
            0x91 => {
                let values = self.pop_mark()?;
                let list = self.vm.heap.list(values);
                self.stack.push(list);
            }
            b'b' if self.build_plain() => return Ok(()),
            0x81 if self.new_plain() => return Ok(()),
            _ => {}
        }
        let needed = if op == 0x91 { 1 } else { 2 };
        let mut top = self.stack.iter().rev().take(needed);
        if self.stack.len() < needed || top.any(|value| value.is_undef()) {
            return Err(UNDERFLOW);
        }
        Err(Stop::Library(op))
    }

    /// `cls.__new__(cls)` where that is `object`'s.
    fn new_plain(&mut self) -> bool {
        let [.., class, arguments] = self.stack[..] else { return false };
        let is_plain = match self.vm.heap.object(class) {
            Some(Object::Class(class)) => {
                class.layout == Type::Object
                    && !class.traits.has_new
                    && !class.traits.is_abstract
                    && class.slots.is_none()
            }
            _ => false,
        };
        let without = matches!(self.vm.heap.object(arguments),
            Some(Object::Tuple(arguments)) if arguments.is_empty());
        if !is_plain || !without {
            return false;
        }
        self.stack.truncate(self.stack.len() - 2);
        self.vm.heap.release(arguments);
        let made = self.vm.heap.alloc(Object::Instance { class, attrs: Vec::new() });
        self.stack.push(made);
        true
    }

    /// `object.__dict__.update(state)` where nobody has a say.
    fn build_plain(&mut self) -> bool {
        let [.., object, state] = self.stack[..] else { return false };
        let Some(Object::Instance { class, attrs }) = self.vm.heap.object(object) else {
            return false;
        };
        let is_plain = match self.vm.heap.object(*class) {
            Some(Object::Class(class)) => class.slots.is_none(),
            _ => false,
        };
        let has_own = self.vm.class_lookup(*class, crate::names::SETSTATE).is_some();
        if !is_plain || has_own || !attrs.is_empty() {
            return false;
        }
        let Some(dict) = self.vm.as_dict(state) else { return false };
        let pairs: Vec<(Value, Value)> = dict.iter().collect();
        let names: Option<Vec<String>> =
            pairs.iter().map(|&(key, _)| self.vm.text(key).map(|key| key.to_string())).collect();
        let Some(names) = names else { return false };
        let mut made = Vec::new();
        for (name, (_, value)) in names.iter().zip(pairs) {
            made.push((self.vm.sym(name), self.vm.heap.keep(value)));
        }
        self.vm.heap.grew(24 * made.len() as u64);
        if let Some(Object::Instance { attrs, .. }) =
            object.handle().map(|handle| self.vm.heap.get_mut(handle))
        {
            *attrs = made;
        }
        self.stack.pop();
        self.vm.heap.release(state);
        true
    }

    fn long(&mut self, width: usize) -> Done {
        let len = self.size(width)?;
        let big = num_bigint::BigInt::from_signed_bytes_le(self.take(len)?);
        let int = self.vm.int_value(big);
        self.push(int)
    }

    fn text(&mut self, width: usize) -> Done {
        let len = self.size(width)?;
        let text = String::from_utf8_lossy(self.take(len)?).into_owned();
        let text = self.vm.heap.str(text);
        self.push(text)
    }

    fn bytes_of(&mut self, width: usize) -> Done {
        let len = self.size(width)?;
        let bytes: Box<[u8]> = self.take(len)?.into();
        let bytes = self.vm.heap.alloc(Object::Bytes(bytes));
        self.push(bytes)
    }

    fn memoize(&mut self) -> Done {
        match self.stack.last() {
            Some(value) if !value.is_undef() => {
                self.memo.push(self.vm.heap.keep(*value));
                Ok(())
            }
            _ => Err(UNDERFLOW),
        }
    }

    fn put(&mut self, number: usize) -> Done {
        match number == self.memo.len() {
            true => self.memoize(),
            false => Err(Stop::Bad("Memo key out of order")),
        }
    }

    fn get(&mut self, number: usize) -> Done {
        match self.memo.get(number) {
            Some(&value) => {
                let value = self.vm.heap.keep(value);
                self.push(value)
            }
            None => Err(Stop::Bad("Memo value not found")),
        }
    }

    fn tuple(&mut self, count: usize) -> Done {
        let from = self.stack.len().checked_sub(count).ok_or(UNDERFLOW)?;
        if self.stack[from..].iter().any(|value| value.is_undef()) {
            return Err(Stop::Bad("unexpected MARK found"));
        }
        let values = self.stack.split_off(from);
        let tuple = self.vm.heap.tuple(values);
        self.push(tuple)
    }

    /// Owned values go to the list on top; to anything else the library takes them.
    fn append(&mut self, values: Vec<Value>) -> Done {
        let top = self.stack.last().copied().unwrap_or(Value::Undef);
        let is_derived = self.vm.heap.shadow(top).is_some();
        let bytes = 16 * values.len() as u64;
        if let Some(Object::List(list)) = top.handle().map(|handle| self.vm.heap.get_mut(handle))
            && !is_derived
        {
            list.extend(values);
            self.vm.heap.grew(bytes);
            return Ok(());
        }
        self.hand_over(values, b'e')
    }

    /// The values go to the library as a list on top of the stack.
    fn hand_over(&mut self, values: Vec<Value>, op: u8) -> Done {
        let list = self.vm.heap.list(values);
        self.stack.push(list);
        match self.stack.len() < 2 || self.stack[self.stack.len() - 2].is_undef() {
            true => Err(UNDERFLOW),
            false => Err(Stop::Library(op)),
        }
    }

    /// Whether a key's hash and equality need no Python code.
    fn is_plain_key(&self, key: Value) -> bool {
        match self.vm.heap.object(key) {
            None => true,
            Some(Object::Str(_) | Object::Bytes(_) | Object::Int(_)) => {
                self.vm.heap.shadow(key).is_none()
            }
            Some(Object::Tuple(values)) => values.iter().all(|&value| {
                !matches!(self.vm.heap.object(value), Some(Object::Tuple(_)))
                    && self.is_plain_key(value)
            }),
            _ => false,
        }
    }

    fn set_items(&mut self, values: Vec<Value>) -> Done {
        let top = self.stack.last().copied().unwrap_or(Value::Undef);
        let is_plain = values.len().is_multiple_of(2)
            && self.vm.as_dict(top).is_some()
            && self.vm.heap.shadow(top).is_none()
            && values.iter().step_by(2).all(|&key| self.is_plain_key(key));
        if !is_plain {
            return self.hand_over(values, b'u');
        }
        for pair in values.chunks(2) {
            // Such a key has a hash.
            let _ = self.vm.dict_set(top, pair[0], pair[1]);
        }
        Ok(())
    }

    fn add_items(&mut self, values: Vec<Value>) -> Done {
        let top = self.stack.last().copied().unwrap_or(Value::Undef);
        let is_set = matches!(self.vm.heap.object(top), Some(Object::Set(_)));
        let is_plain = is_set
            && self.vm.heap.shadow(top).is_none()
            && values.iter().all(|&key| self.is_plain_key(key));
        if !is_plain {
            return self.hand_over(values, 0x90);
        }
        for key in values {
            let _ = self.vm.dict_set(top, key, Value::None);
        }
        Ok(())
    }
}
