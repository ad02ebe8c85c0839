//! Iterators, and loops over them.

use super::frame::After;
use super::sequence::range_len;
use super::{Next, Raise, Vm};
use crate::names;
use crate::object::{GeneratorKind, Iter, Object, Tool, Type, Value, ViewKind};

type Done = Result<Next, Raise>;

/// All items of an iterable.
pub(crate) enum Items {
    Owned(Vec<Value>),
    /// Python code has to run to get them.
    NeedsCall,
}

/// One step of a native iterator.
pub(crate) enum Step {
    /// An owned item.
    Item(Value),
    End,
    /// Python code has to run.
    NeedsCall,
}

impl Vm {
    /// Whether `iter(value)` would find something.
    pub(crate) fn is_iterable(&self, value: Value) -> bool {
        match self.heap.object(value) {
            Some(Object::Instance { .. } | Object::Library(_) | Object::Class(_)) => {
                [names::ITER, names::GETITEM].iter().any(|&n| self.user_method(value, n).is_some())
            }
            Some(Object::Generator(generator)) => generator.kind == GeneratorKind::Generator,
            Some(object) => iterable_object(object),
            None => false,
        }
    }

    /// A native iterator over a built-in value, owned; `None` if it has none.
    pub(crate) fn native_iter(&mut self, value: Value) -> Option<Value> {
        if self.overrides(value, names::ITER) {
            return None;
        }
        self.plain_iter(value)
    }

    /// The same, whatever a derived class says.
    pub(crate) fn plain_iter(&mut self, value: Value) -> Option<Value> {
        let iter = match self.heap.object(value)? {
            Object::List(_) => Iter::List { list: value, at: 0 },
            Object::Tuple(_) => Iter::Tuple { tuple: value, at: 0 },
            Object::Str(text) => Iter::Str { text: text.clone(), at: 0 },
            Object::Bytes(_) | Object::ByteArray(_) => Iter::Bytes { bytes: value, at: 0 },
            Object::Range(range) => {
                Iter::Range { at: range[0], left: range_len(range) as u64, step: range[2] }
            }
            Object::Set(set) | Object::FrozenSet(set) => {
                let order = set.order_of_set().into();
                Iter::Set { set: value, order, at: 0, size: set.len() as u64 }
            }
            Object::Dict(dict) => {
                Iter::Dict { dict: value, kind: ViewKind::Keys, at: 0, size: dict.len() as u64 }
            }
            Object::View { dict, kind } => {
                let (dict, kind) = (*dict, *kind);
                let size = self.as_dict(dict)?.len() as u64;
                Iter::Dict { dict, kind, at: 0, size }
            }
            Object::Iter(_) | Object::AsyncStep(_) => return Some(self.heap.keep(value)),
            Object::Library(_) => {
                let changes = self.deque(value)?.changes;
                Iter::Tool(Tool::Deque { deque: value, at: 0, changes })
            }
            Object::Generator(generator) if generator.kind == GeneratorKind::Generator => {
                return Some(self.heap.keep(value));
            }
            _ => return None,
        };
        Some(self.own_children(Object::Iter(iter.into())))
    }

    pub(super) fn get_iter(&mut self) -> Done {
        let value = self.peek(1);
        if let Some(iterator) = self.native_iter(value) {
            self.drop_top(1);
            return self.put(iterator);
        }
        if let Some(method) = self.user_method(value, names::ITER) {
            let receiver = self.pop();
            let done = self.call_method_frame(method, receiver, &[], After::Push);
            self.heap.release(receiver);
            return done;
        }
        if self.user_method(value, names::GETITEM).is_some() {
            let receiver = self.pop();
            return self.call_library("builtins._iterate_items", vec![receiver], After::Push);
        }
        Err(self.not_iterable(value))
    }

    pub(crate) fn not_iterable(&mut self, value: Value) -> Raise {
        let message = format!("'{}' object is not iterable", self.type_name(value));
        self.raise(Type::TypeError, message)
    }

    #[inline(always)]
    pub(super) fn for_iter(&mut self, to: u32) -> Done {
        let iterator = self.peek(1);
        if let Value::Ref(handle) = iterator
            && let Object::Iter(iter) = self.heap.get_mut(handle)
            && let Iter::Range { at, left, step } = &mut **iter
            && *left > 0
        {
            let item = Value::Int(*at);
            *left -= 1;
            *at = at.wrapping_add(*step);
            return self.put(item);
        }
        if let Value::Ref(handle) = iterator
            && self.resume_in_loop(handle)
        {
            return Ok(Next::Frame);
        }
        self.for_iter_slow(iterator, to)
    }

    #[inline(never)]
    fn for_iter_slow(&mut self, iterator: Value, to: u32) -> Done {
        match self.advance(iterator)? {
            Step::Item(item) => self.put(item),
            Step::End => {
                self.drop_top(1);
                self.run.top.pc = to;
                Ok(Next::Go)
            }
            Step::NeedsCall => self.next_frame(iterator, After::Iterate),
        }
    }

    /// The generator that does the steps of an iterator, or the iterator itself; borrowed.
    pub(super) fn driver(&self, iterator: Value) -> Value {
        match self.heap.object(iterator) {
            Some(Object::Iter(iter)) => match **iter {
                Iter::Driven { generator, .. } => generator,
                _ => iterator,
            },
            _ => iterator,
        }
    }

    /// Runs `iterator`'s next step as a frame of its own.
    pub(super) fn next_frame(&mut self, iterator: Value, after: After) -> Done {
        let iterator = self.driver(iterator);
        if let Some(Object::Generator(generator)) = self.heap.object(iterator)
            && generator.kind == GeneratorKind::Generator
        {
            return self.resume_generator(iterator, Value::None, after);
        }
        if let Some(Object::AsyncStep(step)) = self.heap.object(iterator)
            && step.is_coroutine()
        {
            let coroutine = step.generator;
            return self.resume_generator(coroutine, Value::None, after);
        }
        match self.user_method(iterator, names::NEXT) {
            Some(method) => self.call_method_frame(method, iterator, &[], after),
            None => {
                let message = format!("'{}' object is not an iterator", self.type_name(iterator));
                Err(self.raise(Type::TypeError, message))
            }
        }
    }

    /// One step of an iterator, natively if it can be.
    pub(crate) fn advance(&mut self, iterator: Value) -> Result<Step, Raise> {
        let Some(handle) = iterator.handle() else { return Ok(Step::NeedsCall) };
        let Object::Iter(iter) = self.heap.get(handle) else { return Ok(Step::NeedsCall) };
        let (item, next) = match &**iter {
            Iter::List { list, at } => {
                let item = self.list_ref(*list).get(*at as usize).copied();
                (item, Iter::List { list: *list, at: at + 1 })
            }
            Iter::Tuple { tuple, at } => {
                let Some(Object::Tuple(values)) = self.heap.object(*tuple) else {
                    return Ok(Step::End);
                };
                (values.get(*at as usize).copied(), Iter::Tuple { tuple: *tuple, at: at + 1 })
            }
            Iter::Reversed { list, left } => {
                let item = left.checked_sub(1).and_then(|at| self.list_ref(*list).get(at as usize));
                (item.copied(), Iter::Reversed { list: *list, left: left.saturating_sub(1) })
            }
            Iter::Range { at, left, step } => {
                let item = (*left > 0).then_some(Value::Int(*at));
                let left = left.saturating_sub(1);
                (item, Iter::Range { at: at.wrapping_add(*step), left, step: *step })
            }
            Iter::Bytes { bytes, at } => {
                let byte = self.bytes(*bytes).and_then(|all| all.get(*at as usize));
                let item = byte.map(|&byte| Value::Int(i64::from(byte)));
                (item, Iter::Bytes { bytes: *bytes, at: at + 1 })
            }
            Iter::Driven { .. } => return Ok(Step::NeedsCall),
            Iter::Str { .. } => return Ok(self.advance_str(handle)),
            Iter::Tool(_) => return self.advance_tool(handle),
            Iter::Dict { .. } => return self.advance_dict(handle),
            Iter::Set { .. } => return self.advance_set(handle),
            Iter::Enumerate { inner, at } => {
                let (inner, at) = (*inner, *at);
                return self.advance_enumerate(handle, inner, at);
            }
            Iter::Zip { inner, strict } => {
                let (count, strict) = (inner.len(), *strict);
                return self.advance_zip(handle, count, strict);
            }
        };
        let Some(item) = item else { return Ok(Step::End) };
        if let Object::Iter(iter) = self.heap.get_mut(handle) {
            **iter = next;
        }
        Ok(Step::Item(self.heap.keep(item)))
    }

    fn advance_str(&mut self, handle: crate::object::Handle) -> Step {
        let Object::Iter(iter) = self.heap.get_mut(handle) else { return Step::End };
        let Iter::Str { text, at } = &mut **iter else { return Step::End };
        let Some(char) = text[*at as usize..].chars().next() else { return Step::End };
        *at += char.len_utf8() as u64;
        Step::Item(self.heap.char(char))
    }

    fn advance_dict(&mut self, handle: crate::object::Handle) -> Result<Step, Raise> {
        let Object::Iter(iter) = self.heap.get(handle) else { return Ok(Step::End) };
        let Iter::Dict { dict, kind, at, size } = **iter else { return Ok(Step::End) };
        let (table, what) = match self.heap.object(dict) {
            Some(Object::Dict(table)) => (table, "dictionary"),
            Some(Object::Set(table) | Object::FrozenSet(table)) => (table, "Set"),
            _ => return Ok(Step::End),
        };
        if table.len() as u64 != size && size != u64::MAX {
            let message = format!("{what} changed size during iteration");
            return Err(self.raise(Type::RuntimeError, message));
        }
        let Some((next, key, value)) = table.next(at as usize) else { return Ok(Step::End) };
        if let Object::Iter(iter) = self.heap.get_mut(handle) {
            **iter = Iter::Dict { dict, kind, at: next as u64, size };
        }
        Ok(Step::Item(match kind {
            ViewKind::Keys => self.heap.keep(key),
            ViewKind::Values => self.heap.keep(value),
            ViewKind::Items => {
                let pair = self.heap.keep_all(&[key, value]);
                self.heap.tuple(pair)
            }
        }))
    }

    fn advance_set(&mut self, handle: crate::object::Handle) -> Result<Step, Raise> {
        let Object::Iter(iter) = self.heap.get(handle) else { return Ok(Step::End) };
        let Iter::Set { set, order, at, size } = &**iter else { return Ok(Step::End) };
        let Some(table) = self.as_set(*set) else { return Ok(Step::End) };
        if table.len() as u64 != *size {
            let message = "Set changed size during iteration".into();
            return Err(self.raise(Type::RuntimeError, message));
        }
        let entry = order.get(*at as usize).copied();
        let Some(key) = entry.and_then(|entry| table.entry_at(entry as usize)) else {
            return Ok(Step::End);
        };
        if let Object::Iter(iter) = self.heap.get_mut(handle)
            && let Iter::Set { at, .. } = &mut **iter
        {
            *at += 1;
        }
        Ok(Step::Item(self.heap.keep(key)))
    }

    fn advance_enumerate(
        &mut self, handle: crate::object::Handle, inner: Value, at: i64,
    ) -> Result<Step, Raise> {
        let step = self.advance(inner)?;
        let Step::Item(item) = step else { return Ok(step) };
        if let Object::Iter(iter) = self.heap.get_mut(handle) {
            **iter = Iter::Enumerate { inner, at: at + 1 };
        }
        Ok(Step::Item(self.heap.tuple(vec![Value::Int(at), item])))
    }

    fn advance_zip(
        &mut self, handle: crate::object::Handle, count: usize, strict: bool,
    ) -> Result<Step, Raise> {
        let parts = |vm: &Vm| match vm.heap.get(handle) {
            Object::Iter(iter) => match &**iter {
                Iter::Zip { inner, .. } => inner.clone(),
                _ => Box::default(),
            },
            _ => Box::default(),
        };
        let part = |vm: &Vm, index: usize| match vm.heap.get(handle) {
            Object::Iter(iter) => match &**iter {
                Iter::Zip { inner, .. } => inner[index],
                _ => Value::Undef,
            },
            _ => Value::Undef,
        };
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let iterator = part(self, index);
            match self.advance(iterator)? {
                Step::Item(item) => items.push(item),
                Step::NeedsCall => panic!("yieldpoint bug: zip over Python code"),
                Step::End => {
                    self.heap.release_all(&items);
                    let inner = parts(self);
                    return self.zip_ended(&inner, strict, index);
                }
            }
        }
        if items.is_empty() {
            return Ok(Step::End);
        }
        Ok(Step::Item(self.heap.tuple(items)))
    }

    fn zip_ended(&mut self, inner: &[Value], strict: bool, index: usize) -> Result<Step, Raise> {
        if !strict {
            return Ok(Step::End);
        }
        let shorter = index > 0;
        let mut longer = None;
        if !shorter {
            for (index, &iterator) in inner.iter().enumerate().skip(1) {
                if let Step::Item(item) = self.advance(iterator)? {
                    self.heap.release(item);
                    longer = Some(index);
                    break;
                }
            }
        }
        let (at, word) = match (shorter, longer) {
            (true, _) => (index, "shorter"),
            (false, Some(at)) => (at, "longer"),
            (false, None) => return Ok(Step::End),
        };
        let others = if at == 1 { "argument 1".into() } else { format!("arguments 1-{at}") };
        let message = format!("zip() argument {} is {word} than {others}", at + 1);
        Err(self.raise(Type::ValueError, message))
    }

    /// Every item of an iterable, if no Python code has to run for them.
    pub(crate) fn items(&mut self, source: Value) -> Result<Items, Raise> {
        if self.overrides(source, names::ITER) {
            return Ok(Items::NeedsCall);
        }
        match self.heap.object(source) {
            Some(Object::List(values)) => {
                let values = values.clone();
                return Ok(Items::Owned(self.heap.keep_all(&values)));
            }
            Some(Object::Tuple(values)) => {
                let values = values.to_vec();
                return Ok(Items::Owned(self.heap.keep_all(&values)));
            }
            Some(Object::Range(range)) if range_len(range) > 100_000 => {
                return Ok(Items::NeedsCall);
            }
            _ => {}
        }
        let Some(iterator) = self.native_iter(source) else {
            if self.is_iterable(source) {
                return Ok(Items::NeedsCall);
            }
            return Err(self.not_iterable(source));
        };
        if !self.is_native_iterator(iterator) {
            self.heap.release(iterator);
            return Ok(Items::NeedsCall);
        }
        let items = self.drain(iterator);
        self.heap.release(iterator);
        items.map(Items::Owned)
    }

    fn drain(&mut self, iterator: Value) -> Result<Vec<Value>, Raise> {
        let mut items = Vec::new();
        loop {
            match self.advance(iterator) {
                Ok(Step::Item(item)) => items.push(item),
                Ok(_) => return Ok(items),
                Err(raise) => {
                    self.heap.release_all(&items);
                    return Err(raise);
                }
            }
        }
    }

    /// Whether no Python code runs in any step of an iterator.
    pub(crate) fn is_native_iterator(&self, iterator: Value) -> bool {
        match self.heap.object(iterator) {
            Some(Object::Iter(iter)) => match &**iter {
                Iter::Enumerate { inner, .. } => self.is_native_iterator(*inner),
                Iter::Driven { .. } => false,
                Iter::Zip { inner, .. } => inner.iter().all(|&one| self.is_native_iterator(one)),
                Iter::Tool(tool) => tool.is_finite(),
                _ => true,
            },
            _ => false,
        }
    }
}

fn iterable_object(object: &Object) -> bool {
    matches!(
        object,
        Object::List(_)
            | Object::Tuple(_)
            | Object::Str(_)
            | Object::Bytes(_)
            | Object::ByteArray(_)
            | Object::Range(_)
            | Object::Dict(_)
            | Object::Set(_)
            | Object::FrozenSet(_)
            | Object::View { .. }
            | Object::Iter(_)
    )
}
