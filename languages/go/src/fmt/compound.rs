//! Values made of others, as `fmt` prints them: structs, slices, maps, pointers.

use super::print::{DEPTH_MAX, Printed, Printer};
use crate::types::{Basic, Type, TypeId};

impl Printer<'_> {
    pub(super) fn structured(
        &mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32,
    ) -> Printed {
        let word = slots.first().copied().unwrap_or(0);
        match self.code.types.under(ty).clone() {
            Type::Basic(basic) => self.basic(ty, basic, slots, verb),
            Type::Interface(_) => match word {
                0 => {
                    self.pad(b"<nil>");
                    Ok(())
                }
                _ => {
                    let inner = TypeId(word as u32);
                    let slots = self.vm.value_slots(self.code, inner, slots[1]);
                    self.value(inner, &slots, verb, depth + 1)
                }
            },
            Type::Slice(elem) => self.slice(ty, elem, slots, verb, depth),
            Type::Array(_, elem) => self.sequence(elem, slots, verb, depth),
            Type::Struct(members) => {
                self.sharp_name(ty);
                self.out.push(b'{');
                let mut from = 0;
                for (index, member) in members.iter().enumerate() {
                    self.separator(index);
                    if self.flags.plus_v || self.flags.sharp_v {
                        self.text(&format!("{}:", member.name));
                    }
                    let to = from + self.code.types.slots(member.ty) as usize;
                    let exported = member.name.chars().next().is_some_and(char::is_uppercase);
                    match exported {
                        true => self.value(member.ty, &slots[from..to], verb, depth + 1)?,
                        false => self.unexported(member.ty, &slots[from..to], verb, depth + 1)?,
                    }
                    from = to;
                }
                self.out.push(b'}');
                Ok(())
            }
            Type::Map(key, value) => self.map(ty, key, value, word, verb, depth),
            Type::Pointer(elem) => self.pointer(ty, elem, word, verb, depth),
            Type::Chan(..) | Type::Func(_) if matches!(verb, 'v' | 'p' | 'x') => {
                let text = if word == 0 && verb == 'v' { "<nil>".into() } else { address(word) };
                self.pad(text.as_bytes());
                Ok(())
            }
            _ => self.bad_verb(ty, slots, verb),
        }
    }

    /// A field whose methods printing may not call.
    fn unexported(&mut self, ty: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        if self.code.types.is_interface(ty) && slots[0] != 0 {
            let inner = TypeId(slots[0] as u32);
            let slots = self.vm.value_slots(self.code, inner, slots[1]);
            return self.structured(inner, &slots, verb, depth + 1);
        }
        if depth > DEPTH_MAX {
            self.text("...");
            return Ok(());
        }
        self.structured(ty, slots, verb, depth)
    }

    fn sharp_name(&mut self, ty: TypeId) {
        if self.flags.sharp_v {
            let name = self.type_name(ty);
            self.text(&name);
        }
    }

    fn separator(&mut self, index: usize) {
        if index > 0 {
            self.text(if self.flags.sharp_v { ", " } else { " " });
        }
    }

    fn slice(
        &mut self, ty: TypeId, elem: TypeId, slots: &[u64], verb: char, depth: u32,
    ) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let cells = self.vm.cells(slots[0], slots[1] as usize * n);
        if self.code.types.basic(elem) == Basic::Uint8 && matches!(verb, 's' | 'q' | 'x' | 'X') {
            let bytes: Vec<u8> = cells.iter().map(|&byte| byte as u8).collect();
            self.string(&bytes, verb);
            return Ok(());
        }
        if verb == 'p' {
            self.pad(address(slots[0]).as_bytes());
            return Ok(());
        }
        if self.flags.sharp_v {
            self.sharp_name(ty);
            if slots[0] == 0 {
                self.text("(nil)");
                return Ok(());
            }
        }
        self.elements(elem, &cells, slots[1] as usize, verb, depth)
    }

    fn sequence(&mut self, elem: TypeId, slots: &[u64], verb: char, depth: u32) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let count = slots.len().checked_div(n).unwrap_or(0);
        self.elements(elem, slots, count, verb, depth)
    }

    fn elements(
        &mut self, elem: TypeId, cells: &[u64], count: usize, verb: char, depth: u32,
    ) -> Printed {
        let n = self.code.types.slots(elem) as usize;
        let (open, close) = if self.flags.sharp_v { (b'{', b'}') } else { (b'[', b']') };
        self.out.push(open);
        for index in 0..count {
            self.separator(index);
            self.value(elem, &cells[index * n..(index + 1) * n], verb, depth + 1)?;
        }
        self.out.push(close);
        Ok(())
    }

    fn map(
        &mut self, ty: TypeId, key: TypeId, value: TypeId, map: u64, verb: char, depth: u32,
    ) -> Printed {
        match self.flags.sharp_v {
            true => {
                self.sharp_name(ty);
                self.out.push(b'{');
            }
            false => self.text("map["),
        }
        let sorted = super::order::entries(self.vm, self.code, key, map);
        for (index, (own_key, own_value)) in sorted.into_iter().enumerate() {
            self.separator(index);
            self.value(key, &own_key, verb, depth + 1)?;
            self.out.push(b':');
            self.value(value, &own_value, verb, depth + 1)?;
        }
        self.out.push(if self.flags.sharp_v { b'}' } else { b']' });
        Ok(())
    }

    fn pointer(&mut self, ty: TypeId, elem: TypeId, word: u64, verb: char, depth: u32) -> Printed {
        let inside = matches!(
            self.code.types.under(elem),
            Type::Struct(_) | Type::Slice(_) | Type::Array(..) | Type::Map(..)
        );
        if depth == 0 && word != 0 && inside && verb != 'p' {
            let n = self.code.types.slots(elem) as usize;
            let cells = self.vm.cells(word, n);
            self.out.push(b'&');
            return self.value(elem, &cells, verb, depth + 1);
        }
        match verb {
            'v' if word == 0 => self.pad(b"<nil>"),
            'v' | 'p' => self.pad(address(word).as_bytes()),
            'd' | 'x' | 'X' | 'o' | 'b' => self.integer(address_value(word), false, verb),
            _ => return self.bad_verb(ty, &[word], verb),
        }
        Ok(())
    }
}

/// An address that looks like one of Go's and is the same in every run.
fn address_value(reference: u64) -> u64 {
    0xc0_0000_0000 + (reference >> 32) * 64 + (reference & 0xffff_ffff) * 8
}

fn address(reference: u64) -> String {
    if reference == 0 { "0x0".into() } else { format!("{:#x}", address_value(reference)) }
}
