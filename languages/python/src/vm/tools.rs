//! One step of an iterator of `itertools`.
//!
//! **Models:** `Modules/itertoolsmodule.c`, `dequeiter_next` in `Modules/_collectionsmodule.c`.

use super::iterate::Step;
use super::{Raise, Vm};
use crate::object::{Choose, Deque, Handle, Iter, Library, Object, Tool, Type, Value};

impl Vm {
    pub(super) fn advance_tool(&mut self, handle: Handle) -> Result<Step, Raise> {
        let Some(tool) = self.tool(handle) else { return Ok(Step::End) };
        match tool {
            Tool::Count { at, step } => {
                let item = Value::Int(*at);
                // Past the largest int that fits, CPython goes on with long ones.
                match at.checked_add(*step) {
                    Some(next) => *at = next,
                    None => return Ok(Step::NeedsCall),
                }
                Ok(Step::Item(item))
            }
            Tool::Repeat { left: Some(0), .. } => Ok(Step::End),
            Tool::Repeat { value, left } => {
                *left = left.map(|left| left - 1);
                let item = *value;
                Ok(Step::Item(self.heap.keep(item)))
            }
            Tool::Cycle { items, at } => {
                let (items, index) = (*items, *at as usize);
                *at += 1;
                Ok(self.advance_cycle(handle, items, index))
            }
            &mut Tool::Deque { deque, at, changes } => {
                self.advance_deque(handle, deque, at, changes)
            }
            Tool::Choose { .. } => Ok(self.advance_choose(handle)),
        }
    }

    fn tool(&mut self, handle: Handle) -> Option<&mut Tool> {
        match self.heap.get_mut(handle) {
            Object::Iter(iter) => match &mut **iter {
                Iter::Tool(tool) => Some(tool),
                _ => None,
            },
            _ => None,
        }
    }

    fn advance_cycle(&mut self, handle: Handle, items: Value, index: usize) -> Step {
        let values = match self.heap.object(items) {
            Some(Object::Tuple(values)) => values,
            _ => return Step::End,
        };
        let Some(&item) = values.get(index % values.len().max(1)) else { return Step::End };
        let next = (index + 1) % values.len();
        if let Some(Tool::Cycle { at, .. }) = self.tool(handle) {
            *at = next as u64;
        }
        Step::Item(self.heap.keep(item))
    }

    fn advance_deque(
        &mut self, handle: Handle, of: Value, at: u64, changes: u64,
    ) -> Result<Step, Raise> {
        let Some(deque) = self.deque(of) else { return Ok(Step::End) };
        if deque.changes != changes {
            let message = "deque mutated during iteration".into();
            return Err(self.raise(Type::RuntimeError, message));
        }
        let Some(&item) = deque.items.get(at as usize) else { return Ok(Step::End) };
        if let Some(Tool::Deque { at, .. }) = self.tool(handle) {
            *at += 1;
        }
        Ok(Step::Item(self.heap.keep(item)))
    }

    fn advance_choose(&mut self, handle: Handle) -> Step {
        let Some(Tool::Choose { how, pools, next }) = self.tool(handle) else { return Step::End };
        let Some(indices) = next.take() else { return Step::End };
        let (how, pools) = (*how, pools.clone());
        let lengths: Vec<usize> =
            pools.iter().map(|&pool| self.len_native(pool).unwrap_or(0)).collect();
        let pool_of = |place: usize| if how == Choose::Product { pools[place] } else { pools[0] };
        let chosen = indices.iter().enumerate().map(|(place, &index)| {
            match self.heap.object(pool_of(place)) {
                Some(Object::Tuple(values)) => values[index as usize],
                _ => Value::None,
            }
        });
        let chosen: Vec<Value> = chosen.collect();
        let after = successor(how, &lengths, indices);
        if let Some(Tool::Choose { next, .. }) = self.tool(handle) {
            *next = after;
        }
        let chosen = self.heap.keep_all(&chosen);
        Step::Item(self.heap.tuple(chosen))
    }

    /// The repr of an object of the library.
    pub(super) fn write_library(
        &self, value: Value, out: &mut String, within: &mut Vec<Value>,
    ) -> Option<()> {
        match self.library_object(value)? {
            Library::Deque(deque) => self.write_deque(value, deque, out, within),
            Library::ContextVar { name, default } => {
                *out += "<ContextVar name=";
                self.write_repr(*name, out, within)?;
                if !default.is_undef() {
                    *out += " default=";
                    self.write_repr(*default, out, within)?;
                }
                *out += &format!(" at {}>", super::text::address_of(value));
                Some(())
            }
            Library::Token(token) => {
                *out += if token.is_used { "<Token used var=" } else { "<Token var=" };
                self.write_repr(token.var, out, within)?;
                *out += &format!(" at {}>", super::text::address_of(value));
                Some(())
            }
            Library::Context(_) => {
                let at = super::text::address_of(value);
                *out += &format!("<_contextvars.Context object at {at}>");
                Some(())
            }
            Library::Lock(lock) => {
                *out += &self.lock_text(lock, &super::text::address_of(value));
                Some(())
            }
        }
    }

    fn write_deque(
        &self, value: Value, deque: &Deque, out: &mut String, within: &mut Vec<Value>,
    ) -> Option<()> {
        if within.iter().any(|one| one.is(value)) {
            out.push_str("[...]");
            return Some(());
        }
        let items: Vec<Value> = deque.items.iter().copied().collect();
        let close = match deque.maxlen {
            Some(maxlen) => format!("], maxlen={maxlen})"),
            None => "])".into(),
        };
        self.write_items(value, &items, ["deque([", &close], out, within)
    }

    /// The deque that a value is.
    pub(crate) fn deque(&self, of: Value) -> Option<&Deque> {
        match self.library_object(of) {
            Some(Library::Deque(deque)) => Some(deque),
            _ => None,
        }
    }
}

/// The indices that follow; `None` after the last ones.
fn successor(how: Choose, lengths: &[usize], mut indices: Box<[u32]>) -> Option<Box<[u32]>> {
    let count = indices.len();
    let pool = lengths.first().map_or(0, |&len| len as u32);
    for place in (0..count).rev() {
        let next = indices[place] + 1;
        match how {
            Choose::Product if (next as usize) < lengths[place] => {
                indices[place] = next;
                indices[place + 1..].fill(0);
            }
            Choose::Combinations if next + (count - 1 - place) as u32 > pool - 1 => continue,
            Choose::Combinations => {
                for (step, index) in indices[place..].iter_mut().enumerate() {
                    *index = next + step as u32;
                }
            }
            Choose::Replacement if next < pool => indices[place..].fill(next),
            Choose::Permutations => {
                let used = |indices: &[u32], index: u32| indices.contains(&index);
                let Some(found) = (next..pool).find(|&one| !used(&indices[..place], one)) else {
                    continue;
                };
                indices[place] = found;
                for rest in place + 1..count {
                    let free = (0..pool).find(|&one| !used(&indices[..rest], one));
                    indices[rest] = free.unwrap_or(0);
                }
            }
            _ => continue,
        }
        return Some(indices);
    }
    None
}
