//! The garbage collector: mark from the roots, sweep the rest.
//!
//! **Departures:** it takes no virtual time and is not seen; real Go's runs concurrently.

use super::Vm;
use super::fiber::{Fiber, Waiting};
use super::heap::{self, Object};
use crate::code::Code;
use crate::types::{Kind, TypeId};
use std::rc::Rc;

/// Which kinds the first parameters of a function have; those of frames are known the same way.
pub(super) fn arg_kinds(code: &Code, func: u32) -> &[Kind] {
    let func = &code.funcs[func as usize];
    let from = func.results as usize;
    &func.kinds[from..from + func.params as usize]
}

/// Calls `visit` for every reference among slots of the given kinds, which repeat.
pub(super) fn references(code: &Code, kinds: &[Kind], slots: &[u64], mut visit: impl FnMut(u64)) {
    if kinds.iter().all(|kind| *kind == Kind::Word) {
        return;
    }
    for slots in slots.chunks(kinds.len()) {
        for (index, (&kind, &slot)) in kinds.iter().zip(slots).enumerate() {
            match kind {
                Kind::Ref => visit(slot),
                Kind::Dyn if dynamic_is_reference(code, slots[index - 1]) => visit(slot),
                _ => {}
            }
        }
    }
}

/// Whether an interface holding that type has a reference as its data.
pub(super) fn dynamic_is_reference(code: &Code, dynamic: u64) -> bool {
    dynamic != 0 && code.dynamic(TypeId(dynamic as u32)).reference
}

struct Marks {
    marked: Vec<bool>,
    work: Vec<u32>,
}

impl Marks {
    fn visit(&mut self, reference: u64) {
        let handle = heap::handle(reference);
        if handle != 0 && !std::mem::replace(&mut self.marked[handle as usize], true) {
            self.work.push(handle);
        }
    }
}

impl Vm {
    /// Frees what neither a root nor `running`, which is not in its place now, can reach.
    pub(super) fn collect(&mut self, running: &Fiber) {
        let code: Rc<Code> = self.code.clone();
        let mut marks = Marks { marked: vec![false; self.heap.len()], work: Vec::new() };
        for handle in 1..=code.strings.len() as u32 {
            marks.visit(heap::reference(handle));
        }
        self.globals.iter().for_each(|&global| marks.visit(global));
        for fiber in self.fibers.iter().flatten() {
            mark_fiber(&code, fiber, &mut marks);
        }
        mark_fiber(&code, running, &mut marks);
        while let Some(handle) = marks.work.pop() {
            self.mark_object(&code, handle, &mut marks);
        }
        for chan in &mut self.chans {
            if !marks.marked[heap::handle(*chan) as usize] {
                *chan = 0;
            }
        }
        self.heap.sweep(&marks.marked);
        let fibers: u64 =
            self.fibers.iter().flatten().map(|fiber| 320 + fiber.stack.len() as u64 * 8).sum();
        self.heap.bytes += fibers;
        self.heap.due = self.heap.due.max(self.heap.bytes * 2);
    }

    fn mark_object(&self, code: &Code, handle: u32, marks: &mut Marks) {
        match self.heap.get(heap::reference(handle)) {
            Object::Cells { shape, data } => {
                references(code, &code.shapes[*shape as usize], data, |slot| marks.visit(slot));
            }
            Object::Map(map) => {
                let shape = code.maps[map.shape as usize];
                let (key, value) = (
                    &code.shapes[shape.key_shape as usize],
                    &code.shapes[shape.value_shape as usize],
                );
                for (_, own_key, own_value) in map.entries() {
                    references(code, key, own_key, |slot| marks.visit(slot));
                    references(code, value, own_value, |slot| marks.visit(slot));
                }
            }
            Object::Chan(chan) => {
                let values: Vec<u64> = chan.values.iter().copied().collect();
                let kinds = &code.shapes[chan.shape as usize];
                references(code, kinds, &values, |slot| marks.visit(slot));
            }
            Object::Str(_) | Object::Free(_) => {}
        }
    }
}

fn mark_fiber(code: &Code, fiber: &Fiber, marks: &mut Marks) {
    for frame in &fiber.frames {
        let kinds = &code.funcs[frame.func as usize].kinds;
        let slots = &fiber.stack[frame.base as usize..][..kinds.len()];
        references(code, kinds, slots, |slot| marks.visit(slot));
    }
    for defer in &fiber.defers {
        references(code, arg_kinds(code, defer.func), &defer.args, |slot| marks.visit(slot));
    }
    for panic in &fiber.panics {
        references(code, &[Kind::Type, Kind::Dyn], &panic.value, |slot| marks.visit(slot));
    }
    for printing in &fiber.printings {
        printing
            .slots(code, |kinds, slots| references(code, kinds, slots, |slot| marks.visit(slot)));
    }
    debug_assert!(matches!(fiber.waiting, Waiting::Nothing) || !fiber.frames.is_empty());
}
