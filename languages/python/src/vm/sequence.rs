//! Building, joining and taking apart lists, tuples, sets, dicts and strings.

use super::frame::After;
use super::iterate::Items;
use super::{Next, Raise, Vm};
use crate::code::BinaryOp;
use crate::object::{Dict, Object, Type, Value};

type Done = Result<Next, Raise>;

/// How many elements a range has.
pub(crate) fn range_len(range: &[i64; 3]) -> i64 {
    let [start, stop, step] = range.map(i128::from);
    let len =
        if step > 0 { (stop - start + step - 1) / step } else { (start - stop - step - 1) / -step };
    len.clamp(0, i128::from(i64::MAX)) as i64
}

impl Vm {
    /// Takes the top `count` operands off; they are the caller's.
    pub(super) fn take(&mut self, count: u32) -> Vec<Value> {
        let at = self.run.stack.len() - count as usize;
        self.run.stack.split_off(at)
    }

    pub(super) fn build_tuple(&mut self, count: u32) -> Done {
        let values = self.take(count);
        let tuple = self.heap.tuple(values);
        self.put(tuple)
    }

    pub(super) fn build_list(&mut self, count: u32) -> Done {
        let values = self.take(count);
        let list = self.heap.list(values);
        self.put(list)
    }

    pub(super) fn build_set(&mut self, count: u32) -> Done {
        let at = self.run.stack.len() - count as usize;
        let values = self.run.stack[at..].to_vec();
        let values = self.heap.keep_all(&values);
        let set = self.new_set(values)?;
        self.truncate(at);
        self.put(set)
    }

    pub(super) fn build_dict(&mut self, count: u32) -> Done {
        let at = self.run.stack.len() - 2 * count as usize;
        let values = self.run.stack[at..].to_vec();
        let values = self.heap.keep_all(&values);
        let pairs = values.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        let dict = self.new_dict(pairs)?;
        self.truncate(at);
        self.put(dict)
    }

    pub(super) fn build_slice(&mut self) -> Done {
        let (c, b, a) = (self.pop(), self.pop(), self.pop());
        let slice = self.heap.alloc(Object::Slice([a, b, c].into()));
        self.put(slice)
    }

    pub(super) fn build_string(&mut self, count: u32) -> Done {
        if count == 1 {
            return Ok(Next::Go);
        }
        let at = self.run.stack.len() - count as usize;
        let mut text = String::new();
        for index in at..self.run.stack.len() {
            if let Some(part) = self.text(self.run.stack[index]) {
                text.push_str(part);
            }
        }
        self.truncate(at);
        let value = self.heap.str(text);
        self.put(value)
    }

    pub(super) fn list_append(&mut self, below: u32) -> Done {
        let value = self.pop();
        let list = self.peek(below as usize);
        self.list_push(list, value);
        Ok(Next::Go)
    }

    /// Appends an owned value.
    pub(crate) fn list_push(&mut self, list: Value, value: Value) {
        self.heap.grew(16);
        self.list_mut(list).push(value);
    }

    pub(crate) fn list_mut(&mut self, list: Value) -> &mut Vec<Value> {
        match list.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::List(values)) => values,
            _ => panic!("yieldpoint bug: not a list"),
        }
    }

    pub(crate) fn list_ref(&self, list: Value) -> &Vec<Value> {
        match self.heap.object(list) {
            Some(Object::List(values)) => values,
            _ => panic!("yieldpoint bug: not a list"),
        }
    }

    pub(super) fn set_add(&mut self, below: u32) -> Done {
        let set = self.peek(below as usize + 1);
        let value = self.heap.keep(self.peek(1));
        self.dict_set(set, value, Value::None)?;
        self.drop_top(1);
        Ok(Next::Go)
    }

    pub(super) fn dict_insert(&mut self, below: u32) -> Done {
        let dict = self.peek(below as usize + 2);
        let (value, key) = (self.heap.keep(self.peek(1)), self.heap.keep(self.peek(2)));
        self.dict_set(dict, key, value)?;
        self.drop_top(2);
        Ok(Next::Go)
    }

    /// The items of the top operand, or the list the library is now making in its place, after
    /// which the instruction runs again.
    fn items_or_list(&mut self) -> Result<Option<Vec<Value>>, Raise> {
        let source = self.peek(1);
        match self.items(source)? {
            Items::Owned(values) => Ok(Some(values)),
            Items::NeedsCall => {
                let source = self.pop();
                self.run.top.pc -= 1;
                self.call_library("builtins._collect", vec![source], After::Push)?;
                Ok(None)
            }
        }
    }

    pub(super) fn list_extend(&mut self) -> Done {
        let Some(values) = self.items_or_list()? else { return Ok(Next::Frame) };
        self.drop_top(1);
        let list = self.peek(1);
        self.heap.grew(16 * values.len() as u64);
        self.charge(values.len() as u64 / 8);
        self.list_mut(list).extend(values);
        Ok(Next::Go)
    }

    pub(super) fn set_update(&mut self) -> Done {
        let Some(values) = self.items_or_list()? else { return Ok(Next::Frame) };
        // They stay on the stack, because the instruction may have to run again.
        self.drop_top(1);
        let set = self.peek(1);
        let kept = self.heap.list(values.clone());
        self.push(kept);
        for value in values {
            let value = self.heap.keep(value);
            self.dict_set(set, value, Value::None)?;
        }
        self.drop_top(1);
        Ok(Next::Go)
    }

    pub(super) fn dict_update(&mut self) -> Done {
        let source = self.peek(1);
        if self.as_dict(source).is_none() {
            let message = format!("'{}' object is not a mapping", self.type_name(source));
            return Err(self.raise(Type::TypeError, message));
        }
        self.dict_join(self.peek(2), source)?;
        self.drop_top(1);
        Ok(Next::Go)
    }

    pub(super) fn dict_merge(&mut self) -> Done {
        let (source, target) = (self.peek(1), self.peek(2));
        let Some(dict) = self.as_dict(source) else {
            let message =
                format!("argument after ** must be a mapping, not {}", self.type_name(source));
            return Err(self.raise(Type::TypeError, message));
        };
        let keys: Vec<Value> = dict.iter().map(|(key, _)| key).collect();
        for key in keys {
            let Some(name) = self.text(key).cloned() else {
                return Err(self.raise(Type::TypeError, "keywords must be strings".into()));
            };
            if self.dict_get(target, key)?.is_some() {
                let message = format!("got multiple values for keyword argument '{}'", &*name);
                return Err(self.raise(Type::TypeError, message));
            }
        }
        self.dict_update()
    }

    pub(super) fn list_to_tuple(&mut self) -> Done {
        let list = self.pop();
        let values = std::mem::take(self.list_mut(list));
        self.heap.release(list);
        let tuple = self.heap.tuple(values);
        self.put(tuple)
    }

    pub(super) fn unpack(&mut self, count: u32) -> Done {
        let Some(values) = self.unpacked_items()? else { return Ok(Next::Frame) };
        if values.len() != count as usize {
            let given = values.len();
            self.heap.release_all(&values);
            let message = if given > count as usize {
                format!("too many values to unpack (expected {count})")
            } else {
                format!("not enough values to unpack (expected {count}, got {given})")
            };
            return Err(self.raise(Type::ValueError, message));
        }
        self.drop_top(1);
        self.run.stack.extend(values.into_iter().rev());
        Ok(Next::Go)
    }

    fn unpacked_items(&mut self) -> Result<Option<Vec<Value>>, Raise> {
        let source = self.peek(1);
        if !self.is_iterable(source) {
            let message = format!("cannot unpack non-iterable {} object", self.type_name(source));
            return Err(self.raise(Type::TypeError, message));
        }
        self.items_or_list()
    }

    pub(super) fn unpack_star(&mut self, before: u16, after: u16) -> Done {
        let Some(mut values) = self.unpacked_items()? else { return Ok(Next::Frame) };
        let (before, after) = (usize::from(before), usize::from(after));
        if values.len() < before + after {
            let given = values.len();
            self.heap.release_all(&values);
            let least = before + after;
            let message =
                format!("not enough values to unpack (expected at least {least}, got {given})");
            return Err(self.raise(Type::ValueError, message));
        }
        self.drop_top(1);
        let last = values.split_off(values.len() - after);
        let rest = values.split_off(before);
        let rest = self.heap.list(rest);
        self.run.stack.extend(last.into_iter().rev());
        self.push(rest);
        self.run.stack.extend(values.into_iter().rev());
        Ok(Next::Go)
    }

    /// `+`, `*` and `%` of sequences, and the operators of sets and dicts.
    pub(super) fn sequence_binary(
        &mut self, op: BinaryOp, a: Value, b: Value,
    ) -> Result<Option<Value>, Raise> {
        match op {
            BinaryOp::Add => self.concatenate(a, b),
            BinaryOp::Mul => self.repeat(a, b),
            BinaryOp::Mod if self.text(a).is_some() => self.percent(a, b),
            BinaryOp::Mod => self.percent_bytes(a, b),
            BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor => {
                self.set_binary(op, a, b)
            }
            _ => Ok(None),
        }
    }

    fn concatenate(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let object = match (self.heap.object(a), self.heap.object(b)) {
            (Some(Object::Str(x)), Some(Object::Str(y))) => {
                let text = [&**x, &**y].concat();
                return Ok(Some(self.heap.str(text)));
            }
            (Some(Object::Bytes(_) | Object::ByteArray(_)), _) => {
                return self.concatenate_bytes(a, b);
            }
            (Some(Object::List(x)), Some(Object::List(y))) => Object::List([&x[..], y].concat()),
            (Some(Object::Tuple(x)), Some(Object::Tuple(y))) => {
                Object::Tuple([&x[..], y].concat().into())
            }
            _ => return Ok(None),
        };
        Ok(Some(self.own_children(object)))
    }

    /// A new object whose children are still borrowed.
    pub(crate) fn own_children(&mut self, object: Object) -> Value {
        let mut children = Vec::new();
        object.children(&mut |child| children.push(child));
        for child in children {
            self.heap.keep(child);
        }
        self.heap.alloc(object)
    }

    fn repeat(&mut self, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        let (sequence, count) = match (a, b) {
            (Value::Int(count), other) | (other, Value::Int(count)) => (other, count.max(0) as u64),
            _ => return Ok(None),
        };
        let unit = match self.heap.object(sequence) {
            Some(Object::Str(text)) => text.len() as u64,
            Some(Object::Bytes(bytes)) => bytes.len() as u64,
            Some(Object::ByteArray(bytes)) => bytes.len() as u64,
            Some(Object::List(values)) => 16 * values.len() as u64,
            Some(Object::Tuple(values)) => 16 * values.len() as u64,
            _ => return Ok(None),
        };
        if !self.heap.has_room(unit.saturating_mul(count)) {
            return Err(self.raise(Type::MemoryError, String::new()));
        }
        self.charge(unit * count / 64);
        let count = if unit == 0 { 0 } else { count as usize };
        let object = match self.heap.object(sequence) {
            Some(Object::Str(text)) => Object::Str(text.repeat(count).into()),
            Some(Object::Bytes(bytes)) => Object::Bytes(bytes.repeat(count).into()),
            Some(Object::ByteArray(bytes)) => Object::ByteArray(bytes.repeat(count)),
            Some(Object::List(values)) => Object::List(values.repeat(count)),
            Some(Object::Tuple(values)) => Object::Tuple(values.repeat(count).into()),
            _ => return Ok(None),
        };
        Ok(Some(self.own_children(object)))
    }

    fn set_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Result<Option<Value>, Raise> {
        if let (BinaryOp::Or, Some(_), Some(_)) = (op, self.as_dict(a), self.as_dict(b)) {
            return self.joined(Object::Dict(Default::default()), &[a, b]).map(Some);
        }
        let Some((x, y)) = self.set_operands(a, b)? else { return Ok(None) };
        let result = self.combine_sets(op, a, x, y);
        self.heap.release(x);
        self.heap.release(y);
        result.map(Some)
    }

    /// Both operands as sets, owned: sets, or a view of a dict and any iterable.
    fn set_operands(&mut self, a: Value, b: Value) -> Result<Option<(Value, Value)>, Raise> {
        let is_view = |vm: &Vm, value| {
            use crate::object::ViewKind::{Items, Keys};
            matches!(vm.heap.object(value), Some(Object::View { kind: Keys | Items, .. }))
        };
        let any_view = is_view(self, a) || is_view(self, b);
        let fits = |vm: &Vm, value| {
            vm.as_set(value).is_some() || is_view(vm, value) || (any_view && vm.is_iterable(value))
        };
        if !(fits(self, a) && fits(self, b)) {
            return Ok(None);
        }
        let Some(x) = self.as_own_set(a)? else { return Ok(None) };
        match self.as_own_set(b) {
            Ok(Some(y)) => Ok(Some((x, y))),
            other => {
                self.heap.release(x);
                other.map(|_| None)
            }
        }
    }

    fn as_own_set(&mut self, value: Value) -> Result<Option<Value>, Raise> {
        if self.as_set(value).is_some() {
            return Ok(Some(self.heap.keep(value)));
        }
        match self.items(value)? {
            Items::Owned(items) => self.new_set(items).map(Some),
            Items::NeedsCall => Ok(None),
        }
    }

    /// `x op y` of two sets; the kind is that of `a`.
    fn combine_sets(&mut self, op: BinaryOp, a: Value, x: Value, y: Value) -> Result<Value, Raise> {
        let (Some(left), Some(right)) = (self.as_set(x), self.as_set(y)) else {
            return Ok(Value::NotImplemented);
        };
        let work = left.len() + right.len();
        let ordered = |set: &Dict| -> Vec<(i64, Value)> {
            let order = set.order_of_set().into_iter();
            order.filter_map(|at| set.hashed_at(at as usize)).collect()
        };
        let has =
            |set: &Dict, (hash, key): (i64, Value)| self.dict_find_hashed(set, hash, key).is_some();
        let keys: Vec<(i64, Value)> = match op {
            BinaryOp::Or => {
                let more = ordered(right).into_iter().filter(|&key| !has(left, key));
                ordered(left).into_iter().chain(more).collect()
            }
            // The smaller one is walked.
            BinaryOp::And if right.len() > left.len() => {
                ordered(left).into_iter().filter(|&key| has(right, key)).collect()
            }
            BinaryOp::And => ordered(right).into_iter().filter(|&key| has(left, key)).collect(),
            BinaryOp::Sub => ordered(left).into_iter().filter(|&key| !has(right, key)).collect(),
            _ => {
                let ours = ordered(left).into_iter().filter(|&key| !has(right, key));
                ordered(right).into_iter().filter(|&key| !has(left, key)).chain(ours).collect()
            }
        };
        self.charge(work as u64 / 4);
        self.known()?;
        let is_frozen = matches!(self.heap.object(a), Some(Object::FrozenSet(_)));
        let set = self.heap.alloc(Object::Set(Default::default()));
        let keys = keys.into_iter().map(|(hash, key)| (hash, key, Value::None)).collect();
        self.insert_distinct(set, keys);
        if is_frozen { Ok(self.freeze(set)) } else { Ok(set) }
    }

    /// Makes a set just made a frozenset.
    pub(crate) fn freeze(&mut self, set: Value) -> Value {
        if let Some(object) = set.handle().map(|handle| self.heap.get_mut(handle))
            && let Object::Set(table) = object
        {
            let table: Box<Dict> = std::mem::take(table);
            *object = Object::FrozenSet(table);
        }
        set
    }

    /// `set op= set` and `dict |= dict` change the left one; whether that was the case.
    pub(super) fn inplace_set(&mut self, op: BinaryOp, a: Value, b: Value) -> Result<bool, Raise> {
        let fits = match self.heap.object(a) {
            Some(Object::Dict(_)) => op == BinaryOp::Or && self.as_dict(b).is_some(),
            Some(Object::Set(_)) => self.as_set(b).is_some(),
            _ => false,
        };
        let logic = [BinaryOp::Or, BinaryOp::And, BinaryOp::Sub, BinaryOp::Xor];
        if !fits || !logic.contains(&op) {
            return Ok(false);
        }
        if op == BinaryOp::Or {
            self.dict_join(a, b)?;
            return Ok(true);
        }
        let Some(made) = self.set_binary(op, a, b)? else { return Ok(false) };
        self.swap_tables(a, made);
        self.heap.release(made);
        Ok(true)
    }

    /// Two sets exchange what they hold.
    pub(crate) fn swap_tables(&mut self, a: Value, b: Value) {
        let mut table = match b.handle().map(|handle| self.heap.get_mut(handle)) {
            Some(Object::Set(table)) => std::mem::take(table),
            _ => return,
        };
        if let Some(Object::Set(place)) = a.handle().map(|handle| self.heap.get_mut(handle)) {
            std::mem::swap(place, &mut table);
        }
        if let Some(Object::Set(place)) = b.handle().map(|handle| self.heap.get_mut(handle)) {
            *place = table;
        }
    }
}
