//! Subscripts: `o[k]`, `o[k] = v`, `del o[k]`, `k in o`.

use super::frame::After;
use super::iterate::Items;
use super::sequence::range_len;
use super::{Next, Raise, Vm};
use crate::names;
use crate::object::{Object, Type, Value};

type Done = Result<Next, Raise>;

/// A slice applied to a length: where it starts, how many elements, how far apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub start: i64,
    pub count: usize,
    pub step: i64,
}

impl Cut {
    pub(crate) fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |index| (self.start + index * self.step) as usize)
    }
}

impl Vm {
    pub(super) fn load_item(&mut self) -> Done {
        let (o, k) = (self.peek(2), self.peek(1));
        if self.heap.shadow(o).is_some() && self.asks_for_item(o, k)? {
            return self.item_of_derived(o, k);
        }
        if let (Some(Object::List(values)), Value::Int(index)) = (self.heap.object(o), k) {
            let len = values.len() as i64;
            let at = if index < 0 { index + len } else { index };
            if (0..len).contains(&at) {
                let value = values[at as usize];
                let value = self.heap.keep(value);
                self.drop_top(2);
                return self.put(value);
            }
        }
        match self.item(o, k)? {
            Some(value) => {
                self.drop_top(2);
                self.put(value)
            }
            None => self.item_by_method(names::GETITEM, 1, After::Push),
        }
    }

    /// Whether `o[k]` of an object of a derived class is for a method of the class.
    fn asks_for_item(&mut self, o: Value, k: Value) -> Result<bool, Raise> {
        if self.user_method(o, names::GETITEM).is_some() {
            return Ok(true);
        }
        if self.user_method(o, names::MISSING).is_none() {
            return Ok(false);
        }
        Ok(self.as_dict(o).is_some() && self.dict_get(o, k)?.is_none())
    }

    fn item_of_derived(&mut self, o: Value, _k: Value) -> Done {
        let name = match self.user_method(o, names::GETITEM) {
            Some(_) => names::GETITEM,
            None => names::MISSING,
        };
        self.item_by_method(name, 1, After::Push)
    }

    /// Whether the object is of a derived class that has this method: a metaclass is one.
    pub(crate) fn overrides(&self, o: Value, name: crate::object::Sym) -> bool {
        let is_class = matches!(self.heap.object(o), Some(Object::Class(_)));
        (is_class || self.heap.shadow(o).is_some()) && self.user_method(o, name).is_some()
    }

    /// `o k.. -> `: calls a user's method with `arguments` operands.
    fn item_by_method(&mut self, name: crate::object::Sym, arguments: u32, after: After) -> Done {
        let operands = self.take(arguments + 1);
        let (o, rest) = (operands[0], &operands[1..]);
        let done = match self.user_method(o, name) {
            Some(method) => self.call_method_frame(method, o, rest, after),
            None if name == names::GETITEM && self.is_class(o) => self.class_item(o, rest),
            None => Err(self.not_subscriptable(o, name)),
        };
        self.heap.release_all(&operands);
        done
    }

    /// `C[k]`. An alias of a built-in type is here the type itself: `list[int]`.
    fn class_item(&mut self, class: Value, keys: &[Value]) -> Done {
        if let Some(method) = self.attr_native(class, names::CLASS_GETITEM)? {
            let keys = self.heap.keep_all(keys);
            let done = self.call_with(method, keys, After::Push);
            self.heap.release(method);
            return done;
        }
        let generic = [Type::List, Type::Dict, Type::Set, Type::FrozenSet, Type::Tuple];
        if generic.contains(&self.layout(class)) || class.is(Value::Type(Type::TypeType)) {
            let class = self.heap.keep(class);
            return self.put(class);
        }
        Err(self.not_subscriptable(class, names::GETITEM))
    }

    fn not_subscriptable(&mut self, o: Value, name: crate::object::Sym) -> Raise {
        let kind = self.type_name(o);
        let message = match name {
            names::GETITEM if matches!(o, Value::Type(_)) => {
                format!("type '{}' is not subscriptable", self.class_name(o))
            }
            names::GETITEM => format!("'{kind}' object is not subscriptable"),
            names::SETITEM => format!("'{kind}' object does not support item assignment"),
            _ => format!("'{kind}' object doesn't support item deletion"),
        };
        self.raise(Type::TypeError, message)
    }

    /// `o[k]` of a built-in container, owned; `None` for anything else.
    pub(crate) fn item(&mut self, o: Value, k: Value) -> Result<Option<Value>, Raise> {
        if let Some(Object::Slice(_)) = self.heap.object(k) {
            return self.item_slice(o, k);
        }
        match self.heap.object(o) {
            Some(Object::Dict(_)) => match self.dict_get(o, k)? {
                Some(value) => Ok(Some(self.heap.keep(value))),
                None => Err(self.key_error(k)),
            },
            Some(Object::List(values)) => {
                let len = values.len();
                let at = self.index(k, len, "list")?;
                let value = self.list_ref(o)[at];
                Ok(Some(self.heap.keep(value)))
            }
            Some(Object::Tuple(values)) => {
                let len = values.len();
                let at = self.index(k, len, "tuple")?;
                let value = match self.heap.object(o) {
                    Some(Object::Tuple(values)) => values[at],
                    _ => Value::None,
                };
                Ok(Some(self.heap.keep(value)))
            }
            Some(Object::Str(text)) => {
                let text = text.clone();
                let at = self.index(k, text.count(), "string")?;
                let char = text.slice(at, at + 1).chars().next().unwrap_or_default();
                Ok(Some(self.heap.char(char)))
            }
            Some(Object::Bytes(_) | Object::ByteArray(_)) => {
                let len = self.len_native(o).unwrap_or(0);
                self.bytes_item(o, k, len).map(Some)
            }
            Some(Object::Range(range)) => {
                let range = **range;
                let at = self.index(k, range_len(&range) as usize, "range object")?;
                Ok(Some(Value::Int(range[0] + at as i64 * range[2])))
            }
            _ => Ok(None),
        }
    }

    pub(crate) fn key_error(&mut self, key: Value) -> Raise {
        let key = self.heap.keep(key);
        self.raise_with(Type::KeyError, vec![key])
    }

    /// A subscript as an index into `len` elements.
    pub(crate) fn index(&mut self, k: Value, len: usize, what: &str) -> Result<usize, Raise> {
        let index = match k {
            Value::Int(index) => index,
            Value::Bool(bool) => i64::from(bool),
            _ if self.is_int(k) => {
                let Some(index) = self.big(k).and_then(|big| i64::try_from(big).ok()) else {
                    let message = "cannot fit 'int' into an index-sized integer".into();
                    return Err(self.raise(Type::IndexError, message));
                };
                index
            }
            _ => {
                let plural = match what.trim_end_matches(" assignment") {
                    "string" => return Err(self.string_index(k)),
                    "range object" => "range indices must be integers or slices, not ",
                    "list" => "list indices must be integers or slices, not ",
                    _ => "tuple indices must be integers or slices, not ",
                };
                let message = format!("{plural}{}", self.type_name(k));
                return Err(self.raise(Type::TypeError, message));
            }
        };
        let at = if index < 0 { index.saturating_add(len as i64) } else { index };
        if (0..len as i64).contains(&at) {
            return Ok(at as usize);
        }
        let message = format!("{what} index out of range");
        Err(self.raise(Type::IndexError, message))
    }

    fn string_index(&mut self, k: Value) -> Raise {
        let message = format!("string indices must be integers, not '{}'", self.type_name(k));
        self.raise(Type::TypeError, message)
    }

    /// What a slice selects out of `len` elements.
    pub(crate) fn cut(&mut self, slice: Value, len: usize) -> Result<Cut, Raise> {
        let Some(Object::Slice(parts)) = self.heap.object(slice) else {
            panic!("yieldpoint bug: not a slice");
        };
        let [start, stop, step] = **parts;
        let step = self.slice_part(step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.raise(Type::ValueError, "slice step cannot be zero".into()));
        }
        let len = len as i64;
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let clamp = |part: Option<i64>, default: i64| match part {
            None => default,
            Some(at) if at < 0 => at.saturating_add(len).clamp(low, high),
            Some(at) => at.clamp(low, high),
        };
        let start = clamp(self.slice_part(start)?, if step > 0 { low } else { high });
        let stop = clamp(self.slice_part(stop)?, if step > 0 { high } else { low });
        let count = range_len(&[start, stop, step]) as usize;
        Ok(Cut { start, count, step })
    }

    /// A part of a slice; one that does not fit is as far away as can be.
    pub(crate) fn slice_part(&mut self, part: Value) -> Result<Option<i64>, Raise> {
        match part {
            Value::None => Ok(None),
            Value::Int(int) => Ok(Some(int)),
            Value::Bool(bool) => Ok(Some(i64::from(bool))),
            _ if self.is_int(part) => {
                let is_negative =
                    self.big(part).is_some_and(|big| big.bits() > 0 && big < 0.into());
                Ok(Some(if is_negative { i64::MIN + 1 } else { i64::MAX }))
            }
            _ => {
                let message = "slice indices must be integers or None or have an __index__ method";
                Err(self.raise(Type::TypeError, message.into()))
            }
        }
    }

    fn item_slice(&mut self, o: Value, slice: Value) -> Result<Option<Value>, Raise> {
        let len = match self.heap.object(o) {
            Some(Object::List(values)) => values.len(),
            Some(Object::Tuple(values)) => values.len(),
            Some(Object::Str(text)) => text.count(),
            Some(Object::Range(range)) => range_len(range) as usize,
            Some(Object::Bytes(bytes)) => bytes.len(),
            Some(Object::ByteArray(bytes)) => bytes.len(),
            Some(Object::Dict(_)) => return Err(self.key_error(slice)),
            _ => return Ok(None),
        };
        let cut = self.cut(slice, len)?;
        self.charge(cut.count as u64 / 16);
        let object = match self.heap.object(o) {
            Some(Object::List(values)) => {
                Object::List(cut.indices().map(|index| values[index]).collect())
            }
            Some(Object::Tuple(values)) => {
                Object::Tuple(cut.indices().map(|index| values[index]).collect())
            }
            Some(Object::Bytes(bytes)) => {
                Object::Bytes(cut.indices().map(|index| bytes[index]).collect())
            }
            Some(Object::ByteArray(bytes)) => {
                Object::ByteArray(cut.indices().map(|index| bytes[index]).collect())
            }
            Some(Object::Range(range)) => {
                let [start, _, step] = **range;
                let at = |index: i64| start + index * step;
                let end = cut.start + cut.count as i64 * cut.step;
                Object::Range([at(cut.start), at(end), step * cut.step].into())
            }
            Some(Object::Str(text)) if cut.step == 1 => {
                let from = cut.start as usize;
                return Ok(Some(self.heap.str(text.clone().slice(from, from + cut.count))));
            }
            Some(Object::Str(text)) => {
                let chars: Vec<char> = text.chars().collect();
                Object::Str(cut.indices().map(|index| chars[index]).collect::<String>().into())
            }
            _ => return Ok(None),
        };
        Ok(Some(self.own_children(object)))
    }

    pub(super) fn store_item(&mut self) -> Done {
        if self.overrides(self.peek(2), names::SETITEM) {
            let operands = self.take(3);
            self.run.stack.extend([operands[1], operands[2], operands[0]]);
            return self.item_by_method(names::SETITEM, 2, After::Discard);
        }
        self.store_item_plain()
    }

    /// The same, whatever a derived class says.
    pub(super) fn store_item_plain(&mut self) -> Done {
        let (value, o, k) = (self.peek(3), self.peek(2), self.peek(1));
        match self.heap.object(o) {
            Some(Object::Dict(_)) => {
                let (key, value) = (self.heap.keep(k), self.heap.keep(value));
                self.dict_set(o, key, value)?;
            }
            Some(Object::List(_)) if matches!(self.heap.object(k), Some(Object::Slice(_))) => {
                return self.store_slice();
            }
            Some(Object::List(values)) => {
                let len = values.len();
                let at = self.index(k, len, "list assignment")?;
                let value = self.heap.keep(value);
                let old = std::mem::replace(&mut self.list_mut(o)[at], value);
                self.heap.release(old);
            }
            Some(Object::ByteArray(_)) => return self.store_bytes(),
            _ => {
                // value o k -> o k value
                let operands = self.take(3);
                self.run.stack.extend([operands[1], operands[2], operands[0]]);
                return self.item_by_method(names::SETITEM, 2, After::Discard);
            }
        }
        self.drop_top(3);
        Ok(Next::Go)
    }

    fn store_slice(&mut self) -> Done {
        let (value, o, k) = (self.peek(3), self.peek(2), self.peek(1));
        if !self.is_iterable(value) {
            let message = "must assign iterable to extended slice".into();
            return Err(self.raise(Type::TypeError, message));
        }
        let Items::Owned(new) = self.items(value)? else {
            let (k, o, value) = (self.pop(), self.pop(), self.pop());
            return self.call_library("builtins._store_slice", vec![o, k, value], After::Discard);
        };
        let len = self.list_ref(o).len();
        let cut = self.cut(k, len)?;
        let old: Vec<Value> = if cut.step == 1 {
            let from = cut.start as usize;
            self.heap.grew(16 * new.len() as u64);
            self.list_mut(o).splice(from..from + cut.count, new).collect()
        } else if new.len() == cut.count {
            let list = self.list_mut(o);
            cut.indices()
                .zip(new)
                .map(|(at, value)| std::mem::replace(&mut list[at], value))
                .collect()
        } else {
            let message = format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                cut.count
            );
            self.heap.release_all(&new);
            return Err(self.raise(Type::ValueError, message));
        };
        self.heap.release_all(&old);
        self.drop_top(3);
        Ok(Next::Go)
    }

    pub(super) fn delete_item(&mut self) -> Done {
        if self.overrides(self.peek(2), names::DELITEM) {
            return self.item_by_method(names::DELITEM, 1, After::Discard);
        }
        self.delete_item_plain()
    }

    /// The same, whatever a derived class says.
    pub(super) fn delete_item_plain(&mut self) -> Done {
        let (o, k) = (self.peek(2), self.peek(1));
        match self.heap.object(o) {
            Some(Object::Dict(_)) => match self.dict_remove(o, k)? {
                Some(old) => self.heap.release(old),
                None => return Err(self.key_error(k)),
            },
            Some(Object::List(values)) => {
                let len = values.len();
                let mut gone: Vec<usize> = match self.heap.object(k) {
                    Some(Object::Slice(_)) => self.cut(k, len)?.indices().collect(),
                    _ => vec![self.index(k, len, "list assignment")?],
                };
                gone.sort_unstable();
                let list = self.list_mut(o);
                let old: Vec<Value> = gone.iter().rev().map(|&at| list.remove(at)).collect();
                self.heap.release_all(&old);
            }
            Some(Object::ByteArray(_)) => return self.delete_bytes(),
            _ => return self.item_by_method(names::DELITEM, 1, After::Discard),
        }
        self.drop_top(2);
        Ok(Next::Go)
    }

    pub(super) fn contains(&mut self, negate: bool) -> Done {
        let (item, container) = (self.peek(2), self.peek(1));
        if let Some(method) = self.user_method(container, names::CONTAINS) {
            let (container, item) = (self.pop(), self.pop());
            let after = After::Truth { negate };
            let done = self.call_method_frame(method, container, &[item], after);
            self.heap.release(container);
            self.heap.release(item);
            return done;
        }
        match self.contains_native(item, container)? {
            Some(found) => {
                self.drop_top(2);
                self.put(Value::Bool(found != negate))
            }
            None => {
                let (container, item) = (self.pop(), self.pop());
                let after = After::Truth { negate };
                self.call_library("builtins._contains", vec![container, item], after)
            }
        }
    }

    /// `item in text`
    fn in_text(&mut self, item: Value, text: Value) -> Result<bool, Raise> {
        if let (Some(text), Some(part)) = (self.text(text), self.text(item)) {
            return Ok(match part.len() {
                1 => text.as_bytes().contains(&part.as_bytes()[0]),
                _ => text.contains(&**part),
            });
        }
        let kind = self.type_name(item);
        let message = format!("'in <string>' requires string as left operand, not {kind}");
        Err(self.raise(Type::TypeError, message))
    }

    /// `item in container`; `None` where Python code has to run.
    pub(crate) fn contains_native(
        &mut self, item: Value, container: Value,
    ) -> Result<Option<bool>, Raise> {
        use super::compare::Compared;
        use crate::code::CompareOp::Eq;
        let values = match self.heap.object(container) {
            Some(Object::Dict(_)) => {
                return self.dict_get(container, item).map(|v| Some(v.is_some()));
            }
            Some(Object::Set(_) | Object::FrozenSet(_)) => {
                let hash = self.hash(item)?;
                let set = self.as_set(container);
                let found = set.and_then(|set| set.find(hash, |key| self.same_key(key, item)));
                self.known()?;
                return Ok(Some(found.is_some()));
            }
            Some(Object::Str(_)) => return self.in_text(item, container).map(Some),
            Some(Object::Bytes(_) | Object::ByteArray(_)) => {
                return self.in_bytes(item, container).map(Some);
            }
            Some(Object::Range(range)) => {
                let item = match item {
                    Value::Float(x) if x == x.trunc() && x.abs() < 9e15 => Value::Int(x as i64),
                    Value::Bool(bool) => Value::Int(i64::from(bool)),
                    other => other,
                };
                if let Value::Int(int) = item {
                    let [start, _, step] = **range;
                    let offset = int.wrapping_sub(start);
                    let inside =
                        offset % step == 0 && (0..range_len(range)).contains(&(offset / step));
                    return Ok(Some(inside));
                }
                return Ok(Some(false));
            }
            Some(Object::List(values)) => &values[..],
            Some(Object::Tuple(values)) => &values[..],
            Some(Object::View { dict, kind: crate::object::ViewKind::Keys }) => {
                let dict = *dict;
                return self.dict_get(dict, item).map(|value| Some(value.is_some()));
            }
            _ if self.is_iterable(container) => return Ok(None),
            _ => {
                let kind = self.type_name(container);
                let message = format!("argument of type '{kind}' is not iterable");
                return Err(self.raise(Type::TypeError, message));
            }
        };
        for &value in values {
            if value.is(item) {
                return Ok(Some(true));
            }
            match self.compare_native(Eq, value, item, 0) {
                Compared::Answer(true) => return Ok(Some(true)),
                Compared::Answer(false) | Compared::Unordered => {}
                Compared::NeedsCall | Compared::TooDeep => return Ok(None),
            }
        }
        Ok(Some(false))
    }
}
