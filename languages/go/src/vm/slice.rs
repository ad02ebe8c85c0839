//! Slices.
//!
//! **Models:** `runtime/slice.go` (Go 1.27): capacities grow as there.
//! **Departures:** gc keeps the first elements of a slice that never leaves its function on the
//! stack, where its first capacity is larger; here every slice grows as one on the heap does.

use super::fiber::Fiber;
use super::heap::Object;
use super::instr::At;
use super::size_class::round_up;
use super::{Trap, Vm};
use crate::code::{Code, Elem, Instr, Reg};

/// `maxAlloc`: the largest object that could be asked for.
const ALLOC_MAX: u64 = 1 << 48;
/// What no machine has.
const MEMORY_MAX: u64 = 1 << 40;

/// `growslice`: the capacity for `len` elements of a slice that had `cap`.
fn grown(len: u64, cap: u64, elem: &Elem) -> u64 {
    let mut new = cap;
    if len > cap * 2 {
        new = len;
    } else if cap < 256 {
        new = cap * 2;
    } else {
        while new < len {
            new += (new + 3 * 256) / 4;
        }
    }
    match elem.bytes {
        0 => len,
        bytes => round_up(new * bytes, elem.pointers) / bytes,
    }
}

impl Vm {
    #[rustfmt::skip]
    pub(super) fn slice_instr(&mut self, code: &Code, fiber: &mut Fiber, at: &At, instr: Instr) -> Result<usize, Trap> {
        match instr {
            Instr::MakeSlice { dst, len, cap } => self.make_slice(code, fiber, at, (dst, len, cap)),
            Instr::SliceAddr { dst, s, idx } => {
                let (index, len) = (at.get(fiber, idx), at.get(fiber, s + 1));
                if index >= len {
                    return Err(super::number::out_of_range(index, len));
                }
                let address = at.get(fiber, s) + index * u64::from(at.data[0]);
                at.set(fiber, dst, address);
                Ok(1)
            }
            Instr::SliceSlice { dst, s, args } => {
                let [ptr, len, cap] = triple(fiber, at, s);
                self.slice(fiber, at, (dst, args), (ptr, len, cap), Which::Slice)?;
                Ok(1)
            }
            Instr::SliceArray { dst, s, args } => {
                let len = u64::from(at.data[1]);
                self.slice(fiber, at, (dst, args), (at.get(fiber, s), len, len), Which::Array)?;
                Ok(2)
            }
            Instr::SliceStr { dst, s, args } => self.slice_str(fiber, at, (dst, s, args)),
            Instr::Append { dst, s, values } => self.append_values(code, fiber, at, (dst, s, values)),
            Instr::AppendSlice { dst, s, other } => {
                let elem = code.elems[at.data[0] as usize];
                let (ptr, count) = (at.get(fiber, other), at.get(fiber, other + 1));
                let n = count as usize * elem.slots as usize;
                let values = self.heap.cells(ptr).map(|cells| cells[..n].to_vec()).unwrap_or_default();
                let slice = self.append(triple(fiber, at, s), &values, count, &elem)?;
                at.set_many(fiber, dst, &slice);
                Ok(1)
            }
            Instr::AppendStr { dst, s, other } => {
                let elem = code.elems[at.data[0] as usize];
                let values: Vec<u64> = self.heap.str(at.get(fiber, other)).iter().map(|&byte| u64::from(byte)).collect();
                let count = values.len() as u64;
                let slice = self.append(triple(fiber, at, s), &values, count, &elem)?;
                at.set_many(fiber, dst, &slice);
                Ok(1)
            }
            Instr::Copy { dst, to, from } => {
                let count = at.get(fiber, to + 1).min(at.get(fiber, from + 1));
                let n = (count * u64::from(at.data[0])) as usize;
                let values = self.heap.cells(at.get(fiber, from)).map(|cells| cells[..n].to_vec()).unwrap_or_default();
                self.write(at.get(fiber, to), &values);
                at.set(fiber, dst, count);
                Ok(1)
            }
            Instr::CopyStr { dst, to, from } => {
                let bytes = self.heap.str(at.get(fiber, from));
                let count = (at.get(fiber, to + 1) as usize).min(bytes.len());
                let values: Vec<u64> = bytes[..count].iter().map(|&byte| u64::from(byte)).collect();
                self.write(at.get(fiber, to), &values);
                at.set(fiber, dst, count as u64);
                Ok(0)
            }
            Instr::ClearSlice { s } => {
                let n = (at.get(fiber, s + 1) * u64::from(at.data[0])) as usize;
                self.write(at.get(fiber, s), &vec![0; n]);
                Ok(1)
            }
            _ => Ok(0),
        }
    }

    fn write(&mut self, ptr: u64, values: &[u64]) {
        if let Some(cells) = self.heap.cells_mut(ptr) {
            cells[..values.len()].copy_from_slice(values);
        }
    }

    fn make_slice(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, (dst, len, cap): (Reg, Reg, Reg),
    ) -> Result<usize, Trap> {
        let (len, cap) = (at.get(fiber, len) as i64, at.get(fiber, cap) as i64);
        let elem = code.elems[at.data[0] as usize];
        let fits = |count: i64| {
            u64::try_from(count).is_ok_and(|count| count.saturating_mul(elem.bytes) <= ALLOC_MAX)
        };
        if !fits(len) {
            return Err(Trap::Runtime("makeslice: len out of range".into()));
        }
        if cap < len || !fits(cap) {
            return Err(Trap::Runtime("makeslice: cap out of range".into()));
        }
        if cap as u64 * elem.bytes > MEMORY_MAX {
            return Err(Trap::Fatal("runtime: out of memory".into()));
        }
        let slots = (cap as u64).saturating_mul(u64::from(elem.slots));
        self.room(slots)?;
        let ptr = self.heap.add_cells(elem.shape, slots as usize);
        at.set_many(fiber, dst, &[ptr, len as u64, cap as u64]);
        Ok(1)
    }

    fn append_values(
        &mut self, code: &Code, fiber: &mut Fiber, at: &At, (dst, s, values): (Reg, Reg, Reg),
    ) -> Result<usize, Trap> {
        let elem = code.elems[at.data[1] as usize];
        let values = at.many(fiber, values, at.data[0] as usize * elem.slots as usize);
        let slice = self.append(triple(fiber, at, s), values, u64::from(at.data[0]), &elem)?;
        at.set_many(fiber, dst, &slice);
        Ok(2)
    }

    /// The slice with values behind it.
    fn append(
        &mut self, [ptr, len, cap]: [u64; 3], values: &[u64], count: u64, elem: &Elem,
    ) -> Result<[u64; 3], Trap> {
        let slots = u64::from(elem.slots);
        if len + count <= cap {
            self.write(ptr + len * slots, values);
            return Ok([ptr, len + count, cap]);
        }
        let cap = grown(len + count, cap, elem);
        self.room(cap * slots)?;
        let mut data = Vec::with_capacity((cap * slots) as usize);
        data.extend_from_slice(
            self.heap.cells(ptr).map_or(&[], |cells| &cells[..(len * slots) as usize]),
        );
        data.extend_from_slice(values);
        data.resize((cap * slots) as usize, 0);
        let ptr = self.heap.add(Object::Cells { shape: elem.shape, data });
        Ok([ptr, len + count, cap])
    }

    /// `s[lo:hi:max]`
    fn slice(
        &mut self, fiber: &mut Fiber, at: &At, (dst, args): (Reg, Reg),
        (ptr, len, cap): (u64, u64, u64), which: Which,
    ) -> Result<(), Trap> {
        let [lo, hi, max] = [0, 1, 2].map(|part| at.get(fiber, args + part) as i64);
        let elem = u64::from(at.data[0]);
        let low = if lo == NONE { 0 } else { lo };
        let (len, cap) = (len as i64, cap as i64);
        let high = if hi == NONE { len } else { hi };
        let limit = if max == NONE { cap } else { max };
        if max != NONE && !(0..=cap).contains(&limit) {
            return Err(slice_bounds("::", limit, cap, which));
        }
        if max != NONE && !(0..=limit).contains(&high) {
            return Err(ordered_bounds(":", high, limit, ""));
        }
        if !(0..=cap).contains(&high) {
            return Err(slice_bounds(":", high, cap, which));
        }
        if !(0..=high).contains(&low) {
            return Err(ordered_bounds("", low, high, if max == NONE { "" } else { ":" }));
        }
        let new_cap = limit - low;
        let start = if new_cap == 0 { ptr } else { ptr + low as u64 * elem };
        at.set_many(fiber, dst, &[start, (high - low) as u64, new_cap as u64]);
        Ok(())
    }

    fn slice_str(
        &mut self, fiber: &mut Fiber, at: &At, (dst, s, args): (Reg, Reg, Reg),
    ) -> Result<usize, Trap> {
        let bytes = self.heap.str(at.get(fiber, s));
        let [lo, hi] = [0, 1].map(|part| at.get(fiber, args + part) as i64);
        let len = bytes.len() as i64;
        let low = if lo == NONE { 0 } else { lo };
        let high = if hi == NONE { len } else { hi };
        if !(0..=len).contains(&high) {
            return Err(slice_bounds(":", high, len, Which::Str));
        }
        if !(0..=high).contains(&low) {
            return Err(ordered_bounds("", low, high, ""));
        }
        let value = self.heap.part(at.get(fiber, s), low as usize, high as usize);
        at.set(fiber, dst, value);
        Ok(0)
    }
}

/// Pointer, length and capacity.
fn triple(fiber: &Fiber, at: &At, s: Reg) -> [u64; 3] {
    [0, 1, 2].map(|part| at.get(fiber, s + part))
}

/// A bound that is not given.
const NONE: i64 = i64::MIN;

/// What is sliced: the panic's text differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Slice,
    Array,
    Str,
}

/// A bound beyond what there is; `before` are the colons in front of it.
fn slice_bounds(before: &str, bound: i64, max: i64, which: Which) -> Trap {
    let of = if which == Which::Slice { "capacity" } else { "length" };
    let with = if bound < 0 { String::new() } else { format!(" with {of} {max}") };
    Trap::Runtime(format!("slice bounds out of range [{before}{bound}]{with}"))
}

/// A bound beyond the next one.
fn ordered_bounds(before: &str, bound: i64, next: i64, after: &str) -> Trap {
    let next = if bound < 0 { String::new() } else { next.to_string() };
    Trap::Runtime(format!("slice bounds out of range [{before}{bound}:{next}{after}]"))
}
