//! The garbage collector: mark from the roots, sweep the rest.
//!
//! **Departures:** it takes no virtual time and is not seen; real Go's runs concurrently.

use super::Vm;
use super::fiber::{Fiber, STACK_BYTES_MIN, Waiting};
use super::heap::{self, Object};
use crate::code::Code;
use crate::types::{Kind, TypeId};
use runtime_core::id::FiberId;
use runtime_core::table::Set;
use runtime_core::trace::Object as Waited;
use std::rc::Rc;

/// `stackNosplit`: what functions that do not look may use.
const STACK_NOSPLIT: u64 = 800;

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

    fn has(&self, reference: u64) -> bool {
        self.marked[heap::handle(reference) as usize]
    }
}

impl Vm {
    /// Frees what neither a root nor `running`, which is not in its place now, can reach.
    pub(super) fn collect_garbage(&mut self, running: Option<&Fiber>) {
        let code: Rc<Code> = self.code.clone();
        let mut marks = self.marks_of_program();
        for fiber in self.fibers.iter().flatten().map(|fiber| &**fiber).chain(running) {
            mark_fiber(&code, fiber, &mut marks);
        }
        self.drain(&code, &mut marks);
        for chan in &mut self.chans {
            if !marks.has(*chan) {
                *chan = 0;
            }
        }
        self.heap.sweep(&marks.marked);
        let fibers: u64 =
            self.fibers.iter().flatten().map(|fiber| 320 + fiber.stack.len() as u64 * 8).sum();
        self.heap.bytes += fibers;
        self.heap.due = self.heap.due.max(self.heap.bytes * 2);
    }

    /// What is reachable without any goroutine: global variables, timers' functions.
    fn marks_of_program(&self) -> Marks {
        let mut marks = Marks { marked: vec![false; self.heap.len()], work: Vec::new() };
        self.globals.iter().for_each(|&global| marks.visit(global));
        self.callbacks.values().for_each(|&function| marks.visit(function));
        marks
    }

    fn drain(&self, code: &Code, marks: &mut Marks) {
        while let Some(handle) = marks.work.pop() {
            self.mark_object(code, handle, marks);
        }
    }

    /// Which of the fibers that wait, each for something, wait for what no other fiber can reach.
    ///
    /// **Models:** `runtime/mgc.go`, `findGoroutineLeaks` (Go 1.27): a waiting goroutine is
    /// reachable once one of the objects it waits for is marked; then its stack is marked too.
    pub(super) fn unreachable(&self, blocked: &[(FiberId, Waited)]) -> Vec<FiberId> {
        let code = &*self.code;
        let mut marks = self.marks_of_program();
        let mut waiting: Set<FiberId> = blocked.iter().map(|row| row.0).collect();
        let ids = (1..).map(FiberId).zip(&self.fibers);
        for (_, fiber) in ids.filter(|(id, _)| !waiting.contains(id)) {
            fiber.iter().for_each(|fiber| mark_fiber(code, fiber, &mut marks));
        }
        loop {
            self.drain(code, &mut marks);
            let met = blocked.iter().find(|(id, what)| {
                waiting.contains(id) && self.waited(*what).is_none_or(|object| marks.has(object))
            });
            let Some(&(id, _)) = met else { break };
            waiting.remove(&id);
            self.fiber(id).into_iter().for_each(|fiber| mark_fiber(code, fiber, &mut marks));
        }
        waiting.iter().copied().collect()
    }

    /// The object a fiber waits for; 0 for nothing, `None` for what is not the program's.
    fn waited(&self, what: Waited) -> Option<u64> {
        match what {
            Waited::Chan(id) => Some(self.chans.get(id.index() - 1).copied().unwrap_or(0)),
            Waited::Addr(address) => Some(address.0),
            Waited::None => Some(0),
            Waited::Future(_) | Waited::Timer(_) | Waited::Select | Waited::Fiber(_) => None,
        }
    }

    /// `shrinkstack` of every fiber: those that use less than a quarter of their stack keep half
    /// of it. Their new sizes.
    pub(super) fn shrink_stacks(&mut self) -> Vec<(FiberId, u64)> {
        let mut shrunk = Vec::new();
        for (id, fiber) in (1..).map(FiberId).zip(&mut self.fibers) {
            let Some(fiber) = fiber else { continue };
            let used = fiber.used_bytes() + STACK_NOSPLIT;
            if used < fiber.stack_bytes / 4 && fiber.stack_bytes > STACK_BYTES_MIN {
                fiber.stack_bytes /= 2;
                shrunk.push((id, fiber.stack_bytes));
            }
        }
        shrunk
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
            Object::Str(_) | Object::Part { .. } | Object::Free(_) => {}
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
