//! Values made of others, as `fmt` prints them: structs, slices, maps, pointers.
//!
//! **Models:** `printValue` in `fmt/print.go` (Go 1.27).

use super::order;
use super::print::{Elements, Printed, Printer, Todo, Value};
use crate::types::{Basic, Type, TypeId};
use std::rc::Rc;

impl Printer<'_> {
    /// Writes a value by its structure.
    pub(super) fn structured(&mut self, value: Value) -> Printed {
        match self.code.types.under(value.ty).clone() {
            Type::Basic(basic) => self.basic(value, basic),
            Type::Interface(_) => self.interface(value),
            Type::Slice(elem) => self.slice(value, elem),
            Type::Array(len, elem) => self.array(value, len, elem),
            Type::Struct(_) => {
                self.sharp_name(value.ty);
                self.p.pen.out.push(b'{');
                self.fields(value, 0, 0)
            }
            Type::Map(key, held) => self.map(value, key, held),
            Type::Pointer(elem) => self.pointed(value, elem),
            Type::Chan(..) | Type::Func(_) => self.pointer(value),
            _ => self.bad_verb(value),
        }
    }

    fn interface(&mut self, value: Value) -> Printed {
        match self.inside(&value) {
            Some(inner) => self.value(Value { depth: value.depth + 1, ..inner }),
            None => {
                self.sharp_name(value.ty);
                self.p.pen.text(if self.p.pen.flags.sharp_v { "(nil)" } else { "<nil>" });
                Ok(())
            }
        }
    }

    /// What an interface holds.
    fn inside(&self, value: &Value) -> Option<Value> {
        let ty = TypeId(value.slots[0] as u32);
        (ty.0 != 0).then(|| {
            let slots = self.vm.value_slots(self.code, ty, value.slots[1]);
            Value { ty, slots, ..*value }
        })
    }

    fn sharp_name(&mut self, ty: TypeId) {
        if self.p.pen.flags.sharp_v {
            let name = self.type_name(ty);
            self.p.pen.text(&name);
        }
    }

    fn separator(&mut self) {
        let text = if self.p.pen.flags.sharp_v { ", " } else { " " };
        self.p.pen.text(text);
    }

    /// A bracket: the first for `%#v`.
    fn bracket(&mut self, sharp: u8, plain: u8) {
        self.p.pen.out.push(if self.p.pen.flags.sharp_v { sharp } else { plain });
    }

    // ---- structs

    pub(super) fn fields(&mut self, value: Value, index: usize, from: usize) -> Printed {
        let members = self.code.types.members(value.ty).unwrap_or_else(|| [].into());
        let Some(member) = members.get(index) else {
            self.p.pen.out.push(b'}');
            return Ok(());
        };
        if index > 0 {
            self.separator();
        }
        if self.p.pen.flags.plus_v || self.p.pen.flags.sharp_v {
            self.p.pen.text(&format!("{}:", member.name));
        }
        let to = from + self.code.types.slots(member.ty) as usize;
        let exported = member.name.chars().next().is_some_and(char::is_uppercase);
        let field = Value {
            ty: member.ty,
            slots: value.slots[from..to].to_vec(),
            depth: value.depth + 1,
            open: value.open && exported,
        };
        self.p.todo.push(Todo::Fields(value, index + 1, to));
        match self.code.types.is_interface(field.ty) {
            true => match self.inside(&field) {
                Some(inner) => self.value(inner),
                None => self.interface(field),
            },
            false => self.value(field),
        }
    }

    // ---- arrays and slices

    fn slice(&mut self, value: Value, elem: TypeId) -> Printed {
        let &[reference, len, ..] = &value.slots[..] else { return Ok(()) };
        if self.takes_bytes(elem) {
            return self.bytes(&self.vm.slots_behind(reference, len as usize));
        }
        if self.p.pen.flags.sharp_v {
            let top = value.depth == 0 && matches!(self.code.types.get(value.ty), Type::Slice(_));
            match top && elem == Basic::Uint8.id() {
                true => self.p.pen.text("[]byte"),
                false => self.sharp_name(value.ty),
            }
            if reference == 0 {
                self.p.pen.text("(nil)");
                return Ok(());
            }
        }
        self.begin(&value, elem, Ok(reference), len)
    }

    fn array(&mut self, value: Value, len: u64, elem: TypeId) -> Printed {
        if self.takes_bytes(elem) {
            return self.bytes(&value.slots);
        }
        self.sharp_name(value.ty);
        self.begin(&value, elem, Err(value.slots.as_slice().into()), len)
    }

    fn takes_bytes(&self, elem: TypeId) -> bool {
        matches!(self.p.verb, 's' | 'q' | 'x' | 'X') && self.code.types.basic(elem) == Basic::Uint8
    }

    fn bytes(&mut self, slots: &[u64]) -> Printed {
        let bytes: Vec<u8> = slots.iter().map(|&byte| byte as u8).collect();
        self.string(&bytes);
        Ok(())
    }

    fn begin(
        &mut self, value: &Value, elem: TypeId, from: Result<u64, Rc<[u64]>>, count: u64,
    ) -> Printed {
        self.bracket(b'{', b'[');
        let (depth, open) = (value.depth + 1, value.open);
        self.elements(Elements { elem, from, count, next: 0, depth, open })
    }

    pub(super) fn elements(&mut self, mut elements: Elements) -> Printed {
        if elements.next == elements.count {
            self.bracket(b'}', b']');
            return Ok(());
        }
        if elements.next > 0 {
            self.separator();
        }
        let n = self.code.types.slots(elements.elem) as usize;
        let at = elements.next as usize * n;
        let slots = match &elements.from {
            Ok(reference) => self.vm.slots_behind(reference + at as u64, n),
            Err(slots) => slots[at..at + n].to_vec(),
        };
        let Elements { elem: ty, depth, open, .. } = elements;
        elements.next += 1;
        self.p.todo.push(Todo::Elements(elements));
        self.value(Value { ty, slots, depth, open })
    }

    // ---- maps and pointers

    fn map(&mut self, value: Value, key: TypeId, held: TypeId) -> Printed {
        let reference = value.slots[0];
        match self.p.pen.flags.sharp_v {
            true => {
                self.sharp_name(value.ty);
                if reference == 0 {
                    self.p.pen.text("(nil)");
                    return Ok(());
                }
                self.p.pen.out.push(b'{');
            }
            false => self.p.pen.text("map["),
        }
        let (depth, open) = (value.depth + 1, value.open);
        let value = |ty, slots| Value { ty, slots, depth, open };
        let sorted = order::entries(self.vm, self.code, key, reference);
        let list = sorted.into_iter().rev().map(|(k, v)| (value(key, k), value(held, v))).collect();
        self.next_entry(list)
    }

    pub(super) fn entries(&mut self, list: Vec<(Value, Value)>) -> Printed {
        if !list.is_empty() {
            self.separator();
        }
        self.next_entry(list)
    }

    fn next_entry(&mut self, mut list: Vec<(Value, Value)>) -> Printed {
        let Some((key, held)) = list.pop() else {
            self.bracket(b'}', b']');
            return Ok(());
        };
        self.p.todo.extend([Todo::Entries(list), Todo::Value(held), Todo::Text(":".into())]);
        self.value(key)
    }

    fn pointed(&mut self, value: Value, elem: TypeId) -> Printed {
        let inside = matches!(
            self.code.types.under(elem),
            Type::Struct(_) | Type::Slice(_) | Type::Array(..) | Type::Map(..)
        );
        let reference = value.slots[0];
        if value.depth > 0 || reference == 0 || !inside {
            return self.pointer(value);
        }
        let n = self.code.types.slots(elem) as usize;
        let slots = self.vm.slots_behind(reference, n);
        self.p.pen.out.push(b'&');
        self.value(Value { ty: elem, slots, depth: 1, open: value.open })
    }
}
