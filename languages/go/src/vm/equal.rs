//! Equality of values, and keys of maps.

use super::fiber::Fiber;
use super::instr::At;
use super::map::MapKey;
use super::{Trap, Vm};
use crate::code::{Code, Reg};
use crate::type_names::Style;
use crate::types::{Basic, Type, TypeId};

impl Vm {
    pub(super) fn value_equal(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, (dst, a, b): (Reg, Reg, Reg),
    ) -> Result<usize, Trap> {
        let ty = TypeId(at.data[0]);
        let n = code.types.slots(ty) as usize;
        let same = self.equal(code, ty, at.many(fiber, a, n), at.many(fiber, b, n))?;
        at.set(fiber, dst, u64::from(same));
        Ok(1)
    }

    /// Whether two values of a type are equal; panics for interfaces that cannot be compared.
    pub(super) fn equal(
        &self, code: &Code, ty: TypeId, a: &[u64], b: &[u64],
    ) -> Result<bool, Trap> {
        match code.types.under(ty) {
            Type::Basic(Basic::String) => Ok(self.heap.str(a[0]) == self.heap.str(b[0])),
            Type::Basic(basic) if basic.is_float() => {
                Ok(f64::from_bits(a[0]) == f64::from_bits(b[0]))
            }
            Type::Interface(_) => self.equal_dynamic(code, a, b),
            Type::Array(len, elem) => {
                let n = code.types.slots(*elem) as usize;
                for index in 0..*len as usize {
                    let (from, to) = (index * n, index * n + n);
                    if !self.equal(code, *elem, &a[from..to], &b[from..to])? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Type::Struct(members) => {
                let mut from = 0;
                for member in members.iter() {
                    let to = from + code.types.slots(member.ty) as usize;
                    if &*member.name != "_"
                        && !self.equal(code, member.ty, &a[from..to], &b[from..to])?
                    {
                        return Ok(false);
                    }
                    from = to;
                }
                Ok(true)
            }
            _ => Ok(a == b),
        }
    }

    fn equal_dynamic(&self, code: &Code, a: &[u64], b: &[u64]) -> Result<bool, Trap> {
        if a[0] != b[0] || a[0] == 0 {
            return Ok(a[0] == b[0]);
        }
        let ty = TypeId(a[0] as u32);
        if !code.types.comparable(ty) {
            let name = code.types.name(ty, Style::Runtime);
            return Err(Trap::Runtime(format!("comparing uncomparable type {name}")));
        }
        self.equal(code, ty, &self.payload(code, ty, a[1]), &self.payload(code, ty, b[1]))
    }

    /// The key under which a map keeps a value.
    pub(super) fn map_key(&self, code: &Code, ty: TypeId, slots: &[u64]) -> Result<MapKey, Trap> {
        match code.types.under(ty) {
            Type::Basic(Basic::String) => Ok(MapKey::Bytes(self.heap.str(slots[0]).to_vec())),
            Type::Basic(basic) if basic.is_float() => Ok(MapKey::Word(float_key(slots[0]))),
            Type::Interface(_) | Type::Struct(_) | Type::Array(..) => {
                let mut bytes = Vec::new();
                self.write_key(code, ty, slots, &mut bytes)?;
                Ok(MapKey::Bytes(bytes))
            }
            Type::Basic(basic) if !basic.is_unsigned() => Ok(MapKey::Word(slots[0] ^ 1 << 63)),
            _ => Ok(MapKey::Word(slots[0])),
        }
    }

    /// Writes a value so that equal values give equal bytes.
    fn write_key(
        &self, code: &Code, ty: TypeId, slots: &[u64], out: &mut Vec<u8>,
    ) -> Result<(), Trap> {
        match code.types.under(ty) {
            Type::Basic(Basic::String) => {
                let bytes = self.heap.str(slots[0]);
                out.extend((bytes.len() as u64).to_be_bytes());
                out.extend_from_slice(bytes);
            }
            Type::Interface(_) => {
                out.extend(slots[0].to_be_bytes());
                let dynamic = TypeId(slots[0] as u32);
                if slots[0] == 0 {
                    return Ok(());
                }
                if !code.types.comparable(dynamic) {
                    let name = code.types.name(dynamic, Style::Runtime);
                    return Err(Trap::Runtime(format!("hash of unhashable type {name}")));
                }
                self.write_key(code, dynamic, &self.payload(code, dynamic, slots[1]), out)?;
            }
            Type::Array(len, elem) => {
                let n = code.types.slots(*elem) as usize;
                for index in 0..*len as usize {
                    self.write_key(code, *elem, &slots[index * n..(index + 1) * n], out)?;
                }
            }
            Type::Struct(members) => {
                let mut from = 0;
                for member in members.iter() {
                    let to = from + code.types.slots(member.ty) as usize;
                    self.write_key(code, member.ty, &slots[from..to], out)?;
                    from = to;
                }
            }
            Type::Basic(basic) if basic.is_float() => out.extend(float_key(slots[0]).to_be_bytes()),
            Type::Basic(basic) if !basic.is_unsigned() => {
                out.extend((slots[0] ^ 1 << 63).to_be_bytes())
            }
            _ => out.extend(slots.first().copied().unwrap_or(0).to_be_bytes()),
        }
        Ok(())
    }
}

/// Both zeros are one key; the order of the keys is that of the numbers.
fn float_key(bits: u64) -> u64 {
    let bits = if f64::from_bits(bits) == 0.0 { 0 } else { bits };
    if bits >> 63 == 1 { !bits } else { bits ^ 1 << 63 }
}
