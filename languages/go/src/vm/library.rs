//! The natives of the packages for data: searching, and slices of any type.

use super::fiber::{Fiber, Waiting};
use super::heap::Heap;
use super::instr::{At, Done};
use super::{Trap, Vm, random};
use crate::code::{Code, Reg};
use crate::library::Library;
use crate::types::{Type, TypeId, Types};
use runtime_core::guest::Op;
use runtime_core::trace::ChoiceKind;
use std::cmp::Ordering;

/// A slice in an interface: its first element, its length, and its elements' type.
pub(super) struct AnySlice {
    pub ptr: u64,
    pub len: u64,
    pub elem: TypeId,
}

impl Vm {
    pub(super) fn library_native(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, block: Reg, native: Library,
    ) -> Done {
        let arg = |index: Reg| at.get(fiber, block + index);
        let result = match native {
            Library::StringsIndex => {
                let (text, sub) = (self.heap.str(arg(1)), self.heap.str(arg(2)));
                number(find(text, sub, arg(3) as usize))
            }
            Library::StringsLastIndex => {
                let (text, sub) = (self.heap.str(arg(1)), self.heap.str(arg(2)));
                number((0..=text.len()).rev().find(|&from| text[from..].starts_with(sub)))
            }
            Library::BytesIndexByte => {
                let (cells, byte) = (self.heap.cells(arg(1)).unwrap_or(&[]), arg(4));
                number(cells.iter().take(arg(2) as usize).position(|&cell| cell == byte))
            }
            Library::SliceLen => self.any_slice(code, [arg(1), arg(2)])?.len,
            Library::SliceSwap => {
                let slice = self.any_slice(code, [arg(0), arg(1)])?;
                self.swap_elements(code, &slice, (arg(2), arg(3)))?;
                return Ok(0);
            }
            Library::RandDraw => {
                fiber.waiting = Waiting::Word { at: at.base as u32 + u32::from(block) };
                return Err(Op::Choose { kind: ChoiceKind::Rand, options: u32::MAX }.into());
            }
            Library::RandSeed => {
                let table = code.rand_table.get_or_init(random::warmed_up);
                return self.fill(arg(0), &random::seeded(arg(3) as i64, table));
            }
            Library::ChaCha8 => {
                let seed = self.heap.cells(arg(0)).unwrap_or(&[]);
                let words = random::chacha8(seed, arg(6) as u32);
                return self.fill(arg(3), &words);
            }
            _ => {
                let slice = self.any_slice(code, [arg(0), arg(1)])?;
                self.sort_ordered(code, &slice);
                return Ok(0);
            }
        };
        at.set(fiber, block, result);
        Ok(0)
    }

    /// Writes the words of a slice.
    fn fill(&mut self, ptr: u64, words: &[u64]) -> Done {
        let cells = self.heap.cells_mut(ptr).unwrap_or(&mut []);
        cells.iter_mut().zip(words).for_each(|(cell, word)| *cell = *word);
        Ok(0)
    }

    pub(super) fn any_slice(&self, code: &Code, [ty, data]: [u64; 2]) -> Result<AnySlice, Trap> {
        let Type::Slice(elem) = *code.types.under(TypeId(ty as u32)) else {
            let text = format!("reflect: call of Swapper on {} Value", kind(&code.types, ty));
            return Err(Trap::Plain(text));
        };
        let header = self.heap.cells(data).unwrap_or(&[0; 2]);
        Ok(AnySlice { ptr: header[0], len: header[1], elem })
    }

    fn swap_elements(
        &mut self, code: &Code, slice: &AnySlice, (i, j): (u64, u64),
    ) -> Result<(), Trap> {
        if i >= slice.len || j >= slice.len {
            return Err(Trap::Plain("reflect: slice index out of range".into()));
        }
        let slots = code.types.slots(slice.elem) as usize;
        let cells = self.heap.cells_mut(slice.ptr).unwrap_or(&mut []);
        for slot in 0..slots {
            cells.swap(i as usize * slots + slot, j as usize * slots + slot);
        }
        Ok(())
    }

    /// Sorts numbers or strings; what is no number comes first.
    fn sort_ordered(&mut self, code: &Code, slice: &AnySlice) {
        let len = slice.len as usize;
        let Some(cells) = self.heap.cells(slice.ptr) else { return };
        let mut values = cells[..len].to_vec();
        let order = order(&code.types, slice.elem);
        merge_sort(&mut values, &|a, b| order(&self.heap, a, b) == Ordering::Less);
        if let Some(cells) = self.heap.cells_mut(slice.ptr) {
            cells[..len].copy_from_slice(&values);
        }
    }
}

fn number(found: Option<usize>) -> u64 {
    found.map_or(-1, |at| at as i64) as u64
}

fn find(text: &[u8], sub: &[u8], from: usize) -> Option<usize> {
    let last = text.len().checked_sub(sub.len())?;
    (from..=last).find(|&at| text[at..].starts_with(sub))
}

/// The name of a type's kind, as package reflect has it.
fn kind(types: &Types, ty: u64) -> String {
    match types.under(TypeId(ty as u32)) {
        _ if ty == 0 => "zero".into(),
        Type::Pointer(_) => "ptr".into(),
        Type::Array(..) => "array".into(),
        Type::Map(..) => "map".into(),
        Type::Chan(..) => "chan".into(),
        Type::Func(_) => "func".into(),
        Type::Struct(_) => "struct".into(),
        _ => types.name(types.under_id(TypeId(ty as u32)), crate::type_names::Style::Runtime),
    }
}

/// How the values of an ordered type compare.
fn order(types: &Types, elem: TypeId) -> fn(&Heap, u64, u64) -> Ordering {
    match types.under(elem) {
        Type::Basic(basic) if basic.is_unsigned() => |_, a, b| a.cmp(&b),
        Type::Basic(basic) if basic.is_integer() => |_, a, b| (a as i64).cmp(&(b as i64)),
        Type::Basic(basic) if basic.is_float() => |_, a, b| {
            let (a, b) = (f64::from_bits(a), f64::from_bits(b));
            a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
        },
        _ => |heap, a, b| heap.str(a).cmp(heap.str(b)),
    }
}

/// Sorts by merging runs of twice the length each time.
fn merge_sort(values: &mut [u64], less: &dyn Fn(u64, u64) -> bool) {
    let mut sorted = values.to_vec();
    let mut run = 1;
    while run < values.len() {
        for (from, to) in values.chunks(2 * run).zip(sorted.chunks_mut(2 * run)) {
            let (mut left, mut right) = from.split_at(run.min(from.len()));
            for place in to {
                let side = match (left.first(), right.first()) {
                    (Some(&a), Some(&b)) if less(b, a) => &mut right,
                    (None, _) => &mut right,
                    _ => &mut left,
                };
                *place = side[0];
                *side = &side[1..];
            }
        }
        values.copy_from_slice(&sorted);
        run *= 2;
    }
}
