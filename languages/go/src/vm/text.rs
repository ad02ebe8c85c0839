//! Strings: indexing, joining, conversions.

use super::fiber::Fiber;
use super::heap::Object;
use super::instr::At;
use super::{Trap, Vm};
use crate::code::{Instr, Shape};

/// The first character of `bytes` and its width; U+FFFD of width 1 for what is none.
pub(super) fn first_rune(bytes: &[u8]) -> (u32, usize) {
    let chunk = bytes[..bytes.len().min(4)].utf8_chunks().next();
    match chunk.and_then(|chunk| chunk.valid().chars().next()) {
        Some(c) => (c as u32, c.len_utf8()),
        None => (0xfffd, 1),
    }
}

/// How many characters there are, each byte that is none counted as one.
pub(super) fn rune_count(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// A character as UTF-8; what is none becomes U+FFFD.
pub(super) fn push_rune(out: &mut Vec<u8>, code: u64) {
    let c = u32::try_from(code as i64).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

impl Vm {
    pub(super) fn text_instr(
        &mut self, fiber: &mut Fiber, at: &At, instr: Instr,
    ) -> Result<usize, Trap> {
        match instr {
            Instr::StrLen { dst, s } => {
                let len = self.heap.str(at.get(fiber, s)).len();
                at.set(fiber, dst, len as u64);
            }
            Instr::StrGet { dst, s, idx } => {
                let (bytes, index) = (self.heap.str(at.get(fiber, s)), at.get(fiber, idx));
                let byte = usize::try_from(index).ok().and_then(|index| bytes.get(index));
                let byte =
                    *byte.ok_or_else(|| super::number::out_of_range(index, bytes.len() as u64))?;
                at.set(fiber, dst, u64::from(byte));
            }
            Instr::StrEq { dst, a, b } => self.compare_str(fiber, at, dst, (a, b), |a, b| a == b),
            Instr::StrLt { dst, a, b } => self.compare_str(fiber, at, dst, (a, b), |a, b| a < b),
            Instr::StrLe { dst, a, b } => self.compare_str(fiber, at, dst, (a, b), |a, b| a <= b),
            Instr::Concat { dst, a, b } => {
                let (a, b) = (at.get(fiber, a), at.get(fiber, b));
                let value = match (a, b) {
                    (a, 0) => a,
                    (0, b) => b,
                    _ => {
                        let joined = [self.heap.str(a), self.heap.str(b)].concat();
                        self.room(joined.len() as u64 / 8)?;
                        self.heap.add(Object::Str(joined.into()))
                    }
                };
                at.set(fiber, dst, value);
            }
            Instr::StrRune { dst, s, idx } => {
                let index = at.get(fiber, idx) as usize;
                let bytes = self.heap.str(at.get(fiber, s));
                let (rune, width) = first_rune(bytes.get(index..).unwrap_or(&[]));
                at.set_many(fiber, dst, &[u64::from(rune), (index + width) as u64]);
            }
            Instr::RuneToStr { dst, a } => {
                let mut bytes = Vec::new();
                push_rune(&mut bytes, at.get(fiber, a));
                let value = self.heap.add_str(&bytes);
                at.set(fiber, dst, value);
            }
            _ => return self.text_conversion(fiber, at, instr),
        }
        Ok(0)
    }

    fn compare_str(
        &mut self, fiber: &mut Fiber, at: &At, dst: u16, (a, b): (u16, u16),
        holds: fn(&[u8], &[u8]) -> bool,
    ) {
        let result = holds(self.heap.str(at.get(fiber, a)), self.heap.str(at.get(fiber, b)));
        at.set(fiber, dst, u64::from(result));
    }

    fn text_conversion(&mut self, fiber: &mut Fiber, at: &At, instr: Instr) -> Result<usize, Trap> {
        match instr {
            Instr::BytesToStr { dst, a } => {
                let bytes: Vec<u8> =
                    self.elements(fiber, at, a).iter().map(|&byte| byte as u8).collect();
                let value = self.heap.add_str(&bytes);
                at.set(fiber, dst, value);
            }
            Instr::RunesToStr { dst, a } => {
                let mut bytes = Vec::new();
                self.elements(fiber, at, a).iter().for_each(|&rune| push_rune(&mut bytes, rune));
                let value = self.heap.add_str(&bytes);
                at.set(fiber, dst, value);
            }
            Instr::StrToBytes { dst, a } => {
                let data: Vec<u64> =
                    self.heap.str(at.get(fiber, a)).iter().map(|&byte| u64::from(byte)).collect();
                self.set_slice(fiber, at, dst, (Shape::BYTES, data))?;
            }
            Instr::StrToRunes { dst, a } => {
                let mut bytes = self.heap.str(at.get(fiber, a));
                let mut data = Vec::new();
                while !bytes.is_empty() {
                    let (rune, width) = first_rune(bytes);
                    data.push(u64::from(rune));
                    bytes = &bytes[width..];
                }
                self.set_slice(fiber, at, dst, (Shape::RUNES, data))?;
            }
            _ => {}
        }
        Ok(0)
    }

    fn elements<'v>(&'v self, fiber: &Fiber, at: &At, slice: u16) -> &'v [u64] {
        let len = at.get(fiber, slice + 1) as usize;
        self.heap.cells(at.get(fiber, slice)).map_or(&[], |cells| &cells[..len])
    }

    /// A new slice of words, whose elements are of a shape.
    pub(super) fn set_slice(
        &mut self, fiber: &mut Fiber, at: &At, dst: u16, (shape, data): (u32, Vec<u64>),
    ) -> Result<(), Trap> {
        self.room(data.len() as u64)?;
        let len = data.len() as u64;
        let ptr = self.heap.add(Object::Cells { shape, data });
        at.set_many(fiber, dst, &[ptr, len, len]);
        Ok(())
    }
}
