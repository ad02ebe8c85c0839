//! Watched builds: telling of what the next instruction touches.
//!
//! **Invariants:** telling takes no time, so that a watched program runs as the same one without
//! it; all that one instruction touches is told under one site, and granted as a whole.
//!
//! **Departures:** a compare-and-swap of an `atomic.Value` counts as a write, even where it fails.

use super::fiber::{Fiber, Frame};
use super::instr::{At, Done};
use super::{Trap, Vm, heap};
use crate::code::{Code, Func, Instr, Native, Reg};
use crate::concurrency::{Atomic, Operand, Sync, Value};
use crate::library::Library;
use runtime_core::guest::{Access, Go, Site, Step, StepCx, Touch};
use runtime_core::id::Addr;

/// Takes where something is touched, how many slots, and how.
pub(super) type Visit<'a> = dyn FnMut(u64, u64, Touch) + 'a;

/// The offset that stands for a map as a whole, as the race detector of real Go has it.
const WHOLE: u64 = u32::MAX as u64;

impl Vm {
    /// Tells of an access, or of all those that the next instruction makes; comes back to this one
    /// where the fiber has to stop before.
    pub(super) fn see(
        &self, code: &Code, func: &Func, fiber: &mut Fiber, instr: Instr, cx: &mut StepCx<'_>,
    ) -> Done {
        cx.spent -= 1;
        let Some(granted) = cx.watch.as_ref().map(|watch| watch.granted) else { return Ok(0) };
        let (Instr::See { site } | Instr::GuardRead { site, .. } | Instr::GuardWrite { site, .. }) =
            instr
        else {
            return Ok(0);
        };
        let line = self.caller(code, fiber).1;
        let mut stopped = None;
        let mut visit = |at: u64, len: u64, how: Touch| {
            if stopped.is_some() || len == 0 || heap::handle(at) == 0 {
                return;
            }
            let access = Access { at: Addr(at), len: len as u32, how, site: Site(site), line };
            // One grant is for all.
            cx.watch.iter_mut().for_each(|watch| watch.granted = granted);
            if cx.access(access) == Go::Back {
                stopped = Some(access);
            }
        };
        self.touched(code, func, fiber, instr, &mut visit);
        match stopped {
            None => Ok(0),
            Some(access) => {
                fiber.top().pc -= 1;
                Err(Trap::Step(Step::Access(access)))
            }
        }
    }

    fn touched(
        &self, code: &Code, func: &Func, fiber: &Fiber, instr: Instr, visit: &mut Visit<'_>,
    ) {
        let Some(&Frame { pc, base, .. }) = fiber.frames.last() else { return };
        let (pc, base) = (pc as usize, base as usize);
        let word = |at: usize| match func.code.get(at) {
            Some(Instr::Data(word)) => *word,
            _ => 0,
        };
        let at = At { base, data: [word(pc + 1), word(pc + 2)] };
        match (instr, func.code.get(pc)) {
            (Instr::GuardRead { ptr, .. }, _) => visit(at.get(fiber, ptr), 1, Touch::AtomicRead),
            (Instr::GuardWrite { ptr, .. }, _) => visit(at.get(fiber, ptr), 1, Touch::AtomicWrite),
            (_, Some(&Instr::Native { block, native })) => {
                self.native_touches(code, fiber, &at, (block, native), visit)
            }
            (_, Some(&next)) => self.instr_touches(code, fiber, &at, next, visit),
            _ => {}
        }
    }

    #[rustfmt::skip]
    fn instr_touches(&self, code: &Code, fiber: &Fiber, at: &At, instr: Instr, visit: &mut Visit<'_>) {
        let get = |reg: Reg| at.get(fiber, reg);
        let n = u64::from(at.data[0]);
        match instr {
            Instr::Load { ptr, off, .. } => visit(behind(get(ptr), off.into()), 1, Touch::Read),
            Instr::LoadN { ptr, off, .. } => visit(behind(get(ptr), off.into()), n, Touch::Read),
            Instr::Store { ptr, off, .. } => visit(behind(get(ptr), off.into()), 1, Touch::Write),
            Instr::StoreN { ptr, off, .. } => visit(behind(get(ptr), off.into()), n, Touch::Write),
            Instr::SliceGet { s, idx, .. } if get(idx) < get(s + 1) => visit(get(s) + get(idx), 1, Touch::Read),
            Instr::SliceSet { s, idx, .. } if get(idx) < get(s + 1) => visit(get(s) + get(idx), 1, Touch::Write),
            Instr::ClearSlice { s } => visit(get(s), get(s + 1) * n, Touch::Write),
            Instr::BytesToStr { a, .. } | Instr::RunesToStr { a, .. } => visit(get(a), get(a + 1), Touch::Read),
            Instr::Copy { to, from, .. } => {
                let count = get(to + 1).min(get(from + 1)) * n;
                visit(get(from), count, Touch::Read);
                visit(get(to), count, Touch::Write);
            }
            Instr::CopyStr { to, from, .. } => {
                visit(get(to), get(to + 1).min(self.heap.str(get(from)).len() as u64), Touch::Write);
            }
            Instr::Append { s, .. } => self.append_touches(code, fiber, at, (s, at.data[1]), n, visit),
            Instr::AppendStr { s, other, .. } => {
                let count = self.heap.str(get(other)).len() as u64;
                self.append_touches(code, fiber, at, (s, at.data[0]), count, visit);
            }
            Instr::AppendSlice { s, other, .. } => {
                let slots = u64::from(code.elems[at.data[0] as usize].slots);
                visit(get(other), get(other + 1) * slots, Touch::Read);
                self.append_touches(code, fiber, at, (s, at.data[0]), get(other + 1), visit);
            }
            Instr::MapGet { map, .. } | Instr::MapLen { map, .. } | Instr::MapIter { map, .. } | Instr::MapNext { map, .. } => {
                visit(whole(get(map)), 1, Touch::Read);
            }
            Instr::MapSet { map, .. } | Instr::MapDelete { map, .. } | Instr::MapClear { map } => {
                visit(whole(get(map)), 1, Touch::Write);
            }
            _ => {}
        }
    }

    /// `append` of so many elements: it writes behind the slice, or copies the slice elsewhere.
    fn append_touches(
        &self, code: &Code, fiber: &Fiber, at: &At, (s, elem): (Reg, u32), count: u64,
        visit: &mut Visit<'_>,
    ) {
        let [ptr, len, cap] = [0, 1, 2].map(|part| at.get(fiber, s + part));
        let slots = u64::from(code.elems[elem as usize].slots);
        match len + count <= cap {
            true => visit(behind(ptr, len * slots), count * slots, Touch::Write),
            false => visit(ptr, len * slots, Touch::Read),
        }
    }

    fn native_touches(
        &self, code: &Code, fiber: &Fiber, at: &At, (block, native): (Reg, Native),
        visit: &mut Visit<'_>,
    ) {
        let arg = |index: Reg| at.get(fiber, block + index);
        match native {
            Native::Sync(Sync::Atomic(how, operand)) => {
                let address = arg(word_of(how, operand));
                // The first operand is the value to compare with.
                let expected = arg(1 + Reg::from(operand == Operand::First));
                let found = self.heap.cells(address).and_then(|cells| cells.first());
                let fails =
                    how == Atomic::CompareAndSwap && found.is_some_and(|&it| it != expected);
                let reads = fails || how == Atomic::Load;
                let touch = if reads { Touch::AtomicRead } else { Touch::AtomicWrite };
                visit(address, 1, touch);
            }
            Native::Sync(Sync::Value(how)) => {
                let touch = if how == Value::Load { Touch::AtomicRead } else { Touch::AtomicWrite };
                let (results, operands) = value_slots(how);
                visit(arg(results + operands), 2, touch);
            }
            Native::Library(Library::BytesIndexByte) => visit(arg(1), arg(2), Touch::Read),
            Native::Library(Library::RandSeed) => visit(arg(0), arg(1), Touch::Write),
            Native::Library(Library::SliceSwap | Library::SliceSort) => {
                let Ok(slice) = self.any_slice(code, [arg(0), arg(1)]) else { return };
                let slots = code.types.slots(slice.elem);
                if native == Native::Library(Library::SliceSort) {
                    return visit(slice.ptr, slice.len * slots, Touch::Write);
                }
                for index in [arg(2), arg(3)].into_iter().filter(|&index| index < slice.len) {
                    visit(slice.ptr + index * slots, slots, Touch::Write);
                }
            }
            native => self.print_touches(code, fiber, at, (block, native), visit),
        }
    }
}

/// The address `off` slots further; nil stays nil.
fn behind(address: u64, off: u64) -> u64 {
    if address == 0 { 0 } else { address + off }
}

/// The address of a map.
pub(super) fn whole(map: u64) -> u64 {
    behind(map, WHOLE)
}

/// Which slot of its block holds the address of an atomic operation: functions have it first,
/// methods behind their parameters.
pub(super) fn word_of(how: Atomic, operand: Operand) -> Reg {
    let results = Reg::from(how != Atomic::Store);
    let operands = match how {
        Atomic::Load => 0,
        Atomic::CompareAndSwap => 2,
        _ => 1,
    };
    match operand {
        Operand::First => results,
        Operand::Receiver => results + operands,
    }
}

/// The slots of results and parameters of a method of `atomic.Value`.
pub(super) fn value_slots(how: Value) -> (Reg, Reg) {
    match how {
        Value::Load => (2, 0),
        Value::Store => (0, 2),
        Value::Swap => (2, 2),
        Value::CompareAndSwap => (1, 4),
    }
}
