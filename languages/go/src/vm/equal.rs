//! Equality and hashes of values.

use super::fiber::Fiber;
use super::instr::At;
use super::{Trap, Vm};
use crate::code::{Code, KeyBy, MapShape, Reg};
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
        self.equal_at(code, ty, a, b, 0)
    }

    /// The same inside of so many interfaces.
    fn equal_at(
        &self, code: &Code, ty: TypeId, a: &[u64], b: &[u64], depth: u32,
    ) -> Result<bool, Trap> {
        match code.types.under(ty) {
            Type::Basic(Basic::String) => Ok(self.heap.str(a[0]) == self.heap.str(b[0])),
            Type::Basic(basic) if basic.is_float() => {
                Ok(f64::from_bits(a[0]) == f64::from_bits(b[0]))
            }
            Type::Interface(_) => self.equal_dynamic(code, a, b, depth),
            Type::Array(len, elem) => {
                let n = code.types.slots(*elem) as usize;
                for index in 0..*len as usize {
                    let (from, to) = (index * n, index * n + n);
                    if !self.equal_at(code, *elem, &a[from..to], &b[from..to], depth)? {
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
                        && !self.equal_at(code, member.ty, &a[from..to], &b[from..to], depth)?
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

    fn equal_dynamic(&self, code: &Code, a: &[u64], b: &[u64], depth: u32) -> Result<bool, Trap> {
        nested(depth)?;
        if a[0] != b[0] || a[0] == 0 {
            return Ok(a[0] == b[0]);
        }
        let ty = TypeId(a[0] as u32);
        if !code.types.comparable(ty) {
            let name = code.types.name(ty, Style::Runtime);
            return Err(Trap::Runtime(format!("comparing uncomparable type {name}")));
        }
        let [a, b] = [&a[1], &b[1]].map(|data| self.payload_of(code, ty, data));
        self.equal_at(code, ty, a, b, depth + 1)
    }

    /// The hash of a map's key; panics for interfaces that hold what has none.
    pub(super) fn hash_key(&self, code: &Code, shape: &MapShape, key: &[u64]) -> Result<u32, Trap> {
        Ok(match shape.by {
            KeyBy::Word => mix(0, key[0]),
            KeyBy::Str => hash_bytes(0, self.heap.str(key[0])),
            KeyBy::Parts => self.hash_value(code, shape.key, key, (0, 0))?,
        } as u32)
    }

    fn hash_value(
        &self, code: &Code, ty: TypeId, slots: &[u64], (mut state, depth): (u64, u32),
    ) -> Result<u64, Trap> {
        match code.types.under(ty) {
            Type::Basic(Basic::String) => Ok(hash_bytes(state, self.heap.str(slots[0]))),
            Type::Basic(basic) if basic.is_float() => {
                let zero = f64::from_bits(slots[0]) == 0.0;
                Ok(mix(state, if zero { 0 } else { slots[0] }))
            }
            Type::Interface(_) => self.hash_dynamic(code, slots, (state, depth)),
            Type::Array(_, elem) => {
                let n = code.types.slots(*elem) as usize;
                let mut elems = slots.chunks(n.max(1));
                elems.try_fold(state, |state, slots| {
                    self.hash_value(code, *elem, slots, (state, depth))
                })
            }
            Type::Struct(members) => {
                let mut rest = slots;
                for member in members.iter() {
                    let (own, behind) = rest.split_at(code.types.slots(member.ty) as usize);
                    if &*member.name != "_" {
                        state = self.hash_value(code, member.ty, own, (state, depth))?;
                    }
                    rest = behind;
                }
                Ok(state)
            }
            _ => Ok(mix(state, slots.first().copied().unwrap_or(0))),
        }
    }

    fn hash_dynamic(
        &self, code: &Code, slots: &[u64], (state, depth): (u64, u32),
    ) -> Result<u64, Trap> {
        nested(depth)?;
        let dynamic = TypeId(slots[0] as u32);
        if slots[0] == 0 {
            return Ok(mix(state, 0));
        }
        if !code.types.comparable(dynamic) {
            let name = code.types.name(dynamic, Style::Runtime);
            return Err(Trap::Runtime(format!("hash of unhashable type {name}")));
        }
        let inner = self.payload_of(code, dynamic, &slots[1]);
        self.hash_value(code, dynamic, inner, (mix(state, slots[0]), depth + 1))
    }

    /// The place of a key in a map; `None` also for a nil map.
    pub(super) fn find_key(
        &self, code: &Code, map: u64, shape: &MapShape, hash: u32, key: &[u64],
    ) -> Option<usize> {
        let map = self.heap.map(map)?;
        match shape.by {
            KeyBy::Word => map.find(hash, |other| other[0] == key[0]),
            KeyBy::Str => {
                let text = self.heap.str(key[0]);
                map.find(hash, |other| other[0] == key[0] || self.heap.str(other[0]) == text)
            }
            KeyBy::Parts => {
                map.find(hash, |other| self.equal(code, shape.key, other, key).unwrap_or(false))
            }
        }
    }
}

/// How deeply interfaces in interfaces are followed: a limit of this machine's own stack.
const NESTED_MAX: u32 = 1000;

fn nested(depth: u32) -> Result<(), Trap> {
    if depth > NESTED_MAX { Err(Trap::Fatal("stack overflow".into())) } else { Ok(()) }
}

/// Mixes a word into a hash: a multiplication by the golden ratio, its upper half below.
#[inline(always)]
fn mix(state: u64, word: u64) -> u64 {
    (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32)
}

fn hash_bytes(state: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let state = mix(state, bytes.len() as u64);
    let state = words.iter().fold(state, |state, word| mix(state, u64::from_le_bytes(*word)));
    mix(state, rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)))
}
